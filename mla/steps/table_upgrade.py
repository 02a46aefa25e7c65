"""Open dossiers move to the newest version of their life cycle, where a map says how; the others are named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import form_for
from forms.base import retold
from mla.installation import Installation
from mla.lifecycle import LIFECYCLES, table_of
from mla.lifecycle.earlier import MOVES
from mla.models import Dossier, Official
from mla.steps.advance import advance
from mla.steps.step_taken import OurStep


def move_all(
    session: Session, installation: Installation, by: Official, at: datetime, today: date
) -> Iterator[tuple[Dossier, str]]:
    """Move every open dossier that is under an earlier version, one version after the other; yields each with what
    stood in its way (nothing when it moved). The caller commits.
    """
    for dossier in session.scalars(select(Dossier).order_by(Dossier.our_reference)):
        while dossier.table_version < LIFECYCLES[dossier.kind].version and not dossier.current_stage.ends:
            why = _why_not(dossier)
            if not why:
                _move(session, installation, dossier, by, at, today)
            yield dossier, why
            if why:
                break


def _why_not(dossier: Dossier) -> str:
    """The sentence that says why a dossier cannot move, or nothing. What the other State sees must stay as it is."""
    becomes = MOVES.get((dossier.kind, dossier.table_version), {}).get(dossier.stage)
    if becomes is None:
        return f"The new life cycle has no place for the stage “{dossier.current_stage.title}”."
    after = table_of(dossier.kind, dossier.table_version + 1).stage[becomes]
    if after.abroad != dossier.current_stage.abroad:
        return f"At “{after.title}” the other State would see another stage than it does now."
    return ""


def _move(
    session: Session, installation: Installation, dossier: Dossier, by: Official, at: datetime, today: date
) -> None:
    version = dossier.table_version
    answers = {"version": version + 1, "before": version, "stage": MOVES[dossier.kind, version][dossier.stage]}
    (step,) = table_of(dossier.kind, version).with_effect("change_table")
    form = form_for(step.form)(retold(answers))
    advance(session, installation, OurStep(dossier, step, form.answers(), at, today, by))
