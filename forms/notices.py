"""What either State may have to tell the other at any time: wrong data, exculpatory material, another use."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import TextAreaField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Pick, Text
from forms.conditions import BINDS, Conditioned
from forms.days import AHEAD, RECENT
from forms.questions import Asking, name_of
from mla.canonical import Answers
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle import questions
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.words import _


class CorrectData(Asked):
    """Data that were sent are wrong, or should not have been sent."""

    heading = _("Give notice that data are wrong")
    which = Text(_("Which data, in which paper"), needed=_("Say which data are meant."), rows=4, most=10_000)
    fault = One(
        _("They"),
        choices=(("wrong", _("are wrong")), ("unlawful", _("should not have been sent"))),
        needed=_("Say what is wrong with them."),
    )
    correct = Text(_("What is right"), rows=4, most=10_000)
    wanted = One(
        _("The other State is asked"),
        choices=(
            ("correct", _("to correct them")),
            ("erase", _("to erase or destroy them")),
            ("restrict", _("not to use them")),
        ),
        needed=_("Say what is asked."),
    )
    files = Files(_("Documents"), TAKEN)


class DiscloseExculpatory(Asked):
    """Material that came from abroad speaks for the accused and is disclosed."""

    heading = _("Give notice of exculpatory disclosure")
    material = Text(_("What is disclosed"), needed=_("Say what is disclosed."), rows=4, most=10_000)
    to_whom = Line(_("To whom, in which proceedings"), needed=_("Say to whom it is disclosed."))
    disclosed_on = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    late = Text(_("Where notice comes after the disclosure: why it could not come before"), rows=2, most=5000)


class AskOtherUse(Asking):
    """Another proceeding, or another State, would use what was given."""

    trigger = "ask_other_use"
    heading = _("Ask consent to another use or to passing on")
    material = Text(_("Which material"), needed=_("Say which material is meant."), rows=3, most=10_000)
    use = One(
        _("For"),
        choices=(("other_case", _("another case")), ("third", _("another State or organisation"))),
        needed=_("Say for what."),
    )
    details = Text(_("What for, by whom, and why"), needed=_("Say what for."), rows=5, most=10_000)
    answer_by = Day(_("Please answer by"), sense=AHEAD)


class DecideOtherUse(Conditioned):
    """The answer."""

    heading = _("Answer on another use or passing on")
    concerning = ""
    question = Pick(_("Question that is answered"), needed=_("Choose the question that is answered."))
    decision = One(
        _("Consent"),
        choices=(("given", _("is given")), ("given_with", _("is given on conditions")), ("refused", _("is refused"))),
        needed=_("Say whether consent is given."),
    )
    words = Text(_("Conditions or reasons"), _("Of conditions: %(binds)s", binds=BINDS), rows=4, most=10_000)

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

    def validate_words(self, field: TextAreaField) -> None:
        """A consent on conditions names them."""
        if self.decision.data == "given_with" and not field.data:
            raise StopValidation(_("Name the conditions."))

    def answers(self) -> Answers:
        """With the words of the question, so that the letter can repeat them."""
        return super().answers() | {"concerning": self.material.get(self.question.data, "")}


def _in_short(words: str, most: int = 120) -> str:
    return words if len(words) <= most else f"{words[:most]} …"
