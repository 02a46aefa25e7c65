"""On which days the authorities of a State work: public holidays and weekends, which a file may correct.

The file is TOML, one table a State, every key optional:

    [BE]
    weekend = [5, 6]           # Monday is 0
    closed = [2026-12-24]      # no holiday in the library's list, and yet offices are closed
    open = [2026-11-15]        # a holiday in the list on which offices are open

Of its own State an administrator corrects single days, and the weekend, on screen (`DaysOff`); that goes before the file.

Two tables of holidays, made apart from each other, do not always agree. The library's is the one that counts, for both States alike;
days on which the other alone, or the library alone, says that offices are closed ship as `holidays_differ.csv`, and who has to act is told
of them. Where the library's calendar is not that of the central authority, `holidays.toml` says so, with the reason and how sure it is.
"""

from __future__ import annotations

import csv
import tomllib
from copy import copy
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import holidays
from babel.dates import format_date
from holidays import HolidayBase

from mla.canonical import Answers
from mla.settings import DaysOff
from mla.words import _, by_language

USUAL_WEEKEND = frozenset({5, 6})

HERE = Path(__file__).parent

TABLE = tomllib.loads((HERE / "weekends.toml").read_text(encoding="utf-8"))
"""The weekend of every State where it is not the usual one, or where a source says so: whom it follows, why, how sure it is."""

WEEKENDS = {state: frozenset(row["weekend"]) for state, row in TABLE.items()}
"""Of every other State the usual weekend stands, in which both sources agree; `MLA_CALENDARS` may correct any."""

FEATURES: dict[str, Answers] = tomllib.loads((HERE / "holidays.toml").read_text(encoding="utf-8"))
"""Where the calendar of the whole country does not say when the central authority works: its seat, days, why, how sure it is."""

YEARS = range(2026, 2031)
"""The years for which the two tables of holidays were held against each other."""


class BadCalendar(Exception):
    """The file of calendars cannot be read; the message says where and what to do."""


class Calendars:
    """The calendars of all States: the library's (`holidays`), corrected by a file of this ministry."""

    def __init__(self, file: Path | None = None) -> None:
        self.own = _read(file) if file else {}

    def corrected(self, state: str, on_screen: DaysOff) -> Calendars:
        """The same, with what was corrected on screen of a State."""
        other = copy(self)
        other.own = {**self.own, state: _corrected(self.own.get(state, {}), on_screen)}
        return other

    def closed(self, state: str, day: date) -> str:
        """Why offices of a State are closed on a day (the holiday, or the day of the week); empty when they work."""
        if day in self.own.get(state, {}).get("open", ()):
            return ""
        if holiday := self.holiday(state, day):
            return holiday
        return by_language(lambda here: format_date(day, "EEEE", here)) if day.weekday() in self.weekend(state) else ""

    def holiday(self, state: str, day: date) -> str:
        """What a day off is called, on whatever day of the week it falls; empty where it is none."""
        own = self.own.get(state, {})
        if day in own.get("open", ()):
            return ""
        if day in own.get("closed", ()):
            return str(own.get("called", {}).get(day) or _("offices closed"))
        known = library(state)
        if known is not None and (holiday := known.get(day)):
            return str(holiday)
        if (other := _differing().get((state, day))) and other in FEATURES.get(state, {}).get("closed", ()):
            return other
        return ""

    def weekend(self, state: str) -> frozenset[int]:
        """The days of the week on which offices of a State are closed; Monday is 0."""
        return frozenset(self.own.get(state, {}).get("weekend", weekend_of(state)))

    def holidays(self, state: str, year: int) -> list[tuple[date, str]]:
        """Every day off of a year but those of each week, with what it is called."""
        days = (date(year, 1, 1) + timedelta(days=count) for count in range(366))
        return [(day, name) for day in days if day.year == year and (name := self.holiday(state, day))]

    def doubtful(self, state: str, day: date) -> str:
        """The holiday of which two tables of holidays do not say alike whether it is one; empty where they agree, or it is settled."""
        own, feature = self.own.get(state, {}), FEATURES.get(state, {})
        name = _differing().get((state, day), "")
        settled = day in (*own.get("open", ()), *own.get("closed", ())) or feature.get("settled")
        return "" if settled or name in feature.get("closed", ()) else name

    def doubts(self, state: str, first: date, last: date) -> dict[date, str]:
        """The days of a stretch of which two tables do not say alike whether they are holidays, with the name."""
        days = (day for differs, day in _differing() if differs == state and first <= day <= last)
        return {day: name for day in days if (name := self.doubtful(state, day))}

    def works(self, day: date, *states: str) -> bool:
        """Whether the offices of every one of these States are open."""
        return not any(self.closed(state, day) for state in states)

    def on_or_after(self, day: date, *states: str) -> date:
        """The first day from this one on which all of them work."""
        while not self.works(day, *states):
            day += timedelta(days=1)
        return day

    def on_or_before(self, day: date, *states: str) -> date:
        """The last day up to this one on which all of them work, beyond doubt."""
        while not self.works(day, *states) or any(self.doubtful(state, day) for state in states):
            day -= timedelta(days=1)
        return day

    def add(self, day: date, count: int, *states: str) -> date:
        """The day on which `count` days of work common to all of them have passed; the first day does not count."""
        for _day in range(count):
            day = self.on_or_after(day + timedelta(days=1), *states)
        return day


def weekend_of(state: str) -> frozenset[int]:
    """The days of the week on which offices of a State are closed; Monday is 0."""
    return WEEKENDS.get(state, USUAL_WEEKEND)


@cache
def library(state: str) -> HolidayBase | None:
    """The library's calendar of a State, at the seat of its central authority; None where it has none (then only the weekend is known)."""
    try:
        return holidays.country_holidays(state, subdiv=FEATURES.get(state, {}).get("seat"), language="en_US")
    except NotImplementedError:
        return None


@cache
def _differing() -> dict[tuple[str, date], str]:
    """The weekdays on which the two tables differ, by State and day, with the name of the holiday."""
    with (HERE / "holidays_differ.csv").open(encoding="utf-8", newline="") as file:
        return {(row["state"], date.fromisoformat(row["day"])): row["name"] for row in csv.DictReader(file)}


def _corrected(own: Answers, on_screen: DaysOff) -> Answers:
    """What a file says of a State, with what was said on screen before it."""
    said = {one.on: one for one in on_screen.days}
    closed = {day for day in own.get("closed", ()) if day not in said} | {on for on, one in said.items() if one.closed}
    opened = {day for day in own.get("open", ()) if day not in said} | {
        on for on, one in said.items() if not one.closed
    }
    weekend = {} if on_screen.weekend is None else {"weekend": on_screen.weekend}
    return {**own, **weekend, "closed": closed, "open": opened, "called": {on: one.why for on, one in said.items()}}


def _read(file: Path) -> dict[str, Answers]:
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadCalendar(f"The calendar file {file} cannot be read: {error}.") from error
    for state, own in told.items():
        if not isinstance(own, dict) or set(own) - {"weekend", "closed", "open"}:
            raise BadCalendar(f"{file}: [{state}] may say only weekend, closed and open.")
        for name in ("closed", "open"):
            if not all(type(day) is date for day in own.get(name, ())):
                raise BadCalendar(f"{file}: “{name}” of [{state}] must list dates such as 2026-12-24, without quotes.")
        if set(own.get("weekend", ())) - set(range(7)) or len(own.get("weekend", ())) > 6:
            raise BadCalendar(f"{file}: “weekend” of [{state}] must list days of the week from 0 (Monday) to 6.")
    return told
