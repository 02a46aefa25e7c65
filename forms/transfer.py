"""What is asked before a sentenced person is transferred: the draft, the documents of both States, the person's consent."""

from __future__ import annotations

from typing import Any

from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Text, Tick
from forms.days import OPEN, PAST
from forms.drafting import Draft
from forms.extradition import DOCUMENTS
from forms.numbers import Number
from mla.instruments import Law
from mla.lifecycle.text import RequestText

MANNERS = (
    ("continued", "continued as it was imposed"),
    ("converted", "converted by a decision of our own"),
)


class StateWish(Draft):
    """Which of the two States asks, in which case, and what the person wishes."""

    heading = "Who asks, and what the person wishes"
    guidance = "The person may have spoken to either State. Consent is given by the person, or a representative, before it is asked for."
    asking = One(
        "We ask as",
        choices=(
            ("sentencing", "the State that passed the sentence"),
            ("administering", "the State that is to enforce the sentence"),
        ),
        needed="Say as which State you ask.",
    )
    case = One(
        "The person",
        choices=(
            ("ordinary", "is held by the State that passed the sentence"),
            ("fled", "has fled to the State of nationality{fled}"),
            ("expelled", "is to be expelled after the sentence{expulsion}"),
        ),
        needed="Say in which case the transfer is asked.",
    )
    wish = Text("What the person wishes", "When and to which State it was said.", needed="Say what the person wishes.",
                rows=3, most=5000)  # fmt: skip
    national = Tick(
        "The person is a national of the State that is to enforce the sentence",
        needed="A person is transferred only to the State of nationality.",
    )
    home_address = Line("Address there, if any")
    consent = One(
        "Consent of the person",
        choices=(
            ("given", "was given"),
            ("not_yet", "is not on record here yet"),
            ("not_needed", "is not needed in this case"),
        ),
        needed="Say how it stands with the consent.",
    )
    consent_on = Day("If given: on", sense=PAST)
    consent_before = Line("Before whom, with which counsel, or by which representative")
    knowledge = Text("If the person fled: what the person knows of the proceedings and the judgment", rows=3, most=5000)
    arrest = Text("If the person fled: provisional arrest that is wished", rows=2, most=5000)
    opinion = Text("If the person is to be expelled: the person's opinion of the transfer", rows=3, most=5000)
    order = Line("If the person is to be expelled: the order, its authority and date")

    def _needs(self, field: Any, sentence: str) -> None:
        if not field.data and not self.later:
            raise StopValidation(sentence)

    def validate_case(self, field: Any) -> None:
        """Only the State that passed the sentence asks where the person has fled."""
        if field.data == "fled" and self.asking.data == "administering":
            raise StopValidation("Where the person has fled, the State that passed the sentence asks.")

    def validate_consent(self, field: Any) -> None:
        """In the ordinary case there is no transfer without consent."""
        if self.case.data == "ordinary" and field.data == "not_needed":
            raise StopValidation("In this case the person must consent. Say whether the consent is on record.")

    def validate_consent_on(self, field: Any) -> None:
        """A consent has a date."""
        if self.consent.data == "given":
            self._needs(field, "Give the date of the consent.")

    def validate_consent_before(self, field: Any) -> None:
        """A consent was given before somebody."""
        if self.consent.data == "given":
            self._needs(field, "Say before whom the consent was given.")

    def validate_knowledge(self, field: Any) -> None:
        """Who fled knew of the proceedings or the judgment."""
        if self.case.data == "fled":
            self._needs(field, "Say what the person knows of the proceedings or the judgment.")


class Sentence(Asked):
    """The judgment and the sentence, as far as the State that writes knows them."""

    judgment = Line("The judgment", "File number.")
    court = Line("Court")
    dated = Day("Of", sense=PAST)
    final_on = Day("Final since", sense=PAST)
    copy = One("It is attached as", choices=(("original", "the original"), ("certified", "a certified copy")))
    law = Text("The law that was applied", rows=3, most=20_000)
    sentence = Line("Sentence imposed", "In the words of the judgment.")
    nature = Line("Its nature", "For example: imprisonment.")
    duration = Number("Its length in months")
    started_on = Day("It began on", sense=PAST)
    served = Text("Time served, and detention before the judgment", rows=2, most=5000)
    reductions = Text("Remission and other reductions", rows=2, most=5000)
    indeterminate = Tick("The sentence is of indeterminate length")
    remaining = Number("Months that remain to be served")
    ends_on = Day("Last day of the sentence, as it stands now", sense=OPEN)
    exception = Text(
        "Why the States should make an exception, if too little remains", "Leave empty otherwise.", rows=2, most=5000
    )
    reports = Text("Medical and social reports, treatment, recommendations", rows=3, most=10_000)

    least = None
    article = ""

    def offer_text(self, text: RequestText, law: Law) -> None:
        """Remember how much of a sentence the instrument wants to be left when the request is received."""
        super().offer_text(text, law)
        row = next(iter(law.limits(text.instrument, "remaining_transfer")), None)
        if row:
            self.least, self.article = row.months, row.article

    def validate_remaining(self, field: Any) -> None:
        """Enough of the sentence must be left, unless the States make an exception."""
        short = self.least and field.data is not None and field.data < self.least
        if short and not self.exception.data and not self.indeterminate.data:
            raise StopValidation(
                f"{field.data} months remain. At least {self.least} must remain when the request is received"
                f" (art. {self.article}). Say why an exception should be made, or do not ask."
            )


