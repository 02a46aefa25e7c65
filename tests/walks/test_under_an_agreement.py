"""A request under an agreement that the other State does not know yet: held there, read, accepted or declined, answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from mla.canonical import Answers
from mla.instruments.agreement import instrument_of
from mla.lifecycle.terms import Role
from mla.lifecycle.text import RequestText
from mla.models import Agreement, Dossier, Incoming, Outgoing, Paper
from mla.package.keys import public_bytes
from mla.package.receipt import Receipt, read_receipt
from mla.participation.agreed import not_carried
from mla.participation.dossiers import bases_of
from mla.records.verify import verify
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.agreements import checked, entered, in_use, laid
from tests.support.drive import ORDER, Site, a_file, assert_both_agree, assign, report_all, results, send, take_in
from tests.unit.documents.reader import text
from tests.walks.extraditions import draft
from tests.walks.test_on_which_basis import MEASURE, asked

Pair = tuple[Ministry, Ministry]
MEMORANDUM: dict[str, Any] = {
    "sort": "memorandum",
    "born_on": "1942-08-13",
    "kinds": ["extradition"],
    "must_consult": [],
    "contents": [],
    "grounds": [
        {"kind": "extradition", "level": "mandatory", "article": "3", "en": "Own nationals", "fr": "Nationaux"}
    ],
}
AT = "/law/agreements"
BASIS = {"standing": "The agreement is in force between our two States.", "reciprocity": False}


def carry_again(sender: Ministry, receiver: Ministry) -> None:
    """The courier's waiting time passes, and it tries again."""
    with sender.session() as session:
        session.execute(update(Outgoing).values(next_attempt=None))
        session.commit()
    sender.post_to(receiver)


def outcome(sender: Ministry) -> tuple[str | None, str]:
    """What the sender was told of its last package: the final outcome, and why."""
    with sender.session() as session:
        row = session.scalars(select(Outgoing).order_by(Outgoing.id.desc())).first()
        assert row
        return row.outcome, row.outcome_reason or row.last_error or ""


def came(ministry: Ministry) -> Sequence[Incoming]:
    with ministry.session() as session:
        return session.scalars(select(Incoming).order_by(Incoming.id)).all()


def letter(ministry: Ministry, name: str) -> str:
    with ministry.session() as session:
        paper = session.scalars(select(Paper).where(Paper.name == name)).one()
        return text(ministry.installation.store.read(paper.sha256))


def number_of(ministry: Ministry) -> int:
    with ministry.session() as session:
        return session.scalars(select(Agreement.id).where(Agreement.status == "arrived")).one()


def accept(ministry: Ministry, role: Role = Role.DECIDER) -> None:
    """A lawyer there reads it and accepts it."""
    page = Site(ministry).official(role).fill(f"{AT}/{number_of(ministry)}/accept", sure="y")
    assert page.status == 302, page.mistakes


def test_it_waits_until_a_lawyer_there_has_accepted_the_agreement_and_is_answered(peers: Pair) -> None:
    si, be = peers
    code = in_use(si)
    number = asked(si, code, **BASIS)
    send(si, be, number)
    assert [(one.outcome, one.agreement) for one in came(be)] == [("held", code)]
    assert outcome(si) == (None, came(be)[0].reason)
    assert "held until a lawyer here has read the agreement" in came(be)[0].reason
    assert code not in be.installation.law.instruments

    lawyer = Site(be).official(Role.DECIDER)
    assert "Agreements that wait to be checked, or accepted from abroad" in lawyer.get("/").main
    page = lawyer.get(f"{AT}/{number_of(be)}")
    assert "1 package waits for it." in page.main
    assert "The secrets of the quarry would be disclosed" in page.main
    assert {mark.strip() for mark in page.all("//main//table//strong")} == {"U"}, "Nobody here has confirmed it."
    accept(be)
    assert [one.outcome for one in came(be)] == ["applied"]
    assert be.stage(number) == "transmitted"
    carry_again(si, be)
    assert outcome(si) == ("applied", "")

    take_in(be, si, number)
    be.take(number, "accept")
    report_all(be, number)
    be.take(number, "answer", outcomes=results(be, number), complete=True)
    be.post_to(si)
    assert "Agreement on assistance in the case of the Ravna quarry" in letter(be, "letter_of_request")
    assert_both_agree(si, be, number)


