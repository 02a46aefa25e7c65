"""On which days offices work: the library's holidays, the weekend, and what this ministry knows better."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mla.calendars import BadCalendar, Calendars

NATIONAL_DAY = date(2026, 7, 21)


def test_holidays_and_weekends_are_those_of_the_state() -> None:
    calendars = Calendars()
    assert calendars.closed("BE", NATIONAL_DAY) == "National Day"
    assert calendars.closed("SI", NATIONAL_DAY) == ""
    assert calendars.closed("SI", date(2026, 7, 25)) == "Saturday"
    assert calendars.closed("IL", date(2026, 7, 24)) == "Friday"


def test_of_a_state_without_a_known_calendar_only_the_weekend_is_known() -> None:
    assert Calendars().closed("QQ", date(2026, 7, 25)) == "Saturday"
    assert Calendars().works(date(2026, 1, 1), "QQ")


def test_a_file_knows_better(tmp_path: Path) -> None:
    file = tmp_path / "calendars.toml"
    file.write_text("[BE]\nopen = [2026-07-21]\nclosed = [2026-07-22]\nweekend = [4]\n")
    calendars = Calendars(file)
    days = [date(2026, 7, day) for day in (21, 22, 24, 25)]
    assert [calendars.works(day, "BE") for day in days] == [True, False, False, True]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("BE = ", "cannot be read"),
        ("[BE]\nshut = []", "only weekend, closed and open"),
        ('[BE]\nclosed = ["2026-12-24"]', "without quotes"),
        ("[BE]\nweekend = [0, 1, 2, 3, 4, 5, 6]", "days of the week"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused_with_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "calendars.toml"
    file.write_text(text)
    with pytest.raises(BadCalendar, match=sentence):
        Calendars(file)


@pytest.mark.parametrize("state", ["LY", "PS"])
def test_in_libya_and_palestine_offices_rest_on_friday_and_saturday_and_work_on_sunday(state: str) -> None:
    found = [Calendars().works(date(2026, 11, day), state) for day in (5, 6, 7, 8)]
    assert found == [True, False, False, True]
