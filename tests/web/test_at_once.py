"""Two officials at once, and pages that were open too long: nothing is done twice, and no words are lost."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Dossier, Official
from mla.sample.ministry import Ministry
from mla.steps.comments import Said, comment
from mla.storage.database import now
from tests.support.drive import Matter, Page, Site, Visitor

CHANGED = "Somebody changed this request while you were writing."


@pytest.fixture
def at_work(peers: tuple[Ministry, Ministry], small: Callable[..., uuid.UUID]) -> tuple[Site, uuid.UUID]:
    """A draft in a ministry, on SQLite and on PostgreSQL."""
    si, _ = peers
    return Site(si), small(si, "BE")


def both_at_once(visitors: tuple[Visitor, Visitor], path: str, **fields: str) -> list[Page]:
    """Two officials open the same form and send it in the same moment; the quicker one's answer comes first."""
    forms = [visitor.get(path).fields | fields for visitor in visitors]
    ready = Barrier(2)

    def send(visitor: Visitor, form: dict[str, object]) -> Page:
        ready.wait()
        return visitor.send(path, form)

    with ThreadPoolExecutor(2) as pool:
        pages = list(pool.map(send, visitors, forms))
    return sorted(pages, key=lambda page: page.status)


def pressed_at_once(pages: list[Page], what: str) -> list[Page]:
    """Two officials press the same button in the same moment; the quicker one's answer comes first."""
    ready = Barrier(2)

    def press(page: Page) -> Page:
        ready.wait()
        return page.press(what)

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(press, pages), key=lambda page: page.status)


def triggers(site: Site, dossier_id: uuid.UUID) -> list[str]:
    with site.ministry.session() as session:
        return [event.trigger for event in session.get_one(Dossier, dossier_id).events]


def test_of_two_who_sign_at_once_one_signs_and_the_other_is_told_so(at_work: tuple[Site, uuid.UUID]) -> None:
    site, number = at_work
    site.ministry.take(number, "submit")
    two = site.anew(Role.SIGNATORY), site.anew(Role.SIGNATORY)
    first, second = both_at_once(two, f"/dossiers/{number}/sign", read="y")
    assert (first.status, second.status) == (302, 409)
    assert "It is now at the stage Signed, not yet sent." in second.main
    assert triggers(site, number).count("sign") == 1


def test_of_two_who_send_it_at_once_one_sends_it_and_one_package_waits(at_work: tuple[Site, uuid.UUID]) -> None:
    site, number = at_work
    site.ministry.take(number, "submit")
    site.ministry.take(number, "sign", read=True)
    two = site.anew(Role.SIGNATORY), site.anew(Role.SIGNATORY)
    written = two[0].fill(f"/dossiers/{number}/transmit").location
    letters = [visitor.get(written) for visitor in two]
    first, second = pressed_at_once(letters, "sign")
    assert (first.status, second.status) == (302, 409)
    assert "It is now at the stage Sent." in second.main
    with site.ministry.session() as session:
        dossier = session.get_one(Dossier, number)
        assert (len(dossier.papers), len(dossier.outgoing)) == (1, 1)


def test_of_two_notes_at_once_both_are_kept_once_the_second_is_saved_again(at_work: tuple[Site, uuid.UUID]) -> None:
    site, number = at_work
    path = f"/dossiers/{number}/note"
    two = site.anew(Role.SIGNATORY), site.anew(Role.SIGNATORY)
    first, second = both_at_once(two, path, words="Ask the liaison officer.")
    assert (first.status, second.status) == (302, 409)
    assert CHANGED in second.mistakes[0]
    assert second.fields["words"] == ["Ask the liaison officer."]
    assert second.again().status == 302
    assert triggers(site, number).count("note") == 2


def test_two_who_save_different_pages_at_once_never_conflict(at_work: tuple[Site, uuid.UUID]) -> None:
    site, number = at_work
    one, other = site.anew(Role.DRAFTER), site.anew(Role.DRAFTER)
    pages = [
        (one, f"/dossiers/{number}/describe_case", {"subject": "One."}),
        (other, f"/dossiers/{number}/state_facts", {"facts": "Other."}),
    ]
    filled = [(visitor, path, {**visitor.get(path).fields, **fields}) for visitor, path, fields in pages]
    ready = Barrier(2)

    def send(told: tuple[Visitor, str, dict[str, object]]) -> int:
        ready.wait()
        return told[0].send(told[1], told[2]).status

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(send, filled)) == [302, 302]
    assert one.get(pages[0][1]).fields["subject"] == ["One."]
    assert one.get(pages[1][1]).fields["facts"] == ["Other."]


