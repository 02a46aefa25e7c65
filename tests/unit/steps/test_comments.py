"""What waits for whom, what holds which step back, who may be asked to look: alike on both databases."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.lifecycle.terms import Role
from mla.models import Dossier, Official
from mla.permission import blocking, held_back, sees, visible_to
from mla.records.verify import verify
from mla.register.findable import find
from mla.register.keeping import faults, make_anew
from mla.sample.ministry import Ministry
from mla.steps.comments import RESOLVED, Said, answer, comment, threads, waiting_for, who_may_be_mentioned
from mla.steps.step_taken import NotAllowed
from mla.storage.database import now

Small = Callable[[Ministry, str], uuid.UUID]
PLACES = ("request", "section:state_facts", "paper:1", "letter:transmit", "letter:withdraw")


def say(session: Session, ministry: Ministry, dossier: Dossier, role: Role, words: str, place: str = "request", blocks: bool = False, *asked: Role) -> None:  # fmt: skip
    mentioned = [ministry.official(session, one).id for one in asked]
    comment(session, dossier, place, Said(ministry.official(session, role), now(), words, mentioned), blocks)
    session.expire_all()


def on_desk(session: Session, ministry: Ministry, role: Role) -> list[str]:
    return [one.words for one, _dossier in waiting_for(session, ministry.official(session, role))]


def test_it_waits_for_whoever_was_asked_and_for_whoever_deals_with_it_until_they_have_spoken(
    si: Ministry, small: Small
) -> None:
    number = small(si, "BE")
    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        say(session, si, dossier, Role.SIGNATORY, "Asked.", "request", False, Role.REGISTRAR)
        say(session, si, dossier, Role.SIGNATORY, "Blocks.", "section:state_facts", True)
        say(session, si, dossier, Role.SIGNATORY, "Said.")
        told = {role: on_desk(session, si, role) for role in (Role.DRAFTER, Role.SIGNATORY, Role.REGISTRAR)}
        assert told == {Role.DRAFTER: ["Blocks."], Role.SIGNATORY: [], Role.REGISTRAR: ["Asked."]}
        answer(session, threads(dossier)[1], Said(si.official(session, Role.DRAFTER), now(), "Mended."))
        session.expire_all()
        assert on_desk(session, si, Role.DRAFTER) == []
        assert on_desk(session, si, Role.SIGNATORY) == ["Blocks."]
        answer(session, threads(dossier)[1], Said(si.official(session, Role.SIGNATORY), now(), ""), RESOLVED)
        session.expire_all()
        assert on_desk(session, si, Role.SIGNATORY) == []
        session.commit()
        assert list(verify(session, si.installation)) == []


def test_of_a_draft_that_was_discarded_nothing_waits_for_a_signature(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    with si.session() as session:
        say(session, si, session.get_one(Dossier, number), Role.SIGNATORY, "Blocks.", "request", True)
        session.commit()
        assert on_desk(session, si, Role.DRAFTER) == ["Blocks."]
    si.take(number, "discard", reason="Not needed.")
    with si.session() as session:
        assert on_desk(session, si, Role.DRAFTER) == []


@pytest.mark.parametrize("place", PLACES)
def test_a_letter_is_held_back_by_what_was_said_of_it_and_the_text_by_all_else(
    slovenia: Ministry, small: Small, place: str
) -> None:
    number = small(slovenia, "BE")
    with slovenia.session() as session:
        dossier = session.get_one(Dossier, number)
        say(session, slovenia, dossier, Role.DRAFTER, "Wait.", place, True)
        held = {name for name, step in dossier.table.step.items() if blocking(dossier, step)}
    if place.startswith("letter:"):
        assert held == {place.removeprefix("letter:")}
    else:
        assert {"sign", "transmit", "countersign", "supply"} <= held
        assert not {"submit", "send_back", "note", "acknowledge", "ask", "state_facts"} & held


def test_the_door_holds_a_step_back_whatever_page_it_comes_from(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    si.take(number, "submit")
    with si.session() as session:
        say(session, si, session.get_one(Dossier, number), Role.DRAFTER, "Krokodilhalle", "request", True)
        session.commit()
        dossier = session.get_one(Dossier, number)
        why = held_back(dossier, dossier.table.step["sign"]) or ""
        assert si.official(session, Role.DRAFTER).name in why
        assert "Krokodilhalle" not in why, "What is refused enters the audit log, which others read."
    with pytest.raises(NotAllowed, match="still open"):
        si.take(number, "sign", read=True)


def test_whoever_may_be_asked_is_whoever_may_see_the_request(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    with si.session() as session:
        for place, roles in enumerate(
            [[role] for role in Role] + [[], ["drafter", "examiner"], ["administrator", "auditor"]]
        ):
            one = Official(name=f"N{place}", email=f"n{place}@si.example", password="", roles=[str(r) for r in roles])
            session.add(one)
        session.flush()
        dossier = session.get_one(Dossier, number)
        everybody = list(session.scalars(select(Official)))
        may = {one.id for one in everybody if session.scalar(select(Dossier.id).where(visible_to(one)))}
        assert {one.id for one in everybody if sees(one, dossier)} == may
        drafter = si.official(session, Role.DRAFTER)
        assert {one.id for one in who_may_be_mentioned(dossier, drafter, everybody)} == may - {drafter.id}


def test_what_was_said_is_found_and_written_anew_alike(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    with si.session() as session:
        say(session, si, session.get_one(Dossier, number), Role.DRAFTER, "Beware of the Krokodil.")
        session.commit()
        assert find(session, "okodi").ids == {number}
        assert list(faults(session, si.installation)) == []
        make_anew(session, si.installation)
        assert find(session, "okodi").ids == {number}
    si.take(number, "note", words="Nothing.")
    with si.session() as session:
        assert find(session, "okodi").ids == {number}
        assert list(faults(session, si.installation)) == []


def test_they_stand_in_the_order_in_which_they_were_made(slovenia: Ministry, small: Small) -> None:
    number = small(slovenia, "BE")
    with slovenia.session() as session:
        dossier, drafter = session.get_one(Dossier, number), slovenia.official(session, Role.DRAFTER)
        first = comment(session, dossier, "request", Said(drafter, now(), "One."), False)
        comment(session, dossier, "request", Said(drafter, now() - timedelta(hours=1), "Two."), False)
        session.expire_all()
        answer(session, threads(dossier)[0], Said(drafter, now(), "Three."))
        session.expire_all()
        told = [[one.words for one in thread.entries] for thread in threads(dossier)]
        assert told == [["One.", "Three."], ["Two."]]
        assert threads(dossier)[0].first.id == first.id
