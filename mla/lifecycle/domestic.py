"""What lies with own authorities: a court, a prosecutor, the police. Asked of the entries of the record; nothing crosses.

A letter to an authority starts its clock, a reminder sets the clock anew, a reply that concludes ends it. What became of a
measure ends the clocks of all letters about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from mla.canonical import Answers
from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side
from mla.words import _

ENTRUSTS, WRITES, REPLIES, REMINDS = "entrust_to_authority", "ask_authority", "note_reply", "note_reminder"
"""The effects of the steps that deal with own authorities."""

ENDS = ("final", "called_off")
"""The outcomes of a reply after which nothing more is waited for."""


@dataclass(frozen=True)
class HomeLetter:
    """A letter to an own authority, by the number of its entry, and how it stands.

    `subject` is what it is about, or empty where it entrusts a `measure` (its number). `due_on` is the day by which a reply
    is asked, as it was last set; empty where none is. `outcome` is that of the last reply, `replied_on` its day.
    """

    number: int
    authority: str
    subject: str
    measure: str
    written: datetime
    due_on: str
    reminders: int = 0
    outcome: str = ""
    replied_on: str = ""
    reported: bool = False

    @property
    def waits(self) -> bool:
        """Whether the authority still has it."""
        return bool(self.due_on or self.measure) and self.outcome not in ENDS and not self.reported


@dataclass(frozen=True)
class Reply:
    """What an own authority answered to a letter, by the number of its entry.

    `told` says that the outcome of its measure was recorded, or told abroad, since.
    """

    number: int
    authority: str
    measure: str
    words: str
    told: bool = False


class AtHome:
    """The letters to own authorities and what was answered, read entry by entry."""

    def __init__(self, table: Lifecycle) -> None:
        self.table = table
        self.letters: dict[int, HomeLetter] = {}
        self.replies: dict[int, Reply] = {}

    def read(self, event: EventRecord) -> None:
        """What an entry changes."""
        step, told = self.table.step.get(event.trigger), event.answers
        effect = step.effect if step else ""
        if effect in (ENTRUSTS, WRITES):
            self.letters[event.number] = HomeLetter(
                event.number, told.get("authority", ""), told.get("subject", ""), told.get("measure", ""), event.at,
                told.get("due_on") or "",
            )  # fmt: skip
        elif effect == REMINDS and (letter := self._named(told)):
            self._put(replace(letter, due_on=told["due_on"], reminders=letter.reminders + 1))
        elif effect == REPLIES and (letter := self._named(told)):
            self._put(replace(letter, outcome=told["outcome"], replied_on=told["received_on"]))
            said = told.get("words") or ""
            self.replies[event.number] = Reply(event.number, letter.authority, letter.measure, said)
        elif effect == "note_outcome":
            self._reported({told["measure"]})
        elif effect == "note_outcomes":
            self._reported({str(row["number"]) for row in told.get("results") or () if row["outcome"]})

    def waiting(self) -> list[HomeLetter]:
        """Those that an authority still has, the oldest first."""
        return [letter for letter in self.letters.values() if letter.waits]

    def _named(self, told: Answers) -> HomeLetter | None:
        return self.letters.get(int(told["letter"]))

    def _put(self, letter: HomeLetter) -> None:
        self.letters[letter.number] = letter

    def _reported(self, measures: set[str]) -> None:
        for letter in list(self.letters.values()):
            if letter.measure in measures:
                self._put(replace(letter, reported=True))
        for number, reply in list(self.replies.items()):
            if reply.measure in measures:
                self.replies[number] = replace(reply, told=True)


def letters(dossier: CaseFile, before: int | None = None) -> list[HomeLetter]:
    """Every letter to an own authority, the oldest first; as it stood before an entry, if one is named."""
    told = [event for event in dossier.events if before is None or event.number < before]
    return list(_read(dossier.table, told).letters.values())


def waiting(dossier: CaseFile) -> list[HomeLetter]:
    """The letters to own authorities that wait for a reply."""
    return _read(dossier.table, dossier.events).waiting()


def replies(dossier: CaseFile) -> list[Reply]:
    """What own authorities have answered about measures of the request, the oldest first."""
    return [one for one in _read(dossier.table, dossier.events).replies.values() if one.measure]


def _read(table: Lifecycle, events: Iterable[EventRecord]) -> AtHome:
    told = AtHome(table)
    for event in events:
        told.read(event)
    return told


# Why a step may not be taken
def some_authority_written_to(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """A reply needs a letter."""
    return None if letters(dossier) else _("No own authority has been written to.")


def some_reply_awaited(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """A reminder needs something to remind of."""
    return None if waiting(dossier) else _("No own authority owes a reply.")


def letter_still_waits(dossier: CaseFile, _side: Side, answers: Answers) -> str | None:
    """Nobody is reminded of, and nothing more recorded on, what was concluded."""
    named = next((one for one in letters(dossier) if str(one.number) == answers["letter"]), None)
    if named is None or named.outcome in ENDS:
        return _("This letter has had its concluding reply already.")
    return None


def reply_says_something(_dossier: CaseFile, _side: Side, answers: Answers) -> str | None:
    """A reply says something, or comes as a document."""
    if answers["words"] or answers["brought"] or answers["outcome"] == "called_off":
        return None
    return _("Say what the reply says, or attach it.")
