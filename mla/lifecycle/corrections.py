"""Which entries of the record may be corrected, by which of the two steps, and how the other State's entry is found.

A correction takes nothing out of the record: the entry that it names stays as it was written, and whoever reads the
record reads the newest answers. The stage never goes back by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mla.lifecycle.case_file import CaseFile, EventRecord

REPEATABLE = frozenset(
    {
        "record", "note_receipt", "extend_limit", "compare_offence", "entrust_to_authority", "note_outcome", "note_outcomes",
        "open_again", "refuse_whole", "refuse_measures", "refuse_named_measures", "bring_request", "bring_changed_text",
        "ask_authority", "note_reply", "note_reminder", "note_order", "note_translation",
    }
)  # fmt: skip
"""Effects that follow from the answers alone, and may be done anew with others. What stands in the ledger is answered there."""


def by_letter(event: EventRecord) -> bool:
    """Whether it is a step of the other State that a registrar recorded from a letter."""
    return bool(event.channel) and (event.channel or {}).get("channel") != "package"


def came_by_letter(dossier: CaseFile) -> bool:
    """Whether the request itself was registered from a letter."""
    return bool(dossier.events) and by_letter(dossier.events[0])


def inside(dossier: CaseFile) -> list[EventRecord]:
    """The entries that this ministry corrects for itself: its own inner steps, and what it read out of letters."""
    return [event for event in _repeatable(dossier) if by_letter(event) or _inner(dossier, event)]


def told_abroad(dossier: CaseFile, side: str) -> list[EventRecord]:
    """The entries of one side that the other was told by letter or package; it is told again what was wrong in them."""
    return [
        event
        for event in _repeatable(dossier)
        if event.side == side
        and dossier.table.step[event.trigger].crosses
        and not dossier.table.step[event.trigger].brings_request
    ]


def ours_by_number(dossier: CaseFile) -> dict[str, EventRecord]:
    """What we told the other State, by the number under which it was sent."""
    told = told_abroad(dossier, dossier.side)
    return {str(out.number): out.event for out in dossier.outgoing if out.event in told}


def theirs_by_package(dossier: CaseFile) -> dict[str, EventRecord]:
    """What the other State told us in packages, by the number that it gave to each."""
    return {
        str((event.channel or {})["number"]): event
        for event in told_abroad(dossier, dossier.our_side.other)
        if event.channel and not by_letter(event)
    }


def by_entry(events: Iterable[EventRecord]) -> dict[str, EventRecord]:
    """Entries by their own number."""
    return {str(event.number): event for event in events}


def named(dossier: CaseFile, name: str, sent: bool, packaged: bool) -> EventRecord:
    """An entry by the number of our letter (`sent`), of the other State's package, or its own. Raises KeyError."""
    if packaged:
        return theirs_by_package(dossier)[name]
    return ours_by_number(dossier)[name] if sent else by_entry(dossier.events)[name]


def corrected(dossier: CaseFile) -> Iterator[tuple[int, int]]:
    """Each correction on record, oldest first: its own number, and the number of the entry that it corrects."""
    for event in dossier.events:
        step = dossier.table.step.get(event.trigger)
        if step and step.effect == "put_right":
            packaged = bool(event.channel) and not by_letter(event)
            sent = event.side == dossier.side and step.crosses
            yield event.number, named(dossier, event.answers["entry"], sent, packaged).number


def nothing_left_uncorrected(dossier: CaseFile) -> bool:
    """Whether nothing was sent abroad, or every letter sent was corrected by another."""
    told = told_abroad(dossier, dossier.side)
    return all(event.corrected_by for event in told)


def _repeatable(dossier: CaseFile) -> list[EventRecord]:
    known = dossier.table.step
    return [event for event in dossier.events if event.trigger in known and known[event.trigger].effect in REPEATABLE]


def _inner(dossier: CaseFile, event: EventRecord) -> bool:
    return event.side == dossier.side and not event.channel and not dossier.table.step[event.trigger].crosses
