"""Who is told of a handover pack: the successor that it waits, and once it is countersigned whoever left, whoever handed over, and who heads the unit.

A notice names nobody. Whoever may not open the pack is told of nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mla.models import Handover, Official
from mla.steps.handover import packs_of

MADE, COUNTERSIGNED = "made", "countersigned"
"""What has happened to a pack, as the key of a notice says it."""


def of_handovers(
    session: Session, people: Iterable[Official], since: datetime
) -> Iterator[tuple[Official, Handover, str, datetime]]:
    """Each official who is to be told of a pack that was made or countersigned since a moment, what happened, and when."""
    there = list(people)
    new = or_(Handover.at >= since, Handover.countersigned_at >= since)
    for pack in session.scalars(select(Handover).where(new).order_by(Handover.id)):
        if pack.countersigned_at is None:
            told, what, at = [one for one in there if one.id == pack.successor_id != pack.by_id], MADE, pack.at
        else:
            told, what, at = [one for one in there if _awaits(one, pack)], COUNTERSIGNED, pack.countersigned_at
        yield from ((one, pack, what, at) for one in told if may_open(session, one, pack.id))


def _awaits(one: Official, pack: Handover) -> bool:
    """Whose work it was, who handed it over, and who heads the unit to which it belonged; never the successor, who knows."""
    heads = one.heads_unit and one.unit_id is not None and one.unit_id == pack.whose.unit_id
    return one.id != pack.successor_id and (one.id in (pack.whose_id, pack.by_id) or heads)


def may_open(session: Session, official: Official, number: int | None) -> bool:
    """Whether an official may open a pack."""
    return session.scalar(select(Handover.id).where(Handover.id == number, *packs_of(official))) is not None


def still_waits(session: Session, numbers: Iterable[int | None]) -> set[int]:
    """Which of these packs are not countersigned yet."""
    wanted = select(Handover.id).where(Handover.id.in_(set(numbers)), Handover.countersigned_at.is_(None))
    return set(session.scalars(wanted))
