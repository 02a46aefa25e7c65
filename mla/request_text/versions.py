"""The text of a request as it was sent: kept under its digest, read back, and compared with what came later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import SimpleNamespace
from typing import Any

from mla.installation import Installation
from mla.lifecycle.terms import Task
from mla.models import Dossier, Event
from mla.storage.database import canonical

TEXT = "request_text"
"""Under this name an event keeps the digest of the text that it brought."""


class Item:
    """A person, an offence or a measure as it was told: a number, and what was said of it."""

    def __init__(self, number: int, answers: dict[str, Any]) -> None:
        self.number = number
        self.answers = answers

    def known_abroad(self) -> dict[str, Any]:
        """What was told abroad is what may be known there."""
        return self.answers

    def shown(self) -> dict[str, Any]:
        """What was told abroad may be shown on any page."""
        return self.answers

    def __getattr__(self, name: str) -> Any:
        """What was said under this name; empty when nothing was."""
        return self.__dict__["answers"].get(name, "")


def keep_text(installation: Installation, event: Event) -> None:
    """Keep the whole text that goes, or came, with a step; its name in the store is the digest that was signed."""
    name = installation.store.keep(canonical(event.dossier.request_text()).encode())
    event.answers = {**event.answers, TEXT: name}


def text_of(installation: Installation, event: Event) -> dict[str, Any] | None:
    """The text that an event brought. Raises Missing when the store has lost it."""
    name = event.answers.get(TEXT)
    return json.loads(installation.store.read(name)) if name else None


def texts(installation: Installation, dossier: Dossier) -> list[tuple[Event, dict[str, Any]]]:
    """Every text that crossed the border, the first one first."""
    found = [(event, text_of(installation, event)) for event in dossier.events]
    return [(event, text) for event, text in found if text is not None]


def as_told(dossier: Dossier, text: dict[str, Any]) -> Any:
    """A text in the shape of a dossier, for whatever reads dossiers back."""
    items = {
        name: [Item(one["number"], {k: v for k, v in one.items() if k != "number"}) for one in text[name]]
        for name in ("persons", "offences", "measures", "attachments")
    }
    head = {name: text[name] for name in ("title", "instrument", "language", "contents")}
    return SimpleNamespace(table=dossier.table, kind=dossier.kind, field=dossier.field, **head, **items)


# What was changed
@dataclass(frozen=True)
class Place:
    """Where the text was changed: the section of the task list, and the item of a list (None for a section)."""

    task: Task
    number: int | None = None


def changed_places(dossier: Dossier, old: dict[str, Any], new: dict[str, Any]) -> list[Place]:
    """The sections and items that are not as they were, in the order of the task list."""
    return [place for task in dossier.table.tasks for place in _changed(task, old, new)]


def _changed(task: Task, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Place]:
    if not task.items:
        if old["contents"].get(task.trigger) != new["contents"].get(task.trigger):
            yield Place(task)
        return
    before, after = ({one["number"]: one for one in text[task.items]} for text in (old, new))
    for number in sorted(before | after):
        if before.get(number) != after.get(number):
            yield Place(task, number)


@dataclass(frozen=True)
class Line:
    """A line of the comparison: `how` is kept, gone or new."""

    how: str
    text: str


def compare(old: list[str], new: list[str]) -> list[Line]:
    """Two texts line by line: what stayed, what went, what came."""
    told: list[Line] = []
    for _, start, end, begin, finish in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[start:end] == new[begin:finish]:
            told += [Line("kept", line) for line in old[start:end]]
        else:
            told += [Line("gone", line) for line in old[start:end]]
            told += [Line("new", line) for line in new[begin:finish]]
    return told
