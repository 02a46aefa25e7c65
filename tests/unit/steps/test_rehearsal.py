"""A letter is shown before it is sent: as it will be, and without anything having happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms import form_for
from forms.base import retold
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Role
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Event, Official, Outgoing, Paper
from mla.records.digests import content_digest
from mla.sample.build import annex
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, small
from mla.steps.advance import advance
from mla.steps.proposals import Filled, filled_of, needs_another, prepare
from mla.steps.rehearsal import NotAsShown, rehearse, send
from mla.steps.step_taken import NotAllowed, OurStep
from mla.storage.database import local_day
from tests.support.drive import send as send_request
from tests.support.drive import staffed, take_in


@pytest.fixture
def examined(tmp_path: Path) -> Iterator[tuple[Ministry, UUID]]:
    """A request that waits in Brussels to be accepted or refused."""
    si, be = (staffed(state, tmp_path) for state in ("SI", "BE"))
    si.knows(be, "http://127.0.0.1:9")
    be.knows(si, "http://127.0.0.1:9")
    number = small(si, "BE", "Test request", "en", ENGLISH)
    send_request(si, be, number)
    take_in(be, si, number)
    yield be, number
    si.engine.dispose()
    be.engine.dispose()


def filled(
    be: Ministry, session: Session, dossier_id: UUID, trigger: str, by: Role = Role.DECIDER, **answers: Any
) -> OurStep:
    """A step as its form was filled in, with one document; prepared by the examiner."""
    dossier = session.get_one(Dossier, dossier_id)
    step = dossier.table.step[trigger]
    day = local_day(be.clock(), be.config.time_zone)
    form = form_for(step.form)(retold(answers))
    form.judged(day, dossier)
    form.offer(dossier, be.installation.law.about(dossier.field))
    assert form.validate(), form.mistakes()
    people = [be.official(session, role) for role in (by, Role.EXAMINER)]
    return OurStep(
        dossier, step, form.answers(), be.clock(), day, people[0], [annex("order.pdf", "Note")], form.shared(),
        proposed_by=people[1],
    )  # fmt: skip


def records(session: Session, dossier_id: UUID) -> tuple[object, ...]:
    counts = [session.scalar(select(func.count()).select_from(model)) for model in (Event, Paper, Outgoing)]
    dossier = session.get_one(Dossier, dossier_id)
    return (
        *counts,
        dossier.stage,
        dossier.version,
        dossier.chain_head,
        content_digest(dossier, RequestText.of(dossier)),
    )


def test_the_letter_that_is_shown_is_the_letter_that_is_sent(examined: tuple[Ministry, UUID]) -> None:
    be, number = examined
    with be.session() as session:
        shown = rehearse(session, be.installation, filled(be, session, number, "accept", expected="Gladly."))
        assert [one.title for one in shown.annexes] == ["Note"]
        assert shown.stage == "Being executed"
        event = send(session, be.installation, filled(be, session, number, "accept", expected="Gladly."), shown.mark)
        session.commit()
        paper = session.scalars(select(Paper).where(Paper.event_id == event.id)).one()
        assert be.installation.store.read(paper.sha256) == shown.pdf


def test_a_rehearsal_leaves_no_trace(examined: tuple[Ministry, UUID]) -> None:
    be, number = examined
    kept = sorted(path for path in be.config.store.rglob("*") if path.is_file())
    with be.session() as session:
        before = records(session, number)
        rehearse(session, be.installation, filled(be, session, number, "accept", expected="Gladly."))
        session.commit()
        assert records(session, number) == before
    assert sorted(path for path in be.config.store.rglob("*") if path.is_file()) == kept


def test_another_letter_than_the_one_that_was_shown_is_not_sent(examined: tuple[Ministry, UUID]) -> None:
    be, number = examined
    with be.session() as session:
        before = records(session, number)
        shown = rehearse(session, be.installation, filled(be, session, number, "accept", expected="Gladly."))
        with pytest.raises(NotAsShown):
            send(session, be.installation, filled(be, session, number, "accept", expected="With pleasure."), shown.mark)
        session.rollback()
        assert records(session, number) == before


class TestFourEyes:
    """What one official has written, another signs."""

    def test_nobody_signs_what_he_wrote_himself(self, examined: tuple[Ministry, UUID]) -> None:
        be, number = examined
        with be.session() as session:
            taken = filled(be, session, number, "accept")
            for alone in (replace(taken, proposed_by=None), replace(taken, proposed_by=taken.official)):
                with pytest.raises(NotAllowed, match="another signs"):
                    advance(session, be.installation, alone)

    def test_both_stand_in_the_record_and_in_its_hash(self, examined: tuple[Ministry, UUID]) -> None:
        be, number = examined
        be.take(number, "accept")
        with be.session() as session:
            event = session.get_one(Dossier, number).events[-1]
            examiner, decider = (be.official(session, role) for role in (Role.EXAMINER, Role.DECIDER))
            assert (event.proposed_by, event.official) == (examiner, decider)

    def test_an_installation_may_relax_an_acceptance_and_never_a_refusal(self) -> None:
        steps = LIFECYCLES["assistance"].step
        assert needs_another((), steps["accept"], {})
        assert not needs_another({"accept"}, steps["accept"], {})
        assert needs_another({"refuse"}, steps["refuse"], {})
        assert not needs_another((), steps["enquire"], {})

    @pytest.mark.parametrize(("outcome", "two"), [("done", False), ("refused", True)])
    def test_a_refusal_among_the_results_is_a_refusal(self, outcome: str, two: bool) -> None:
        answer = LIFECYCLES["assistance"].step["answer"]
        assert needs_another({"answer"}, answer, {"results": [{"outcome": outcome}]}) is two


def test_what_is_prepared_is_kept_sealed_and_comes_back_whole(examined: tuple[Ministry, UUID]) -> None:
    be, number = examined
    with be.session() as session:
        taken = filled(be, session, number, "accept", conditions="Words of the examiner.")
        says = Filled(taken.answers, taken.answers_abroad, taken.uploads)
        author = session.get_one(Official, taken.proposed_by.id if taken.proposed_by else 0)
        made = prepare(session, "secret", taken.dossier, taken.step, author, says, be.clock())
        assert b"examiner" not in made.content
        assert filled_of("secret", made) == says
        assert filled_of("another secret", made) is None
