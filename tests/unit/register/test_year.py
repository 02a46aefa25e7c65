"""A year counts what was opened in it, how what ended in it ended, and what was under way on its last day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from mla.lifecycle.terms import Role, Side
from mla.models import RegisterEntry
from mla.register.times import Reached
from mla.register.year import YearRow, year
from mla.sample.ministry import Ministry
from tests.unit.register.test_durations import library, reached

__all__ = ["library"]

STORY = [
    # opened, ended, how
    (date(2024, 5, 1), date(2024, 6, 1), Reached.FULFILLED),
    (date(2024, 12, 31), date(2025, 1, 1), Reached.FULFILLED),
    (date(2025, 1, 1), date(2025, 12, 31), Reached.TURNED_DOWN),
    (date(2025, 7, 1), date(2026, 1, 1), Reached.OVER),
    (date(2025, 7, 1), None, None),
    (date(2026, 2, 1), date(2026, 2, 1), Reached.FULFILLED),
]
"""Six requests; of each when it was opened, when it ended and how."""


@pytest.mark.parametrize(
    ("number", "counts"),
    [
        (2024, (2, 1, 0, 0, 1)),
        (2025, (3, 1, 1, 0, 2)),
        (2026, (1, 1, 0, 1, 1)),
    ],
)
def test_each_request_is_counted_in_the_years_in_which_it_was_opened_and_ended(
    library: Any, si: Ministry, number: int, counts: tuple[int, ...]
) -> None:
    session, numbers = library
    _tell(session, numbers)
    told = year(session, si.official(session, Role.SIGNATORY), number, date(2026, 11, 25))
    ours = [one for one in told.whole if one.side is Side.REQUESTING]
    assert ours == [YearRow("", Side.REQUESTING, *counts)]
    assert [(one.key, one.opened) for one in told.by_kind] == [("assistance", counts[0])]
    assert [(one.key, one.under_way) for one in told.by_state] == [("BE", counts[-1])]


def test_of_this_year_what_is_to_come_is_not_told(library: Any, si: Ministry) -> None:
    session, numbers = library
    _tell(session, numbers)
    told = year(session, si.official(session, Role.SIGNATORY), 2026, date(2026, 1, 31))
    assert (told.first, told.until) == (date(2026, 1, 1), date(2026, 1, 31))
    assert told.whole == [YearRow("", Side.REQUESTING, 0, 0, 0, 1, 1)]


def _tell(session: Session, numbers: list[Any]) -> None:
    """Let the requests of the library live as the story has it; all others were never opened."""
    for entry in session.query(RegisterEntry):
        entry.opened_on, entry.open = date(2030, 1, 1), False
    for number, (opened, ended, how) in zip(numbers, STORY, strict=False):
        entry = session.get_one(RegisterEntry, number)
        entry.opened_on, entry.open = opened, ended is None
        if ended and how:
            session.add(reached(number, how, (ended - opened).days, ended))
    session.flush()
