"""An entry that was recorded in error: which may be struck out, what goes with it, and where the request stands then.

It stays in the record with its place in the chain; nobody reads it any more. What it changed is taken back where that can be done
truthfully: a letter recorded from paper left nothing abroad. The stage goes back only where nothing has moved the request since.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.lifecycle.corrections import REPEATABLE, by_letter
from mla.lifecycle.fates import apart
from mla.lifecycle.law_of_field import LawOfField
from mla.words import _

DERIVED = "derived_from"
"""Under this name the channel of a derived entry says from which step it was derived."""

FIRST_RECEIPT = ("note_receipt", "open_again")
"""Effects that put the day of receipt on record."""


def strikable(dossier: CaseFile) -> list[EventRecord]:
    """The entries that may be struck out: letters of the other State recorded from paper, and what was derived from them with them."""
    return [event for event in dossier.events if _strikable(dossier, event)]


def alike(dossier: CaseFile, trigger: str, sent_on: str, reference: str) -> list[EventRecord]:
    """The letters of the same step on record that bear the same day (YYYY-MM-DD), and the same reference where both have one."""
    told = [(event, event.channel or {}) for event in dossier.events if event.trigger == trigger and by_letter(event)]
    same_day = [
        (event, letter.get("their_reference") or "") for event, letter in told if letter.get("sent_on") == sent_on
    ]
    return [event for event, theirs in same_day if "" in (theirs, reference) or theirs == reference]


def _strikable(dossier: CaseFile, event: EventRecord) -> bool:
    step = dossier.table.step.get(event.trigger)
    if step is None or not by_letter(event) or (event.channel or {}).get(DERIVED):
        return False
    if (
        step.effect not in REPEATABLE
        or step.brings_request
        or step.gives
        or (step.to and apart(dossier))
        or (step.sets and _set_something(event, step.sets))
    ):
        return False
    return not _moves(event) or not any(_moves(one) for one in dossier.events if one.number > event.number)


def _set_something(event: EventRecord, sets: Sequence[object]) -> bool:
    return any(event.answers.get(getattr(one, "field", "")) for one in sets)


def _moves(event: EventRecord) -> bool:
    return event.to_stage != event.from_stage


def with_derived(dossier: CaseFile, event: EventRecord) -> list[EventRecord]:
    """An entry after those that were derived from it, oldest first."""
    before = [one for one in dossier.record if one.number < event.number]
    found = [event]
    while before and (before[-1].channel or {}).get(DERIVED) == event.trigger:
        found.insert(0, before.pop())
    return found


def struck_out(dossier: CaseFile) -> Iterator[tuple[int, int]]:
    """Each entry that was struck out: its number, and that of the entry by which it was."""
    for event in dossier.record:
        if _strikes(dossier, event):
            yield from ((one.number, event.number) for one in with_derived(dossier, named(dossier, event)))


def named(dossier: CaseFile, strike: EventRecord) -> EventRecord:
    """The entry that is struck out. Raises StopIteration where there is none."""
    return next(one for one in dossier.record if str(one.number) == strike.answers["entry"])


def stood_before(dossier: CaseFile, strike: EventRecord) -> str:
    """The stage at which the request stands after an entry was struck out: where it was before, or where it is."""
    return stage_after(strike.from_stage, with_derived(dossier, named(dossier, strike)))


def stage_after(stage: str, struck: Sequence[EventRecord]) -> str:
    """The same of the entries that are struck out together."""
    return struck[0].from_stage if any(map(_moves, struck)) else stage


def _strikes(dossier: CaseFile, event: EventRecord) -> bool:
    step = dossier.table.step.get(event.trigger)
    return step is not None and step.effect == "put_aside"


# Guards
def some_entry_to_strike(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """There is an entry that nothing rests on."""
    return None if strikable(dossier) else _("No letter was recorded here that could be struck out.")
