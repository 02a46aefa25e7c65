"""What is asked when a transfer is decided and done, and while the sentence is enforced in the other State."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Asked, Day, Files, Line, One, Text
from forms.conditions import EACH, Conditioned
from forms.days import AHEAD, OPEN, PAST, RECENT, SOON, DayField, ahead, past
from forms.enclosing import Enclosing
from forms.needed import loosen
from forms.numbers import Number, WholeNumber
from forms.refusing import Refusal
from forms.transfer import MANNERS
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.facts import answer_given
from mla.words import _


class AgreeTransfer(Conditioned):
    """The State that was asked agrees."""

    heading = _("Agree to the transfer")
    decided_by = Line(_("Decision of"), needed=_("Name the authority that decided."))
    decided_on = Day(_("Of"), needed=_("Give the date of the decision."), sense=PAST)
    conditions = Text(_("What is to be observed"), EACH, rows=3, most=10_000)
    next_step = Text(_("What is proposed for the day of transfer"), rows=2, most=5000)
    files = Files(_("The decision"), TAKEN)


class ConfirmTransfer(AgreeTransfer):
    """The State that was asked agrees again, the person having consented again."""

    heading = _("Agree to the transfer again")


class RefuseTransfer(Refusal):
    """The State that was asked does not agree."""

    decision = "transfer_refused"
    heading = _("Refuse the transfer")

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Reasons are given when the other State asks for them; there is a step for each."""
        self.reasons.description = _("Needed only where the other State asks for them, and where possible{reasons}.")
        super().offer(dossier, law, officials)
        loosen(self.reasons)


class AskReasons(Enclosing):
    """The State that asked wishes to know why."""

    heading = _("Ask for the reasons")
    words = Text(_("What you wish to know"), needed=_("Say what you wish to know."), rows=3, most=5000)


class GiveReasons(Enclosing):
    """The reasons, or why they cannot be given."""

    heading = _("Give the reasons")
    reasons = Text(_("Reasons, or why they cannot be given"), needed=_("Give the reasons."), rows=6, most=20_000)


class ArrangeTransfer(Enclosing):
    """Where and when the person is handed over."""

    heading = _("Day and place of the transfer")
    day = Day(_("Date"), needed=_("Give the date."), sense=ahead(usual=SOON))
    place = Line(_("Place"), needed=_("Name the place."))
    hour = Line(_("Hour, and time zone"))
    escort = Text(_("Escort, route and costs"), rows=2, most=5000)
    transit = Text(
        _("Landing in a third State, and the request for transit{transit}"), _("Say “none” if there is none."), rows=2,
        needed=_("Say whether a third State is passed."), most=5000,
    )  # fmt: skip
    agreed_with = Line(_("Agreed with"), _("Authority and date."), needed=_("Say with whom it was agreed."))


class RecordTransfer(Asked):
    """The person was handed over."""

    heading = _("The person was transferred")
    day = Day(_("Date"), needed=_("Give the date."), sense=past(since="agree_transfer.decided_on"))
    place = Line(_("Place"), needed=_("Name the place."))
    to_whom = Line(_("Taken over by"), needed=_("Name who took the person over."))
    health = Text(_("Health, medicines, effects"), rows=2, most=5000)
    files = Files(_("Record of the handover"), TAKEN)


