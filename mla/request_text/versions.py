"""The text of a request as it was sent: kept under its digest, read back, and compared line by line with what came later."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import SequenceMatcher

from mla.installation import Installation
from mla.lifecycle.terms import Side
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Event
from mla.storage.files import Missing

TEXT = "request_text"
"""Under this name an event keeps the digest of the text that it brought."""
LAID = "text_laid_before"
"""Under this name an event of this ministry keeps the digest of the text that it laid before a colleague."""


def keep_text(installation: Installation, event: Event, under: str = TEXT) -> None:
    """Keep the whole text that goes, or came, with a step; its name in the store is the digest that was signed."""
    name = installation.store.keep(RequestText.of(event.dossier).canonical.encode())
    event.answers = {**event.answers, under: name}


def text_of(installation: Installation, event: Event, under: str = TEXT) -> RequestText | None:
    """The text that an event brought. Raises Missing when the store has lost it."""
    name = event.answers.get(under)
    return RequestText.from_json(event.dossier.table, json.loads(installation.store.read(name))) if name else None


def texts(installation: Installation, dossier: Dossier) -> list[tuple[Event, RequestText]]:
    """Every text that crossed the border, the first one first."""
    found = [(event, text_of(installation, event)) for event in dossier.events]
    return [(event, text) for event, text in found if text is not None]


def sent_while_changed(installation: Installation, dossier: Dossier) -> RequestText | None:
    """The text as it was last sent, where ours has been worked on since; None where the text on record is what was sent.

    None, too, where the store has lost it: a page that is in want of a day is better than none.
    """
    carried = [event for event in dossier.events if event.answers.get(TEXT)]
    if dossier.our_side is not Side.REQUESTING or not carried:
        return None
    drafting = {name for task in dossier.table.tasks for name in (task.trigger, task.drop)}
    if not any(event.trigger in drafting for event in dossier.events if event.number > carried[-1].number):
        return None
    try:
        return text_of(installation, carried[-1])
    except Missing:
        return None


def last_laid(installation: Installation, dossier: Dossier) -> RequestText | None:
    """The newest text laid before a colleague that was another than the present one. Raises Missing as `text_of` does."""
    now = RequestText.of(dossier).digest
    laid = (one for one in reversed(dossier.events) if one.answers.get(LAID) not in (None, now))
    return next((text_of(installation, one, LAID) for one in laid), None)


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
