"""What is asked to keep a view of the register."""

from __future__ import annotations

from forms.base import Asked, Line, One
from forms.signatures import Given
from mla.words import _


class KeepView(Asked):
    """A view of the register, by a name."""

    heading = _("Save this view of the register")
    guidance = _(
        "It keeps the filters, the order and the columns. Words that were looked for are not kept. Whoever opens it finds what he or she may see."
    )
    name: Given = Line(_("Name"), needed=_("Give the view a name."), most=80)
    found_by = One(_("Who finds it"), needed=_("Say who finds it."))

    def offer_unit(self, unit: str, stands: str) -> None:
        """With whom it may be shared: with the unit only where the official belongs to one. `stands` is as it is shared now."""
        ours = [("unit", _("I and my unit, %(unit)s", unit=unit))] if unit else []
        if self.typed is None:
            self.found_by.data = stands
        self.found_by.choices = [("nobody", _("I alone")), *ours, ("everybody", _("Everybody in this ministry"))]


class DropView(Asked):
    """Take a view off the lists."""

    guidance = _("Nobody with whom it was shared finds it any more. No request is changed.")
