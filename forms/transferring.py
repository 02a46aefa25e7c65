"""What is asked when a transfer is decided and done, and while the sentence is enforced in the other State."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Text
from forms.conditions import EACH, Conditioned
from forms.days import AHEAD, OPEN, PAST, past
from forms.extradition import DOCUMENTS
from forms.numbers import Number
from forms.transfer import MANNERS
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.facts import told


class AgreeTransfer(Conditioned):
    """The State that was asked agrees."""

    heading = "Agree to the transfer"
    decided_by = Line("Decision of", needed="Name the authority that decided.")
    decided_on = Day("Of", needed="Give the date of the decision.", sense=PAST)
    conditions = Text("What is to be observed", EACH, rows=3, most=10_000)
    next_step = Text("What is proposed for the day of transfer", rows=2, most=5000)
    files = Files("The decision", DOCUMENTS)


class ConfirmTransfer(AgreeTransfer):
    """The State that was asked agrees again, the person having consented again."""

    heading = "Agree to the transfer again"


class RefuseTransfer(Asked):
    """The State that was asked does not agree."""

    heading = "Refuse the transfer"
    ground = One("Ground", needed="A refusal needs a ground of the instrument.")
    reasons = Text("Reasons", "Needed only where the other State asks for them, and where possible{reasons}.", rows=6)
    remedy = Text("What would make a transfer possible", rows=2, most=5000)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The instrument's grounds and nothing else."""
        super().offer(dossier, law, officials)
        self.ground.choices = law.grounds(dossier.instrument, dossier.field)


class AskReasons(Asked):
    """The State that asked wishes to know why."""

    heading = "Ask for the reasons"
    words = Text("What you wish to know", needed="Say what you wish to know.", rows=3, most=5000)


class GiveReasons(Asked):
    """The reasons, or why they cannot be given."""

    heading = "Give the reasons"
    reasons = Text("Reasons, or why they cannot be given", needed="Give the reasons.", rows=6, most=20_000)


class ArrangeTransfer(Asked):
    """Where and when the person is handed over."""

    heading = "Day and place of the transfer"
    day = Day("Date", needed="Give the date.", sense=AHEAD)
    place = Line("Place", needed="Name the place.")
    hour = Line("Hour, and time zone")
    escort = Text("Escort, route and costs", rows=2, most=5000)
    transit = Text(
        "Landing in a third State, and the request for transit{transit}", "Say “none” if there is none.", rows=2,
        needed="Say whether a third State is passed.", most=5000,
    )  # fmt: skip
    agreed_with = Line("Agreed with", "Authority and date.", needed="Say with whom it was agreed.")


class RecordTransfer(Asked):
    """The person was handed over."""

    heading = "The person was transferred"
    day = Day("Date", needed="Give the date.", sense=past(since="agree_transfer.decided_on"))
    place = Line("Place", needed="Name the place.")
    to_whom = Line("Taken over by", needed="Name who took the person over.")
    health = Text("Health, medicines, effects", rows=2, most=5000)
    files = Files("Record of the handover", DOCUMENTS)


