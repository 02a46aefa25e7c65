"""What is asked of a unit of the ministry."""

from __future__ import annotations

from forms.base import Asked, Line
from forms.signatures import Given
from mla.words import _


class KeepUnit(Asked):
    """A unit, as lists and letters name it."""

    heading = _("A unit of this ministry")
    name: Given = Line(
        _("Name"), _("As lists show it, and as letters print it under the function, in English."),
        needed=_("Give the unit a name."), most=200,
    )  # fmt: skip
    name_fr = Line(_("Name, in French"), _("Where it is empty, letters in French print the one above."), most=200)
    name_es = Line(_("Name, in Spanish"), _("Where it is empty, letters in Spanish print the first."), most=200)


class DropUnit(Asked):
    """Take a unit off the list."""

    guidance = _("Letters that have been sent keep its name.")
