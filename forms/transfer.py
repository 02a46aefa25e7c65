"""What is asked before a sentenced person is transferred: the draft, the documents of both States, the person's consent."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Asked, Day, Files, Line, One, Text, Tick
from forms.days import OPEN, PAST, RECENT
from forms.drafting import Draft
from forms.enclosing import Enclosing
from forms.numbers import Number, WholeNumber
from forms.offered import RadioPick
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle.text import RequestText
from mla.words import _

MANNERS = (
    ("continued", _("continued as it was imposed")),
    ("converted", _("converted by a decision of our own")),
)


class StateWish(Draft):
    """Which of the two States asks, in which case, and what the person wishes."""

    heading = _("Who asks, and what the person wishes")
    guidance = _(
        "The person may have spoken to either State. Consent is given by the person, or a representative, before it is asked for."
    )
    asking = One(
        _("We ask as"),
        choices=(
            ("sentencing", _("the State that passed the sentence")),
            ("administering", _("the State that is to enforce the sentence")),
        ),
        needed=_("Say as which State you ask."),
    )
    case = One(
        _("The person"),
        choices=(
            ("ordinary", _("is held by the State that passed the sentence")),
            ("fled", _("has fled to the State of nationality{fled}")),
            ("expelled", _("is to be expelled after the sentence{expulsion}")),
        ),
        needed=_("Say in which case the transfer is asked."),
    )
    wish = Text(_("What the person wishes"), _("When and to which State it was said."), needed=_("Say what the person wishes."),
                rows=3, most=5000)  # fmt: skip
    national = Tick(_("The person is a national of the State that is to enforce the sentence"))
    as_national = Text(
        _("Otherwise, why that State takes the person over"),
        _(
            "Its declaration on whom it regards as a national, or its consent: which, and of what date. Leave empty for a national."
        ),
        rows=2,
        most=5000,
    )
    home_address = Line(_("Address there, if any"))
    consent = One(
        _("Consent of the person"),
        choices=(
            ("given", _("was given")),
            ("not_yet", _("is not on record here yet")),
            ("not_needed", _("is not needed in this case")),
        ),
        needed=_("Say how it stands with the consent."),
    )
    consent_on = Day(_("It was given on"), needed=_("Give the date of the consent."), sense=PAST)
    consent_before = Line(
        _("Before whom, with which counsel, or by which representative"),
        needed=_("Say before whom the consent was given."),
    )
    knowledge = Text(
        _("What the person knows of the proceedings and the judgment"),
        needed=_("Say what the person knows of the proceedings or the judgment."),
        rows=3,
        most=5000,
    )
    arrest = Text(_("Provisional arrest that is wished"), rows=2, most=5000)
    opinion = Text(_("The person's opinion of the transfer"), rows=3, most=5000)
    order = Line(_("The order of expulsion, its authority and date"))
    asked_since = ("as_national",)
    asked_if = {
        "consent_on": where("consent", "given"),
        "consent_before": where("consent", "given"),
        "knowledge": where("case", "fled"),
        "arrest": where("case", "fled"),
        "opinion": where("case", "expelled"),
        "order": where("case", "expelled"),
    }

    def validate_as_national(self, field: TextAreaField) -> None:
        """A person is transferred to the State of nationality, or to one that regards the person so, or consents (67(3)(a), 9)."""
        if not self.national.data and not field.data and not self.later:
            raise StopValidation(
                _(
                    "A person is transferred to the State of nationality. Tick it, or say why another State takes the person over."
                )
            )

    def validate_case(self, field: RadioPick) -> None:
        """Only the State that passed the sentence asks where the person has fled."""
        if field.data == "fled" and self.asking.data == "administering":
            raise StopValidation(_("Where the person has fled, the State that passed the sentence asks."))

    def validate_consent(self, field: RadioPick) -> None:
        """In the ordinary case there is no transfer without consent."""
        if self.case.data == "ordinary" and field.data == "not_needed":
            raise StopValidation(_("In this case the person must consent. Say whether the consent is on record."))


class Sentence(Asked):
    """The judgment and the sentence, as far as the State that writes knows them."""

    judgment = Line(_("The judgment"), _("File number."))
    court = Line(_("Court"))
    dated = Day(_("Of"), sense=PAST)
    final_on = Day(_("Final since"), sense=PAST)
    copy = One(_("It is attached as"), choices=(("original", _("the original")), ("certified", _("a certified copy"))))
    law = Text(_("The law that was applied"), rows=3, most=20_000)
    sentence = Line(_("Sentence imposed"), _("In the words of the judgment."))
    nature = Line(_("Its nature"), _("For example: imprisonment."))
    duration = Number(_("Its length in months"))
    started_on = Day(_("It began on"), sense=PAST)
    served = Text(_("Time served, and detention before the judgment"), rows=2, most=5000)
    reductions = Text(_("Remission and other reductions"), rows=2, most=5000)
    indeterminate = Tick(_("The sentence is of indeterminate length"))
    remaining = Number(_("Months that remain to be served"))
    ends_on = Day(_("Last day of the sentence, as it stands now"), sense=OPEN)
    exception = Text(
        _("Why the States should make an exception, if too little remains"),
        _("Leave empty otherwise."),
        rows=2,
        most=5000,
    )
    reports = Text(_("Medical and social reports, treatment, recommendations"), rows=3, most=10_000)

    least = None
    article = ""

    def offer_text(self, text: RequestText, law: Law) -> None:
        """Remember how much of a sentence the instrument wants to be left when the request is received."""
        super().offer_text(text, law)
        row = next(iter(law.limits(text.instrument, "remaining_transfer")), None)
        if row:
            self.least, self.article = row.months, row.article

    def validate_remaining(self, field: WholeNumber) -> None:
        """Enough of the sentence must be left, unless the States make an exception."""
        short = self.least and field.data is not None and field.data < self.least
        if short and not self.exception.data and not self.indeterminate.data:
            raise StopValidation(
                _(
                    "%(months)s months remain. At least %(least)s must remain when the request is received"
                    " (art. %(article)s). Say why an exception should be made, or do not ask.",
                    months=field.data,
                    least=self.least,
                    article=self.article,
                )
            )


class StateSentence(Sentence, Draft):
    """What the request says of the judgment and the sentence."""

    heading = _("Judgment and sentence")
    guidance = _(
        "If you ask as the State that is to enforce the sentence, say what you know: the other State completes it."
    )


class SendSentencingDocuments(Sentence):
    """The documents of the State that passed the sentence."""

    heading = _("Documents of the sentencing State")
    guidance = _(
        "Attach the judgment as a certified copy, the law that was applied, and the written consent{documents}."
    )
    final_on = Day(_("Final since"), needed=_("Say since when the judgment is final."), sense=PAST)
    duration = Number(
        _("Its length in months"), needed=_("Give the length of the sentence in months; 0 if it is indeterminate.")
    )
    served = Text(
        _("Time served, and detention before the judgment"), needed=_("Say how much was served."), rows=2, most=5000
    )
    files = Files(_("Documents"), TAKEN)

    def validate_exception(self, _field: TextAreaField) -> None:
        """It is known how much is left."""
        if self.remaining.data is None and not self.indeterminate.data and not self.ends_on.data:
            raise StopValidation(
                _("Say how many months remain, the last day of the sentence, or that it is indeterminate.")
            )


class SendAdministeringDocuments(Asked):
    """The documents of the State that is to enforce the sentence."""

    heading = _("Documents of the administering State")
    nationality = Text(
        _("The person's nationality, and its proof"), needed=_("Say how the nationality is proved."), rows=2
    )
    offence_law = Text(_("Our law under which the acts are an offence"), rows=3, most=20_000)
    manner = One(_("The sentence would be"), choices=MANNERS, needed=_("Say how the sentence would be enforced."))
    manner_law = Text(_("How, and under which law"), needed=_("Say how, and under which law."), rows=3, most=20_000)
    release_rules = Text(_("Rules on conditional and early release"), rows=3, most=20_000)
    files = Files(_("Documents"), TAKEN)


class RecordConsentToTransfer(Asked):
    """The person consents to the transfer."""

    heading = _("The person's consent")
    guidance = _(
        "Record it only when the person was told, in a language understood, what the transfer means in law{person_consent}."
    )
    given_on = Day(_("Given on"), needed=_("Give the date of the consent."), sense=RECENT)
    given_by = One(
        _("Given by"),
        choices=(("person", _("the person")), ("representative", _("the person's legal representative"))),
        needed=_("Say who gave it."),
    )
    before = Line(_("Before whom, with which counsel and interpreter"), needed=_("Say before whom it was given."))
    informed = Tick(
        _("It was given freely, and in full knowledge of what it means"),
        needed=_("Without this the consent has no worth."),
    )
    files = Files(_("The written consent"), TAKEN)


class VerifyConsent(Asked):
    """A consul or another official of the administering State spoke with the person."""

    heading = _("How the consent was verified")
    verified_on = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    by = Line(
        _("By"),
        _("Consul or other official, agreed with the sentencing State."),
        needed=_("Name who spoke with the person."),
    )
    found = One(
        _("The consent was found"),
        choices=(("free", _("to be free and informed")), ("not_free", _("not to be free, or not informed"))),
        needed=_("Say what was found."),
    )
    words = Text(_("What is to be noted"), rows=3, most=5000)
    files = Files(_("Record"), TAKEN)


class RecordConsentRevoked(Asked):
    """The person withdraws the consent: whatever was agreed falls."""

    heading = _("The person withdrew the consent")
    guidance = _("Whatever was agreed falls, and no transfer can be recorded, unless the person consents again.")
    revoked_on = Day(_("Withdrawn on"), needed=_("Give the date."), sense=RECENT)
    before = Line(_("Before whom"), needed=_("Say before whom the consent was withdrawn."))
    words = Text(_("What the person said"), rows=3, most=5000)
    files = Files(_("Record"), TAKEN)


class UpholdRequest(RecordConsentToTransfer):
    """The person consents again, and the State that asked upholds the request."""

    heading = _("Uphold the request on a new consent")


class InformPerson(Enclosing):
    """The person is told in writing of every step and decision."""

    heading = _("The person was informed")
    told = Text(
        _("Of what the person was told"), _("Step or decision."), needed=_("Say of what the person was told."), rows=2
    )
    informed_on = Day(_("In writing, on"), needed=_("Give the date."), sense=RECENT)
    language = Line(_("In which language"), needed=_("Name the language."))
    by = Line(_("By whom"), needed=_("Name the authority."))
