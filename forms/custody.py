"""What is asked of the liberty of a person who is sought: arrest, custody and measures in its place, release."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wtforms import StringField
from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Day, Files, Line, One, Text, Tick
from forms.days import AHEAD, PAST, RECENT, DayField, past
from forms.enclosing import Enclosing
from forms.national_law import Remedies, TellingRemedies, told_of_periods
from forms.not_extradited import AWAITED, NOTHING, PROSECUTED, WHY_NOTHING, Instead, WhyNothing
from forms.numbers import Number
from mla.canonical import Answers
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.instruments.periods import last_day
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.national_law.schema import Period
from mla.words import _


class ReportArrest(TellingRemedies):
    """The person was arrested."""

    decision = "custody"
    decided = "arrested_on"
    heading = _("The person was arrested")
    arrested_on = Day(
        _("Arrested on"),
        _("From this day the time for the formal request runs."),
        needed=_("Give the date."),
        sense=RECENT,
    )
    place = Line(_("Place"), needed=_("Name the place."))
    court = Line(_("Court that decides on the detention"))
    identity = Text(
        _("How the identity was established"), needed=_("Say how the identity was established."), rows=2, most=5000
    )
    last_day = Day(
        _("Last day of the arrest without the formal request"),
        _("As your law or the court sets it, besides what the legal basis fixes{provisional_arrest}."),
        sense=AHEAD,
    )
    last_day_source = Line(_("Where that last day comes from"), _("Article and act, or the decision of the court."))
    rights = Tick(_("The person was told of the right to contact the consular authorities"))
    consent = One(
        _("Asked about consent to surrender, the person"),
        choices=(("yes", _("consents")), ("no", _("does not consent")), ("not_asked", _("has not been asked yet"))),
        needed=_("Say what the person answers."),
    )
    language = Text(_("In which form and language the formal request is expected, and where"), rows=2, most=5000)
    remedies = Remedies()
    folded = ("remedies",)
    fold_title = _("Remedies against the detention")
    asked_since = ("remedies",)
    last_days: Sequence[dict[str, str | int]] = ()
    must_name = False
    periods: Sequence[tuple[Period, str]] = ()

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Know what the legal basis fixes; where it fixes nothing, our law does, or whoever arrests names the last day."""
        super().offer(dossier, law, officials)
        rule = "provisional_arrest"
        if self.arrested_on.data:
            self.last_days = law.ends(dossier.instrument, rule, self.arrested_on.data)
        self.must_name = dossier.side == "requested" and not law.limits(dossier.instrument, rule)
        self.periods = [(row, self.own.cite(row, dossier.language)) for row in self.own.periods_of("arrest")]
        if self.periods:
            self.last_day.description = told_of_periods(self.own, "arrest", self.must_name)

    def validate_last_day(self, field: DayField) -> None:
        """No arrest without a last day, and none that ends before it begins. Where the basis fixes none, our law's is it."""
        if self.must_name and not field.data and self.periods and self.arrested_on.data:
            ends = [(last_day(self.arrested_on.data, row), where) for row, where in self.periods]
            field.data, self.last_day_source.data = min(ends)
        if self.must_name and not field.data:
            raise StopValidation(_("The legal basis fixes no days. Give the last day that your law or the court sets."))
        if field.data and self.arrested_on.data and field.data < self.arrested_on.data:
            raise StopValidation(_("The last day lies before the day of the arrest."))

    def validate_last_day_source(self, field: StringField) -> None:
        """A last day has its source."""
        if self.last_day.data and not field.data:
            raise StopValidation(_("Say where the last day comes from: article and act, or the decision of the court."))

    def answers(self) -> Answers:
        """With the last days that the legal basis fixes, so that the letter can print them."""
        return super().answers() | {"last_days": list(self.last_days)}


class EndArrest(Enclosing):
    """The person is released."""

    heading = _("The person is released")
    released_on = Day(_("Released on"), needed=_("Give the date."), sense=past(since="report_arrest.arrested_on"))
    cause = One(
        _("Why"),
        choices=(
            ("time", _("the formal request was not received in time")),
            ("court", _("the court ordered the release")),
            ("other", _("another reason")),
        ),
        needed=_("Say why."),
    )
    instead = Instead(_("What becomes of the case here"), PROSECUTED, AWAITED, NOTHING)
    why_nothing = WhyNothing()
    told = Text(_("What is to be said about it"), rows=3, most=5000)
    asked_since = ("instead", "why_nothing")
    asked_if = WHY_NOTHING


MEASURES = (
    ("detained", _("is detained")),
    ("released", _("is released, without conditions")),
    ("discharged", _("is discharged by a court")),
    ("bail", _("is released on bail")),
    ("reporting", _("is at liberty, and reports to an authority")),
    ("passport", _("is at liberty, the passport withdrawn")),
    ("house_arrest", _("is under house arrest or electronic monitoring")),
    ("other", _("is under another measure")),
)
"""What becomes of the liberty of a person who is sought."""


class ReportCustody(TellingRemedies):
    """Custody, measures in its place, and their end, at any stage."""

    decision = "custody"
    decided = "since"
    heading = _("Report on custody and measures in its place")
    measure = One(_("The person"), choices=MEASURES, needed=_("Say what became of the liberty of the person."))
    since = Day(_("Since"), needed=_("Give the date."), sense=PAST)
    arrested_on = Day(_("Arrested on"), _("Leave empty if it was the same day."), sense=PAST)
    reviewed_on = Day(
        _("The detention was last reviewed on"),
        _(
            "Where a court has reviewed it since the arrest. Where our law has it reviewed at intervals, the next counts from this day."
        ),
        sense=PAST,
    )
    ordered_by = Line(_("Ordered by"), needed=_("Name the authority or court."))
    detained_days = Number(_("Days in custody until now"), _("They are deducted from a sentence there."))
    remark = Text(_("What the requesting State should know"), rows=3, most=5000)
    remedies = Remedies()
    files = Files(_("The decision"), TAKEN)
    asked_since = ("reviewed_on", "remedies")
    asked_if = dict.fromkeys(("arrested_on", "reviewed_on", "remedies"), where("measure", "detained"))

    def answers(self) -> Answers:
        """Whoever is detained was arrested on the day since when, unless it is said otherwise: periods run from there."""
        told = super().answers()
        arrested = told["arrested_on"] or told["since"]
        return told | {"arrested_on": arrested if told["measure"] == "detained" else ""}
