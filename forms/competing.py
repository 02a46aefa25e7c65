"""What is asked where several States or a court ask for one person: factors, notice and views, one decision for all of them."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import FieldList, FormField, HiddenField, StringField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Line, One, Pick, Text, Tick
from forms.days import AHEAD, PAST, RECENT
from forms.enclosing import Enclosing
from forms.rows import Rows, blank
from mla.words import _

OUTCOMES = (
    ("first", _("goes first")),
    ("after", _("is dealt with after another")),
    ("waits", _("waits until the court has ruled on admissibility")),
    ("refused_after", _("cannot be granted, the other having been granted")),
)


class Rival(Asked):
    """One more State or court that asks for the same person."""

    name = Line(_("State or court"), most=200)
    received_on = Day(_("Its request came on"), sense=RECENT)
    concerns = Text(_("What it concerns, as far as that may be told"), rows=2, most=5000)

    def validate_name(self, field: StringField) -> None:
        """What is said of a State needs the State."""
        if not field.data and not blank(self):
            raise StopValidation(_("Name the State or the court, or empty the row."))


class Weigh(Asked):
    """What the treaty tells the requested State to weigh when several ask for one person."""

    heading = _("Weigh it against competing requests")
    guidance = _("Stays in this ministry. The page “Competing requests” sets the answers side by side.")
    priority_duty = Text(_("Duty under another instrument to give one request priority"), rows=2, most=5000)
    gravity = Text(_("Gravity of the offences"), rows=2, most=5000)
    place = Text(_("Place of the acts"), rows=2, most=5000)
    nationality_person = Line(_("Nationality of the person"))
    nationality_victims = Line(_("Nationality of the victims"))
    later = Text(  # type: ignore[assignment]  # what is on record bears this name; no page of it is finished later
        _("Whether the person could be extradited on afterwards"), rows=2, most=5000
    )


class NotifyCompeting(Enclosing):
    """Another State, or a court, asks for the same person."""

    heading = _("Give notice of a competing request")
    other = Line(_("Who else asks"), _("State or court."), needed=_("Name the State or the court."))
    received_on = Day(_("Its request came on"), needed=_("Give the date."), sense=RECENT)
    concerns = Text(_("What it concerns, as far as that may be told"), rows=3, most=5000)
    further = Rows(
        Rival, _("Further States or courts that ask"), noun=_("State or court"), another=_("Add another State or court")
    )
    wanted = Text(_("What you should say to it"), _("Views on priority, on later extradition."), rows=2, most=5000)
    views_by = Day(_("By when"), sense=AHEAD)
    asked_since = ("further",)


class GiveViews(Enclosing):
    """What a requesting State says to a competing request."""

    heading = _("Give views on priority")
    guidance = _(
        "The requested State decides; it has asked for these views, and may decide without them after the day that it named."
    )
    views = Text(_("Views on which request should go first"), needed=_("Give the views."), rows=5, most=10_000)
    later = Text(  # type: ignore[assignment]  # as in `Weigh`
        _("Whether this State would extradite the person on afterwards, or wishes the person after another"),
        rows=3,
        most=5000,
    )


class DecidePriority(Enclosing):
    """Which request goes first."""

    heading = _("Decide which request goes first")
    outcome = One(
        _("This request"),
        choices=OUTCOMES,
        needed=_("Say what was decided for this request."),
    )
    other = Line(_("The other States or courts"), needed=_("Name the other State or court."))
    decided_on = Day(_("Decided on"), needed=_("Give the date."), sense=PAST)
    reasons = Text(_("The criteria that decided"), needed=_("Say what decided."), rows=5, most=10_000)
    onward = Text(_("Consent to a later extradition"), rows=2, most=5000)


class OfRequest(Asked):
    """What is told of one request to those who ask for the same person besides, and what of its own letter differs."""

    noun = _("Request")
    caption = ""
    request = HiddenField()
    named = Tick(
        _("The others may be told who asks"),
        _(
            "Tick it where the law demands it, or that State or court allows it. Otherwise it is called a State or court that is not named."
        ),
    )


class AskingViews(OfRequest):
    """One of several requests, when all who ask are told of one another."""

    concerns = Text(_("What the others are told of what it concerns"), rows=2, most=5000)


class Ranked(OfRequest):
    """One of several requests, in the decision on all of them."""

    outcome = Pick(
        _("This request"), choices=(("", _("Choose")), *OUTCOMES), needed=_("Say what was decided for this request.")
    )
    onward = Text(_("Consent to a later extradition"), rows=2, most=5000)


class OfAll(Asked):
    """A form about all requests for one person: a row for each."""

    requests: FieldList  # type: ignore[type-arg]  # generic in the stubs alone

    def offer_requests(self, captions: Mapping[str, str]) -> None:
        """One row for each request, called as pages call it. Rows that were posted stand as they were."""
        while len(self.requests) < len(captions):
            self.requests.append_entry({})
        for row, (number, caption) in zip(self.requests, captions.items(), strict=False):
            row.form.request.data, row.form.caption = number, caption


class AskAllViews(OfAll):
    """All who ask are told of one another, and asked for their views, in one go."""

    heading = _("Tell all of them, and ask for their views")
    guidance = _(
        "One letter to each is written from this page, on its own request; each is read and signed before it leaves."
    )
    requests = FieldList(FormField(AskingViews), _("The requests"))
    wanted = Text(_("On what their views are asked"), _("Views on priority, on later extradition."), rows=2, most=5000)
    views_by = Day(_("By when"), sense=AHEAD, needed=_("Say by when views are asked for."))


class DecideForAll(OfAll):
    """One decision for all requests for one person."""

    heading = _("Decide which request goes first")
    guidance = _(
        "One decision for all of them. One letter to each is written from it, on its own request; the letters are read, and signed together. "
        "What decided is printed in every one of them: write there nothing that one State may not know of another."
    )
    requests = FieldList(FormField(Ranked), _("The requests"))
    decided_on = Day(_("Decided on"), needed=_("Give the date."), sense=PAST)
    reasons = Text(_("The criteria that decided"), needed=_("Say what decided."), rows=5, most=10_000)

    def validate_requests(self, field: FieldList) -> None:  # type: ignore[type-arg]
        """One request goes first, unless all of them wait for the court or another was granted."""
        said = [row.form.outcome.data for row in field]
        if said.count("first") > 1:
            raise StopValidation(_("Only one request goes first."))
        if "first" not in said and "after" in said:
            raise StopValidation(_("Say which request goes first, if another is dealt with after it."))
