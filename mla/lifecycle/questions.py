"""Questions that wait side by side: each has a name that both States know, and an answer names what it answers.

The State that asks numbers its questions of a kind from one; the number travels with the question. A letter that crosses
another in the post so answers what had come when it was written, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from mla.lifecycle.case_file import EventRecord
from mla.lifecycle.late import ended_before
from mla.lifecycle.terms import Limit, Side

E = TypeVar("E", bound=EventRecord)

NONE = "none"
"""What a letter names that answers no question."""


def names(event: EventRecord) -> frozenset[str]:
    """What an event puts to the other State: one question, or each of the conditions that it offers."""
    if "conditions" in event.answers:
        return frozenset(f"{event.side}-{row['number']}" for row in event.answers["conditions"])
    return frozenset({f"{getattr(event, 'side', '')}-{event.answers.get('number') or 0}"})


def answered(event: EventRecord, field: str) -> frozenset[str] | None:
    """The names of what an event answers, told under `field`; None when it names nothing, and so answers everything.

    Conditions are named by their number alone: answered, they are the other State's; fallen away, one's own.
    """
    told = event.answers.get(field)
    if field == "conditions":
        return frozenset(f"{Side(event.side).other}-{row['number']}" for row in told or ())
    if field == "falls":
        return frozenset(f"{event.side}-{number}" for number in told or ())
    if isinstance(told, str):
        return frozenset(told.split()) - {NONE} if told else None
    return None if told is None else frozenset(told)


def running(limit: Limit, events: Sequence[E]) -> list[E]:
    """The events that started a limit and that nothing has ended since, oldest first.

    A later start takes the place of an earlier one, unless the table says that several run side by side.
    """
    fields = dict(limit.answered_in)
    waiting: list[tuple[E, frozenset[str]]] = []
    for event in events:
        if event.trigger in limit.ends:
            waiting = _after(waiting, event, fields)
        if event.trigger == limit.starts and not ended_before(event, events, limit.ends):
            waiting = [*waiting, (event, names(event))] if fields else [(event, frozenset())]
    return [event for event, left in waiting if left or not fields]


def _after(
    waiting: list[tuple[E, frozenset[str]]], event: EventRecord, fields: dict[str, str]
) -> list[tuple[E, frozenset[str]]]:
    told = answered(event, fields[event.trigger]) if event.trigger in fields else None
    if told is None:
        return []
    left = [(one, unanswered - told) for one, unanswered in waiting]
    return [(one, unanswered) for one, unanswered in left if unanswered]


def name_of(limit: Limit, started: EventRecord) -> str:
    """By which an extension names a limit that runs: where several do, with the questions that wait."""
    return f"{limit.name}:{'+'.join(sorted(names(started)))}" if limit.answered_in else limit.name


def waiting(events: Iterable[E], asks: str, answers: str, field: str) -> list[E]:
    """The questions (`asks`) that no answer (`answers`, naming them under `field`) has met yet, oldest first."""
    limit = Limit(asks, (answers,), Side.REQUESTED, "", answered_in=((answers, field),))
    return running(limit, list(events))


def next_number(events: Iterable[EventRecord], trigger: str) -> int:
    """The number of the next question of a kind."""
    taken = [int(event.answers.get("number") or 0) for event in events if event.trigger == trigger]
    return max([len(taken), *taken]) + 1
