"""What is asked in extradition, and in surrender to an international court: the court, the decision, the surrender."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Day, Files, Line, One, Pick, Several, Text, Tick
from forms.conditions import EACH, Conditioned
from forms.days import AHEAD, PAST, RECENT, SOON, ahead, past
from forms.enclosing import Enclosing
from forms.national_law import LawGrounds, NamingBars, OwnLaw, Remedies, TellingRemedies, propose_decider
from forms.not_extradited import NOTHING, PROSECUTED, WHY_NOTHING, Instead, NotLetGo, Present, WhyNothing
from forms.numbers import Number
from forms.obliging import Obliging
from forms.offered import CheckList
from forms.refusing import (
    Consultation,
    Further,
    NamingGrounds,
    OfConsultation,
    Refusal,
    Regards,
    offer_consultation,
    offer_one,
)
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.text import RequestText
from mla.words import _


class Grant(NamingGrounds, NamingBars, TellingRemedies, Conditioned):
    """Extradition is granted, for every offence or for some; what is refused is so as in every refusal."""

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
    own_law = OwnLaw()
    regards = Regards()
    further = Further()
    law_grounds = LawGrounds()
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
    private = ("own_law",)
    grounds = ("ground", "own_law", "regards", "further", "law_grounds")
    refused = ("offences", *grounds, "reasons", "consultation", "consultation_reason")
    asked_since = ("in_part", *refused, "remedies")
    asked_if = dict.fromkeys(refused, where("in_part", "part"))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The offences of the request, and the grounds on which some may be refused (art. 55(2))."""
        super().offer(dossier, law, officials)
        self.offences.choices = [
            (str(one.number), f"{one.number}. {one.name}") for one in RequestText.of(dossier).offences
        ]
        rows = self.offer_grounds(dossier, law)
        self.offer_bars(dossier, law, rows)
        offer_one(self.ground, rows, _("Choose"))
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
