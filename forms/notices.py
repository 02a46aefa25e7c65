"""What either State may have to tell the other at any time: wrong data, exculpatory material, another use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Pick, Text
from forms.conditions import BINDS, Conditioned
from forms.days import AHEAD, PAST
from forms.extradition import DOCUMENTS
from forms.questions import Asking, name_of
from mla.instruments import Law
from mla.lifecycle import questions
from mla.lifecycle.case_file import CaseFile, OfficialRecord


class CorrectData(Asked):
    """Data that were sent are wrong, or should not have been sent."""

    heading = "Give notice that data are wrong"
    which = Text("Which data, in which paper", needed="Say which data are meant.", rows=4, most=10_000)
    fault = One(
        "They",
        choices=(("wrong", "are wrong"), ("unlawful", "should not have been sent")),
        needed="Say what is wrong with them.",
    )
    correct = Text("What is right", rows=4, most=10_000)
    wanted = One(
        "The other State is asked",
        choices=(
            ("correct", "to correct them"),
            ("erase", "to erase or destroy them"),
            ("restrict", "not to use them"),
        ),
        needed="Say what is asked.",
    )
    files = Files("Documents", DOCUMENTS)


class DiscloseExculpatory(Asked):
    """Material that came from abroad speaks for the accused and is disclosed."""

    heading = "Give notice of exculpatory disclosure"
    material = Text("What is disclosed", needed="Say what is disclosed.", rows=4, most=10_000)
    to_whom = Line("To whom, in which proceedings", needed="Say to whom it is disclosed.")
    disclosed_on = Day("On", needed="Give the date.", sense=PAST)
    late = Text("Where notice comes after the disclosure: why it could not come before", rows=2, most=5000)


class AskOtherUse(Asking):
    """Another proceeding, or another State, would use what was given."""

    trigger = "ask_other_use"
    heading = "Ask consent to another use or to passing on"
    material = Text("Which material", needed="Say which material is meant.", rows=3, most=10_000)
    use = One(
        "For",
        choices=(("other_case", "another case"), ("third", "another State or organisation")),
        needed="Say for what.",
    )
    details = Text("What for, by whom, and why", needed="Say what for.", rows=5, most=10_000)
    answer_by = Day("Please answer by", sense=AHEAD)


class DecideOtherUse(Conditioned):
    """The answer."""

    heading = "Answer on another use or passing on"
    concerning = ""
    question = Pick("Question that is answered", needed="Choose the question that is answered.")
    decision = One(
        "Consent",
        choices=(("given", "is given"), ("given_with", "is given on conditions"), ("refused", "is refused")),
        needed="Say whether consent is given.",
    )
    words = Text("Conditions or reasons", f"Of conditions: {BINDS}", rows=4, most=10_000)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The questions that wait, those of the other State first; the only one stands there already."""
        super().offer(dossier, law, officials)
        waiting = questions.waiting(dossier.events, "ask_other_use", "decide_other_use", "question")
        waiting = sorted(waiting, key=lambda event: event.side == dossier.side)
        self.material = {name_of(event): event.answers["material"] for event in waiting}
        theirs = [event for event in waiting if event.side != dossier.side] or waiting
        self.question.choices = [(name, _in_short(answers)) for name, answers in self.material.items()]
        if not self.question.data and len(theirs) == 1:
            self.question.data = name_of(theirs[0])

    def validate_words(self, field: Any) -> None:
        """A consent on conditions names them."""
        if self.decision.data == "given_with" and not field.data:
            raise StopValidation("Name the conditions.")

    def answers(self) -> dict[str, Any]:
        """With the words of the question, so that the letter can repeat them."""
        return super().answers() | {"concerning": self.material.get(self.question.data, "")}


def _in_short(words: str, most: int = 120) -> str:
    return words if len(words) <= most else f"{words[:most]} …"
