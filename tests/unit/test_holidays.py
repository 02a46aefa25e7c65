"""The library's holidays, held against a table that others made from other sources; where the library's is not that of the authority."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import holidays
import pytest

import mla.calendars as calendars
from mla.calendars import FEATURES, YEARS, Calendars
from mla.instruments.states import state_codes
from tests.support.second_calendar import LIBRARY, SECOND, differences, second

SHIPPED = Path(calendars.__file__).with_name("holidays_differ.csv")


def rows() -> list[tuple[str, str, str, str]]:
    """What ships."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return [(row["state"], row["day"], row["name"], row["alone"]) for row in csv.DictReader(file)]


def test_what_ships_is_every_weekday_on_which_the_two_tables_differ_and_no_other() -> None:
    found = differences()
    assert rows() == found, "Run tools/holidays, and look at what changed."
    assert {alone for *_told, alone in found} == {LIBRARY, SECOND}
    assert len(second()) > 160, "The second table knows most States."


@pytest.mark.parametrize("state", FEATURES)
def test_where_the_library_does_not_say_when_the_authority_works_it_is_said_why_and_how_sure_that_is(
    state: str,
) -> None:
    row = FEATURES[state]
    assert state in state_codes()
    assert row["why"]
    assert row["mark"] in ("C", "R-h", "R-m", "R-l")
    assert len({"seat", "closed", "settled"} & row.keys()) == 1
    assert row.get("seat", "") in ("", *holidays.country_holidays(state).subdivisions)
    assert set(row.get("closed", ())) <= {name for one, _day, name, alone in rows() if one == state and alone == SECOND}


@pytest.mark.parametrize(
    ("state", "day", "name"),
    [
        ("GB", date(2027, 3, 29), "Easter Monday"),
        ("CH", date(2027, 3, 26), "Good Friday"),
        ("UY", date(2027, 3, 25), "Maundy Thursday"),
        ("AU", date(2027, 12, 28), "Boxing Day (observed)"),
    ],
)
def test_days_off_at_the_seat_of_the_authority_count(state: str, day: date, name: str) -> None:
    assert name.split(" (")[0] in Calendars().closed(state, day)
    assert Calendars().doubtful(state, day) == ""


def test_a_day_in_doubt_ends_a_limit_and_whoever_acts_does_it_before(tmp_path: Path) -> None:
    doubtful, before = date(2027, 3, 29), date(2027, 3, 25)
    here = Calendars()
    assert here.doubtful("CA", doubtful) == "Easter Monday"
    assert here.on_or_after(doubtful, "CA") == doubtful, "the library counts, in both States alike"
    assert here.on_or_before(doubtful, "CA") == before, "Good Friday is a day off, Easter Monday perhaps"
    file = tmp_path / "calendars.toml"
    file.write_text("[CA]\nopen = [2027-03-29]\n")
    assert Calendars(file).doubtful("CA", doubtful) == ""


def test_of_a_day_that_is_settled_there_is_no_doubt() -> None:
    differing = {date.fromisoformat(day) for state, day, *_told in rows() if state == "UA"}
    assert differing
    assert not any(Calendars().doubtful("UA", day) for day in differing)
    assert {day.year for day in differing} <= set(YEARS)
