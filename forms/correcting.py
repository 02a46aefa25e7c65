"""What is asked to correct an entry of the record: which one, why, and the entry's own questions once more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form
from wtforms.validators import StopValidation

import forms
from forms.attaching import BESIDE_FILES
from forms.base import Asked, Line, Pick, Text, retold
from forms.enclosing import Enclosing
from forms.recording import Letter, TransmitRecorded
from forms.signatures import MoreChecks
from mla.canonical import Answers
from mla.instruments import Law
from mla.lifecycle import corrections, striking
from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.lifecycle.corrections import by_entry
from mla.lifecycle.fates import WHAT, WHOM
from mla.words import _


class Correct(Asked):
    """A correction: the entry, the reason, and the entry's own form filled in with what is on record.

    `entry` is chosen first; the questions of that entry are asked after it, under names that begin with “told-”. Whom it concerned
    stays as it was: by that each person was moved, and no correction moves anybody.
    """

    entry = Pick(_("What is to be corrected"), needed=_("Choose what is to be corrected."))
    reason = Text(_("Why it is corrected"), needed=_("Say why it is corrected."), rows=2, most=2000)

    told: Asked | None = None
    letter: Letter | None = None
    typed: MultiDict[str, str] | None = None

    def candidates(self, dossier: CaseFile) -> dict[str, EventRecord]:
        """The entries that may be chosen, each by the value that names it."""
        return by_entry(corrections.inside(dossier))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The entries; and once one is chosen, its questions, with what stands on record."""
        super().offer(dossier, law, officials)
        found = self.candidates(dossier)
        self.entry.choices = [("", _("Choose")), *((value, _named(dossier, one)) for value, one in found.items())]
        chosen = found.get(str(self.entry.data or ""))
        if chosen is None:
            return
        step = dossier.table.step[chosen.trigger]
        opened = corrections.by_letter(chosen) and step.brings_request and chosen is dossier.events[0]
        cls = TransmitRecorded if opened else forms.form_for(step.form)
        self.told = cls(self._words("told-", chosen.answers), prefix="told-")
        self.told.judged(_said_on(chosen), dossier, self.abroad or corrections.by_letter(chosen), self.askable)
        self.told.slack = 1  # the calendar of this ministry may have been a day ahead of universal time
        self.told.offer(dossier, law, officials)
        for name in (
            WHOM,
            WHAT,
            *(BESIDE_FILES if step.crosses else ("on_file",)),
        ):  # what has left stands as it was sent
            self.told.drop(name)
        self._whom = {name: chosen.answers[name] for name in (WHOM, WHAT) if chosen.answers.get(name)}
        if corrections.by_letter(chosen) and not self.abroad:
            self.letter = Letter(self._words("letter-", chosen.channel or {}), prefix="letter-")
            self.letter.judged(self.said_on or _said_on(chosen), None)
        self._conditions = {sets.field: chosen.answers.get(sets.field) for sets in step.sets}

    def _words(self, prefix: str, on_record: Answers) -> MultiDict[str, str] | None:
        """What was typed of the questions that begin so; else what is on record."""
        if self.typed and any(name.startswith(prefix) for name in self.typed):
            return self.typed
        return retold({prefix.rstrip("-"): on_record})

    @property
    def alone(self) -> list[Field]:
        """First the entry is chosen."""
        return [self["entry"]] if self.told is None else []

    def __iter__(self) -> Iterator[Field]:
        """Every question: of the correction, of the entry, of the letter by which it came."""
        yield from super().__iter__()
        for inner in (self.told, self.letter):
            yield from inner or ()

    def validate(self, extra_validators: MoreChecks = None) -> bool:
        """Each of the forms by itself, on the day on which its entry was made."""
        own = Form.validate(self, extra_validators)
        sound = [inner.validate() for inner in (self.told, self.letter) if inner]
        return own and all(sound) and self.told is not None and self._ledger_untouched()

    def _ledger_untouched(self) -> bool:
        """What became a line of the ledger is answered there, not corrected in the letter that set it."""
        assert self.told
        for name, before in self._conditions.items():
            if (self.told[name].data or "") != (before or ""):
                self.told[name].errors = [
                    _(
                        "This stands in the ledger of conditions. Leave it as it was; let the condition fall and set another."
                    )
                ]
                return False
        return True

    def validate_entry(self, _field: Field) -> None:
        """An entry that is there."""
        if self.told is None:
            raise StopValidation(_("Choose what is to be corrected."))

    def answers(self) -> Answers:
        """Which entry, why, and what it says now; with it, how the letter came, if it is one."""
        told = self.told.answers() if self.told else {}
        told |= self._whom if self.told else {}
        channel = {"channel": self.letter.answers()} if self.letter else {}
        return {"entry": self.entry.data or "", "reason": self.reason.data or "", "told": told, **channel}

    def shared(self) -> Answers:
        """The same without what stays in this ministry."""
        return {
            "entry": self.entry.data or "",
            "reason": self.reason.data or "",
            "told": self.told.shared() if self.told else {},
        }


