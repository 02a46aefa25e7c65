"""How long requests take until their receipt is confirmed, until they are decided, until they end: medians, percentiles, and whose time it was; and how many came and went, month by month.

Read from the times that the door keeps (`mla/register/times.py`), of the requests that the reader may see. Requests that took equally long come as one line with their number, so what
is read are as many lines as there are different numbers of days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, FromClause, String, and_, cast, func, join, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mla.lifecycle.terms import Side
from mla.models import Official, RegisterEntry, RegisterMark, RegisterTime
from mla.models.register_time import WHOSE
from mla.register.marks import MARKED
from mla.register.statistics import NO_UNIT
from mla.register.times import ENDS, Reached

Where = Sequence[ColumnElement[bool]]

MONTHS = 24
"""So many months are told, the present one the last."""


@dataclass(frozen=True)
class Duration:
    """How long the requests of one side took that have reached something: days until half of them had, until nine of ten had, until the last had.

    `shares` says for everybody whose time it was (`WHOSE`) which part of all the days that is, from 0 to 1.
    """

    reached: Reached
    side: Side
    number: int
    median: int
    nine_of_ten: int
    longest: int
    shares: dict[str, float]


class Month(NamedTuple):
    """A month, by its first day: how many requests were opened, and how many ended, asked by us and of us."""

    first: date
    by_us: int
    of_us: int
    ended_by_us: int
    ended_of_us: int


class _Line(NamedTuple):
    """So many requests of one side that took equally long, and whose time all their days were."""

    reached: str
    side: str
    days: int
    number: int
    whose: tuple[int, ...]


def durations(session: Session, where: Where) -> list[Duration]:
    """Every step of the way that some of these requests have reached, on each side. `where` are conditions on the times."""
    return _all([line for _key, line in _lines_by(session, where, literal(""), RegisterTime.__table__)])


def _all(lines: Sequence[_Line]) -> list[Duration]:
    found = []
    for reached in Reached:
        for side in Side:
            of_these = [one for one in lines if one.reached == reached and one.side == side]
            if of_these:
                found.append(_duration(reached, side, of_these))
    return found


def durations_by(session: Session, where: Where, by: str) -> dict[str, list[Duration]]:
    """The same apart by one thing: by State, kind or basis (as a column of the register is called), by a sort of marks, or by “unit”. Of whoever bears several marks each counts."""
    entry, mark = RegisterEntry, RegisterMark
    source = join(RegisterTime, entry, entry.dossier_id == RegisterTime.dossier_id)
    if by in MARKED:
        key: ColumnElement[str] = RegisterMark.__table__.c.code
        source = source.join(mark, and_(mark.dossier_id == entry.dossier_id, mark.sort == by))
    elif by == "unit":
        key = func.coalesce(cast(Official.unit_id, String), NO_UNIT)
        source = source.outerjoin(Official, Official.id == entry.officer_id)
    else:
        key = getattr(entry, by)
    lines: dict[str, list[_Line]] = {}
    for told, line in _lines_by(session, where, key, source):
        lines.setdefault(told, []).append(line)
    return {told: _all(some) for told, some in lines.items()}


def percentile(counts: Iterable[tuple[int, int]], share: float) -> int:
    """The least number of days within which this share of all was through. `counts` are days, each with how many took so long; at least one."""
    lines = sorted(counts)
    wanted, through = share * sum(number for _, number in lines), 0
    for days, number in lines:
        through += number
        if through >= wanted:
            return days
    return lines[-1][0]


def months(session: Session, opened: Where, times: Where, today: date) -> list[Month]:
    """How many requests were opened and how many ended, in each of the last months. Every month is told, also one in which nothing happened.

    `opened` are conditions on the entries of the register, `times` the same on the times.
    """
    told = [_months_before(today.replace(day=1), ago) for ago in range(MONTHS - 1, -1, -1)]
    entry, time = RegisterEntry, RegisterTime
    begun = _by_month(_counted(session, entry.opened_on, entry.side, [*opened, entry.opened_on >= told[0]]))
    ends = time.reached.in_(list(ENDS.values()))
    ended = _by_month(_counted(session, time.reached_on, time.side, [*times, ends, time.reached_on >= told[0]]))
    sides = (Side.REQUESTING, Side.REQUESTED)
    return [Month(one, *(found.get((one, side), 0) for found in (begun, ended) for side in sides)) for one in told]


def _counted(
    session: Session, day: InstrumentedAttribute[date], side: InstrumentedAttribute[str], where: Where
) -> list[tuple[date, str, int]]:
    rows = session.execute(select(day, side, func.count()).where(*where).group_by(day, side))
    return [(day, side, number) for day, side, number in rows]


def _lines_by(
    session: Session, where: Where, key: ColumnElement[str], source: FromClause
) -> Iterator[tuple[str, _Line]]:
    """The lines, each with what it belongs to."""
    time = RegisterTime
    columns = (getattr(time, name) for name in WHOSE)
    one = select(key.label("key"), time.reached, time.side, time.days, *columns).select_from(source).where(*where)
    told = one.subquery().c
    alike, sums = (told.key, told.reached, told.side, told.days), (func.sum(told[name]) for name in WHOSE)
    for of, reached, side, days, number, *whose in session.execute(
        select(*alike, func.count(), *sums).group_by(*alike)
    ):
        yield of, _Line(reached, side, days, number, tuple(map(int, whose)))


def _duration(reached: Reached, side: Side, lines: Sequence[_Line]) -> Duration:
    counts = [(one.days, one.number) for one in lines]
    days = sum(day * number for day, number in counts)
    whose = {name: sum(one.whose[place] for one in lines) for place, name in enumerate(WHOSE)}
    return Duration(
        reached, side, sum(number for _, number in counts), percentile(counts, 0.5), percentile(counts, 0.9),
        max(day for day, _ in counts), {name: part / days for name, part in whose.items()} if days else {},
    )  # fmt: skip


def _by_month(rows: Iterable[tuple[date, str, int]]) -> dict[tuple[date, str], int]:
    found: dict[tuple[date, str], int] = {}
    for day, side, number in rows:
        key = (day.replace(day=1), side)
        found[key] = found.get(key, 0) + number
    return found


def _months_before(first: date, count: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 - count, 12)
    return date(year, month + 1, 1)
