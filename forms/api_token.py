"""What is asked to let another system of the ministry in."""

from __future__ import annotations

from forms.base import Asked, Line, One, Pick
from forms.signatures import Given
from mla.words import _

LASTS = {30: _("30 days"), 90: _("90 days"), 365: _("a year")}
"""How long a secret may last, in days."""


class NewAddress(Asked):
    """An address of another system, which is told of each step."""

    called: Given = Line(_("Which system it is"), needed=_("Say which system it is."), most=200)
    address: Given = Line(
        _("Its address"),
        _("It begins with https:// and lies on a host that your administrator has allowed."),
        needed=_("Give the address."),
        most=500,
    )


class NewSecret(Asked):
    """A secret for another system."""

    name: Given = Line(
        _("Which system it is for"), _("A court's register, for example. One secret for each system."),
        needed=_("Say which system it is for."), most=200,
    )  # fmt: skip
    writes = One(
        _("What the system may do"),
        needed=_("Choose what the system may do."),
        choices=[
            ("read", _("Read what I may see")),
            ("write", _("Read, start requests, and take steps that need no letter")),
        ],
    )
    days = Pick(
        _("How long it lasts"),
        needed=_("Choose how long it lasts."),
        choices=[(str(days), told) for days, told in LASTS.items()],
        default="90",
    )
