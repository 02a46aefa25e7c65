"""What is due, and what is late: a question asked of the events and of today, never a stored status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mla.database import local_day
from mla.lifecycle.terms import Limit, Side
from mla.models import Dossier, Event

SOON = 7
"""From so many days before its last day on, a limit is due soon."""


@dataclass(frozen=True)
class Due:
    """One limit that runs: its last day, what is to be done by whom, where the rule stands and how sure it is."""

    on: date
    what: str
    side: Side
    purpose: str
    mark: str

    def left(self, today: date) -> int:
        """Days left; negative when it is late. The last day itself is not late."""
        return (self.on - today).days

    def state(self, today: date) -> str:
        """late, soon or well."""
        left = self.left(today)
        return "late" if left < 0 else "soon" if left <= SOON else "well"


def due(dossier: Dossier, zone: str = "UTC") -> list[Due]:
    """Every limit that runs in a dossier, the nearest first. `zone` is the ministry's, for days counted from events."""
    running = [*_from_events(dossier, zone), *_of_measures(dossier)]
    return sorted(running, key=lambda one: one.on)


def _from_events(dossier: Dossier, zone: str) -> Iterator[Due]:
    for limit in dossier.table.limits:
        if started := _started(dossier, limit):
            last = _last_day(limit, started, zone)
            if last:
                yield Due(last, limit.what, limit.side, limit.purpose, limit.mark)


def _started(dossier: Dossier, limit: Limit) -> Event | None:
    """The newest event that started the limit, unless a later one has ended it."""
    for event in reversed(dossier.events):
        if event.trigger in limit.ends:
            return None
        if event.trigger == limit.starts:
            return event
    return None


def _last_day(limit: Limit, event: Event, zone: str) -> date | None:
    if limit.field:
        told = event.said.get(limit.field)
        return date.fromisoformat(told) if told else None
    if event.channel and event.channel.get("received_on"):
        return date.fromisoformat(event.channel["received_on"]) + timedelta(days=limit.days)
    return local_day(event.at, zone) + timedelta(days=limit.days)


def _of_measures(dossier: Dossier) -> Iterator[Due]:
    """The dates by which the requesting State wished the measures done (a reasoned wish, not a limit with a sanction)."""
    if dossier.standing.ends or dossier.standing.abroad is None or dossier.stage in ("answered", "refused"):
        return
    for measure in dossier.measures:
        if measure.open and measure.deadline:
            what = f"Measure {measure.number} is wished"
            yield Due(date.fromisoformat(measure.deadline), what, Side.REQUESTED, "execution", "C")
