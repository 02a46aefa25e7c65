"""What a ministry did within a year: what was opened, how it ended, what was under way at the end; by kind of request and by State, and how long it took.

These are the numbers for which questionnaires of international bodies ask: requests made and received, executed, refused, pending, and the time they took.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from mla.lifecycle.terms import Side
from mla.models import Official, RegisterEntry, RegisterMark, RegisterTime
from mla.register.durations import Duration, Where, durations, durations_by
from mla.register.marks import GROUND
from mla.register.query import conditions_of_times, visible
from mla.register.times import ENDS, Reached

UNDER_WAY, OPENED = "under_way", "opened"


class Counted(NamedTuple):
    """So many requests of one kind, with one State, on one side, of which one thing is told: OPENED, UNDER_WAY, or how they ended."""

    kind: str
    counterpart: str
    side: str
    what: str
    number: int


@dataclass(frozen=True)
class YearRow:
    """One kind of request, or one State, on one side: opened in the year, ended in it in three ways, under way at its end."""

    key: str
    side: Side
    opened: int
    fulfilled: int
    turned_down: int
    over: int
    under_way: int


@dataclass(frozen=True)
class Took:
    """How many days half of the requests of one kind, or with one State, took on one side until each thing was reached within the year; what none has reached is not there."""

    key: str
    side: Side
    number: int
    within: dict[Reached, int]


@dataclass(frozen=True)
class Year:
    """The figures of a year, as they stood on `until`: its last day, or today."""

    first: date
    until: date
    by_kind: list[YearRow]
    by_state: list[YearRow]
    whole: list[YearRow]
    durations: list[Duration]
    times_by_kind: list[Took]
    times_by_state: list[Took]


def year(session: Session, official: Official, number: int, today: date) -> Year:
    """The figures of a year, of what the official may see. Raises ValueError for a year that no calendar has."""
    first, until = date(number, 1, 1), min(date(number, 12, 31), today)
    found = _counts(session, official, first, until, ())
    reached = [*conditions_of_times(official, {}), RegisterTime.reached_on.between(first, until)]
    return Year(
        first, until, _rows(found, lambda one: one.kind), _rows(found, lambda one: one.counterpart),
        _rows(found, lambda _one: ""), durations(session, reached),
        *(_took(durations_by(session, reached, by)) for by in ("kind", "counterpart")),
    )  # fmt: skip


def _took(told: Mapping[str, Sequence[Duration]]) -> list[Took]:
    rows = []
    for key, some in told.items():
        for side in (Side.REQUESTING, Side.REQUESTED):
            of_these = [one for one in some if one.side is side]
            if of_these:
                number = max(one.number for one in of_these)
                rows.append(Took(key, side, number, {one.reached: one.median for one in of_these}))
    weight = {key: sum(one.number for one in rows if one.key == key) for key in told}
    return sorted(rows, key=lambda one: (-weight[one.key], one.key, one.side is Side.REQUESTED))


ALIKE = (RegisterEntry.kind, RegisterEntry.counterpart, RegisterEntry.side)


def of_period(
    session: Session, official: Official, first: date, until: date, *more: ColumnElement[bool]
) -> list[YearRow]:
    """The same counts of any period, by kind of request, of the entries of the register for which `more` holds."""
    return _rows(_counts(session, official, first, until, more), lambda one: one.kind)


def refused_for(
    session: Session, official: Official, first: date, until: date, *more: ColumnElement[bool]
) -> list[tuple[str, Side, int]]:
    """On which grounds requests were refused within a period, on each side, the most frequent first; one may have been refused on several."""
    mark, time = RegisterMark, RegisterTime
    rows = session.execute(
        select(mark.code, RegisterEntry.side, func.count())
        .join(RegisterEntry, RegisterEntry.dossier_id == mark.dossier_id)
        .join(time, time.dossier_id == mark.dossier_id)
        .where(mark.sort == GROUND, time.reached == Reached.TURNED_DOWN, time.reached_on.between(first, until))
        .where(visible(official), *more)
        .group_by(mark.code, RegisterEntry.side)
    )
    return sorted(
        ((code, Side(side), number) for code, side, number in rows), key=lambda one: (-one[2], one[0], one[1])
    )


def _counts(session: Session, official: Official, first: date, until: date, more: Where) -> list[Counted]:
    seen = (visible(official), *more)
    return [
        *_opened(session, seen, first, until),
        *_ended(session, seen, first, until),
        *_under_way(session, seen, until),
    ]


def _opened(session: Session, seen: Where, first: date, until: date) -> list[Counted]:
    where = (*seen, RegisterEntry.opened_on.between(first, until))
    rows = session.execute(select(*ALIKE, func.count()).where(*where).group_by(*ALIKE))
    return [Counted(kind, state, side, OPENED, number) for kind, state, side, number in rows]


def _ended(session: Session, seen: Where, first: date, until: date) -> list[Counted]:
    """What was sent and ended within the year. What was given up before it was sent is not counted."""
    rows = session.execute(
        select(*ALIKE, RegisterTime.reached, func.count())
        .join(RegisterTime, RegisterTime.dossier_id == RegisterEntry.dossier_id)
        .where(*seen, _is_end(), RegisterTime.reached_on.between(first, until))
        .group_by(*ALIKE, RegisterTime.reached)
    )
    return [Counted(*row) for row in rows]


def _under_way(session: Session, seen: Where, until: date) -> list[Counted]:
    """What was opened by then and had not ended: it is under way still, or has ended since."""
    later = select(RegisterTime.dossier_id).where(_is_end(), RegisterTime.reached_on > until)
    decided = select(RegisterTime.dossier_id).where(_is_end(), RegisterTime.reached_on <= until)
    pending = or_(RegisterEntry.open & RegisterEntry.dossier_id.not_in(decided), RegisterEntry.dossier_id.in_(later))
    where = (*seen, RegisterEntry.opened_on <= until, pending)
    rows = session.execute(select(*ALIKE, func.count()).where(*where).group_by(*ALIKE))
    return [Counted(kind, state, side, UNDER_WAY, number) for kind, state, side, number in rows]


def _is_end() -> ColumnElement[bool]:
    return RegisterTime.reached.in_(list(ENDS.values()))


def _rows(found: Sequence[Counted], key: Callable[[Counted], str]) -> list[YearRow]:
    """One row for each key and side, whatever has most requests first."""
    keys = {(key(one), Side(one.side)) for one in found}
    rows = [_row(name, side, (one for one in found if (key(one), one.side) == (name, side))) for name, side in keys]
    weight = {name: sum(one.opened + one.under_way for one in rows if one.key == name) for name, _ in keys}
    return sorted(rows, key=lambda one: (-weight[one.key], one.key, one.side is Side.REQUESTED))


def _row(key: str, side: Side, found: Iterable[Counted]) -> YearRow:
    told: dict[str, int] = {}
    for one in found:
        told[one.what] = told.get(one.what, 0) + one.number
    names = (OPENED, Reached.FULFILLED, Reached.TURNED_DOWN, Reached.OVER, UNDER_WAY)
    return YearRow(key, side, *(told.get(name, 0) for name in names))
