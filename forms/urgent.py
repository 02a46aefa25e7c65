"""What is asked when a request is made orally in an urgent case, agreed to, carried out and confirmed."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import StringField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Text
from forms.days import RECENT, DayField
from forms.drafting import Draft
from forms.enclosing import Enclosing
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.facts import sent_from
from mla.words import _, day_in_words


class RecordCall(Draft):
    """Who asked whom, when, by which means, what, and who agreed."""

    heading = _("Who asked whom, when, by which means, and what")
    guidance = _("The record crosses the border; the written request itself follows and arises from it.")
    asked_by = Line(_("Asked by: name, authority"), needed=_("Say who asked."))
    asked_of = Line(_("Asked of: name, authority"), needed=_("Say who was asked."))
    asked_on = Day(_("On"), needed=_("Give the day."), sense=RECENT)
    hour = Line(_("At what time"), _("With the time zone."), needed=_("Give the time."))
    means = One(
        _("By which means"),
        choices=(
            ("telephone", _("telephone")),
            ("video", _("video conference")),
            ("in_person", _("in person")),
            ("message", _("electronic message")),
        ),
        needed=_("Say by which means."),
    )
    agreed_by = Line(_("Agreed by, on behalf of the other State"), _("If it was agreed at once."))
    urgency = Text(
        _("Why it cannot wait for a written request"), needed=_("Say why it is urgent."), rows=3, most=10_000
    )
    what = Text(_("What was asked"), needed=_("Say what was asked."), rows=6, most=20_000)


class AgreeUrgent(Enclosing):
    """The other State agrees to act."""

    heading = _("Agree to act on the urgent request")
    agreed_by = Line(_("Agreed by: name, function"), needed=_("Say who agreed."))
    agreed_on = Day(
        _("On"), _("From this day the time for the written confirmation runs."), needed=_("Give the day."), sense=RECENT
    )
    authority = Line(_("Authority that acts"), needed=_("Name the authority that acts."))
    terms = Text(_("What is done, and on which conditions"), rows=3, most=10_000)
    asked_on = None

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember when it was asked."""
        super().offer(dossier, law, officials)
        self.asked_on = dossier.contents.get("record_call", {}).get("asked_on")

    def validate_agreed_on(self, field: DayField) -> None:
        """Nobody agrees before being asked."""
        if field.data and self.asked_on and field.data.isoformat() < self.asked_on:
            raise StopValidation(
                _("The request was made on %(day)s; nobody can have agreed before.", day=day_in_words(self.asked_on))
            )


class DeclineUrgent(Enclosing):
    """The other State wants the request in writing first."""

    heading = _("Decline to act without a written request")
    reasons = Text(_("Reasons"), needed=_("Give the reasons."), rows=4, most=10_000)
    instead = Text(_("What would help"), rows=2, most=5000)


class ReportUrgent(Asked):
    """What was done."""

    heading = _("Report what was done")
    done_on = Day(_("On"), needed=_("Give the day."), sense=RECENT)
    done = Text(_("What was done, and with which result"), needed=_("Say what was done."), rows=6)
    files = Files(_("Documents"), TAKEN)


class Confirm(Enclosing):
    """The written request is there."""

    heading = _("Confirm in writing")
    reference = Line(_("Reference of the written request"), needed=_("Give the reference."))
    sent_on = Day(_("Sent on"), needed=_("Give the day."), sense=RECENT)
    remark = Text(_("Remarks"), rows=2, most=5000)
    written: frozenset[str] = frozenset()

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The references of our own requests that arise from the record; of the other State's we know none."""
        super().offer(dossier, law, officials)
        if dossier.side == "requesting":
            self.written = frozenset(one.our_reference for one in sent_from(dossier, "assistance"))

    def validate_reference(self, field: StringField) -> None:
        """It confirms only what arose from it."""
        if self.written and field.data not in self.written:
            raise StopValidation(
                _("No written request with this reference arises from this record. Its page names those that do.")
            )


class StopUrgent(Enclosing):
    """No confirmation has come."""

    heading = _("Stop, as no confirmation has come")
    stopped_on = Day(_("Stopped on"), needed=_("Give the day."), sense=RECENT)
    effect = Text(
        _("What becomes of what was done"), _("Measures lifted, material kept."), needed=_("Say what follows."), rows=3
    )
