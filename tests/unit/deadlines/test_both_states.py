"""A limit ends on the same day in both States, whatever their zones, the hour, and the way of the letter (decision 24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from mla.calendars import Calendars
from mla.deadlines.due import due
from mla.instruments import Law
from mla.lifecycle import ASSISTANCE
from mla.lifecycle.terms import Side

LAW, CALENDARS = Law(), Calendars()
ZONES = (
    "UTC",
    "Europe/Ljubljana",
    "Asia/Tokyo",
    "America/Lima",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Africa/Tripoli",
)
zones = st.sampled_from(ZONES)
moments = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def last_days(events: list[Any], side: Side, state: str, other: str, zone: str, table: Any = ASSISTANCE) -> list[date]:
    """The last days that run, as one of the two States sees the same history."""
    stage = table.stage["transmitted"]
    dossier = SimpleNamespace(
        table=table, persons=[], events=events, measures=(), stage=stage.name, current_stage=stage, our_side=side, counterpart=other,
        instrument="lhc", obligations=[], attachments=[], papers=[], arising=[], contents={}, field="assistance",
    )  # fmt: skip
    config = SimpleNamespace(time_zone=zone, state=state)
    installation: Any = SimpleNamespace(config=config, calendars=CALENDARS, law=LAW)
    return [one.on for one in due(dossier, installation)]  # type: ignore[arg-type]


def event(place: int, trigger: str, at: datetime, channel: dict[str, str] | None, **answers: Any) -> Any:
    """A step as one State keeps it."""
    return SimpleNamespace(
        number=place, trigger=trigger, at=at, channel=channel, answers=answers, to_stage="transmitted", side="requesting"
    )  # fmt: skip


@given(moments, zones, zones, st.integers(0, 40))
@example(datetime(2026, 3, 28, 23, 30, tzinfo=UTC), "Europe/Ljubljana", "Pacific/Pago_Pago", 1)
@example(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Asia/Tokyo", "Europe/Ljubljana", 0)
def test_what_counts_from_a_letter_ends_on_the_same_day_in_both_states(
    sent: datetime, here: str, there: str, days_on_the_way: int
) -> None:
    received = sent + timedelta(days=days_on_the_way)
    day_of_letter = sent.astimezone(ZoneInfo(here)).date()
    came = {
        "sent_on": day_of_letter.isoformat(),
        "received_on": received.astimezone(ZoneInfo(there)).date().isoformat(),
    }
    ours = last_days([event(1, "transmit", sent, None)], Side.REQUESTING, "SI", "BE", here)
    theirs = last_days([event(1, "transmit", received, came)], Side.REQUESTED, "BE", "SI", there)
    assert ours == theirs == [day_of_letter + timedelta(days=10)]


@given(moments, zones, zones)
def test_what_a_state_named_is_the_last_day_in_both(sent: datetime, here: str, there: str) -> None:
    came = {"sent_on": sent.astimezone(ZoneInfo(here)).date().isoformat()}
    named = {"number": "1", "answer_by": "2029-02-01"}
    ours = last_days([event(1, "ask", sent, None, **named)], Side.REQUESTED, "BE", "SI", here)
    theirs = last_days([event(1, "ask", sent, came, **named)], Side.REQUESTING, "SI", "BE", there)
    assert ours == theirs == [date(2029, 2, 1)]


@given(moments, moments, zones, zones)
def test_a_limit_that_stood_still_moves_by_the_same_days_in_both(
    one: datetime, two: datetime, here: str, there: str
) -> None:
    first, second = sorted((one, two))
    paused = replace(ASSISTANCE, limits=tuple(replace(limit, pauses=("postponed",)) for limit in ASSISTANCE.limits))

    def history(theirs: bool) -> list[Any]:
        told = []
        for number, (trigger, at, stage) in enumerate(
            (("transmit", first, "transmitted"), ("postpone", first, "postponed"), ("resume", second, "transmitted")), 1
        ):
            day = at.astimezone(ZoneInfo(here)).date().isoformat()
            found = event(number, trigger, at, {"sent_on": day} if theirs else None)
            found.to_stage = stage
            told.append(found)
        return told

    ours = last_days(history(False), Side.REQUESTING, "SI", "BE", here, paused)
    theirs = last_days(history(True), Side.REQUESTED, "BE", "SI", there, paused)
    assert ours == theirs
