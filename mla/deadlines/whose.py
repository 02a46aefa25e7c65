"""For which of several persons, or of which property, a limit runs, where one request lets them go different ways."""

from __future__ import annotations

from collections.abc import Iterator

from mla.lifecycle.fates import apart, concerns, names
from mla.lifecycle.items import PersonText
from mla.lifecycle.questions import running
from mla.lifecycle.terms import Limit
from mla.models import Dossier, Event
from mla.related import named_alike


def started_for(dossier: Dossier, limit: Limit) -> Iterator[tuple[Event, str]]:
    """Every event whose limit runs, and for which of several persons, where they go different ways; “” where for all of them."""
    parts, followed = names(dossier), _followed(dossier, limit)
    if followed is None:
        return
    if not apart(dossier) and not followed:
        yield from ((started, "") for started in running(limit, dossier.events))
        return
    found: dict[int, list[str]] = {}
    for part, name in parts.items():
        about = [event for event in dossier.events if concerns(event.answers, part)]
        for started in running(limit, about) if part not in followed else ():
            found.setdefault(started.number, []).append(f"{part}. {name}")
    for event in dossier.events:
        if told := found.get(event.number):
            yield event, "" if len(told) == len(parts) else ", ".join(told)


def _followed(dossier: Dossier, limit: Limit) -> set[int] | None:
    """Those persons for whom the formal request has come that meets the limit (`Limit.met_by`); None, where for all of them.

    One that names nobody who can be told apart by name, day of birth or number has come for all: an official or its letter has said on what it follows.
    """
    found: set[int] = set()
    for one in dossier.arising if limit.met_by else ():
        if one.kind in limit.met_by and one.received_on:
            theirs = [PersonText.of(person) for person in one.persons]
            same = {
                ours.number for ours in dossier.persons if any(named_alike(PersonText.of(ours), it) for it in theirs)
            }
            if not same:
                return None
            found |= same
    return None if found and found >= {person.number for person in dossier.persons} else found
