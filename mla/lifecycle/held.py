"""For how long a person was, or is, deprived of liberty for a request: what the letters of both States say of arrest and release.

Days of custody are told to the State that will deduct them (Ljubljana-The Hague Convention, arts. 61(6), 63; mark S for the way of counting: every
day begun counts, the first and the last included). What an own law deducts is for the court.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mla.lifecycle.case_file import CaseFile, EventRecord
from mla.lifecycle.fates import concerns
from mla.lifecycle.table import Liberty

Period = tuple[date, date | None]
"""The first day in custody, and the last; None while the person is held."""


@dataclass(frozen=True)
class Custody:
    """What is known of one person: how many days in all, counted once, and since when the person is held now, if so."""

    days: int
    since: date | None


def periods(case: CaseFile, person: int) -> list[Period]:
    """Every time that a person was held for a request, as its letters say, the oldest first."""
    found: list[Period] = []
    begun: date | None = None
    for event in case.events:
        for row in case.table.liberty if concerns(event.answers, person) else ():
            day = _day(row, event)
            if day is None:
                continue
            if row.held:
                begun = min(begun, day) if begun else day
            elif begun:
                found, begun = [*found, (begun, max(begun, day))], None
    return [*found, (begun, None)] if begun else found


def _day(row: Liberty, event: EventRecord) -> date | None:
    """The day that an entry names, where it is one of those that the row means."""
    if event.trigger != row.trigger or (row.only and event.answers.get(row.only[0]) not in row.only[1]):
        return None
    told = next((event.answers[name] for name in row.days if event.answers.get(name)), None)
    return date.fromisoformat(told) if told else None


def counted(found: Iterable[Period], today: date) -> Custody:
    """All of them together: a day that several requests claim is one day, and one that is yet to come is none."""
    days: set[date] = set()
    since: list[date] = []
    for first, last in found:
        end = min(last or today, today)
        days |= {first + timedelta(days=n) for n in range((end - first).days + 1)}
        since += [first] if last is None else []
    return Custody(len(days), min(since, default=None))
