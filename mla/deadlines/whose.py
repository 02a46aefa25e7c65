"""For which of several persons, or of which property, a limit runs, where one request lets them go different ways."""

from __future__ import annotations

from collections.abc import Iterator

from mla.lifecycle.fates import apart, concerns, names
from mla.lifecycle.questions import running
from mla.lifecycle.terms import Limit
from mla.models import Dossier, Event


def started_for(dossier: Dossier, limit: Limit) -> Iterator[tuple[Event, str]]:
    """Every event whose limit runs, and for which of several persons, where they go different ways; “” where for all of them."""
    if not apart(dossier):
        yield from ((started, "") for started in running(limit, dossier.events))
        return
    found: dict[int, list[str]] = {}
    parts = names(dossier)
    for part, name in parts.items():
        about = [event for event in dossier.events if concerns(event.answers, part)]
        for started in running(limit, about):
            found.setdefault(started.number, []).append(f"{part}. {name}")
    for event in dossier.events:
        if told := found.get(event.number):
            yield event, "" if len(told) == len(parts) else ", ".join(told)
