"""Medians, percentiles and months, counted from the times that the door keeps."""

from __future__ import annotations

import statistics
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from mla.lifecycle.terms import Side
from mla.models import Dossier, RegisterEntry, RegisterTime
from mla.models.register_time import WHOSE
from mla.register.durations import MONTHS, durations, months, percentile
from mla.register.times import Reached
from mla.sample.ministry import Ministry

TODAY, OPENED = date(2026, 11, 25), date(2024, 11, 1)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_half_of_them_were_through_within_the_median_and_nine_of_ten_within_the_other(days: list[int]) -> None:
    counts = [(one, days.count(one)) for one in set(days)]
    assert percentile(counts, 0.5) == statistics.median_low(days)
    for share in (0.5, 0.9):
        told = percentile(counts, share)
        assert sum(one <= told for one in days) >= share * len(days)
        assert sum(one < told for one in days) < share * len(days)


@pytest.fixture
def library(si: Ministry, small: Any) -> Iterator[tuple[Session, list[uuid.UUID]]]:
    """Ten more requests like the one that was drafted, in the register, of which nothing is reached."""
    number = small(si, "BE")
    with si.session() as session:
        rows: list[Any] = []
        for model in (Dossier, RegisterEntry):
            kept = session.get_one(model, number)
            rows.append({column.key: getattr(kept, column.key) for column in model.__mapper__.column_attrs})
        numbers = [uuid.UUID(int=one) for one in range(1, 11)]
        session.execute(insert(Dossier), [rows[0] | {"id": one, "our_reference": str(one)} for one in numbers])
        session.execute(insert(RegisterEntry), [rows[1] | {"dossier_id": one} for one in numbers])
        yield session, numbers
        session.rollback()


def reached(number: uuid.UUID, what: Reached, days: int, on: date = TODAY, **whose: int) -> RegisterTime:
    return RegisterTime(
        dossier_id=number,
        reached=what,
        side="requesting",
        opened_on=OPENED,
        reached_on=on,
        days=days,
        **(dict.fromkeys(WHOSE, 0) | whose),
    )


def test_each_thing_that_was_reached_tells_how_long_it_took_and_whose_time_it_was(
    library: tuple[Session, list[uuid.UUID]],
) -> None:
    session, numbers = library
    for place, number in enumerate(numbers, 1):
        session.add(reached(number, Reached.DECISION, 10 * place, requesting=2 * place, requested=8 * place))
    session.flush()
    (one,) = durations(session, [])
    assert (one.reached, one.side, one.number) == (Reached.DECISION, Side.REQUESTING, 10)
    assert (one.median, one.nine_of_ten, one.longest) == (50, 90, 100)
    assert {name: share for name, share in one.shares.items() if share} == {"requesting": 0.2, "requested": 0.8}


def test_what_is_not_asked_for_is_not_counted(library: tuple[Session, list[uuid.UUID]]) -> None:
    session, numbers = library
    session.add_all([reached(one, Reached.RECEIPT, 0) for one in numbers])
    session.flush()
    few, of_few = [RegisterEntry.dossier_id.in_(numbers[:3])], [RegisterTime.dossier_id.in_(numbers[:3])]
    assert [one.number for one in durations(session, of_few)] == [3]
    assert durations(session, of_few)[0].shares == {}, "of no days nobody has a part"
    assert sum(one.by_us for one in months(session, few, of_few, TODAY)) == 3


def test_every_month_is_told_and_each_request_in_that_of_its_opening_and_of_its_end(
    library: tuple[Session, list[uuid.UUID]],
) -> None:
    session, numbers = library
    session.add(reached(numbers[0], Reached.FULFILLED, 5, date(2026, 2, 28)))
    session.add(reached(numbers[1], Reached.OVER, 5, date(2026, 3, 1)))
    session.add(reached(numbers[2], Reached.DECISION, 5, date(2026, 3, 1)))
    session.add(reached(numbers[3], Reached.FULFILLED, 5, date(2024, 11, 30)))
    session.flush()
    told = months(session, [], [], TODAY)
    assert [told[0].first, told[-1].first, len(told)] == [date(2024, 12, 1), date(2026, 11, 1), MONTHS]
    assert {one.first: one.ended_by_us for one in told if one.ended_by_us} == {date(2026, 2, 1): 1, date(2026, 3, 1): 1}
    opened = session.scalars(select(RegisterEntry.opened_on)).all()
    assert sum(one.by_us for one in told) == sum(day >= told[0].first for day in opened)
    assert all(after.first - before.first < timedelta(32) for before, after in pairwise(told))
