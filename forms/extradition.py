"""What is asked in extradition, and in surrender to an international court: the draft, the court, the decision, the surrender."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Text, Tick
from forms.conditions import EACH, Conditioned
from forms.days import AHEAD, PAST, past
from forms.drafting import Draft
from forms.numbers import Number
from forms.refusing import Consultation, OfConsultation, offer_consultation
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.text import RequestText

TITLES = (
    ("accused", "Accused: a warrant of arrest"),
    ("convicted", "Convicted: an enforceable judgment"),
    ("in_absentia", "Convicted in absence: a judgment given without the person"),
    ("not_sentenced", "Convicted, not yet sentenced"),
)
DOCUMENTS = "PDF, PNG, JPEG or TIFF."


class StateTitle(Draft):
    """On what the person is sought: a warrant, a judgment, a conviction."""

    heading = "Warrant or judgment"
    guidance = "Attach the document itself, as original or certified copy, under “Attachments”."
    status = One("The person is", choices=TITLES, needed="Say on what the person is sought.")
    document = Line(
        "The document", "For example: warrant of arrest, file number.", needed="Name the warrant or the judgment."
    )
    court = Line("Court or judicial authority that issued it", needed="Name the court or judicial authority.")
    dated = Day("Of", needed="Give the date of the document.", sense=PAST)
    copy = One(
        "It is attached as",
        choices=(("original", "the original"), ("certified", "a certified copy")),
        needed="Say how it is attached. A plain copy has led to refusals.",
    )
    enforceable = Text("That the judgment is enforceable, and why", rows=3, most=5000)
    sentence = Line("Sentence imposed")
    remaining = Number("Months that remain to be served")
    intention = Text("Intention to sentence", "That and when a sentence is to be passed.", rows=3, most=5000)
    safeguards = Text(
        "How the defence was protected, and the right to a retrial or an appeal",
        "Summons, counsel, notice of the judgment, retrial in presence.",
        rows=5,
        most=10_000,
    )

    least = None
    article = ""

    def offer_text(self, text: RequestText, law: Law) -> None:
        """Remember how much of a sentence the instrument wants to be left."""
        row = next(iter(law.limits(text.instrument, "remaining_sentence")), None)
        if row:
            self.least, self.article = row.months, row.article

    def _wanted(self, field: Any, statuses: tuple[str, ...], sentence: str) -> None:
        if self.status.data in statuses and field.data in (None, "") and not self.later:
            raise StopValidation(sentence)

    def validate_enforceable(self, field: Any) -> None:
        """A judgment is shown to be enforceable."""
        self._wanted(field, ("convicted", "in_absentia"), "Say that the judgment is enforceable, and why.")

    def validate_sentence(self, field: Any) -> None:
        """A convicted person's sentence is named."""
        self._wanted(field, ("convicted", "in_absentia"), "Name the sentence.")

    def validate_remaining(self, field: Any) -> None:
        """Enough of the sentence must be left."""
        self._wanted(field, ("convicted",), "Say how many months remain to be served.")
        if self.least and field.data is not None and field.data < self.least:
            raise StopValidation(
                f"{field.data} months remain. At least {self.least} must remain for extradition (art. {self.article})."
            )

    def validate_intention(self, field: Any) -> None:
        """Where no sentence has been passed, it is said that one is to be."""
        self._wanted(field, ("not_sentenced",), "State the intention to pass a sentence.")

    def validate_safeguards(self, field: Any) -> None:
        """A judgment in absence needs its safeguards told."""
        self._wanted(field, ("in_absentia",), "Tell of the safeguards and of the right to a retrial or an appeal.")


class GiveAssurances(Draft):
    """What the requesting State assures, each by the authority that can."""

    heading = "Assurances and undertakings"
    guidance = "An assurance binds. Give only what the competent authority has authorised, and attach its letter."
    death = One(
        "Death penalty",
        "Needed where an offence carries it.",
        choices=(
            ("none", "no offence carries it"),
            ("not_imposed", "it will not be imposed"),
            ("not_carried_out", "it will not be carried out"),
            ("open", "no assurance is given yet"),
        ),
        needed="Say how it stands with the death penalty.",
    )
    death_words = Text("Exact words of the assurance, and the authority that gives it", rows=3, most=5000)
    speciality = Tick("We will try and punish the person for nothing else done before the surrender (speciality)")
    onward = Tick("We will not extradite the person to another State without consent")
    life = Text("Review of a life or indeterminate sentence", rows=3, most=5000)
    court = Text("The court that will try the person is an ordinary one", rows=2, most=5000)
    treatment = Text("Treatment in custody, and fair trial", rows=3, most=5000)
    retrial = Text("Retrial in presence", rows=2, most=5000)
    return_of_national = Text(
        "Return of a national to serve the sentence at home", "Conditional extradition.", rows=2, most=5000
    )

    def validate_death_words(self, field: Any) -> None:
        """An assurance is given in exact words."""
        if self.death.data in ("not_imposed", "not_carried_out") and not field.data and not self.later:
            raise StopValidation("Give the exact words of the assurance, and who gives it.")


