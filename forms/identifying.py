"""What is asked of an official who says whether two persons are the same."""

from __future__ import annotations

from forms.base import Asked, One, Text
from mla.words import _


class Identify(Asked):
    """Whether two persons are the same."""

    heading = _("Say whether they are the same person")
    verdict = One(
        _("These two are"),
        choices=(("same", _("the same person")), ("other", _("two persons"))),
        needed=_("Say whether they are the same person."),
    )
    reason = Text(
        _("What shows it"),
        _("For example: fingerprints compared on a day, by whom; what the other authority confirmed."),
        needed=_("Say what shows it."),
        rows=3,
        most=5000,
    )


class TakeIdentificationBack(Asked):
    """What was said of two persons is taken back."""

    heading = _("Take it back")
    reason = Text(_("Why it is taken back"), needed=_("Say why it is taken back."), rows=3, most=5000)
