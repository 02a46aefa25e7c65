"""What is told when a request is passed on to whoever is competent."""

from __future__ import annotations

from forms.applying import where
from forms.base import Day, Line, One, Text
from forms.days import RECENT
from forms.enclosing import Enclosing
from mla.words import _


class PassOn(Enclosing):
    """We are not competent: the request was passed on, to whom and when."""

    heading = _("Pass the request on: not competent")
    guidance = _(
        "The other State learns to whom its request was passed and addresses its letters there. Send the request to the authority with"
        " “Write to an own authority”. An authority of another State is asked by the requesting State itself, which is told so."
    )
    competent = One(
        _("Who is competent"),
        choices=(("own", _("another authority of this State")), ("other", _("an authority of another State"))),
        needed=_("Say who is competent."),
    )
    state = Line(_("Which State"), needed=_("Name the State."), most=200)
    authority = Line(_("Authority that is competent"), needed=_("Name the authority."), most=300)
    address = Text(_("Its address, e-mail and telephone"), rows=3, most=1000)
    passed_on = Day(_("Passed on"), needed=_("Give the date."), sense=RECENT)
    reasons = Text(_("Why this authority is not competent"), needed=_("Say why."), rows=3, most=5000)

    asked_if = {"state": where("competent", "other")}