class DecideEnforcement(Asked):
    """How the administering State enforces: no more severe than the sentence, and never a fine in its place."""

    heading = _("How the sentence is enforced")
    manner = One(_("The sentence is"), choices=MANNERS, needed=_("Say how the sentence is enforced."))
    decided_by = Line(_("Decision of"), needed=_("Name the authority that decided."))
    decided_on = Day(_("Of"), needed=_("Give the date of the decision."), sense=PAST)
    nature = One(
        _("What is enforced"),
        _("A sentence of imprisonment is never converted to a fine{conversion}."),
        choices=(("imprisonment", _("imprisonment")), ("custody", _("another measure that deprives of liberty"))),
        needed=_("Say what is enforced."),
    )
    duration = Number(_("Length in months"), _("0 if it is indeterminate."), needed=_("Give the length in months."))
    deducted = Number(
        _("Days already served, deducted"), needed=_("Give the days that are deducted; 0 if there are none.")
    )
    ends_on = Day(_("It ends on"), sense=OPEN)
    words = Text(_("What else was decided"), rows=3, most=10_000)
    files = Files(_("The decision"), TAKEN)

    imposed = 0

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember the length of the sentence that was imposed."""
        super().offer(dossier, law, officials)
        known = answer_given(dossier, "duration", "send_sentencing_documents", "state_sentence")
        self.imposed = int(known or 0)

    def validate_duration(self, field: WholeNumber) -> None:
        """Taking over a sentence does not aggravate it."""
        if self.imposed and field.data is not None and field.data > self.imposed:
            raise StopValidation(
                _(
                    "The sentence imposed is %(imposed)s months long. What is enforced may not be longer: %(enforced)s is too much.",
                    imposed=self.imposed,
                    enforced=field.data,
                )
            )


class TakeOverEnforcement(DecideEnforcement):
    """The person had fled to this State, which enforces the sentence: nobody is handed over (71)."""

    heading = _("How the sentence is enforced here")


class ReportEnforcement(Asked):
    """How the enforcement goes on."""

    heading = _("Report on the enforcement")
    what = One(
        _("This report is about"),
        choices=(
            ("progress", _("how the enforcement goes on")),
            ("released", _("a conditional release")),
            ("escaped", _("an escape")),
            ("found", _("the person being held again after an escape")),
            ("special", _("what the sentencing State asked")),
        ),
        needed=_("Say what the report is about."),
    )
    day = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    told = Text(_("What is reported"), needed=_("Say what is reported."), rows=5, most=10_000)
    next_report = Day(_("The next report will follow by"), sense=AHEAD)
    files = Files(_("Documents"), TAKEN)


class ReportReview(Asked):
    """The judgment was reviewed, or a pardon or an amnesty was granted: only the sentencing State decides on a review."""

    heading = _("Review, pardon or amnesty")
    what = One(
        _("There was"),
        choices=(
            ("review", _("a decision on a review of the judgment")),
            ("pardon", _("a pardon")),
            ("amnesty", _("an amnesty")),
            ("commuted", _("a commutation of the sentence")),
        ),
        needed=_("Say what there was."),
    )
    decided_by = Line(_("Decision of"), needed=_("Name the authority that decided."))
    decided_on = Day(_("Of"), needed=_("Give the date."), sense=PAST)
    enforceable = One(
        _("The sentence"),
        choices=(("yes", _("remains enforceable, as told below")), ("no", _("is no longer enforceable"))),
        needed=_("Say whether the sentence remains enforceable."),
    )
    ended_from = Day(
        _("No longer enforceable from"),
        needed=_("Give the day from which the sentence is no longer enforceable."),
        sense=OPEN,
    )
    told = Text(_("What was decided"), needed=_("Say what was decided."), rows=4, most=10_000)
    asked_if = {"ended_from": where("enforceable", "no")}
    files = Files(_("The decision"), TAKEN)

    def validate_ended_from(self, field: DayField) -> None:
        """A sentence that remains enforceable has no such day; a package may name one."""
        if self.enforceable.data == "yes" and field.data:
            raise StopValidation(_("The sentence remains enforceable: leave this date empty."))


class EndEnforcement(Asked):
    """The enforcement has ended."""

    heading = _("The end of the enforcement")
    cause = One(
        _("It ended because"),
        choices=(
            ("completed", _("the sentence was served")),
            ("told", _("the sentencing State told that it is no longer enforceable")),
            ("escaped", _("the person escaped and could not be found")),
            ("other", _("of something else")),
        ),
        needed=_("Say why it ended."),
    )
    ended_on = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    released_on = Day(_("Final release"), _("From this day the time of speciality runs{speciality}."), sense=RECENT)
    told = Text(_("What is to be noted"), rows=3, most=10_000)
    files = Files(_("Documents"), TAKEN)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Speciality protects a person who was transferred without consent because of an expulsion, and no other."""
        super().offer(dossier, law, officials)
        if answer_given(dossier, "case", "state_wish") != "expelled":
            del self.released_on


class ReportDeath(Asked):
    """The person has died."""

    heading = _("The person has died")
    died_on = Day(_("On"), needed=_("Give the date."), sense=PAST)
    place = Line(_("Place"))
    told = Text(_("What is known"), needed=_("Say what is known."), rows=3, most=5000)
    files = Files(_("Certificate"), TAKEN)
