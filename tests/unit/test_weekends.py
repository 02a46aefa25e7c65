"""The table of weekends, held against two sources that know the weekends of the world: CLDR, and the library of holidays."""

from __future__ import annotations

from functools import cache

import holidays
import pytest
from babel import Locale, localedata

from mla.calendars import TABLE, USUAL_WEEKEND, WEEKENDS
from mla.instruments.states import state_codes

Weekend = frozenset[int]


@cache
def cldr() -> dict[str, Weekend]:
    """The weekend of each territory, as CLDR has it: what its locales say, from the first day to the last."""
    found: dict[str, Weekend] = {}
    for name in localedata.locale_identifiers():
        locale = Locale.parse(name)
        if locale.territory:
            days = [locale.weekend_start]
            while days[-1] != locale.weekend_end:
                days.append((days[-1] + 1) % 7)
            found[locale.territory] = frozenset(days)
    return found


def library(state: str) -> Weekend:
    """The weekend as the library of holidays has it."""
    try:
        return frozenset(holidays.country_holidays(state).weekend)
    except NotImplementedError:
        return USUAL_WEEKEND


def test_every_state_of_which_a_source_says_that_its_weekend_is_another_is_in_the_table() -> None:
    unusual = {
        one for one in state_codes() if cldr().get(one, USUAL_WEEKEND) != USUAL_WEEKEND or library(one) != USUAL_WEEKEND
    }
    assert unusual - TABLE.keys() == set()
    assert TABLE.keys() - state_codes() == set()


@pytest.mark.parametrize("state", TABLE)
def test_the_table_says_truly_whom_it_follows_and_why(state: str) -> None:
    row, here = TABLE[state], WEEKENDS[state]
    agree = {"cldr": cldr()[state] == here, "library": library(state) == here}
    follows = (
        "both" if all(agree.values()) else "own" if not any(agree.values()) else next(k for k, v in agree.items() if v)
    )
    assert row["follows"] == follows
    assert row["source"]
    assert row["mark"] in ("C", "R-h", "R-m", "R-l")
    if follows != "both":
        assert row["why"], "Where the sources differ it is said why."


def test_no_weekend_has_all_days_and_every_day_is_one() -> None:
    assert all(0 < len(days) < 4 and days <= set(range(7)) for days in WEEKENDS.values())