def test_it_is_refused_on_a_ground_of_the_agreement_after_the_consultation_that_it_demands(pair: Pair) -> None:
    si, be = pair
    code = in_use(si)
    number = asked(si, code, **BASIS)
    send(si, be, number)
    accept(be)
    carry_again(si, be)
    take_in(be, si, number)
    with pytest.raises(Misfilled, match="consult"):
        be.take(
            number,
            "refuse",
            ground="G-1",
            reasons="The quarry is secret.",
            consultation="not_appropriate",
            consultation_reason="None.",
        )
    be.take(number, "consult", ground="G-1", concerns="The quarry is secret.", answer_by="2027-02-01")
    be.post_to(si)
    si.take(number, "reply", position="It is indispensable.", conditions="none")
    si.post_to(be)
    assign(be, number)
    be.take(
        number,
        "refuse",
        ground="G-1",
        reasons="The quarry is secret.",
        consultation="held",
        consultation_reason="As asked.",
    )
    be.post_to(si)
    words = letter(si, "letter_of_refusal")
    assert "The secrets of the quarry would be disclosed" in words
    assert "art. 3, agreement of 3 May 2025 (Belgium – Slovenia)" in words
    assert_both_agree(si, be, number)


def test_its_periods_run_in_both_states(pair: Pair) -> None:
    si, be = pair
    code = in_use(si)
    number = asked(si, code, **BASIS)
    send(si, be, number)
    accept(be)
    assert be.installation.law.limits(code, "acknowledgement")[0].days == 5
    assert si.installation.law.limits(code, "acknowledgement") == be.installation.law.limits(code, "acknowledgement")
    assert number


def test_it_is_declined_and_the_sender_reads_why_in_a_signed_receipt(pair: Pair) -> None:
    si, be = pair
    code = in_use(si)
    first, second = asked(si, code, **BASIS), asked(si, code, **BASIS)
    send(si, be, first)
    send(si, be, second)
    lawyer = Site(be).official(Role.SIGNATORY)
    at = f"{AT}/{number_of(be)}"
    assert "2 packages wait for it." in lawyer.get(at).main
    assert lawyer.fill(f"{at}/decline", remark="").status == 400
    assert lawyer.fill(f"{at}/decline", remark="This agreement was never signed.").location == at
    assert "2 packages that waited were refused" in lawyer.get(at).main
    assert [one.outcome for one in came(be)] == ["refused", "refused"]
    carry_again(si, be)
    told = "The agreement under which it is made was declined here: This agreement was never signed."
    assert outcome(si) == ("refused", told)
    signed = read_receipt(came(be)[0].receipt or b"", public_bytes(be.installation.key))
    assert isinstance(signed, Receipt)
    assert (signed.outcome, signed.reason) == ("refused", told)
    third = asked(si, code, **BASIS)
    send(si, be, third)
    assert outcome(si) == ("refused", told), "What was declined stays declined."
    assert lawyer.fill(f"{at}/accept", sure="y").location == at
    fourth = asked(si, code, **BASIS)
    send(si, be, fourth)
    assert be.stage(fourth) == "transmitted", "Unless a lawyer accepts it after all."
    for ministry in pair:
        assert_sound(ministry)


def assert_sound(ministry: Ministry) -> None:
    with ministry.session() as session:
        assert list(verify(session, ministry.installation)) == []


def test_all_that_waited_is_taken_in_in_its_order_and_later_requests_at_once(pair: Pair) -> None:
    si, be = pair
    code = in_use(si)
    numbers = [asked(si, code, **BASIS) for _ in range(2)]
    for number in numbers:
        send(si, be, number)
    accept(be)
    assert [one.outcome for one in came(be)] == ["applied", "applied"]
    assert [be.stage(number) for number in numbers] == ["transmitted", "transmitted"]
    third = asked(si, code, **BASIS)
    send(si, be, third)
    assert be.stage(third) == "transmitted"
    assert outcome(si) == ("applied", "")
    back = asked_back(be, code)
    send(be, si, back)
    assert si.stage(back) == "transmitted", "The other State may ask under it, too."


def asked_back(be: Ministry, code: str) -> UUID:
    return draft(be, "SI", "assistance", code, choose_basis=BASIS, ask_measure=MEASURE)


