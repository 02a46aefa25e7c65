"""What is asked of an official: of what to tell him or her, and how."""

from __future__ import annotations

from collections.abc import Iterable

from forms.base import Asked, One, Several
from forms.signatures import Choice
from mla.words import _


class WishNews(Asked):
    """Of what an official wishes to be told, on screen and by mail."""

    heading = _("What you are told of")
    shown = Several(_("On your desk"), _("They stand under “News” until you open them."))
    mailed = Several(
        _("By mail"),
        _("A mail says the reference, the kind of request and what has happened. It never names a person."),
    )
    when = One(
        _("When mails come"),
        needed=_("Choose when mails come."),
        choices=[("daily", _("once a day, all together")), ("at_once", _("at once, each time something happens"))],
    )

    def offer_kinds(self, kinds: Iterable[Choice]) -> None:
        """Offer every kind of notice, on screen and by mail."""
        self.shown.choices = self.mailed.choices = list(kinds)