def test_two_who_started_long_ago_on_different_pages_and_items_never_conflict(draft: Matter) -> None:
    drafter, colleague = draft.si.official(Role.DRAFTER), draft.si.anew(Role.DRAFTER)
    held = drafter.get(draft.at("describe_case")).fields | {"subject": "My own words."}
    person = drafter.get(draft.at("name_person?number=1"))
    colleague.fill(draft.at("state_facts"), facts="The colleague's facts.")
    assert drafter.send(draft.at("describe_case"), held).status == 302
    assert person.again(link="Was there.").status == 302


def test_on_a_conflict_both_versions_stand_side_by_side_and_one_is_chosen(draft: Matter) -> None:
    drafter, colleague = draft.si.official(Role.DRAFTER), draft.si.anew(Role.DRAFTER)
    held = drafter.get(draft.at("describe_case")).fields | {"subject": "My own words."}
    colleague.fill(draft.at("describe_case"), subject="The colleague's words.")
    page = drafter.send(draft.at("describe_case"), held)
    rows = page.all("//section[@aria-labelledby='conflict']//tbody/tr")
    assert len(rows) == 1
    assert "The colleague's words." in rows[0]
    assert "My own words." in rows[0]
    assert "saved this page at" in page.main
    dropped = page.press("kept-words/forget")
    assert drafter.get(dropped.location).fields["subject"] == ["The colleague's words."]


def test_who_writes_on_the_same_page_is_shown(draft: Matter) -> None:
    draft.si.hire("second", Role.DRAFTER)
    draft.si.bring_in(draft.number, Role.DRAFTER)
    drafter, second = draft.si.official(Role.DRAFTER), draft.si.official("second")
    assert drafter.get(draft.at("describe_case")).status == 200
    held = drafter.get(draft.at("describe_case")).fields
    drafter.send(f"/kept-words?address={draft.at('describe_case')}", held | {"subject": "I am writing."})
    with draft.si.ministry.session() as session:
        dossier = session.get_one(Dossier, draft.number)
        dossier.involve(session.scalars(select(Official).where(Official.email.like("second@%"))).one())
        session.commit()
    assert "is writing on this page too" in second.get(draft.at("describe_case")).main
    assert "is writing on this page too" not in second.get(draft.at("state_facts")).main
    assert "is writing on this page too" not in drafter.get(draft.at("describe_case")).main


def test_two_who_start_requests_at_once_get_two_numbers_in_a_row(at_work: tuple[Site, uuid.UUID]) -> None:
    site, _ = at_work
    told = {"counterpart": "BE", "title": "At once", "instrument": "lhc", "language": "en"}
    two = site.anew(Role.DRAFTER), site.anew(Role.DRAFTER)
    pages = both_at_once(two, "/dossiers/new/assistance", **told)
    assert [page.status for page in pages] == [302, 302]
    with site.ministry.session() as session:
        references = sorted(dossier.our_reference[-4:] for dossier in session.query(Dossier))
    assert references == ["0001", "0002", "0003"]


# Pages that were open too long
def test_a_form_for_a_stage_that_has_passed_changes_nothing(sent: Matter) -> None:
    signatory = sent.si.official(Role.SIGNATORY)
    held = signatory.get(sent.at("withdraw")).fields | {"reason": "No longer needed."}
    sent.si.put(sent.number, "closed")
    page = signatory.send(sent.at("withdraw"), held)
    assert page.status == 409
    assert "It is now at the stage Closed." in page.main
    assert "Nothing of what you sent was applied." in page.main
    assert sent.stage == "closed"


def test_a_decision_comes_too_late_when_the_other_state_has_withdrawn_meanwhile(executing: Matter) -> None:
    decider = executing.be.official(Role.DECIDER)
    held = decider.get(executing.at("postpone")).fields | {"reasons": "A trial is under way."}
    executing.si.ministry.take(executing.number, "withdraw", reason="No longer needed.")
    executing.post()
    page = decider.send(executing.at("postpone"), held)
    assert page.status == 409
    assert "It is now at the stage Withdrawn." in page.main
    assert executing.stages() == ("withdrawn", "withdrawn")