class DecideEnforcement(Asked):
    """How the administering State enforces: no more severe than the sentence, and never a fine in its place."""

    heading = "How the sentence is enforced"
    manner = One("The sentence is", choices=MANNERS, needed="Say how the sentence is enforced.")
    decided_by = Line("Decision of", needed="Name the authority that decided.")
    decided_on = Day("Of", needed="Give the date of the decision.", sense=PAST)
    nature = One(
        "What is enforced",
        "A sentence of imprisonment is never converted to a fine{conversion}.",
        choices=(("imprisonment", "imprisonment"), ("custody", "another measure that deprives of liberty")),
        needed="Say what is enforced.",
    )
    duration = Number("Length in months", "0 if it is indeterminate.", needed="Give the length in months.")
    deducted = Number("Days already served, deducted", needed="Give the days that are deducted; 0 if there are none.")
    ends_on = Day("It ends on", sense=OPEN)
    words = Text("What else was decided", rows=3, most=10_000)
    files = Files("The decision", DOCUMENTS)

    imposed = 0

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember the length of the sentence that was imposed."""
        super().offer(dossier, law, officials)
        known = told(dossier, "duration", "send_sentencing_documents", "state_sentence")
        self.imposed = int(known or 0)

    def validate_duration(self, field: Any) -> None:
        """Taking over a sentence does not aggravate it."""
        if self.imposed and field.data is not None and field.data > self.imposed:
            raise StopValidation(
                f"The sentence imposed is {self.imposed} months long. What is enforced may not be longer: {field.data} is too much."
            )


class ReportEnforcement(Asked):
    """How the enforcement goes on."""

    heading = "Report on the enforcement"
    what = One(
        "This report is about",
        choices=(
            ("progress", "how the enforcement goes on"),
            ("released", "a conditional release"),
            ("escaped", "an escape"),
            ("found", "the person being held again after an escape"),
            ("special", "what the sentencing State asked"),
        ),
        needed="Say what the report is about.",
    )
    day = Day("On", needed="Give the date.", sense=PAST)
    told = Text("What is reported", needed="Say what is reported.", rows=5, most=10_000)
    next_report = Day("The next report will follow by", sense=AHEAD)
    files = Files("Documents", DOCUMENTS)


class ReportReview(Asked):
    """The judgment was reviewed, or a pardon or an amnesty was granted: only the sentencing State decides on a review."""

    heading = "Review, pardon or amnesty"
    what = One(
        "There was",
        choices=(
            ("review", "a decision on a review of the judgment"),
            ("pardon", "a pardon"),
            ("amnesty", "an amnesty"),
            ("commuted", "a commutation of the sentence"),
        ),
        needed="Say what there was.",
    )
    decided_by = Line("Decision of", needed="Name the authority that decided.")
    decided_on = Day("Of", needed="Give the date.", sense=PAST)
    enforceable = One(
        "The sentence",
        choices=(("yes", "remains enforceable, as told below"), ("no", "is no longer enforceable")),
        needed="Say whether the sentence remains enforceable.",
    )
    ended_from = Day("If no longer enforceable: from", sense=OPEN)
    told = Text("What was decided", needed="Say what was decided.", rows=4, most=10_000)
    files = Files("The decision", DOCUMENTS)

    def validate_ended_from(self, field: Any) -> None:
        """Whoever says that a sentence ends says when."""
        if self.enforceable.data == "no" and not field.data:
            raise StopValidation("Give the day from which the sentence is no longer enforceable.")
        if self.enforceable.data == "yes" and field.data:
            raise StopValidation("The sentence remains enforceable: leave this date empty.")


class EndEnforcement(Asked):
    """The enforcement has ended."""

    heading = "The end of the enforcement"
    cause = One(
        "It ended because",
        choices=(
            ("completed", "the sentence was served"),
            ("told", "the sentencing State told that it is no longer enforceable"),
            ("escaped", "the person escaped and could not be found"),
            ("other", "of something else"),
        ),
        needed="Say why it ended.",
    )
    ended_on = Day("On", needed="Give the date.", sense=PAST)
    released_on = Day("Final release", "From this day the time of speciality runs{speciality}.", sense=PAST)
    told = Text("What is to be noted", rows=3, most=10_000)
    files = Files("Documents", DOCUMENTS)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Speciality protects a person who was transferred without consent because of an expulsion, and no other."""
        super().offer(dossier, law, officials)
        if told(dossier, "case", "state_wish") != "expelled":
            del self.released_on


class ReportDeath(Asked):
    """The person has died."""

    heading = "The person has died"
    died_on = Day("On", needed="Give the date.", sense=PAST)
    place = Line("Place")
    told = Text("What is known", needed="Say what is known.", rows=3, most=5000)
    files = Files("Certificate", DOCUMENTS)
