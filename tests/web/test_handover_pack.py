"""The handover pack: all that lies with an official goes to the successor in one document, who countersigns it on record."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update

from mla.languages import LETTERS
from mla.lifecycle.terms import Role
from mla.models import AuditEntry, Dossier, Handover, HandoverLine, Official
from mla.records.verify import verify
from mla.sample.ministry import Ministry
from tests.support.drive import REFUSAL, Matter, Site, in_days
from tests.support.verapdf import failures
from tests.unit.documents.reader import text
from tests.walks.extraditions import PERSON, draft, request
from tests.walks.test_days_in_custody import DETAINED, Pair, sought
from tests.walks.test_extradition import KNOWINGLY
from tests.walks.test_persons_with_fates_of_their_own import GRANT, ON
from tests.web.test_comments import comment
from tests.web.test_few_questions import more_requests, opened
from tests.web.test_handing_over import WHY, examiner, number_of
from tests.web.test_words_survive_the_session import back_in, end_sessions

REMARK = "The bank asks for the account number first."
REPORT = {"kind": "report_on_use", "words": "A report on the use.", "owner": "requesting", "due_on": "2027-09-01"}
OPEN = "Not countersigned yet"
READ = {"read": "y"}


def with_successor(site: Site) -> str:
    """Hire a successor; the page on which what lies with the examiner is handed over."""
    site.hire("Successor", Role.EXAMINER)
    return f"/desk/hand-over/{number_of(site, examiner(site))}"


def handed(site: Site, number: UUID, by: Role = Role.DECIDER, remark: str = REMARK) -> str:
    """The address of the pack, after all that lies with the examiner was handed over with a remark."""
    answers = {"officer": number_of(site, "Successor"), "reason": WHY, f"remark_{number}": remark}
    page = site.official(by).get(f"/desk/hand-over/{number_of(site, examiner(site))}").again(**answers)
    assert page.status == 302, page.mistakes
    return page.location


def given(matter: Matter, by: Role = Role.DECIDER) -> str:
    with_successor(matter.be)
    return handed(matter.be, matter.number, by)


def full(matter: Matter) -> None:
    """Put all that a pack can tell into the request of the examiner: a clock, a condition, a letter that waits, a comment."""
    be = matter.be
    be.ministry.take(matter.number, "offer_conditions", conditions=[REPORT], answer_by=in_days(9))
    writes = be.official(Role.EXAMINER).fill(matter.at("refuse"), **REFUSAL)
    assert writes.status == 302, writes.mistakes
    look = {"mentions": [number_of(be, examiner(be))]}
    comment(be.official(Role.DECIDER), matter, "Has the bank answered?", **look)


def proved(site: Site) -> list[str]:
    with site.ministry.session() as session:
        return list(verify(session, site.ministry.installation))


def test_the_pack_says_all_that_lies_there_with_the_remarks(executing: Matter) -> None:
    full(executing)
    be = executing.be
    before = be.official(Role.DECIDER).get(with_successor(be))
    pack = be.official(Role.DECIDER).get(handed(be, executing.number))
    told = (
        "BE-MLA-2026-0001", "The conditions offered are to be answered", "their time", "A report on the use.",
        "offered, not answered", "Refuse the request", "Has the bank answered?",
    )  # fmt: skip
    for words in told:
        assert words in before.main, words
        assert words in pack.main, words
    for words in (REMARK, WHY, f"{OPEN} by Successor.", "by Hanne Besluit"):
        assert words in pack.main, words
    assert proved(be) == []


@pytest.mark.parametrize("language", LETTERS)
def test_it_is_a_paper_in_each_language_of_letters(executing: Matter, language: str) -> None:
    at = given(executing)
    whole = text(executing.be.official("successor").get(f"{at}/pack-{language}.pdf").data)
    title = {"en": "Handover pack", "fr": "Dossier de passation", "es": "Acta de traspaso"}[language]
    for words in (title, "BE-MLA-2026-0001", "account number", "Successor"):
        assert words in " ".join(whole.split())
    assert executing.be.official("successor").get(f"{at}/pack-sl.pdf").status == 404


@pytest.mark.verapdf
@pytest.mark.slow
def test_the_paper_is_for_archives_and_for_screen_readers(executing: Matter, tmp_path: Path) -> None:
    full(executing)
    at = given(executing)
    papers = [tmp_path / f"{language}.pdf" for language in LETTERS]
    for path in papers:
        path.write_bytes(executing.be.official("successor").get(f"{at}/pack-{path.stem}.pdf").data)
    assert {path.name: why for path, why in failures(papers, "3a,ua1").items() if why} == {}


def test_the_successor_countersigns_on_record_and_until_then_everybody_sees_that_it_is_not(executing: Matter) -> None:
    be, at = executing.be, given(executing, Role.EXAMINER)
    for who in (Role.EXAMINER, Role.DECIDER, "successor"):
        assert "Handed over, and not countersigned yet" in be.official(who).get("/").main
        assert at in be.official(who).get("/").links
    for who in (Role.EXAMINER, Role.DECIDER):
        assert "read" not in be.official(who).get(at).fields, "only the successor"
        assert be.official(who).post(at, **READ).status == 403
    page = be.official("successor").get(at)
    assert page.again(remark="Who is at the bank?").mistakes == ["Tick the box once you have read all of it."]
    assert page.again(**READ, remark="Who is at the bank?").status == 302
    assert page.again(**READ, remark="Another tab").status == 302, "it is countersigned already"
    for who in (Role.EXAMINER, Role.DECIDER, "successor"):
        shown = be.official(who).get(at).main
        assert "Countersigned by Successor" in shown
        assert "Who is at the bank?" in shown
        assert at not in be.official(who).get("/").links
        assert at in be.official(who).get("/desk/handed-over").links
    with be.ministry.session() as session:
        pack = session.scalars(select(Handover)).one()
        line = session.scalars(select(AuditEntry).where(AuditEntry.what == "handover_countersigned")).one()
        assert (line.who, line.detail["pack"]) == ("successor@be.example", pack.digest)
        assert "bank" not in str(line.detail)
    assert pack.digest in "".join(text(be.official("successor").get(f"{at}/pack-en.pdf").data).split())
    assert proved(be) == []


def test_what_was_changed_behind_it_is_noticed_and_not_countersigned(executing: Matter) -> None:
    at = given(executing)
    with executing.be.ministry.session() as session:
        session.execute(update(HandoverLine).values(remark="Nothing to see."))
        session.commit()
    assert len(proved(executing.be)) == 1
    page = executing.be.official("successor").get(at)
    assert "it was changed in the database" in page.main
    assert page.again(**READ).status == 409
    with executing.be.ministry.session() as session:
        assert session.scalars(select(Handover.countersigned_at)).one() is None


def test_nobody_else_learns_of_it_here_or_abroad(executing: Matter) -> None:
    be, at = executing.be, given(executing)
    be.hire("Outsider", Role.EXAMINER)
    for who in ("outsider", Role.DRAFTER, Role.ADMINISTRATOR):
        for path in (at, f"{at}/pack-en.pdf"):
            assert be.official(who).get(path).status in (403, 404)
    assert at not in be.official("outsider").get("/").links
    assert at not in be.official("outsider").get("/desk/handed-over").links
    be.ministry.post_to(executing.si.ministry)
    assert REMARK not in executing.si.official(Role.SIGNATORY).get(executing.at()).html
    with executing.si.ministry.session() as session:
        assert not session.scalars(select(Handover)).all()


def test_a_party_who_no_longer_may_see_a_request_in_it_opens_no_pack(executing: Matter) -> None:
    at = given(executing)
    with executing.be.ministry.session() as session:
        session.execute(update(Official).where(Official.name == "Successor").values(roles=["administrator"]))
        session.commit()
    assert executing.be.official("successor").get(at).status in (403, 404)


def test_what_was_handed_on_since_waits_for_nobody_any_more(executing: Matter) -> None:
    be, at = executing.be, given(executing)
    be.hire("Third", Role.EXAMINER)
    first = number_of(be, "Successor")
    page = be.official(Role.DECIDER).fill(f"/desk/hand-over/{first}", officer=number_of(be, "Third"), reason=WHY)
    desk = be.official(Role.DECIDER).get("/").links
    assert page.location in desk
    assert at not in desk


def test_what_waits_in_a_request_of_a_colleague_is_told_where_the_successor_may_see_it(executing: Matter) -> None:
    be = executing.be
    be.hire("Another", Role.EXAMINER)
    be.hire("Successor", Role.EXAMINER)
    with be.ministry.session() as session:
        another = session.scalars(select(Official).where(Official.name == "Another")).one()
        session.get_one(Dossier, executing.number).involve(another)
        session.commit()
    comment(be.official(Role.DECIDER), executing, "Please look.", mentions=[number_of(be, "Another")])
    at = f"/desk/hand-over/{number_of(be, 'Another')}"
    page = be.official("another").get(at)
    assert "Please look." in page.main
    assert "requests" not in page.fields, "nothing is handed over"
    blind = page.again(officer=number_of(be, "Successor"), reason=WHY)
    assert (blind.status, "may see none of these requests" in blind.main) == (422, True)
    again = page.again(officer=number_of(be, "Hanne Besluit"), reason=WHY)
    assert "Please look." in be.official("another").get(again.location).main


def test_of_a_remark_nothing_typed_is_lost(executing: Matter) -> None:
    be = executing.be
    decider, at = be.official(Role.DECIDER), with_successor(be)
    name, page = f"remark_{executing.number}", decider.get(at)
    long = "word " * 2000
    refused = page.again(**{name: long})
    assert "This is longer than 5,000 characters." in " ".join(refused.mistakes)
    assert refused.fields[name] == [long.strip()]
    end_sessions(be)
    late = page.again(**{name: REMARK, "reason": WHY})
    assert back_in(decider, be, late, Role.DECIDER).fields[name] == [REMARK]


def test_who_is_held_stands_first_by_pseudonym_where_protected(pair: tuple[Ministry, Ministry]) -> None:
    be = Site(pair[1])
    number = sought(pair)
    be.ministry.take(number, "report_custody", **DETAINED)
    with_successor(be)
    at = handed(be, number)
    assert "H. H., held since 16 November 2026, 10 days" in be.official("successor").get(at).main
    with be.ministry.session() as session:
        for one in session.get_one(Dossier, number).persons:
            one.answers = {**one.answers, "protected": True, "pseudonym": "Witness Q"}
        assert "H. H." not in str(session.scalars(select(HandoverLine.told)).one())
        session.commit()
    for path in (at, f"{at}/pack-en.pdf"):
        page = be.official("successor").get(path)
        shown = text(page.data) if path.endswith("pdf") else page.main
        assert "Witness Q" in shown
        assert "H. H." not in shown.replace("Case of H. H.", ""), "but for the title that an official wrote"


def test_a_pack_and_the_desk_ask_as_often_for_many_requests_as_for_few(draft: Matter) -> None:
    si = draft.si
    si.hire("Successor", Role.DRAFTER)
    counted = []
    for more in (2, 12):
        more_requests(si, more, draft.number)
        with si.ministry.session() as session:
            drafter = si.ministry.official(session, Role.DRAFTER).id
        path = f"/desk/hand-over/{drafter}"
        before = len(opened(si, path))
        pack = si.official(Role.SIGNATORY).fill(path, officer=number_of(si, "Successor"), reason=WHY).location
        counted.append((before, len(opened(si, pack)), len(opened(si, "/"))))
    assert counted[0] == counted[1]


def test_it_is_made_listed_and_countersigned_on_either_database(si: Ministry) -> None:
    site = Site(si)
    site.hire("Successor", Role.DRAFTER)
    number = si.start(counterpart="BE", title="Register of residents", instrument="lhc", language="en")
    drafter, successor = site.official(Role.DRAFTER), site.official("successor")
    with si.session() as session:
        at = f"/desk/hand-over/{si.official(session, Role.DRAFTER).id}"
    told = {"officer": number_of(site, "Successor"), "reason": WHY, f"remark_{number}": REMARK}
    pack = drafter.fill(at, **told).location
    for visitor in (drafter, successor, site.official(Role.SIGNATORY)):
        assert pack in visitor.get("/").links
    assert successor.fill(pack, **READ).status == 302
    for visitor in (drafter, successor, site.official(Role.SIGNATORY)):
        assert pack not in visitor.get("/").links
        assert pack in visitor.get("/desk/handed-over").links
    assert proved(site) == []


def test_a_limit_and_a_condition_for_one_of_several_persons_name_that_person_as_today(pair: Pair) -> None:
    si, be = pair[0], Site(pair[1])
    number = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY)
    si.take(number, "name_person", **{**PERSON, "given_names": "K."})
    request(si, be.ministry, number)
    be.ministry.take(number, "grant", for_persons=["1"], conditions="No other State.", **GRANT)
    be.ministry.take(number, "agree_surrender", for_persons=["1"], **ON)
    with_successor(be)
    at = handed(be, number)
    with be.ministry.session() as session:
        told = session.scalars(select(HandoverLine.told)).one()
        assert [row["persons"] for part in ("limits", "obligations") for row in told[part]].count([1]) >= 2
        assert "H. H." not in str(told)
    shown = be.official("successor").get(at).main
    assert "The person is to be taken over (their time, for H. H. alone" in shown
    assert "No other State. (offered, not answered, for H. H. alone)" in shown
    assert "only for H. H." in " ".join(text(be.official("successor").get(f"{at}/pack-en.pdf").data).split())