def test_a_stale_page_of_the_draft_keeps_what_was_typed_and_can_be_saved_again(draft: Matter) -> None:
    drafter, colleague = draft.si.official(Role.DRAFTER), draft.si.anew(Role.DRAFTER)
    held = drafter.get(draft.at("describe_case")).fields | {"subject": "My own words."}
    colleague.fill(draft.at("describe_case"), subject="The colleague's words.")
    page = drafter.send(draft.at("describe_case"), held)
    assert page.status == 409
    assert CHANGED in page.mistakes[0]
    assert page.fields["subject"] == ["My own words."]
    assert colleague.get(draft.at("describe_case")).fields["subject"] == ["The colleague's words."]
    assert page.again().status == 302
    assert colleague.get(draft.at("describe_case")).fields["subject"] == ["My own words."]


@pytest.mark.parametrize("seen", ["", "0", "-1", "999999999999999999999", "abc", None])
def test_a_form_that_does_not_say_what_it_has_seen_counts_as_stale(draft: Matter, seen: str | None) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    page = drafter.fill(draft.at("describe_case"), subject="Changed.", seen=seen)
    assert page.status == 409
    assert page.fields["subject"] == ["Changed."]


def test_an_item_that_a_colleague_removed_while_it_was_written_is_added_again(draft: Matter) -> None:
    drafter, colleague = draft.si.official(Role.DRAFTER), draft.si.anew(Role.DRAFTER)
    held = drafter.get(draft.at("name_person") + "?number=1").fields | {"family_name": "Novak"}
    colleague.fill(draft.at("drop_person") + "?number=1")
    page = drafter.send(draft.at("name_person"), held)
    assert page.status == 409
    assert page.again().status == 302
    assert "Novak" in drafter.get(draft.at("draft")).main


@pytest.mark.parametrize("number", ["", "0", "7", "-1", "1.5", "abc", "9" * 30])
def test_nothing_is_removed_that_is_not_there(draft: Matter, number: str) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    held = drafter.get(draft.at("drop_person") + "?number=1").fields
    assert drafter.get(draft.at(f"drop_person?number={number}")).status == 404
    assert drafter.send(draft.at("drop_person"), held | {"number": number}).status == 404
    assert "Imaginario" in drafter.get(draft.at("draft")).main


def test_the_page_that_removes_an_item_names_it(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    named = {"drop_person": "Pedro Imaginario", "drop_measure": "Register of residents", "detach": "Order of the judge"}
    for trigger, name in named.items():
        assert name in drafter.get(draft.at(f"{trigger}?number=1")).main
    assert "War crime" in drafter.get(draft.at("drop_offence?number=1")).main


def test_whoever_saved_the_page_in_another_window_is_told_that_it_was_oneself(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    one, two = (drafter.get(draft.at("state_facts")) for _ in range(2))
    assert one.again(facts="The first version.").status == 302
    page = two.again(facts="The second version.")
    assert page.status == 409
    assert "You saved this page at" in page.main
    assert page.mistakes == [f"{CHANGED} Both versions stand below; save again to keep yours."]
    assert page.again().status == 302


def test_whoever_signs_waits_for_the_comment_that_is_just_being_kept(at_work: tuple[Site, uuid.UUID]) -> None:
    site, number = at_work
    site.ministry.take(number, "submit")
    signatory = site.official(Role.SIGNATORY)
    form = signatory.get(f"/dossiers/{number}/sign").fields | {"read": "y"}
    with site.ministry.session() as session, ThreadPoolExecutor(1) as pool:
        author = site.ministry.official(session, Role.DRAFTER)
        comment(session, session.get_one(Dossier, number), "request", Said(author, now(), "Not yet."), True)
        signed = pool.submit(signatory.send, f"/dossiers/{number}/sign", form)
        sleep(0.5)
        session.commit()
    assert signed.result().status in (403, 422)
    assert "The signature waits for comments that are still open" in signed.result().main
    assert "sign" not in triggers(site, number)
