"""What is asked about a person who passes through a third State: the route, the authorisation, a landing, the passage."""

from __future__ import annotations

from forms.base import Day, Line, One, Text
from forms.conditions import EACH, Conditioned
from forms.days import AHEAD, OPEN, RECENT
from forms.drafting import Draft
from forms.enclosing import Enclosing
from forms.numbers import Number
from mla.instruments import Law
from mla.lifecycle.text import RequestText
from mla.words import _


class StateRoute(Draft):
    """By which way the person passes (the draft of a request for transit)."""

    heading = _("Route, dates, escort, landing")
    purpose = One(
        _("The person is"),
        choices=(("extradited", _("extradited")), ("transferred", _("a sentenced person who is transferred"))),
        needed=_("Say why the person travels."),
    )
    from_state = Line(_("From"), needed=_("Name the State the person comes from."))
    to_state = Line(_("To"), needed=_("Name the State the person goes to."))
    route = Text(
        _("Route and means"), _("Flights, places of landing."), needed=_("Describe the route."), rows=4, most=5000
    )
    day = Day(_("Date"), needed=_("Give the date."), sense=OPEN)
    landing = One(
        _("Landing"),
        choices=(("planned", _("is planned")), ("unscheduled", _("happened without being planned"))),
        needed=_("Say how it stands with the landing."),
    )
    escort = Text(_("Escort"), _("Names, functions, arms."), needed=_("Name the escort."), rows=3, most=5000)
    risks = Text(_("What speaks for the person's safety on the way"), rows=2, most=5000)

    def offer_text(self, text: RequestText, law: Law) -> None:
        """For a sentenced person there is a request of its own; what was said before there was one stays."""
        super().offer_text(text, law)
        if text.field == "transfer":
            self.drop("purpose")
        elif self.purpose.data != "transferred":
            self.purpose.choices = [
                (one.value, one.label) for one in self.purpose.choices if one.value != "transferred"
            ]


class TellLanding(Draft):
    """Where and when an aircraft came down that was not to land here (the draft of a notice)."""

    heading = _("The landing, and how long the person may be held")
    guidance = _("Whoever is carried may be held here under our own law until the request for transit comes{transit}.")
    purpose = One(
        _("The person travels"),
        choices=(
            ("extradited", _("to be extradited or surrendered")),
            ("transferred", _("to serve a sentence")),
            ("other", _("for another reason, told below")),
        ),
        needed=_("Say why the person travels."),
    )
    landed_on = Day(_("Landed on"), needed=_("Give the date."), sense=RECENT)
    place = Line(_("Place"), needed=_("Name the place."))
    from_state = Line(_("From"), needed=_("Name the State the person comes from."))
    to_state = Line(_("To"), needed=_("Name the State the person goes to."))
    flight = Line(_("Flight, vessel or vehicle"))
    escort = Text(_("Escort"), _("Names, functions, arms."), needed=_("Name the escort."), rows=3, most=5000)
    authority = Line(_("Authority that guards the person"), needed=_("Name the authority."))
    held_until = Day(
        _("The person may be held until"),
        _("Under our law, or as the legal basis fixes it. Until then the request for transit is awaited."),
        needed=_("Give the last day."),
        sense=AHEAD,
    )
    held_source = Line(_("Where that last day comes from"), _("Article and act, or the decision of the court."))
    told = Text(_("What happened"), needed=_("Say what happened."), rows=3, most=5000)


class Authorise(Conditioned):
    """Transit is authorised."""

    heading = _("Authorise the transit")
    decided_by = Line(_("Decision of"), needed=_("Name the authority that decided."))
    valid_until = Day(_("Valid until"), needed=_("Give the last day."), sense=AHEAD)
    conditions = Text(_("Conditions"), EACH, rows=3, most=10_000)
    authority = Line(_("Authority that guards the person"), needed=_("Name the authority."))


class ReportLanding(Enclosing):
    """An aircraft landed without that being planned."""

    heading = _("An unscheduled landing")
    landed_on = Day(_("Landed on"), needed=_("Give the date."), sense=RECENT)
    place = Line(_("Place"), needed=_("Name the place."))
    held_until = Day(
        _("The person may be held until"), _("Under our law."), needed=_("Give the last day."), sense=AHEAD
    )
    told = Text(_("What happened"), rows=3, most=5000)


class ReportPassage(Enclosing):
    """The person has left our territory."""

    heading = _("The person has passed")
    left_on = Day(_("Left on"), needed=_("Give the date."), sense=RECENT)
    detained_days = Number(_("Days held here"))
    told = Text(_("What is to be noted"), rows=2, most=5000)