class SayMore(Draft):
    """What else the requested State will ask: other proceedings, limitation, property, route."""

    heading = "Earlier proceedings, property, route"
    earlier = Text(
        "Earlier or parallel proceedings, here, there, elsewhere, or before an international court",
        "Say “none known” if there are none.",
        needed="Say what proceedings are known, or that none are.",
        rows=3,
        most=10_000,
    )
    competing = Text("Other requests for the same person that you know of", rows=2, most=5000)
    limitation = Text("Limitation: the law, and what interrupts it", rows=3, most=5000)
    property_sought = Text("Property to be seized and handed over", rows=3, most=5000)
    arrest = Text("Provisional arrest: date, and when the time for this request ends", rows=2, most=2000)
    route = Text("Route, and transit through third States", rows=2, most=2000)
    other_evidence = Text("Other information that the law of the requested State demands", rows=4)


class Grant(Conditioned):
    """Extradition is granted."""

    heading = "Grant extradition"
    decided_by = Line("Decision of", needed="Name the authority that decided.")
    decided_on = Day("Of", needed="Give the date of the decision.", sense=PAST)
    extent = Text("For which offences", "Leave empty if for all.", rows=2, most=5000)
    simplified = Tick("In the simplified procedure, the person having consented")
    conditions = Text(
        "Conditions", f"Those that were accepted stand already, in the same words. {EACH}", rows=4, most=10_000
    )
    detained_days = Number("Days of detention so far", "To be counted as the law of the requesting State allows.")
    next_step = Text("What is proposed for the surrender", rows=2, most=5000)
    files = Files("The decision", DOCUMENTS)


class RefuseExtradition(Asked):
    """Extradition is refused, with a ground of the instrument."""

    heading = "Refuse extradition"
    ground = One("Ground", needed="A refusal needs a ground of the instrument.")
    reasons = Text("Reasons", needed="Give the reasons.", rows=10)
    consultation = Consultation()
    consultation_reason = OfConsultation()
    present = One(
        "The person is present here",
        "Whoever is present and is not extradited is to be brought before our own prosecutor.",
        choices=(("yes", "yes"), ("no", "no, or not any more")),
        needed="Say whether the person is present.",
    )
    instead = One(
        "What is done instead",
        choices=(
            ("prosecution", "the case is submitted for prosecution here"),
            ("sentence", "the sentence is enforced here, if you ask for it"),
            ("nothing", "nothing can be done; the reasons say why"),
        ),
    )
    remedy = Text("What would remove the obstacle", "A formal defect can be cured by a new request.", rows=3)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The instrument's grounds and nothing else."""
        super().offer(dossier, law, officials)
        self.ground.choices = law.grounds(dossier.instrument, dossier.field)
        offer_consultation(self.consultation, dossier, law)

    def validate_instead(self, field: Any) -> None:
        """A person who is present is extradited or prosecuted."""
        if self.present.data == "yes" and not field.data:
            raise StopValidation("The person is present: say what is done instead of extradition.")


class AgreeSurrender(Asked):
    """Where and when the person is to be handed over."""

    heading = "Surrender: place and date"
    place = Line("Place", needed="Name the place.")
    day = Day("Date", needed="Give the date.", sense=AHEAD)
    hour = Line("Hour, and time zone")
    escort = Text("Escort and route", rows=2, most=5000)
    detained_days = Number("Days of detention until then")
    agreed_with = Line("Agreed with", "Authority and date.", needed="Say with whom it was agreed.")


class ReportFailedSurrender(Asked):
    """The person was not taken over on the agreed date."""

    heading = "The person was not taken over"
    cause = One(
        "Why",
        choices=(
            ("not_taken", "nobody came to take the person over"),
            ("force_majeure_theirs", "force majeure on the requesting side"),
            ("force_majeure_ours", "force majeure on our side"),
        ),
        needed="Say why.",
    )
    told = Text("What happened", needed="Say what happened.", rows=3, most=5000)
    new_date = Day("New date that is proposed", sense=AHEAD)


class Release(Asked):
    """The person is released."""

    heading = "The person is released"
    released_on = Day("Released on", needed="Give the date.", sense=PAST)
    reason = Text("Why", needed="Say why the person is released.", rows=3, most=5000)
    consequence = Text("What this means for the request", rows=2, most=5000)


class Surrender(Asked):
    """The person was handed over."""

    heading = "The person was handed over"
    day = Day("Date", needed="Give the date.", sense=past(since="grant.decided_on"))
    place = Line("Place", needed="Name the place.")
    to_whom = Line("Taken over by", needed="Name who took the person over.")
    detained_from = Day("Detained here from", sense=PAST)
    detained_days = Number("Days of detention in all", "To be counted as the law of the requesting State allows.")
    property_given = Text("Property handed over", rows=3, most=5000)
    health = Text("Health, medicines, effects", rows=2, most=5000)
    back = Line("If the person was handed over before: how the person came back")
    files = Files("Record of the handover", DOCUMENTS)
