"""Limits that had passed before they were met, or given a new day: what the history keeps of them.

A limit that runs and has passed is asked of `due`. One that was ended afterwards runs no more, and it passed all the same: this is read
from the record as it stood before what ended it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from mla.deadlines.due import Due, due, of_steps
from mla.installation import Installation
from mla.models import Dossier, Event
from mla.models.event import day_of


class _Until:
    """A dossier as it stood on a day: of its entries only these, and none of the requests that came later and follow on it."""

    def __init__(self, dossier: Dossier, events: list[Event], day: date) -> None:
        self._dossier, self.events = dossier, events
        self.arising = [one for one in dossier.arising if one.received_on and one.received_on <= day]

    def __getattr__(self, name: str) -> object:
        return getattr(self._dossier, name)


def passed_in(dossier: Dossier, installation: Installation, today: date) -> list[Due]:
    """Every limit whose passing is an event of the history: those that run, and those that were met too late."""
    still = [one for one in due(dossier, installation) if one.passed(today)]
    return [one for one in (*still, *met_late(dossier, installation)) if one.then]


def met_late(dossier: Dossier, installation: Installation) -> Iterator[Due]:
    """Every limit of a step that had passed on the day on which a step, or the request that meets it, ended it or moved its day."""
    events, limits = dossier.events, dossier.table.limits

    def gone(earlier: list[Event], eve: date, later: list[Event], day: date) -> Iterator[Due]:
        passed = [one for one in _running(dossier, installation, earlier, eve) if one.passed(day)]
        still = {(one.name, one.on) for one in _running(dossier, installation, later, day)} if passed else set()
        return (one for one in passed if (one.name, one.on) not in still)

    moves = {name for limit in limits for name in (limit.starts, *limit.ends)} | {
        *dossier.table.triggers("extend_limit")
    }
    days = [day_of(event, installation.config.time_zone) for event in events]
    for place, (event, day) in enumerate(zip(events, days, strict=True)):
        if event.trigger in moves:
            yield from gone(events[:place], day, events[: place + 1], day)
    for day in sorted({one.received_on for one in dossier.arising if one.received_on}):
        told = [event for event, on in zip(events, days, strict=True) if on <= day]
        yield from gone(told, day - timedelta(days=1), told, day)


def _running(dossier: Dossier, installation: Installation, events: list[Event], day: date) -> Iterator[Due]:
    return of_steps(cast(Dossier, _Until(dossier, events, day)), installation)
