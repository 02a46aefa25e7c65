"""What links a request to others: out of which it arose, and in which matter it is filed."""

from __future__ import annotations

import uuid

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Side
from mla.models import Dossier, Matter
from mla.permission import matters_visible_to, visible_to
from mla.related import named_elsewhere, pairs
from mla.steps.step_taken import OurStep, StepTaken

LINKS = "put_after"
"""The effect of the step by which an official says on which request this one follows."""

MOST = 50
"""So many requests of each sort are offered at most."""


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
    """A formal request of which its letter does not say whence it came follows on the one request that waits for it."""
    if found := waiting_for(session, dossier):
        _put(dossier, found)


def waiting_for(session: Session, dossier: Dossier) -> Dossier | None:
    """The one request that waits for this one, of which nobody has said yet whence it came.

    That is the one with the same State for the same person, whose limit (`Limit.met_by`) is the time of the State that makes the formal one.
    """
    waits = {
        (kind, (limit.side if dossier.our_side is Side.REQUESTING else limit.side.other).value)
        for kind, table in LIFECYCLES.items()
        for limit in table.limits
        if dossier.kind in limit.met_by
    }
    if dossier.arises_from or not waits:
        return None
    among = (Dossier.counterpart == dossier.counterpart) & tuple_(Dossier.kind, Dossier.side).in_(sorted(waits))
    found = [one for one, _ in named_elsewhere(session, dossier, among) if not one.current_stage.kind.decided]
    return found[0] if len(found) == 1 else None


def put_after(session: Session, taken: StepTaken) -> None:
    """An official of ours says on which request this one follows, or that it follows on none; the other State does not learn of it.

    Whoever says that it is none of those that he or she may see has said nothing of one that he or she may not see.
    """
    told = taken.answers["earlier"]
    if told:
        _put(taken.dossier, session.get_one(Dossier, uuid.UUID(told)))
    elif not _hidden(session, taken):
        taken.dossier.arises_from = None


def _hidden(session: Session, taken: StepTaken) -> bool:
    """Whether it follows on a request of which the official does not know."""
    now = session.get(Dossier, taken.dossier.arises_from) if taken.dossier.arises_from else None
    if now is None or not isinstance(taken, OurStep):
        return False
    return session.scalar(select(Dossier.id).where(Dossier.id == now.id, visible_to(taken.official))) is None


def earlier_than(session: Session, dossier: Dossier, seen: ColumnElement[bool]) -> list[Dossier]:
    """The requests on which this one may follow, the likeliest first: those of the same persons, of the same matter, with the same State.

    None that itself arose from this one, and no draft. At most `MOST` of each.
    """
    same = dict.fromkeys(pair.dossier for pair in pairs(session, dossier, seen) if pair.same)
    near = [Dossier.counterpart == dossier.counterpart]
    if dossier.matter_id:
        near.insert(0, Dossier.matter_id == dossier.matter_id)
    wanted = (
        select(Dossier)
        .where(seen, Dossier.id != dossier.id)
        .order_by(Dossier.changed_at.desc(), Dossier.id)
        .limit(MOST)
    )
    found = dict.fromkeys([*same, *(one for condition in near for one in session.scalars(wanted.where(condition)))])
    after = _arisen(session, dossier)
    return [one for one in found if one.id not in after and (one.transmitted_on or one.id == dossier.arises_from)]


def _arisen(session: Session, dossier: Dossier) -> set[uuid.UUID]:
    """Whatever arose from a request, and from that again."""
    found: set[uuid.UUID] = set()
    new = {dossier.id}
    while new:
        found |= new
        new = {*session.scalars(select(Dossier.id).where(Dossier.arises_from.in_(new)))} - found
    return found


def _put(dossier: Dossier, before: Dossier) -> None:
    dossier.arises_from = before.id
    if not dossier.matter_id:
        dossier.matter, dossier.matter_id = before.matter, before.matter_id


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
