"""Requests are handed over: one by its own step, or all that lie with an official at once; the successor finds them on the desk."""

from __future__ import annotations

from sqlalchemy import select, update

from mla.lifecycle.terms import Role
from mla.models import Dossier, Official, RegisterEntry
from mla.records.verify import verify
from tests.support.drive import Matter, Page, Site
from tests.web.test_few_questions import more_requests
from tests.web.test_words_survive_the_session import back_in, end_sessions

WHY = "Absent until 12 January; the answer of the bank is awaited."


def number_of(site: Site, name: str) -> str:
    with site.ministry.session() as session:
        return str(session.scalars(select(Official.id).where(Official.name == name)).one())


def lies_with(matter: Matter, site: Site) -> str | None:
    """The name of the official with whom the register says that a request lies; it and the record are proved."""
    with site.ministry.session() as session:
        officer = session.get_one(RegisterEntry, matter.number).officer_id
        assert list(verify(session, site.ministry.installation)) == []
        return session.get_one(Official, officer).name if officer else None


def examiner(site: Site) -> str:
    with site.ministry.session() as session:
        return site.ministry.official(session, Role.EXAMINER).name


def handed_over(site: Site, role: Role, whose: str, **answers: object) -> Page:
    return site.official(role).fill(f"/desk/hand-over/{number_of(site, whose)}", **answers)


def test_whoever_is_given_a_request_finds_it_and_the_other_state_learns_nothing(executing: Matter) -> None:
    be = executing.be
    be.hire("Successor", Role.EXAMINER)
    before = examiner(be)
    assert lies_with(executing, be) == before
    page = be.official(Role.EXAMINER).get(executing.at("reassign"))
    assert before not in page.all("//option"), "it lies with that one already"
    assert "Decider of BE" not in page.all("//option"), "examining is the work of examiners"
    assert page.again().mistakes == ["Choose a colleague.", "Say why."]
    assert page.again(officer=number_of(be, "Successor"), reason=WHY).status == 302
    assert lies_with(executing, be) == "Successor"
    shown = be.official(Role.DECIDER).get(executing.at())
    assert "Successor deals with it" in shown.main
    assert WHY in shown.main
    abroad = executing.si.official(Role.SIGNATORY).get(executing.at())
    assert "Successor" not in abroad.html
    be.ministry.post_to(executing.si.ministry)
    assert WHY not in executing.si.official(Role.SIGNATORY).get(executing.at()).html


def test_of_all_that_lies_with_somebody_only_those_who_could_take_it_are_offered(executing: Matter) -> None:
    """Where one side's work is handed over, whoever does the work of the other was offered, and then refused."""
    be, at = executing.be, f"/desk/hand-over/{number_of(executing.be, examiner(executing.be))}"
    ticked = f"/requests/ticked/assign?ticked={executing.number}"
    assert "Nobody else here does such work." in be.official(Role.DECIDER).get(at).main
    be.hire("Successor", Role.EXAMINER)
    be.hire("Writer", Role.DRAFTER)
    for address in (at, ticked):
        offered = be.official(Role.DECIDER).get(address).all("//select[@name='officer']/option")
        assert "Successor" in offered
        assert "Writer" not in offered


def test_in_the_requesting_state_it_goes_from_drafter_to_drafter(draft: Matter) -> None:
    si = draft.si
    si.hire("Successor", Role.DRAFTER)
    page = si.official(Role.DRAFTER).fill(draft.at("reassign"), officer=number_of(si, "Successor"), reason=WHY)
    assert page.status == 302
    assert lies_with(draft, si) == "Successor"


def test_what_nobody_deals_with_yet_is_assigned_and_not_handed_over(sent: Matter) -> None:
    page = sent.be.official(Role.REGISTRAR).get(sent.at("reassign"))
    assert page.status == 403
    assert "A registrar assigns the request to an examiner first." in page.main


