"""What either State may have to tell the other at any time: wrong data, exculpatory material, another use."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Asked, Day, Files, Line, One, Pick, Text
from forms.conditions import BINDS, Conditioned
from forms.days import AHEAD, RECENT
from forms.enclosing import Enclosing
from forms.obliging import Obliging
from forms.questions import AnsweringOne, Asking
from forms.refusing import Considering
from mla.documents.kinds import TAKEN
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


class DiscloseExculpatory(Enclosing):
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


class DecideOtherUse(AnsweringOne, Conditioned):
    """The answer."""

    asks = ("ask_other_use", "decide_other_use", "material")
    heading = _("Answer on another use or passing on")
    question = Pick(_("Question that is answered"), needed=_("Choose the question that is answered."))
    decision = One(
        _("Consent"),
        choices=(("given", _("is given")), ("given_with", _("is given on conditions")), ("refused", _("is refused"))),
        needed=_("Say whether consent is given."),
    )
    words = Text(_("Conditions or reasons"), _("Of conditions: %(binds)s", binds=BINDS), rows=4, most=10_000)

    def validate_words(self, field: TextAreaField) -> None:
        """A consent on conditions names them."""
        if self.decision.data == "given_with" and not field.data:
            raise StopValidation(_("Name the conditions."))


class AskFurther(Considering, Asking):
    """A question to the State that asked, while the request stays where it is (art. 28, 30(5), 51(3), 56(3))."""

    trigger = "ask_further"
    heading = _("Ask or consult, the request staying where it is")
    purpose = One(
        _("Why"),
        choices=(
            ("information", _("additional information is needed{additional_information}")),
            ("refusal", _("a refusal is considered{consultation}")),
            ("postponement", _("a postponement is considered{postponement}")),
        ),
        needed=_("Say why you ask."),
    )
    asked_since = ("ground", *Considering.asked_since)
    asked_if = dict.fromkeys(asked_since, where("purpose", "refusal"))
    question = Text(_("What you ask, or what stands in the way"), needed=_("Say what you ask."), rows=6, most=20_000)
    answer_by = Day(_("Please answer by"), needed=_("Set a reasonable time."), sense=AHEAD)
    files = Files(_("Documents"), TAKEN)


class AnswerFurther(AnsweringOne):
    """The answer to such a question."""

    asks = ("ask_further", "answer_further", "question")
    heading = _("Answer a further question")
    question = Pick(_("Question that is answered"), needed=_("Choose the question that is answered."))
    words = Text(_("Your answer"), needed=_("Give your answer."), rows=6, most=50_000)
    files = Files(_("Documents"), TAKEN)


class Defer(Asked):
    """Postpone what is to be done next, while the request stays where it is (art. 32(4), 62)."""

    heading = _("Postpone, the request staying where it is")
    what = Line(
        _("What is postponed"),
        _("For example: the decision, the hearing, the surrender."),
        needed=_("Say what is postponed."),
    )
    reasons = Text(_("Reasons{postponement}"), needed=_("Give the reasons for the postponement."), rows=6, most=20_000)
    until = Day(_("Expected until"), sense=AHEAD)
    files = Files(_("Documents"), TAKEN)


class EndDeferral(Asked):
    """It goes on."""

    heading = _("Go on after a postponement")
    remark = Text(_("What has changed"), rows=3, most=5000)
    files = Files(_("Documents"), TAKEN)


class SendLate(Obliging):
    """A late consignment, or a late reply: the request is over, and stays so."""

    hands_over = "results"
    heading = _("Send something further after the end")
    guidance = _(
        "The request stays ended. If it is to be taken up again, that needs a new request, which may arise from this one."
    )
    words = Text(_("What is sent, and what it belongs to"), needed=_("Say what is sent."), rows=6, most=20_000)
