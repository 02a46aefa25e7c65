"""What is asked when an official is going to be absent."""

from __future__ import annotations

from forms.base import Asked, Day, Pick
from forms.days import Sense
from mla.words import _


class SayAbsence(Asked):
    """When somebody is absent, and who stands in."""

    guidance = _(
        "On these days the work also stands on the desk of whoever stands in, who is reminded of its time limits, too. That gives no role: what one may sign or decide stays as it is."
    )
    first = Day(_("First day"), needed=_("Give the first day."), sense=Sense(usual=(-31, 365)))
    last = Day(_("Last day"), needed=_("Give the last day."), sense=Sense(ahead=True, after="first", usual=(0, 400)))
    substitute = Pick(_("Who stands in"), needed=_("Choose a colleague."))

    def offer_colleagues(self, colleagues: list[tuple[str, str]]) -> None:
        """The colleagues who may be named."""
        self.substitute.choices = [("", _("Choose")), *colleagues]
