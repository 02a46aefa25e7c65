"""What is due is asked of the events: a limit starts with one step, ends with another, and is late the day after."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mla.clock import Due, due
from mla.lifecycle import ASSISTANCE
from mla.lifecycle.terms import Side

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def dossier(*events: tuple[str, dict[str, Any]], stage: str = "clarifying", measures: tuple[Any, ...] = ()) -> Any:
    told = [SimpleNamespace(trigger=trigger, said=said, channel=None, at=NOON) for trigger, said in events]
    return SimpleNamespace(
        table=ASSISTANCE, events=told, measures=measures, stage=stage, standing=ASSISTANCE.stage[stage]
    )


def asked(day: str) -> tuple[str, dict[str, Any]]:
    return ("ask", {"answer_by": day})


def test_the_time_set_for_additional_information_runs_against_the_requesting_state() -> None:
    (one,) = due(dossier(asked("2026-12-01")))
    assert (one.on, one.side, one.purpose) == (date(2026, 12, 1), Side.REQUESTING, "additional_information")


@pytest.mark.parametrize("end", ["supply", "refuse", "withdraw"])
def test_it_ends_with_the_answer_and_starts_again_when_asked_again(end: str) -> None:
    assert due(dossier(asked("2026-12-01"), (end, {}))) == []
    (again,) = due(dossier(asked("2026-12-01"), ("supply", {}), ("assign", {}), asked("2027-02-01")))
    assert again.on == date(2027, 2, 1)


def test_what_is_practice_says_so() -> None:
    (one,) = due(dossier(("transmit", {}), stage="transmitted"))
    assert (one.on, one.mark) == (date(2026, 11, 12), "P")


def test_days_are_counted_in_the_ministrys_own_calendar() -> None:
    late_evening = dossier(("transmit", {}), stage="transmitted")
    late_evening.events[0].at = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    assert due(late_evening, "Europe/Ljubljana")[0].on == date(2026, 11, 13)


def test_a_letter_counts_from_the_day_it_was_received() -> None:
    by_post = dossier(("transmit", {}), stage="transmitted")
    by_post.events[0].channel = {"received_on": "2026-11-20"}
    assert due(by_post)[0].on == date(2026, 11, 30)


def test_an_open_measure_is_due_on_the_day_it_is_wished_and_an_answered_one_is_not() -> None:
    wished = SimpleNamespace(number=1, open=True, deadline="2027-03-15")
    done = SimpleNamespace(number=2, open=False, deadline="2027-03-15")
    (one,) = due(dossier(stage="executing", measures=(wished, done)))
    assert one.what == "Measure 1 is wished"
    assert due(dossier(stage="answered", measures=(wished,))) == []
    assert due(dossier(stage="drafting", measures=(wished,))) == []


def test_a_date_that_nobody_named_is_no_limit() -> None:
    assert due(dossier(("consult", {"answer_by": ""}), stage="consulting")) == []


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_only_the_day_after_the_last_day_is_late(last: date, today: date) -> None:
    one = Due(last, "x", Side.REQUESTED, "", "C")
    assert (one.state(today) == "late") == (today > last)
    assert one.left(today) == (last - today).days
