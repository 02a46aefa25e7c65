"""Whoever changes a text that is being translated, or was, is told on every page where the text is looked at again."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Event
from mla.records.verify import verify
from tests.support.drive import Matter, Visitor
from tests.web.test_domestic import assert_sound
from tests.web.test_translations import annexes, order, receive, send

ORDERED = "The text was changed after its translation into French was ordered"
CAME = "The text was changed after its translation into French came"
AGAIN = "order_translation"


def changed(drafter: Visitor, matter: Matter, section: str = "state_facts") -> None:
    """The facts are told otherwise."""
    assert drafter.fill(matter.at(section), facts="Something else happened than was said at first.").status == 302


def test_nothing_is_said_while_the_text_stands_as_it_was_ordered(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    assert order(drafter, draft, letter="transmit").status == 302
    assert receive(drafter, draft, "Translation of the request").status == 302
    for page in ("draft", "check", ""):
        assert "translation into French" not in drafter.get(draft.at(page)).main


@pytest.mark.parametrize("received", [False, True], ids=["ordered", "received"])
def test_the_change_is_told_on_the_task_list_the_check_and_before_the_signature(draft: Matter, received: bool) -> None:
    drafter, signatory = draft.si.official(Role.DRAFTER), draft.si.official(Role.SIGNATORY)
    assert order(drafter, draft, letter="transmit").status == 302
    if received:
        assert receive(drafter, draft, "Translation of the request").status == 302
    changed(drafter, draft)
    sentence = CAME if received else ORDERED
    for page in ("draft", "check"):
        told = drafter.get(draft.at(page))
        assert sentence in told.main
        assert "Changed since: Summary of the facts." in told.main
        assert [link for link in told.links if AGAIN in link] != []
    assert "The text was changed since" in drafter.get(draft.at()).main
    drafter.fill(draft.at("submit"))
    before = signatory.get(draft.at("sign"))
    assert sentence in before.main
    again = next(link for link in before.links if AGAIN in link)
    assert signatory.get(again).fields["letter"] == ["transmit"], (
        "the way to order it again is open to the signatory too"
    )
    assert signatory.fill(draft.at("sign"), read="y").status == 302, "it is told, and nobody is kept from signing"
    assert_sound(draft.si)


def test_it_is_ordered_again_with_one_page_and_the_newer_one_travels(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    assert order(drafter, draft, letter="transmit").status == 302
    assert receive(drafter, draft, "The first translation").status == 302
    changed(drafter, draft)
    page = drafter.get(draft.at(AGAIN))
    told = {name: page.fields[name] for name in ("letter", "source", "target", "translator")}
    assert told == {"letter": ["transmit"], "source": ["en"], "target": ["fr"], "translator": ["Office of translators"]}
    assert order(drafter, draft, letter="transmit").status == 302
    assert "was changed after" not in drafter.get(draft.at("draft")).main
    assert receive(drafter, draft, "The second translation").status == 302
    assert "stays here, a newer one travels" in drafter.get(draft.at()).main
    send(draft)
    there = {title for title, *_ in annexes(draft.be, draft)}
    assert "The second translation" in there
    assert "The first translation" not in there
    for site in (draft.si, draft.be):
        assert_sound(site)


def test_an_order_that_was_cancelled_is_not_spoken_of(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    assert order(drafter, draft, letter="transmit").status == 302
    assert receive(drafter, draft, "", outcome="cancelled", files=None, certificate=None).status == 302
    changed(drafter, draft)
    assert "translation into French" not in drafter.get(draft.at("draft")).main


def test_a_letter_that_is_written_anew_after_its_translation_was_ordered_says_so(executing: Matter) -> None:
    executing.be.bring_in(executing.number, Role.DECIDER)
    examiner = executing.be.official(Role.EXAMINER)
    before = examiner.get(examiner.fill(executing.at("postpone"), reasons="A hearing.").location)
    assert order(examiner, executing, letter="postpone").status == 302
    assert "translation" not in examiner.get(before.path).main
    page = examiner.get(next(link for link in before.links if "postpone?proposal=" in link))
    letter = examiner.get(page.again(reasons="Two hearings.").location)
    assert "This letter was changed after its translation into French was ordered." in letter.main
    assert "Answered otherwise since: Reasons" in letter.main
    again = examiner.get(next(link for link in letter.links if AGAIN in link))
    assert again.fields["letter"] == ["postpone"]
    assert again.fields["target"] == ["fr"]
    assert_sound(executing.be)


def test_what_was_given_to_the_translator_is_proved(draft: Matter) -> None:
    drafter, si = draft.si.official(Role.DRAFTER), draft.si.ministry
    assert order(drafter, draft, letter="transmit").status == 302
    with si.session() as session:
        event = session.scalars(select(Event).where(Event.trigger == AGAIN)).one()
        si.installation.store.folder.joinpath(
            event.answers["text_translated"][:2], event.answers["text_translated"]
        ).write_text("{}")
        assert any(f"the text that event {event.number}" in fault for fault in verify(session, si.installation))
