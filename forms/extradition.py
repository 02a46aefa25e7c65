"""What is asked in extradition, and in surrender to an international court: the draft, the court, the decision, the surrender."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import TextAreaField
from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Day, Files, Line, One, Pick, Several, Text, Tick
from forms.conditions import EACH, Conditioned
from forms.days import AHEAD, PAST, RECENT, SOON, ahead, past
from forms.drafting import Draft
from forms.enclosing import Enclosing
from forms.national_law import Remedies, TellingRemedies, propose_decider
from forms.not_extradited import NOTHING, PROSECUTED, WHY_NOTHING, Instead, NotLetGo, Present, WhyNothing
from forms.numbers import Number, WholeNumber
from forms.obliging import Obliging
from forms.offered import CheckList
from forms.refusing import Consultation, OfConsultation, Refusal, as_choices, grounds_of, offer_consultation
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.text import RequestText
from mla.words import _

TITLES = (
    ("accused", _("Accused: a warrant of arrest")),
    ("convicted", _("Convicted: an enforceable judgment")),
    ("in_absentia", _("Convicted in absence: a judgment given without the person")),
    ("not_sentenced", _("Convicted, not yet sentenced")),
)


class StateTitle(Draft):
    """On what the person is sought: a warrant, a judgment, a conviction."""

    heading = _("Warrant or judgment")
    guidance = _("Attach the document itself, as original or certified copy, under “Attachments”.")
    status = One(_("The person is"), choices=TITLES, needed=_("Say on what the person is sought."))
    document = Line(
        _("The document"),
        _("For example: warrant of arrest, file number."),
        needed=_("Name the warrant or the judgment."),
    )
    court = Line(_("Court or judicial authority that issued it"), needed=_("Name the court or judicial authority."))
    dated = Day(_("Of"), needed=_("Give the date of the document."), sense=PAST)
    copy = One(
        _("It is attached as"),
        choices=(("original", _("the original")), ("certified", _("a certified copy"))),
        needed=_("Say how it is attached. A plain copy has led to refusals."),
    )
    enforceable = Text(
        _("That the judgment is enforceable, and why"),
        needed=_("Say that the judgment is enforceable, and why."),
        rows=3,
        most=5000,
    )
    sentence = Line(_("Sentence imposed"), needed=_("Name the sentence."))
    remaining = Number(_("Months that remain to be served"))
    intention = Text(
        _("Intention to sentence"),
        _("That and when a sentence is to be passed."),
        needed=_("State the intention to pass a sentence."),
        rows=3,
        most=5000,
    )
    safeguards = Text(
        _("How the defence was protected, and the right to a retrial or an appeal"),
        _("Summons, counsel, notice of the judgment, retrial in presence."),
        needed=_("Tell of the safeguards and of the right to a retrial or an appeal."),
        rows=5,
        most=10_000,
    )
    asked_if = {
        "enforceable": where("status", "convicted", "in_absentia"),
        "sentence": where("status", "convicted", "in_absentia"),
        "remaining": where("status", "convicted", "in_absentia"),
        "intention": where("status", "not_sentenced"),
        "safeguards": where("status", "in_absentia"),
    }

    least = None
    article = ""

    def offer_text(self, text: RequestText, law: Law) -> None:
        """Remember how much of a sentence the instrument wants to be left."""
        row = next(iter(law.limits(text.instrument, "remaining_sentence")), None)
        if row:
            self.least, self.article = row.months, row.article

    def validate_remaining(self, field: WholeNumber) -> None:
        """Enough of the sentence must be left."""
        if self.status.data == "convicted" and field.data is None and not self.later:
            raise StopValidation(_("Say how many months remain to be served."))
        if self.least and field.data is not None and field.data < self.least:
            raise StopValidation(
                _(
                    "%(months)s months remain. At least %(least)s must remain for extradition (art. %(article)s).",
                    months=field.data,
                    least=self.least,
                    article=self.article,
                )
            )


class GiveAssurances(Draft):
    """What the requesting State assures, each by the authority that can."""

    heading = _("Assurances and undertakings")
    guidance = _("An assurance binds. Give only what the competent authority has authorised, and attach its letter.")
    death = One(
        _("Death penalty"),
        _("Needed where an offence carries it."),
        choices=(
            ("none", _("no offence carries it")),
            ("not_imposed", _("it will not be imposed")),
            ("not_carried_out", _("it will not be carried out")),
            ("open", _("no assurance is given yet")),
        ),
        needed=_("Say how it stands with the death penalty."),
    )
    death_words = Text(_("Exact words of the assurance, and the authority that gives it"), rows=3, most=5000)
    speciality = Tick(_("We will try and punish the person for nothing else done before the surrender (speciality)"))
    onward = Tick(_("We will not extradite the person to another State without consent"))
    life = Text(_("Review of a life or indeterminate sentence"), rows=3, most=5000)
    court = Text(_("The court that will try the person is an ordinary one"), rows=2, most=5000)
    treatment = Text(_("Treatment in custody, and fair trial"), rows=3, most=5000)
    retrial = Text(_("Retrial in presence"), rows=2, most=5000)
    return_of_national = Text(
        _("Return of a national to serve the sentence at home"), _("Conditional extradition."), rows=2, most=5000
    )

    def validate_death_words(self, field: TextAreaField) -> None:
        """An assurance is given in exact words."""
        if self.death.data in ("not_imposed", "not_carried_out") and not field.data and not self.later:
            raise StopValidation(_("Give the exact words of the assurance, and who gives it."))


class SayMore(Draft):
    """What else the requested State will ask: other proceedings, limitation, property, route."""

    heading = _("Earlier proceedings, property, route")
    earlier = Text(
        _("Earlier or parallel proceedings, here, there, elsewhere, or before an international court"),
        _("Say “none known” if there are none."),
        needed=_("Say what proceedings are known, or that none are."),
        rows=3,
        most=10_000,
    )
    competing = Text(_("Other requests for the same person that you know of"), rows=2, most=5000)
    limitation = Text(_("Limitation: the law, and what interrupts it"), rows=3, most=5000)
    property_sought = Text(_("Property to be seized and handed over"), rows=3, most=5000)
    arrest = Text(_("Provisional arrest: date, and when the time for this request ends"), rows=2, most=2000)
    route = Text(_("Route, and transit through third States"), rows=2, most=2000)
    other_evidence = Text(_("Other information that the law of the requested State demands"), rows=4)


class Grant(TellingRemedies, Conditioned):
    """Extradition is granted."""

    decision = "extradition_granted"
    decided = "decided_on"
    heading = _("Grant extradition")
    decided_by = Line(_("Decision of"), needed=_("Name the authority that decided."))
    decided_on = Day(_("Of"), needed=_("Give the date of the decision."), sense=PAST)
    extent = Text(_("For which offences"), _("Leave empty if for all."), rows=2, most=5000)
    in_part = One(
        _("Extradition is granted"),
        choices=(
            ("all", _("for every offence of the request")),
            ("part", _("for some; for the others it is refused")),
        ),
    )
    offences = Several(
        _("Offences for which it is refused"), needed=_("Choose the offences for which extradition is refused.")
    )
    ground = Pick(_("Ground of the refusal"), needed=_("Name the ground on which it is refused."))
    reasons = Text(
        _("Reasons of the refusal{reasons}"), needed=_("Give the reasons of the refusal."), rows=4, most=20_000
    )
    consultation = Consultation()
    consultation_reason = OfConsultation()
    simplified = Tick(_("In the simplified procedure, the person having consented"))
    conditions = Text(
        _("Conditions"),
        _("Those that were accepted stand already, in the same words. %(each)s", each=EACH),
        rows=4,
        most=10_000,
    )
    detained_days = Number(_("Days of detention so far"), _("To be counted as the law of the requesting State allows."))
    next_step = Text(_("What is proposed for the surrender"), rows=2, most=5000)
    files = Files(_("The decision"), TAKEN)
    remedies = Remedies()
    folded = ("remedies",)
    fold_title = _("Remedies against the decision")
    refused = ("offences", "ground", "reasons", "consultation", "consultation_reason")
    asked_since = ("in_part", *refused, "remedies")
    asked_if = dict.fromkeys(refused, where("in_part", "part"))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The offences of the request, and the grounds on which some may be refused (art. 55(2))."""
        super().offer(dossier, law, officials)
        self.offences.choices = [
            (str(one.number), f"{one.number}. {one.name}") for one in RequestText.of(dossier).offences
        ]
        self.ground.choices = [("", _("Choose")), *as_choices(grounds_of(dossier, law))]
        offer_consultation(self.consultation, dossier, law)

    def propose(self, about: CaseFile, law: Law) -> None:
        """Who decides under our law besides."""
        super().propose(about, law)
        propose_decider(self.decided_by, about, law)

    def validate_offences(self, field: CheckList) -> None:
        """Whoever refuses every offence refuses extradition."""
        if field.data and len(field.data) == len(field.choices):
            raise StopValidation(_("These are all the offences. To refuse them all, refuse extradition."))


