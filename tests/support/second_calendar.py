"""The second table of holidays (npm package date-holidays), and where it differs from the library that the system uses.

`python -m tests.support.second_calendar FILE` writes the differences that ship; `tools/holidays` calls it.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from holidays import HolidayBase

from mla.calendars import FEATURES, YEARS, library, weekend_of
from mla.instruments.states import state_codes

ROOT = Path(__file__).parents[2]
LIBRARY, SECOND = "library", "second"

Row = tuple[str, str, str, str]
"""State, day, name of the holiday, and which of the two alone has it."""


def second() -> dict[str, dict[date, str]]:
    """The public holidays of every State that the second table knows."""
    seats = {state: FEATURES.get(state, {}).get("seat", "") for state in sorted(state_codes())}
    script = Path(__file__).with_suffix(".js")
    told = subprocess.run(
        [ROOT / ".venv/bin/node", script, json.dumps({"seats": seats, "years": list(YEARS)})],
        check=True, capture_output=True, text=True, env={"NODE_PATH": str(ROOT / "node_modules"), "TZ": "UTC"},
    ).stdout  # fmt: skip
    return {
        state: {date.fromisoformat(day): name for day, name in reversed(days)}
        for state, days in json.loads(told).items()
    }


def differences() -> list[Row]:
    """Every weekday on which one of the two alone says that offices are closed, where both know the State."""
    rows: list[Row] = []
    for state, days in sorted(second().items()):
        ours = library(state)
        if ours is None:
            continue
        known = {day: name for first in (date(year, 1, 1) for year in YEARS) for day, name in _of_year(ours, first)}
        alone = [(day, known[day], LIBRARY) for day in known.keys() - days.keys()]
        alone += [(day, days[day], SECOND) for day in days.keys() - known.keys() if day.year in YEARS]
        rows += [
            (state, str(day), name, who) for day, name, who in sorted(alone) if day.weekday() not in weekend_of(state)
        ]
    return rows


def _of_year(calendar: HolidayBase, first: date) -> list[tuple[date, str]]:
    """The library works out a year when it is asked for a day of it."""
    calendar.get(first)
    return [(day, str(name)) for day, name in calendar.items() if day.year == first.year]


if __name__ == "__main__":
    with Path(sys.argv[1]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("state", "day", "name", "alone"))
        writer.writerows(differences())
