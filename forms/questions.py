"""What questions and their answers have in common: a question carries its number, an answer the names of what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from wtforms import HiddenField
from wtforms.validators import StopValidation

from forms.enclosing import Enclosing
from forms.offered import DropDown
from mla.canonical import Answers
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.lifecycle.questions import next_number, waiting
from mla.words import _


class Asking(Enclosing):
    """A question that may wait beside others of its kind; `trigger` is the step that asks it."""

    trigger: ClassVar = ""
    number = HiddenField()

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The next number, unless the question came with its own."""
        super().offer(dossier, law, officials)
        if not self.number.data:
            self.number.data = str(next_number(dossier.events, self.trigger))

    def validate_number(self, field: HiddenField) -> None:
        """A number that can be counted on."""
        number = str(field.data)
        if not number.isdigit() or not 0 < int(number) < 10_000:
            raise StopValidation(_("The number of the question cannot be read."))


class Answering(Enclosing):
    """A letter that answers every question of a kind that had come when it was written."""

    question_kind: ClassVar = ("", "", "")
    """The step that asks, the step that answers, and the name of the hidden field below."""

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """All that wait now, unless the letter came with the names of what it answers."""
        super().offer(dossier, law, officials)
        field = self[self.question_kind[2]]
        if not field.data:
            field.data = " ".join(map(name_of, waiting(dossier.events, *self.question_kind))) or "none"


class AnsweringOne(Enclosing):
    """A letter that answers one question, repeating its words. A form of one asks `question`, and names in `asks` the step
    that asks, the step that answers, and the answer in which the question stands."""

    asks: ClassVar = ("", "", "")
    question: DropDown
    concerning = ""
    words_of: Mapping[str, str] = {}

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The questions that wait, those of the other State first; the only one stands there already."""
        super().offer(dossier, law, officials)
        ask, answer, words = self.asks
        found = sorted(waiting(dossier.events, ask, answer, "question"), key=lambda event: event.side == dossier.side)
        self.words_of = {name_of(event): event.answers[words] for event in found}
        theirs = [event for event in found if event.side != dossier.side] or found
        field = self.question
        field.choices = [(name, _in_short(told)) for name, told in self.words_of.items()]
        if not field.data and len(theirs) == 1:
            field.data = name_of(theirs[0])

    def answers(self) -> Answers:
        """With the words of the question, so that the letter can repeat them."""
        return super().answers() | {"concerning": self.words_of.get(self.question.data, "")}


def _in_short(words: str, most: int = 120) -> str:
    return words if len(words) <= most else f"{words[:most]} …"


def name_of(event: EventRecord) -> str:
    """By which both States call a question."""
    return f"{event.side}-{event.answers.get('number') or 0}"
