"""How many requests there are, of which sort, and how long those under way have waited: counted from the register, of what the reader may see.

Every figure is a question of the register (`mla/register/query.py`), so its list can be opened; what may not be seen is not counted. The
register is read once: requests that are alike in all that is counted come as one line with their number, and all tables are sums of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, Subquery, and_, case, cast, func, literal, select
from sqlalchemy.orm import Session

from mla.lifecycle.terms import Side
from mla.models import Official, RegisterEntry, RegisterMark

Where = Sequence[ColumnElement[bool]]

AGES = (0, 30, 90, 180, 365)
"""From how many days on a request under way counts as of the next age."""


class Alike(NamedTuple):
    """Requests that are alike in all that is counted, and how many they are; `age` is a place in `AGES`, for those under way."""

    counterpart: str
    kind: str
    instrument: str
    stage: str
    side: str
    under_way: bool
    our_late: bool
    their_late: bool
    age: int
    number: int


class Marked(NamedTuple):
    """Requests that bear one mark (a kind of help, a crime, a ground of refusal) or lie with one unit, and are alike in the rest that is counted.

    `by` is the question of the register that finds them, `key` its answer. One request may bear several marks.
    """

    by: str
    key: str
    side: str
    under_way: bool
    our_late: bool
    their_late: bool
    age: int
    number: int


@dataclass(frozen=True)
class Row:
    """One State, kind or basis: how many we asked, how many we were asked, of both how many are under way, and late on our side and on theirs."""

    key: str
    asked: int
    received: int
    under_way: int
    our_late: int
    their_late: int

    @property
    def all(self) -> int:
        """All of them."""
        return self.asked + self.received


@dataclass(frozen=True)
class Age:
    """Requests under way that were opened so many days ago: from, and before (None: or longer); asked by us and of us; and the days between which they were opened (None: without end)."""

    least: int
    most: int | None
    asked: int
    received: int
    opened_from: date | None
    opened_until: date | None


def counted(session: Session, where: Where, today: date) -> list[Alike]:
    """The requests, those that are alike together."""
    entry = RegisterEntry
    alike = select(
        entry.counterpart, entry.kind, entry.instrument, entry.stage, entry.side, entry.open, *_late(today), _age(today)
    )
    return [Alike._make(line) for line in _together(session, alike.where(*where).subquery())]


def marked(session: Session, where: Where, today: date) -> list[Marked]:
    """The requests by their marks, and by the unit with which they lie."""
    entry, mark = RegisterEntry, RegisterMark
    alike = (entry.side, entry.open, *_late(today), _age(today))
    bearing = select(mark.sort, mark.code, *alike).join(entry, entry.dossier_id == mark.dossier_id).where(*where)
    unit = func.coalesce(cast(Official.unit_id, String), NO_UNIT)
    lying = select(literal("unit"), unit, *alike).outerjoin(Official, Official.id == entry.officer_id).where(*where)
    return [Marked._make(line) for wanted in (bearing, lying) for line in _together(session, wanted.subquery())]


NO_UNIT = "none"
"""As the register is asked for what lies with nobody, or with somebody of no unit."""


def _late(today: date) -> Iterator[ColumnElement[bool]]:
    """Whether our time has run out, and whether theirs has."""
    entry = RegisterEntry
    return (func.coalesce(and_(entry.open, due < today), False) for due in (entry.our_due, entry.their_due))


def _age(today: date) -> ColumnElement[int]:
    """The place in `AGES` of what is under way."""
    opened = RegisterEntry.opened_on
    age = case(*((opened <= today - timedelta(AGES[n]), n) for n in range(len(AGES) - 1, 0, -1)), else_=0)
    return case((RegisterEntry.open, age), else_=0)


def _together(session: Session, lines: Subquery) -> Iterator[tuple[object, ...]]:
    """Lines that are alike as one, with their number last."""
    for line in session.execute(select(*lines.c, func.count()).group_by(*lines.c)):
        yield tuple(line)


def row(key: str, found: Iterable[Alike | Marked]) -> Row:
    """All of them together."""
    lines = list(found)
    return Row(
        key,
        _sum(lines, lambda one: one.side == Side.REQUESTING),
        _sum(lines, lambda one: one.side == Side.REQUESTED),
        _sum(lines, lambda one: one.under_way),
        _sum(lines, lambda one: one.our_late),
        _sum(lines, lambda one: one.their_late),
    )


def by(found: Sequence[Alike | Marked], name: str) -> list[Row]:
    """The requests by what one of the columns says, the most first."""
    rows = (row(key, lines) for key, lines in apart(found, name).items())
    return sorted(rows, key=lambda one: (-one.all, one.key))


def apart(found: Sequence[Alike | Marked], name: str) -> dict[str, list[Alike | Marked]]:
    """The requests, apart by what one of the columns says."""
    lines: dict[str, list[Alike | Marked]] = {}
    for one in found:
        lines.setdefault(getattr(one, name), []).append(one)
    return lines


Period = tuple[date | None, date | None]
"""The first and the last day of opening that are counted; None: without end."""


def backlog(found: Sequence[Alike | Marked], today: date, period: Period = (None, None)) -> list[Age]:
    """What is under way, by how long ago it was opened, the newest first. `period` is that of what was counted: no age reaches beyond it."""
    ages = []
    for place, (least, most) in enumerate(pairwise((*AGES, 0))):
        of_this = row("", (one for one in found if one.under_way and one.age == place))
        until, since = today - timedelta(days=least), today - timedelta(days=most - 1) if most else None
        first = max((day for day in (since, period[0]) if day), default=None)
        last = min((day for day in (until if least else None, period[1]) if day), default=None)
        ages.append(Age(least, most or None, of_this.asked, of_this.received, first, last))
    return ages


def _sum(found: Sequence[Alike | Marked], counts: Callable[[Alike | Marked], bool]) -> int:
    return sum(one.number for one in found if counts(one))
