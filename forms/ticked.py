"""What is asked of several requests at once, which were ticked in the register."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from wtforms import TextAreaField
from wtforms.validators import StopValidation

from forms.base import Asked, Pick, Several, Text
from forms.inside import GOES_OVER
from forms.offered import CheckList
from mla.lifecycle.case_file import OfficialRecord
from mla.words import _


def _requests() -> CheckList:
    return Several(_("The requests"), needed=_("Tick at least one request."))


class AssignTicked(Asked):
    """Give several requests to one colleague: what lies with nobody is assigned, the rest is handed over."""

    heading = _("Assign or hand over")
    guidance = GOES_OVER
    requests = _requests()
    officer = Pick(_("Who deals with it from now on"), needed=_("Choose a colleague."))
    reason = Text(
        _("Why, and what to look at first"),
        _("Needed where one of them lies with a colleague already."),
        rows=4,
        most=5000,
    )
    lying: Collection[str] = ()

    def offer_requests(
        self, requests: list[tuple[str, str]], lying: Collection[str], officials: Iterable[OfficialRecord]
    ) -> None:
        """The requests, which of them lie with somebody, and the colleagues who may take one of them."""
        self.requests.choices, self.lying = requests, lying
        self.officer.choices = [("", _("Choose")), *((str(one.id), one.told) for one in officials)]

    def validate_reason(self, field: TextAreaField) -> None:
        """Whoever hands over says why."""
        if not field.data and set(self.requests.data or ()) & set(self.lying):
            raise StopValidation(_("Say why: one of them lies with a colleague already."))


class LabelTicked(Asked):
    """Put labels on several requests, and take labels off."""

    heading = _("Change the labels")
    guidance = _("They stay in this ministry; the other State never sees them.")
    requests = _requests()
    put_on = Several(_("Put on"))
    take_off = Several(_("Take off"))

    def offer_labels(
        self, requests: list[tuple[str, str]], offered: list[tuple[str, str]], on: list[tuple[str, str]]
    ) -> None:
        """The requests, the labels that may be put on, and those that one of them bears."""
        self.requests.choices, self.put_on.choices, self.take_off.choices = requests, offered, on
        if not on:
            self.drop("take_off")

    def validate_put_on(self, field: CheckList) -> None:
        """Something is asked for, and not both of one label."""
        off = set(self["take_off"].data or ()) if "take_off" in self else set()
        if not field.data and not off:
            raise StopValidation(_("Tick a label to put on or to take off."))
        if set(field.data or ()) & off:
            raise StopValidation(_("A label is either put on or taken off."))
