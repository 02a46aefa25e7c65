"""How many requests there are, of which sort, and how long those under way have waited: counted from the register, of what the reader may see.

Every figure is a question of the register (`mla/register/query.py`), so its list can be opened; what may not be seen is not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mla.lifecycle.terms import Side
from mla.models import RegisterEntry

Where = Sequence[ColumnElement[bool]]

AGES = (0, 30, 90, 180, 365)
"""From how many days on a request under way counts as of the next age."""


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


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def by(session: Session, where: Where, column: InstrumentedAttribute[str], today: date) -> list[Row]:
    """The requests by what a column of the register says, the most first."""
    told = session.execute(select(column, *_counted(today)).where(*where).group_by(column))
    return sorted((_row(key, counts) for key, *counts in told), key=lambda row: (-row.all, row.key))


def all_of(session: Session, where: Where, today: date) -> Row:
    """All of them together."""
    return _row("", session.execute(select(*_counted(today)).where(*where)).one())


def _counted(today: date) -> list[ColumnElement[int]]:
    """What a row counts, in the order of its fields."""
    entry = RegisterEntry
    sides = [_number(entry.side == side.value) for side in (Side.REQUESTING, Side.REQUESTED)]
    late = [_number(and_(entry.open, due < today)) for due in (entry.our_due, entry.their_due)]
    return [*sides, _number(entry.open.is_(True)), *late]


def _row(key: str, counts: Sequence[int]) -> Row:
    return Row(key, *counts)


Period = tuple[date | None, date | None]
"""The first and the last day of opening that are counted; None: without end."""


def backlog(session: Session, where: Where, today: date, period: Period = (None, None)) -> list[Age]:
    """What is under way, by how long ago it was opened, the newest first. `period` is that of `where`: no age reaches beyond it."""
    entry = RegisterEntry
    found = []
    for least, most in pairwise((*AGES, None)):
        assert least is not None  # only the last bound is none
        until, since = today - timedelta(days=least), None if most is None else today - timedelta(days=most - 1)
        between = [entry.opened_on <= until] if least else []
        between += [entry.opened_on >= since] if since else []
        counts = [_number(entry.side == side.value) for side in (Side.REQUESTING, Side.REQUESTED)]
        row = session.execute(select(*counts).where(*where, entry.open, *between)).one()
        first = max((day for day in (since, period[0]) if day), default=None)
        last = min((day for day in (until if least else None, period[1]) if day), default=None)
        found.append(Age(least, most, row[0], row[1], first, last))
    return found
