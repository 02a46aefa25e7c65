"""What is asked to sort requests within a ministry: its labels, and how pressing a request is."""

from __future__ import annotations

from wtforms import HiddenField, TextAreaField
from wtforms.validators import StopValidation

from forms.base import Asked, Line, One, Several, Text, Tick
from forms.signatures import Given
from mla.words import _

PRIORITIES = (("high", _("High")), ("normal", _("Normal")), ("low", _("Low")))


class KeepLabel(Asked):
    """One of the ministry's labels."""

    heading = _("A label")
    name: Given = Line(_("Label"), _("A word or two, as lists show it."), needed=_("Write the label."), most=60)
    offered = Tick(
        _("It may be put on requests"),
        _("Where it is not ticked, it stays on the requests that bear it."),
        default=True,
    )


class SortRequest(Asked):
    """The labels of one request, and its priority."""

    heading = _("Labels and priority")
    guidance = _("They stay in this ministry; the other State never sees them.")
    labels = Several(_("Labels"))
    priority = One(_("Priority"), choices=PRIORITIES, needed=_("Choose the priority."))
    reason = Text(_("Why the priority changes"), _("Only where you change it."), rows=2, most=1000)
    seen = HiddenField()

    def offer_labels(self, labels: list[tuple[str, str]], on: list[str], priority: str) -> None:
        """The labels that may be put on, and those that are on; the page comes with these ticked, and remembers them."""
        self.labels.choices = labels
        if self.typed is None:
            self.labels.data, self.priority.data = on, priority
            self.seen.data = " ".join((priority, *on))

    @property
    def seen_priority(self) -> str:
        """The priority that the page showed when it was opened."""
        return (self.seen.data or "").partition(" ")[0]

    def changed_labels(self) -> tuple[set[str], set[str]]:
        """What was ticked, and what was unticked, since the page was opened: what somebody else did meanwhile stays."""
        before, now = set((self.seen.data or "").split()[1:]), set(self.labels.data or ())
        return now - before, before - now

    def validate_reason(self, field: TextAreaField) -> None:
        """Whoever changes the priority says why."""
        if self.priority.data and self.priority.data != self.seen_priority and not field.data:
            raise StopValidation(_("Say why the priority changes."))