def test_all_that_lies_with_somebody_is_handed_over_at_once_with_its_limits_in_view(executing: Matter) -> None:
    be = executing.be
    be.hire("Successor", Role.EXAMINER)
    be.hire("Only Drafts", Role.DRAFTER)
    before = examiner(be)
    at = f"/desk/hand-over/{number_of(be, before)}"
    assert at in be.official(Role.DECIDER).get("/").links
    assert at in be.official(Role.EXAMINER).get("/").links
    page = be.official(Role.DECIDER).get(at)
    with be.ministry.session() as session:
        assert session.get_one(Dossier, executing.number).our_reference in page.main
    assert page.fields["requests"] == [str(executing.number)], "all of it is ticked"
    assert page.again().mistakes == ["Choose a colleague.", "Say why."]
    assert page.again(requests=[], officer=number_of(be, "Successor"), reason=WHY).mistakes == [
        "Tick what is handed over."
    ]
    other = page.again(officer=number_of(be, "Only Drafts"), reason=WHY)
    assert (other.status, other.mistakes) == (400, ["Not a valid choice."])
    assert other.fields["reason"] == [WHY], "nothing typed is lost"
    assert lies_with(executing, be) == before, "nothing was done"
    assert page.again(officer=number_of(be, "Successor"), reason=WHY).status == 302
    assert lies_with(executing, be) == "Successor"
    late = page.again(officer=number_of(be, "Successor"), reason=WHY)
    assert late.status == 400, "from another tab: it no longer lies there"
    assert str(executing.number) not in " ".join(late.mistakes), "nobody reads that number"
    assert "Nothing that is under way lies here." in be.official(Role.DECIDER).get(at).main


def test_nobody_hands_over_what_lies_with_another_unless_every_request_is_theirs_to_see(executing: Matter) -> None:
    be = executing.be
    be.hire("Outsider", Role.EXAMINER)
    before = examiner(be)
    at = f"/desk/hand-over/{number_of(be, before)}"
    for who in (be.official(Role.AUDITOR), be.official(Role.DRAFTER)):
        assert who.get(at).status == 403
    assert be.official(Role.DECIDER).get("/desk/hand-over/99999").status == 404
    assert "Nothing that is under way lies here." in handed_over(be, Role.DECIDER, "Outsider").main


def test_a_page_stands_in_its_room(executing: Matter) -> None:
    decider = executing.be.official(Role.DECIDER)
    rooms = {
        f"/desk/hand-over/{number_of(executing.be, examiner(executing.be))}": "Desk",
        executing.at("life-cycle"): "Requests",
    }
    for at, room in rooms.items():
        assert [one.text_content().strip() for one in decider.get(at).tree.xpath("//nav//li/a[@aria-current]")] == [
            room
        ]


def test_what_was_unticked_stays_so_where_the_session_ended_meanwhile(draft: Matter) -> None:
    si = draft.si
    si.hire("Successor", Role.DRAFTER)
    more_requests(si, 2, draft.number)
    with si.ministry.session() as session:
        at = f"/desk/hand-over/{session.get_one(RegisterEntry, draft.number).officer_id}"
    signatory = si.official(Role.SIGNATORY)
    page = signatory.get(at)
    assert len(page.fields["requests"]) == 3
    end_sessions(si)
    late = page.again(requests=[str(draft.number)], officer=number_of(si, "Successor"), reason=WHY)
    again = back_in(signatory, si, late, Role.SIGNATORY)
    assert (again.fields["requests"], again.fields["reason"]) == ([str(draft.number)], [WHY])
    assert again.again().status == 302
    assert len(signatory.get(at).fields["requests"]) == 2


def test_the_desk_names_whoever_left_with_requests_and_what_lies_there_is_handed_over(executing: Matter) -> None:
    be = executing.be
    be.hire("Successor", Role.EXAMINER)
    before = examiner(be)
    number = number_of(be, before)
    decider = be.official(Role.DECIDER)
    for changed in ({"active": False}, {"active": True, "roles": ["administrator"]}):
        with be.ministry.session() as session:
            session.execute(update(Official).where(Official.id == int(number)).values(**changed))
            session.commit()
        desk = decider.get("/")
        assert f"{before} (no longer works on requests)" in desk.main
        assert f"/desk/hand-over/{number}" in desk.links
        listed = decider.get(f"/requests?officer={number}&state=open")
        assert listed.tree.xpath("//select[@name='officer']/option[@selected]/@value") == [number]
    page = decider.get(f"/desk/hand-over/{number}")
    assert before not in page.all("//option")
    assert page.again(officer=number_of(be, "Successor"), reason=WHY).status == 302
