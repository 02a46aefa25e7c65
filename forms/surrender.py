"""What is asked around a surrender: postponement, temporary surrender, property, release."""

from __future__ import annotations

from forms.base import Asked, Day, Files, Line, One, Text
from forms.conditions import BINDS, EACH, Conditioned
from forms.days import AHEAD, PAST, RECENT, known, past, told_at
from forms.drafting import Draft
from forms.enclosing import Enclosing
from forms.obliging import Obliging
from mla.documents.kinds import TAKEN
from mla.words import _


class PostponeSurrender(Enclosing):
    """The surrender waits for a case or a sentence here."""

    heading = _("Postpone the surrender")
    guidance = _("Extradition is granted; the person stays for our own case or sentence.")
    reasons = Text(_("Why"), needed=_("Give the reasons."), rows=4, most=10_000)
    until = Day(_("Expected until"), sense=AHEAD)
    temporary = Text(_("Whether a temporary surrender is possible, and how"), rows=3, most=5000)


class Lend(Obliging):
    """The person is surrendered for a time."""

    hands_over = "temporary_surrender"
    heading = _("Temporary surrender")
    day = Day(_("Handed over on"), needed=_("Give the date."), sense=RECENT)
    place = Line(_("Place"), needed=_("Name the place."))
    return_by = Day(
        _("To be returned by"), needed=_("Give the date of return: a temporary surrender has an end."), sense=AHEAD
    )
    conditions = Text(
        _("Conditions agreed"),
        _("Custody there, legal status, for which acts. %(binds)s", binds=BINDS),
        needed=_("Say what was agreed."),
        rows=5,
    )
    back = Line(_("If the person was handed over before: how the person came back"))


class GiveBack(Enclosing):
    """The person is back."""

    heading = _("The person was returned")
    day = Day(_("Returned on"), needed=_("Give the date."), sense=past(since="lend.day"))
    place = Line(_("Place"), needed=_("Name the place."))
    report = Text(_("What was done meanwhile"), needed=_("Say what was done."), rows=3, most=10_000)


class HandOverProperty(Obliging):
    """Evidence and proceeds go to the requesting State."""

    hands_over = "property"
    heading = _("Hand over property")
    inventory = Text(_("What is handed over"), _("One thing per line."), needed=_("List what is handed over."), rows=6)
    day = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    to_whom = Line(_("To whom"), needed=_("Name who takes it."))
    terms = Text(
        _("Rights of others, return"),
        _("To be returned, rights in good faith. %(binds)s", binds=BINDS),
        rows=3,
        most=10_000,
    )
    files = Files(_("Receipt, photographs"), TAKEN)


class Lapse(Asked):
    """There is nothing left to decide."""

    heading = _("The request has no object any more")
    cause = One(
        _("Why"),
        choices=(
            ("died", _("the person has died")),
            ("left", _("the person has left this State or cannot be found")),
            ("other", _("another reason")),
        ),
        needed=_("Say why."),
    )
    told = Text(_("What is known"), needed=_("Say what is known."), rows=3, most=5000)
    files = Files(_("Document"), TAKEN)


class ReportFinalRelease(Enclosing):
    """The surrendered person is finally free: from now on the days of speciality run."""

    heading = _("Final release of the person")
    released_on = Day(_("Finally released on"), needed=_("Give the date."), sense=RECENT)
    told = Text(_("What the person was told of the right to leave"), rows=2, most=5000)


class StateSurrender(Draft):
    """Which surrender it was, and what consent is asked for (the draft of a request for consent)."""

    heading = _("The surrender, and what consent is asked for")
    consent_to = One(
        _("We ask for consent"),
        choices=(
            ("offence", _("to try or punish another offence done before the surrender")),
            ("state", _("to extradite the person on to another State")),
        ),
        needed=_("Say to what consent is asked."),
    )
    surrendered_on = Day(
        _("The person was surrendered on"),
        needed=_("Give the date of the surrender."),
        sense=known(told_at("surrender.day")),
    )
    reference = Line(_("Reference of that extradition"), needed=_("Give the reference."))
    third_state = Line(_("The other State, if any"))
    statement = Text(_("What the person has stated on record"), rows=4, most=10_000)


class GiveConsent(Conditioned):
    """Consent is given."""

    heading = _("Give consent")
    decided_by = Line(_("Decision of"), needed=_("Name the authority that decided."))
    decided_on = Day(_("Of"), needed=_("Give the date."), sense=PAST)
    conditions = Text(_("Conditions"), EACH, rows=3, most=10_000)
    files = Files(_("The decision"), TAKEN)
