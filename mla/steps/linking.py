"""What links a request to others: out of which it arose, and in which matter it is filed."""

from __future__ import annotations

import uuid

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Side
from mla.models import Dossier, Matter
from mla.permission import matters_visible_to
from mla.related import named_elsewhere
from mla.steps.step_taken import OurStep, StepTaken


def arise(session: Session, dossier: Dossier, number: str) -> None:
    """Remember out of which request this one arose, and file it where that one is filed.

    What the other State tells us it knows of; of our own requests it knows those that are between the same two States.
    """
    dossier.arises_from = uuid.UUID(number) if number else None
    before = session.get(Dossier, dossier.arises_from) if number else None
    theirs = dossier.our_side is Side.REQUESTED
    known = theirs or (before is not None and before.counterpart == dossier.counterpart)
    dossier.arises_from_abroad = number if known else ""
    if before and not dossier.matter_id:
        dossier.matter, dossier.matter_id = before.matter, before.matter_id


def follow(session: Session, dossier: Dossier) -> None:
    """A formal request of which its letter does not say whence it came follows on the one request that waits for it.

    That is the one with the same State for the same person, whose limit (`Limit.met_by`) is the time of the State that makes the formal one.
    """
    waits = {
        (kind, (limit.side if dossier.our_side is Side.REQUESTING else limit.side.other).value)
        for kind, table in LIFECYCLES.items()
        for limit in table.limits
        if dossier.kind in limit.met_by
    }
    if dossier.arises_from or not waits:
        return
    among = (Dossier.counterpart == dossier.counterpart) & tuple_(Dossier.kind, Dossier.side).in_(sorted(waits))
    found = [one for one, _ in named_elsewhere(session, dossier, among) if not one.current_stage.kind.decided]
    if len(found) == 1:
        dossier.arises_from = found[0].id
        if not dossier.matter_id:
            dossier.matter, dossier.matter_id = found[0].matter, found[0].matter_id


def file(session: Session, taken: StepTaken) -> None:
    """Put the request into a matter, a new one if it was given a title. Only officials of ours do so."""
    assert isinstance(taken, OurStep)
    answers = taken.answers
    known = select(Matter).where(matters_visible_to(taken.official))
    chosen = Matter.id == int(answers["matter"]) if answers["matter"] else Matter.title == answers["title"]
    matter = session.scalar(known.where(chosen).order_by(Matter.id))
    if matter is None:
        matter = Matter(title=answers["title"], opened_at=taken.at, opened_by=taken.official)
        session.add(matter)
    session.flush()
    taken.dossier.matter, taken.dossier.matter_id = matter, matter.id
