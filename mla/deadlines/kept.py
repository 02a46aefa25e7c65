"""What is said of a limit, as the register keeps it: a list of what is late reads no request whole.

Nothing says that a limit is late: its day is kept, and each page asks whether it has passed. Sentences are kept by their keys in the catalogs,
so that every reader reads them in his or her language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mla.canonical import Answers
from mla.deadlines.due import Due, due
from mla.installation import Installation
from mla.models import Dossier, RegisterEntry
from mla.words import as_kept, to_keep


@dataclass(frozen=True)
class Said:
    """What is to be done by its last day, whose time it is (`ours` or not), which article says so, and what must happen once the day has passed."""

    on: date
    ours: bool
    what: str
    article: str
    then: str


def nearest(dossier: Dossier, installation: Installation) -> tuple[Due | None, Due | None]:
    """The limits of ours and of theirs that end first. What stands still, and what protects a person, makes nobody late."""
    running = [one for one in due(dossier, installation) if not (one.paused or one.protects)]
    ours = (one for one in running if one.at_home or one.side is dossier.our_side)
    theirs = (one for one in running if not one.at_home and one.side is not dossier.our_side)
    return next(ours, None), next(theirs, None)


def keep(one: Due | None) -> Answers:
    """What is said of a limit, as a column keeps it; nothing where none runs."""
    return {"what": to_keep(one.what), "article": one.article, "then": to_keep(one.then)} if one else {}


def ours(entry: RegisterEntry) -> Said | None:
    """What is said of our nearest limit; None where none runs."""
    return _said(entry.our_due, True, entry.our_limit)


def first(entry: RegisterEntry) -> Said | None:
    """What is said of the limit that ends first, of ours and of theirs; None where none runs."""
    found: Iterable[Said | None] = (ours(entry), _said(entry.their_due, False, entry.their_limit))
    return min(filter(None, found), key=lambda one: one.on, default=None)


def _said(on: date | None, ours: bool, told: Answers) -> Said | None:
    if on is None or not told:
        return None
    return Said(on, ours, as_kept(told["what"]), told["article"], as_kept(told["then"]))
