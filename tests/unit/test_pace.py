"""A system that asks too often waits, as long as it is told; others do not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mla.views.api.pace import Pace

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_whoever_has_asked_as_often_as_allowed_waits_until_the_first_call_is_a_minute_past() -> None:
    pace = Pace(2, timedelta(minutes=1))
    assert [pace.wait("one", after(second)) for second in (0, 10)] == [0, 0]
    assert [pace.wait("one", after(second)) for second in (20, 59.5)] == [40, 1]
    assert pace.wait("other", after(20)) == 0
    assert [pace.wait("one", after(second)) for second in (60, 61, 70)] == [0, 9, 0]


def test_calls_that_were_turned_away_do_not_make_the_wait_longer() -> None:
    pace = Pace(1, timedelta(minutes=1))
    assert pace.wait("one", NOON) == 0
    assert all(pace.wait("one", after(second)) for second in range(1, 60))
    assert pace.wait("one", after(60)) == 0


def test_nobody_waits_longer_than_a_minute_for_a_clock_that_was_set_back() -> None:
    pace = Pace(1, timedelta(minutes=1))
    assert pace.wait("one", after(3600)) == 0
    assert pace.wait("one", NOON) == 60