class RefuseExtradition(NotLetGo, Refusal):
    """Extradition is refused, with grounds of the instrument. Whoever is present is not simply let go."""

    decision = "extradition_refused"
    heading = _("Refuse extradition")
    consultation_by_law = False
    present = Present(needed=_("Say whether the person is present."))
    instead = Instead(
        _("What is done instead"),
        PROSECUTED,
        ("sentence", _("the sentence is enforced here, if you ask for it")),
        NOTHING,
    )
    why_nothing = WhyNothing()
    remedy = Text(_("What would remove the obstacle"), _("A formal defect can be cured by a new request."), rows=3)
    asked_since = (*Refusal.asked_since, "why_nothing")
    asked_if = WHY_NOTHING


class AgreeSurrender(Enclosing):
    """Where and when the person is to be handed over."""

    heading = _("Surrender: place and date")
    place = Line(_("Place"), needed=_("Name the place."))
    day = Day(_("Date"), needed=_("Give the date."), sense=ahead(usual=SOON))
    hour = Line(_("Hour, and time zone"))
    escort = Text(_("Escort and route"), rows=2, most=5000)
    detained_days = Number(_("Days of detention until then"))
    agreed_with = Line(_("Agreed with"), _("Authority and date."), needed=_("Say with whom it was agreed."))


