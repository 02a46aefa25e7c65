"""The rows of the register: which requests they show, and what their cells have in common, which is drawn once for a page.

Fifty rows tell of a dozen States, stages and days: a page of fifty costs little more than a page of four.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Hashable

from flask import url_for
from jinja2.runtime import Macro
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import load_only

from mla.deadlines.kept import first
from mla.models import Dossier, RegisterEntry
from mla.register.query import Found
from mla.views.context import db
from mla.views.words import shown
from mla.words import _

NONE = uuid.UUID(int=0)
"""The number of no request."""

SHOWN = (
    Dossier.kind, Dossier.table_version, Dossier.side, Dossier.stage, Dossier.counterpart, Dossier.our_reference, Dossier.their_reference, Dossier.title,
    Dossier.instrument, Dossier.language, Dossier.opened_on, Dossier.changed_at,
)  # fmt: skip
"""What a row shows of a request. Its whole text is no part of that."""

TOLD = (
    RegisterEntry.move, RegisterEntry.our_due, RegisterEntry.their_due, RegisterEntry.our_limit, RegisterEntry.their_limit, RegisterEntry.next_due,
    RegisterEntry.open, RegisterEntry.officer_id, RegisterEntry.rests, RegisterEntry.marks, RegisterEntry.priority, RegisterEntry.urgent, RegisterEntry.held_since,
)  # fmt: skip
"""What it shows of what the register says."""

TELLS: dict[str, Callable[[Dossier, RegisterEntry], Hashable]] = {
    "about": lambda one, _entry: (one.kind, one.table_version, one.instrument),
    "kind": lambda one, _entry: (one.kind, one.table_version),
    "instrument": lambda one, _entry: one.instrument,
    "counterpart": lambda one, _entry: one.counterpart,
    "side": lambda one, _entry: one.side,
    "stage": lambda one, entry: (one.kind, one.table_version, one.side, one.stage, entry.rests),
    "move": lambda one, entry: (entry.move, one.counterpart),
    "due": lambda _one, entry: (entry.next_due, first(entry)),
    "officer": lambda _one, entry: entry.officer_id,
    "unit": lambda _one, entry: entry.officer_id,
    "priority": lambda _one, entry: entry.priority,
    "measures": lambda _one, entry: entry.marks,
    "crimes": lambda _one, entry: entry.marks,
    "grounds": lambda _one, entry: entry.marks,
    "opened": lambda one, _entry: one.opened_on,
}
"""All that a cell depends on, by the name of its column; where that is the same, so is the cell. What every request has for itself (title, labels, last change) is not among them."""


def rows_of(found: Found) -> list[tuple[Dossier, RegisterEntry]]:
    """The requests of a page, in its order, with what the register says of each."""
    wanted = select(Dossier, RegisterEntry).join(RegisterEntry, RegisterEntry.dossier_id == Dossier.id)
    wanted = wanted.options(load_only(*SHOWN), load_only(*TOLD)).where(Dossier.id.in_(found.ids))
    there = {one.id: (one, entry) for one, entry in db().execute(wanted)}
    return [there[one] for one in found.ids if one in there]


def drawn_once(cell: Macro) -> Callable[[str, Dossier, RegisterEntry], Markup]:
    """The same cells as a macro draws them (by the name of a column), each that is alike once."""
    known: dict[Hashable, Markup] = {}

    def draw(name: str, dossier: Dossier, entry: RegisterEntry) -> Markup:
        key = name, TELLS[name](dossier, entry)
        found = known.get(key)
        if found is None:
            found = known[key] = Markup(cell(name, dossier, entry))  # noqa: S704 - a macro has escaped what stands in it
        return found

    return draw


def made_once(whole: str) -> Callable[[object], str]:
    """An address or a sentence about `NONE`, told of others: it is made once for a page, and not for every row."""
    before, after = whole.split(str(NONE))
    return lambda of: f"{before}{of}{after}"


def address_of() -> Callable[[object], str]:
    """Where a request is shown, by its number."""
    return made_once(url_for("dossiers.show", dossier_id=NONE))


def tick_of() -> Callable[[object], str]:
    """What the box is called by which a request is ticked, by its reference."""
    return made_once(shown(_("Tick %(reference)s", reference=str(NONE))))
