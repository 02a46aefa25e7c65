"""What is asked of whoever keeps the register of participation, or looks for a legal basis."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import FileField, HiddenField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Line, Pick, Several, Text
from forms.days import ACTS, LONG_AGO, OPEN, RECENT, DayField, acts, open_day
from forms.signatures import Given
from forms.states import StateDropDown, StatePick
from mla.instruments import Law
from mla.words import _

KINDS = (
    ("assistance", _("Mutual legal assistance")),
    ("extradition", _("Extradition")),
    ("transfer", _("Transfer of a sentenced person")),
    ("proceedings", _("Transfer of proceedings")),
)

DATED = _("Separated by semicolons; with days if they are known, for example F=2025-01-01 or F=2025-01-01/2026-01-01.")


class ParticipationForm(Asked):
    """What is known of a State's part in an instrument. An empty date is one that is not known, or has not come."""

    heading = _("Participation")
    guidance = _("Enter only what a source says. Every change is kept beside what was known before.")
    signed = Day(_("Signed"), sense=LONG_AGO)
    ratified = Day(_("Instrument of ratification, acceptance, approval or accession deposited"), sense=LONG_AGO)
    in_force_from = Day(
        _("In force for the State from"), _("Only as the depositary says it; never reckoned."), sense=OPEN
    )
    provisional_from = Day(_("Applied provisionally from"), sense=OPEN)
    provisional_until = Day(
        _("Applied provisionally until"),
        _("The first day on which it is applied no longer."),
        sense=open_day(after="provisional_from"),
    )
    provisional_scope = Line(
        _("Parts applied provisionally"),
        _("For example III. Separated by semicolons; empty means the whole."),
        most=200,
    )
    denounced_effective = Day(_("Denunciation takes effect on"), sense=OPEN)
    cut_off = Day(_("Reserved against acts before"), sense=OPEN)
    reservations = Line(_("Articles reserved"), DATED, most=500)
    annexes = Line(_("Annexes notified"), DATED, most=500)
    annex_cut_offs = Line(
        _("Reserved against acts before, for an annex"),
        _("For example F=2025-01-01; more than one separated by semicolons."),
        most=500,
    )
    declarations = Text(_("Declarations"), _("In a few words of your own, with their articles."), rows=4, most=5000)
    source = Line(_("Source"), _("Where you read it."), needed=_("Name the source."), most=500)
    mark = Line(
        _("How sure it is"),
        _(
            "C confirmed in the source; R-h, R-m, R-l recalled with high, medium or low confidence; U unknown; P practice."
        ),
        needed=_("Say how sure it is."),
        most=200,
    )
    checked_on = Day(_("Checked against the source on"), needed=_("Say when you checked it."), sense=RECENT)
    seen = HiddenField()


class SheetForm(Asked):
    """One answer on a State's sheet. `choices` are the words of the answer, where it is chosen from a list."""

    answer = Text(_("Answer"), _("Leave it empty when nothing is known any more."), rows=4, most=5000)
    chosen = Several(_("Answer"), _("Choose nothing when nothing is known any more."))
    source = Line(_("Source"), _("Where you read it."), needed=_("Name the source."), most=500)
    mark = Line(
        _("How sure it is"),
        _(
            "C confirmed in the source; R-h, R-m, R-l recalled with high, medium or low confidence; U unknown; P practice."
        ),
        needed=_("Say how sure it is."),
        most=200,
    )
    checked_on = Day(_("Checked against the source on"), needed=_("Say when you checked it."), sense=RECENT)
    seen = HiddenField()

    def offer_choices(self, choices: Iterable[tuple[str, str]], hint: str) -> None:
        """Ask for words of a list, or freely."""
        self.chosen.choices = list(choices)
        del self["answer" if self.chosen.choices else "chosen"]
        if hint:
            self[next(iter(self._fields))].description = hint

    def told(self) -> str:
        """The answer."""
        return "; ".join(self.chosen.data or ()) if "chosen" in self else str(self.answer.data or "")


class ImportForm(Asked):
    """A table to be taken in, whole or not at all."""

    table = FileField(_("The table"))

    def validate_table(self, field: FileField) -> None:
        """A file must be chosen."""
        if not getattr(field.data, "filename", ""):
            raise StopValidation(_("Choose a table."))


class BasisForm(Asked):
    """Between whom, when, and for what a legal basis is sought."""

    requesting = StatePick(_("State that asks"), needed=_("Choose the State that asks."))
    requested = StatePick(_("State that is asked"), needed=_("Choose the State that is asked."))
    on: Given = Day(_("Day of the request"), needed=_("Give the day of the request."), sense=OPEN)
    kind = Pick(_("Kind of request"), choices=KINDS, needed=_("Choose the kind of request."))
    crimes = Several(_("Crimes"))
    measures = Several(_("Measures"))
    acts_from = Day(
        _("First day of the acts"), _("If it is known: a State may have reserved against earlier acts."), sense=ACTS
    )
    acts_until = Day(_("Last day of the acts"), sense=acts(after="acts_from"))

    def offer_law(self, law: Law) -> None:
        """The States, and every crime and measure that any instrument knows."""
        self.requesting.offer_states(law)
        self.requested.offer_states(law)
        self.crimes.choices = law.every_crime()
        self.measures.choices = law.every_measure()

    def validate_acts_until(self, field: DayField) -> None:
        """The last day is not before the first."""
        if field.data and self.acts_from.data and field.data < self.acts_from.data:
            raise StopValidation(_("The last day of the acts lies before the first."))

    def validate_requested(self, field: StateDropDown) -> None:
        """Two different States."""
        if field.data == self.requesting.data:
            raise StopValidation(_("Choose two different States."))
