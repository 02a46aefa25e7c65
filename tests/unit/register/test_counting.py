"""What stands on the desk is counted to a thousand and one, wherever it stands and with whomever it lies; on both databases."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Official, RegisterEntry
from mla.register import counting
from mla.register.counting import Load, counted_at, in_figures, loads
from mla.register.query import visible
from mla.sample.ministry import Ministry

TODAY = date(2026, 11, 25)


@pytest.fixture
def desk(si: Ministry, small: Any) -> Any:
    """Twelve requests under way: every second waits for us, every third is late, they lie with two officials and with nobody."""
    numbers = [small(si, "BE") for _ in range(12)]
    with si.session() as session:
        people = list(session.scalars(select(Official.id).order_by(Official.id).limit(2)))
        for n, number in enumerate(numbers):
            entry = session.get_one(RegisterEntry, number)
            entry.move, entry.stage = ("us", "them")[n % 2], ("drafting", "received", "executing")[n % 3]
            entry.our_due = TODAY - timedelta(days=1) if n % 3 == 0 else None
            entry.officer_id = (*people, None)[n % 3]
        session.flush()
        yield session, next(one for one in session.scalars(select(Official)) if one.has(Role.SIGNATORY)), people
        session.rollback()


def test_what_waits_at_each_place_is_counted(desk: Any) -> None:
    session, signatory, _people = desk
    entries = [one for one in session.scalars(select(RegisterEntry)) if one.move == "us"]
    there = Counter((one.kind, one.side, one.stage) for one in entries)
    asked = [*there, ("assistance", "requested", "granted")]
    assert counted_at(session, [visible(signatory)], asked) == there, "a place at which nothing stands is left out"
    assert counted_at(session, [visible(signatory)], []) == {}
    one = next(iter(there))
    assert counted_at(session, [visible(signatory), RegisterEntry.our_due < TODAY], [one]) == {
        one: sum(1 for entry in entries if entry.our_due and (entry.kind, entry.side, entry.stage) == one)
    }


def test_what_lies_with_each_official_and_with_nobody_is_counted(desk: Any) -> None:
    session, _signatory, people = desk
    assert loads(session, people, TODAY) == {people[0]: Load(4, 2, 4), people[1]: Load(4, 2, 0), None: Load(4, 2, 0)}
    assert loads(session, people[:1], TODAY) == {people[0]: Load(4, 2, 4), None: Load(4, 2, 0)}
    assert loads(session, [], TODAY) == {None: Load(4, 2, 0)}


def test_more_than_a_thousand_are_not_counted_and_are_said_to_be_more(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _signatory, people = desk
    monkeypatch.setattr(counting, "MOST", 2)
    assert loads(session, people, TODAY)[people[0]] == Load(3, 2, 3)
    assert [in_figures(one) for one in (0, 2, 3)] == ["0", "2", "2+"]
