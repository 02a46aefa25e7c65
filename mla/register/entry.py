"""What the register says of a request, as its record and the time limits that run have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from mla.canonical import Answers
from mla.deadlines.kept import keep, nearest
from mla.installation import Installation
from mla.lifecycle import facts
from mla.lifecycle.held import periods
from mla.lifecycle.resting import Rest, resting
from mla.models import Dossier
from mla.models.register_entry import NEVER
from mla.names import normal
from mla.register.marks import CRIME, GROUND, MEASURE, codes, marks_of
from mla.register.sorting import LONGEST, named

SORTS_OF_MARKS = {"measures": MEASURE, "crimes": CRIME, "grounds": GROUND}
"""The columns by which lists are sorted by what a request is about, each with its sort of marks."""


def entry_of(installation: Installation, dossier: Dossier) -> Answers:
    """The columns of the entry of a request, by name."""
    our_limit, their_limit = nearest(dossier, installation)
    ours, theirs = (one.on if one else None for one in (our_limit, their_limit))
    rests = resting(dossier)
    number, marks = facts.officer(dossier), marks_of(dossier, installation.law)
    officer = next((one.official for one in dossier.involvements if one.official_id == number), None)
    came = [event for event in dossier.record if event.side != dossier.side]
    return {
        "kind": dossier.kind,
        "side": dossier.side,
        "stage": dossier.stage,
        "counterpart": dossier.counterpart,
        "instrument": dossier.instrument,
        "reference": dossier.our_reference,
        "title": named(dossier.title),
        "opened_on": dossier.opened_on,
        "changed_at": dossier.changed_at,
        "officer_id": number,
        "officer": normal(officer.name) if officer else "",
        "unit": named(officer.unit.name) if officer and officer.unit else "",
        "open": not dossier.current_stage.ends,
        "move": move_of(dossier, rests),
        "our_due": ours,
        "their_due": theirs,
        "our_limit": keep(our_limit),
        "their_limit": keep(their_limit),
        "next_due": min(filter(None, (ours, theirs)), default=NEVER),
        "came": max((event.number for event in came), default=0),
        "came_at": max((event.at for event in came), default=None),
        "urgent": is_urgent(dossier),
        "held_since": min(_held(dossier), default=None),
        "turned_back": facts.turned_back(dossier) is not None,
        "marks": marks,
        **{name: " ".join(codes(marks, sort))[:LONGEST] for name, sort in SORTS_OF_MARKS.items()},
        "rests": " ".join(sorted(one.sort for one in rests)),
    }


def move_of(dossier: Dossier, rests: Sequence[Rest]) -> str:
    """Whose the next step is: “us”, “them”, or nobody's; `rests` are those that stand now."""
    waits_for = dossier.current_stage.waits_for
    if waits_for is None or dossier.current_stage.ends or rests:
        return ""
    return "us" if waits_for is dossier.our_side else "them"


def is_urgent(dossier: Dossier) -> bool:
    """Whether nobody waits until Monday: the kind never does (an arrest), or the request says so of itself."""
    table = dossier.table
    return table.always_urgent or any(mark.word == "urgent" and mark.when(dossier) for mark in table.marks)


def _held(dossier: Dossier) -> Iterator[date]:
    """Since when each person is held who is held now."""
    for person in dossier.persons if dossier.table.liberty else ():
        yield from (first for first, last in periods(dossier, person.number)[-1:] if last is None)