class ReportFailedSurrender(Enclosing):
    """The person was not taken over on the agreed date."""

    heading = _("The person was not taken over")
    cause = One(
        _("Why"),
        choices=(
            ("not_taken", _("nobody came to take the person over")),
            ("force_majeure_theirs", _("force majeure on the requesting side")),
            ("force_majeure_ours", _("force majeure on our side")),
        ),
        needed=_("Say why."),
    )
    told = Text(_("What happened"), needed=_("Say what happened."), rows=3, most=5000)
    new_date = Day(_("New date that is proposed"), sense=AHEAD)


class Release(Enclosing):
    """The person is released."""

    heading = _("The person is released")
    released_on = Day(_("Released on"), needed=_("Give the date."), sense=RECENT)
    reason = Text(_("Why"), needed=_("Say why the person is released."), rows=3, most=5000)
    consequence = Text(_("What this means for the request"), rows=2, most=5000)


class Surrender(Obliging):
    """The person was handed over."""

    hands_over = "surrender"
    heading = _("The person was handed over")
    day = Day(_("Date"), needed=_("Give the date."), sense=past(since="grant.decided_on"))
    place = Line(_("Place"), needed=_("Name the place."))
    to_whom = Line(_("Taken over by"), needed=_("Name who took the person over."))
    detained_from = Day(_("Detained here from"), sense=PAST)
    detained_days = Number(_("Days of detention in all"), _("To be counted as the law of the requesting State allows."))
    property_given = Text(_("Property handed over"), rows=3, most=5000)
    health = Text(_("Health, medicines, effects"), rows=2, most=5000)
    back = Line(_("If the person was handed over before: how the person came back"))
    files = Files(_("Record of the handover"), TAKEN)