def test_a_new_version_travels_too_and_stands_beside_the_one_before(pair: Pair) -> None:
    si, be = pair
    first = in_use(si)
    send(si, be, asked(si, first, **BASIS))
    accept(be)
    drafter, decider = Site(si).official(Role.DRAFTER), Site(si).official(Role.DECIDER)
    entry = drafter.get(f"{AT}/1").press("version").location
    drafter.fill(entry, **{"grounds-0-level": "mandatory"})
    drafter.get(entry.removesuffix("/enter")).press("lay")
    decider.fill(entry.replace("/enter", "/check"), sure="y")
    second = max(si.installation.law.agreements, key=lambda code: code != first)
    assert second != first
    send(si, be, asked(si, second, **BASIS))
    with be.session() as session:
        rows = session.scalars(select(Agreement).order_by(Agreement.number)).all()
        assert [(one.number, one.status) for one in rows] == [(1, "accepted"), (2, "arrived")]
        assert rows[0].line == rows[1].line
    accept(be)
    assert be.installation.law.superseded == {first}


def test_a_new_version_of_what_came_from_abroad_begins_as_its_file(pair: Pair) -> None:
    si, be = pair
    code = in_use(si)
    send(si, be, asked(si, code, **BASIS))
    accept(be)
    drafter = Site(be).official(Role.DRAFTER)
    entry = drafter.get(f"{AT}/1").press("version").location
    page = drafter.get(entry)
    assert "The secrets of the quarry would be disclosed" in page.html
    assert drafter.fill(entry, title_en="The same, as Belgium calls it").status == 302
    assert "Before it can be laid" not in drafter.get(entry.removesuffix("/enter")).main
    drafter.get(entry.removesuffix("/enter")).press("lay")
    Site(be).official(Role.DECIDER).fill(entry.replace("/enter", "/check"), sure="y")
    old, new = (
        be.installation.law.agreements[one] for one in (code, next(iter({*be.installation.law.agreements} - {code})))
    )
    assert rules(old) == rules(new), "The rules are the same, whichever way they were entered."


def rules(told: Answers) -> Any:
    one = instrument_of(told)
    return [row.model_dump() for row in (*one.grounds, *one.contents, *one.limits, *one.duties)]


def test_the_text_of_the_agreement_goes_along_as_a_document(pair: Pair) -> None:
    si, be = pair
    site = Site(si)
    number = entered(si)
    site.official(Role.DRAFTER).fill(
        f"{AT}/{number}/document", title="Text", document_language="en", files=a_file("text.pdf", ORDER)
    )
    laid(si, number)
    code = checked(si, number)
    send(si, be, asked(si, code, **BASIS))
    lawyer = Site(be).official(Role.DECIDER)
    assert lawyer.get(f"{AT}/{number_of(be)}/documents/0").data == ORDER
    accept(be)
    assert [one.outcome for one in came(be)] == ["applied"]
    assert_sound(be)


def test_an_agreement_that_is_a_further_basis_travels_and_is_waited_for_as_well(pair: Pair) -> None:
    si, be = pair
    first = in_use(si)
    second = in_use(si, title_en="A second agreement", title_fr="Un deuxième accord", signed="2025-04-01")
    number = asked(si, first, **BASIS, further=[second], further_standing="It is in force, too.")
    send(si, be, number)
    with be.session() as session:
        assert {row.code for row in session.scalars(select(Agreement))} == {first, second}
    lawyer = Site(be).official(Role.DECIDER)
    for place in (1, 2):
        assert [one.outcome for one in came(be)] == ["held"]
        assert lawyer.fill(f"{AT}/{place}/accept", sure="y").status == 302
    assert [one.outcome for one in came(be)] == ["applied"]
    assert be.stage(number) == "transmitted"


def test_a_request_stays_under_versions_that_were_superseded_meanwhile(pair: Pair) -> None:
    si, be = pair
    first, further = in_use(si), in_use(si, title_en="A second agreement", signed="2025-04-01")
    number = asked(si, first, **BASIS, further=[further], further_standing="It is in force, too.")
    drafter, decider = Site(si).official(Role.DRAFTER), Site(si).official(Role.DECIDER)
    for place in (1, 2):
        entry = drafter.get(f"{AT}/{place}").press("version").location
        drafter.fill(entry, remarks="Mended.")
        drafter.get(entry.removesuffix("/enter")).press("lay")
        decider.fill(entry.replace("/enter", "/check"), sure="y")
    assert si.installation.law.superseded == {first, further}
    send(si, be, number)
    for place in (1, 2):
        Site(be).official(Role.DECIDER).fill(f"{AT}/{place}/accept", sure="y")
    assert be.stage(number) == "transmitted"


