"""How a correction changes the record: the entry that it names is read anew, and what followed from it follows anew."""

from __future__ import annotations

from datetime import date

from mla.canonical import Answers
from mla.lifecycle import corrections
from mla.lifecycle.striking import FIRST_RECEIPT, stage_after, strikable, with_derived
from mla.models import Dossier, Event
from mla.request_text.apply import read_in_letter, take_text
from mla.steps.record_effects import OF_THE_RECORD
from mla.steps.step_taken import OurStep, PackagedStep, StepTaken


def correct(taken: StepTaken) -> None:
    """Let the entry be read as the correction says; do again what follows from the answers of all entries."""
    dossier = taken.dossier
    entry = _entry(taken)
    entry.corrected_by = max(event.number for event in dossier.record) + 1
    told, channel = taken.answers["told"], taken.answers.get("channel") or entry.channel or {}
    if dossier.table.step[entry.trigger].brings_request and entry is dossier.events[0]:
        dossier.counterpart = told["counterpart"]
        take_text(dossier, read_in_letter(dossier.table, told))
        dossier.transmitted_on = date.fromisoformat(channel["sent_on"])
    if channel.get("their_reference"):
        dossier.their_reference = channel["their_reference"]
    for document in dossier.attachments:
        if document.event_number == entry.number and document.sent_by is None:
            document.language = told.get("document_language", channel.get("language", document.language))
    _follow_anew(dossier, {entry.number: told})


def strike(taken: StepTaken) -> None:
    """Let an entry, and what was derived from it, be read by nobody; do again what follows from all the others."""
    dossier = taken.dossier
    entry = next(event for event in strikable(dossier) if str(event.number) == taken.answers["entry"])
    struck = with_derived(dossier, entry)
    number = max(event.number for event in dossier.record) + 1
    gone = {one.number for one in struck}
    for event in dossier.record:
        if event.number in gone:
            event.struck_by = number
    dossier.stage = stage_after(dossier.stage, struck)
    if any(dossier.table.step[one.trigger].effect in FIRST_RECEIPT for one in struck):
        dossier.received_on = None
    told = [(event.channel or {}).get("their_reference") for event in dossier.events]
    dossier.their_reference = next((one for one in reversed(told) if one), None)
    _follow_anew(dossier, {})


def _entry(taken: StepTaken) -> Event:
    """The entry that is corrected, by the name that the step gives it."""
    ours, packaged = isinstance(taken, OurStep), isinstance(taken, PackagedStep)
    found = corrections.named(taken.dossier, taken.answers["entry"], ours and taken.step.crosses, packaged)
    return next(event for event in taken.dossier.events if event is found)


def _follow_anew(dossier: Dossier, newest: dict[int, Answers]) -> None:
    dossier.refusal_ground = None
    for measure in dossier.measures:
        measure.authority = measure.outcome = measure.ground = None
        measure.result = ""
    for event in dossier.events:
        step = dossier.table.step.get(event.trigger)
        if step and step.effect in OF_THE_RECORD:
            OF_THE_RECORD[step.effect](dossier, newest.get(event.number, event.answers))
