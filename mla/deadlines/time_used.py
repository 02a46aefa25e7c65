"""Whose time each day was: from the sending of a request to its end, day by day, as the events on record here tell it.

Each State reckons from what it knows: days on which a letter travelled count as post where its dates are known. That a
court or a translator had the papers is counted where the stage of the table says so (`Stage.time`), or where every open
measure was entrusted to an authority that has not replied; where the next move is ours, also while an own authority owes a
reply by a day that was set, or a translator a translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from mla.installation import Installation
from mla.lifecycle.domestic import REPLIES, AtHome, HomeLetter
from mla.lifecycle.translations import RECEIVES, Order, Orders
from mla.models import Dossier, Event
from mla.storage.database import local_day

POST, AUTHORITY, TRANSLATION = "post", "authority", "translation"


@dataclass(frozen=True)
class Span:
    """Days one after the other that were the time of the same one: a side, post, authority, court or translation."""

    whose: str
    first: date
    end: date

    @property
    def days(self) -> int:
        """How many; the day of `end` belongs to whoever comes next."""
        return (self.end - self.first).days


def spans(dossier: Dossier, installation: Installation, today: date) -> list[Span]:
    """The days of a request from its sending until today, or until its end."""
    if dossier.transmitted_on is None:
        return []
    told: list[Span] = []
    marks = [*_marks(dossier, installation), (today, "")]
    for (first, whose), (end, _) in pairwise(marks):
        if not whose or end <= first:
            continue
        if told and told[-1].whose == whose and told[-1].end == first:
            told[-1] = Span(whose, told[-1].first, end)
        else:
            told.append(Span(whose, first, end))
    return told


def totals(told: list[Span]) -> dict[str, int]:
    """How many days each had, the most first."""
    found: dict[str, int] = {}
    for span in told:
        found[span.whose] = found.get(span.whose, 0) + span.days
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def _marks(dossier: Dossier, installation: Installation) -> Iterator[tuple[date, str]]:
    """From each of these days on, the time is this one's. Days never run backwards, whatever a letter is dated."""
    last = dossier.transmitted_on or date.min
    at_home, orders = AtHome(dossier.table), Orders(dossier.table)
    for event in dossier.events:
        at_home.read(event)
        orders.read(event)
        if dossier.table.private(event.to_stage):
            continue
        sent, known = _days(dossier, event, installation)
        if sent > last:
            last = sent
        if known > last:
            if event.to_stage != event.from_stage:
                yield last, POST
            last = known
        yield last, _whose(dossier, event.to_stage, at_home.waiting(), orders.waiting())


def known_on(dossier: Dossier, event: Event, installation: Installation) -> date:
    """The day on which a step was known here."""
    return _days(dossier, event, installation)[1]


NOTES_A_DAY = (REPLIES, RECEIVES)
"""Effects of inner steps that tell on which day something came."""


def _days(dossier: Dossier, event: Event, installation: Installation) -> tuple[date, date]:
    """When a step was sent, and when it was known here."""
    if event.channel:
        return date.fromisoformat(event.channel["sent_on"]), date.fromisoformat(event.channel["received_on"])
    step = dossier.table.step.get(event.trigger)
    if step and step.effect in NOTES_A_DAY:
        came = date.fromisoformat(event.answers["received_on"])
        return came, came
    day = local_day(event.at, installation.config.time_zone)
    return day, day


def _whose(dossier: Dossier, name: str, letters: Sequence[HomeLetter], orders: Sequence[Order]) -> str:
    stage = dossier.table.stage[name]
    if stage.ends:
        return ""
    if stage.measures:
        asked = {letter.measure for letter in letters}
        waiting = {str(measure.number) for measure in dossier.measures if measure.open}
        if waiting and waiting <= asked:
            return AUTHORITY
    if stage.waits_for is dossier.our_side:
        if not stage.measures and any(letter.due_on for letter in letters):
            return AUTHORITY
        if orders:
            return TRANSLATION
    return stage.time or str(stage.waits_for or "")