class CorrectEntry(Correct):
    """Correct what this ministry recorded for itself, or read out of a letter."""

    heading = _("Correct an entry of the record")
    guidance = _(
        "The entry stays readable as it was first written. Everything reads the corrected one from now on; the stage stays."
    )


class CorrectLetter(Enclosing, Correct):
    """Tell the other State what was wrong in a letter, and how it should have read."""

    heading = _("Correct a letter that was sent")
    guidance = _(
        "The other State receives a letter that says what was wrong and prints the text as it should have read. The stage stays."
    )

    def candidates(self, dossier: CaseFile) -> dict[str, EventRecord]:
        """Our letters by their number; in a package the other State's; in a letter of theirs, what we recorded of them."""
        if not self.abroad:
            return corrections.ours_by_number(dossier)
        if not self.askable:
            return corrections.theirs_by_package(dossier)
        return by_entry(corrections.told_abroad(dossier, dossier.our_side.other))


class DiscardRegistration(Asked):
    """Put away a registration that should not have been made."""

    heading = _("Discard a registration made by mistake")
    guidance = _("It stays readable, and its number is not given again.")
    reason = Line(_("Reason"), needed=_("Say why the registration was a mistake."))


class StrikeOut(Asked):
    """Put aside an entry that should not have been made: the same letter twice, a letter of another request."""

    heading = _("Strike out a letter recorded in error")
    guidance = _(
        "The entry stays readable and keeps its place in the record; nothing reads it any more. What followed from it is taken back, the"
        " stage too where nothing has moved the request since; what was derived from the letter goes with it. A letter by which"
        " something was handed over, or that set conditions, is corrected instead. If what it said was wrong, correct the entry."
    )
    entry = Pick(_("Which letter"), needed=_("Choose the entry."))
    reason = Line(_("Why"), needed=_("Say why it was recorded in error."))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The letters on which nothing rests, the newest first."""
        super().offer(dossier, law, officials)
        found = striking.strikable(dossier)[::-1]
        self.entry.choices = [("", _("Choose")), *((str(one.number), _lettered(dossier, one)) for one in found)]


def _lettered(dossier: CaseFile, event: EventRecord) -> str:
    letter = event.channel or {}
    name = _named(dossier, event)
    return _(
        "%(name)s: letter of %(day)s, %(reference)s",
        name=name,
        day=letter["sent_on"],
        reference=letter.get("their_reference") or "–",
    )


def _named(dossier: CaseFile, event: EventRecord) -> str:
    return _("%(what)s (no. %(number)s)", what=dossier.table.step[event.trigger].done, number=event.number)


def _said_on(event: EventRecord) -> date:
    told = (event.channel or {}).get("sent_on")
    return date.fromisoformat(told) if told else event.at.date()
