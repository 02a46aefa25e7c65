"""Whether a package that comes too late for its stage is entered in the record of its request, or filed beside it alone."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mla.lifecycle.corrections import by_letter
from mla.lifecycle.striking import DERIVED
from mla.models import Incoming
from mla.steps.step_taken import PackagedStep


def is_entered(session: Session, taken: PackagedStep) -> bool:
    """It is, unless the same step stands there from the letter on paper, or it may only seem late: one before it was refused.

    What was refused by mistake is reconsidered, and with it all that came after (`reconsider` in `reception.py`).
    """
    return not _recorded_from_its_letter(session, taken) and not _one_before_it_refused(session, taken)


def _recorded_from_its_letter(session: Session, taken: PackagedStep) -> bool:
    recorded = [
        event
        for event in taken.dossier.events
        if event.trigger == taken.step.trigger and by_letter(event) and DERIVED not in (event.channel or {})
    ]
    copies = select(func.count()).where(
        Incoming.dossier_id == taken.dossier.id, Incoming.trigger == taken.step.trigger, Incoming.outcome == "filed"
    )
    return len(recorded) > (session.scalar(copies) or 0)


def _one_before_it_refused(session: Session, taken: PackagedStep) -> bool:
    refused = select(Incoming.id).where(
        Incoming.dossier_id == taken.dossier.id,
        Incoming.sender == taken.package.manifest["sender"],
        Incoming.number < taken.package.manifest["number"],
        Incoming.outcome == "refused",
    )
    return session.scalar(refused.limit(1)) is not None