class StateSentence(Sentence, Draft):
    """What the request says of the judgment and the sentence."""

    heading = "Judgment and sentence"
    guidance = (
        "If you ask as the State that is to enforce the sentence, say what you know: the other State completes it."
    )


class SendSentencingDocuments(Sentence):
    """The documents of the State that passed the sentence."""

    heading = "Documents of the sentencing State"
    guidance = "Attach the judgment as a certified copy, the law that was applied, and the written consent{documents}."
    final_on = Day("Final since", needed="Say since when the judgment is final.", sense=PAST)
    duration = Number(
        "Its length in months", needed="Give the length of the sentence in months; 0 if it is indeterminate."
    )
    served = Text(
        "Time served, and detention before the judgment", needed="Say how much was served.", rows=2, most=5000
    )
    files = Files("Documents", DOCUMENTS)

    def validate_exception(self, _field: Any) -> None:
        """It is known how much is left."""
        if self.remaining.data is None and not self.indeterminate.data and not self.ends_on.data:
            raise StopValidation(
                "Say how many months remain, the last day of the sentence, or that it is indeterminate."
            )


class SendAdministeringDocuments(Asked):
    """The documents of the State that is to enforce the sentence."""

    heading = "Documents of the administering State"
    nationality = Text("The person's nationality, and its proof", needed="Say how the nationality is proved.", rows=2)
    offence_law = Text("Our law under which the acts are an offence", rows=3, most=20_000)
    manner = One("The sentence would be", choices=MANNERS, needed="Say how the sentence would be enforced.")
    manner_law = Text("How, and under which law", needed="Say how, and under which law.", rows=3, most=20_000)
    release_rules = Text("Rules on conditional and early release", rows=3, most=20_000)
    files = Files("Documents", DOCUMENTS)


class RecordConsentToTransfer(Asked):
    """The person consents to the transfer."""

    heading = "The person's consent"
    guidance = "Record it only when the person was told, in a language understood, what the transfer means in law{person_consent}."
    given_on = Day("Given on", needed="Give the date of the consent.", sense=PAST)
    given_by = One(
        "Given by",
        choices=(("person", "the person"), ("representative", "the person's legal representative")),
        needed="Say who gave it.",
    )
    before = Line("Before whom, with which counsel and interpreter", needed="Say before whom it was given.")
    informed = Tick(
        "It was given freely, and in full knowledge of what it means", needed="Without this the consent has no worth."
    )
    files = Files("The written consent", DOCUMENTS)


class VerifyConsent(Asked):
    """A consul or another official of the administering State spoke with the person."""

    heading = "How the consent was verified"
    verified_on = Day("On", needed="Give the date.", sense=PAST)
    by = Line(
        "By", "Consul or other official, agreed with the sentencing State.", needed="Name who spoke with the person."
    )
    found = One(
        "The consent was found",
        choices=(("free", "to be free and informed"), ("not_free", "not to be free, or not informed")),
        needed="Say what was found.",
    )
    words = Text("What is to be noted", rows=3, most=5000)
    files = Files("Record", DOCUMENTS)


class RecordConsentRevoked(Asked):
    """The person withdraws the consent: whatever was agreed falls."""

    heading = "The person withdrew the consent"
    guidance = "Whatever was agreed falls, and no transfer can be recorded, unless the person consents again."
    revoked_on = Day("Withdrawn on", needed="Give the date.", sense=PAST)
    before = Line("Before whom", needed="Say before whom the consent was withdrawn.")
    words = Text("What the person said", rows=3, most=5000)
    files = Files("Record", DOCUMENTS)


class UpholdRequest(RecordConsentToTransfer):
    """The person consents again, and the State that asked upholds the request."""

    heading = "Uphold the request on a new consent"


class InformPerson(Asked):
    """The person is told in writing of every step and decision."""

    heading = "The person was informed"
    told = Text("Of what the person was told", "Step or decision.", needed="Say of what the person was told.", rows=2)
    informed_on = Day("In writing, on", needed="Give the date.", sense=PAST)
    language = Line("In which language", needed="Name the language.")
    by = Line("By whom", needed="Name the authority.")