def test_a_memorandum_for_one_person_carries_no_request_for_another(pair: Pair) -> None:
    si, be = pair
    one = in_use(si, person="H. H.", **MEMORANDUM)
    number = draft(si, "BE", "extradition", one, choose_basis=BASIS)
    send(si, be, number)
    accept(be)
    assert be.stage(number) == "transmitted"
    wrong = draft(
        si, "BE", "extradition", one, choose_basis=BASIS, name_person={"given_names": "Ana", "family_name": "Novak"}
    )
    with pytest.raises(NotAllowed, match=r"made for one person, H\. H\., and for no other"):
        si.take(wrong, "submit")
    with si.session() as session:
        dossier = session.get_one(Dossier, wrong)
        basis = next(
            b for b in bases_of(session, si.installation.law, dossier, "SI", date(2026, 11, 24)) if b.code == one
        )
        assert not basis.usable
        assert "made for one person" in basis.against[0]


OTHERWISE = {"given_names": "Hissène", "family_name": "Habré"}
NO_DAY = {"born_on": ""}
PASSPORT = {"identity_documents": [{"kind": "passport", "number": "TD-448 812"}]}


@pytest.mark.parametrize(
    ("memorandum", "named", "why"),
    [
        ({}, {"given_names": "Habré", "family_name": "Hissene"}, ""),
        ({}, {"given_names": "Hissein", "family_name": "Habre"}, ""),
        ({}, {"given_names": "حسين", "family_name": "حبري"}, ""),
        ({}, {"given_names": "H.", "family_name": "H.", "also_known_as": "Hissène Habré"}, ""),
        ({}, {**OTHERWISE, "born_on": "1951-01-02"}, "with another day of birth, 2 January 1951"),
        ({}, {**OTHERWISE, **NO_DAY}, "no namesake: give the day of birth"),
        ({"born_on": "", "person_number": "td448812"}, {"given_names": "Jan", "family_name": "Kovač", **NO_DAY, **PASSPORT}, ""),
        ({"born_on": "", "person_number": "td448812"}, OTHERWISE, "give the day of birth, or the document"),
        ({"person_number": "td448812"}, {**OTHERWISE, **PASSPORT, "born_on": "1951-01-02"}, "another day of birth"),
        ({}, {"given_names": "Ana", "family_name": "Novak"}, "for no other"),
    ],
)  # fmt: skip
def test_a_memorandum_is_for_one_person_however_written_and_for_no_namesake(
    pair: Pair, memorandum: dict[str, str], named: dict[str, Any], why: str
) -> None:
    si, be = pair
    code = in_use(si, **{**MEMORANDUM, "person": "Hissène Habré", **memorandum})
    number = draft(si, "BE", "extradition", code, choose_basis=BASIS, name_person=named)
    if why:
        with pytest.raises(NotAllowed, match=why):
            si.take(number, "submit")
        return
    send(si, be, number)
    accept(be)
    assert be.stage(number) == "transmitted"


def test_a_memorandum_without_day_and_number_says_that_the_name_is_written_otherwise(pair: Pair) -> None:
    """Such came from installations that did not ask."""
    si, _be = pair
    code = in_use(si, **{**MEMORANDUM, "person": "Hissène Habré"})
    plain = si.installation.law.instruments[code].model_copy(update={"only_born": None})
    told = {"given_names": "Hissein", "family_name": "Habre"}
    for named, why in ((told, "writes the name otherwise"), ({**told, "also_known_as": "Habré Hissène"}, "")):
        with si.session() as session:
            number = draft(si, "BE", "extradition", code, choose_basis=BASIS, name_person=named)
            found = not_carried(plain, RequestText.of(session.get_one(Dossier, number)), "BE")
        assert (why in found) if why else not found


def test_a_memorandum_for_another_person_is_refused_where_it_comes_in(pair: Pair) -> None:
    """The sender's own rules are not trusted: the receiver asks the same."""
    si, be = pair
    code = in_use(si, person="H. H.", **MEMORANDUM)
    send(si, be, draft(si, "BE", "extradition", code, choose_basis=BASIS))
    accept(be)
    for ministry in pair:
        ministry.installation.law.instruments[code] = instrument_of(ministry.installation.law.agreements[code])
    si.installation.law.instruments[code] = si.installation.law.instruments[code].model_copy(update={"only_for": ""})
    other = draft(
        si, "BE", "extradition", code, choose_basis=BASIS, name_person={"given_names": "Ana", "family_name": "Novak"}
    )
    send(si, be, other)
    assert outcome(si)[0] == "refused"
    assert "made for one person" in outcome(si)[1]
