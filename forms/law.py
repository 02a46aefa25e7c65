"""What is asked of whoever keeps the register of participation, or looks for a legal basis."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import FileField, HiddenField, TextAreaField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Line, Pick, Several, Text, Tick
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
    ("court", _("Surrender to an international court")),
)

JOINED = (
    ("", _("Not told")),
    ("ratified", _("Ratification")),
    ("accepted", _("Acceptance")),
    ("approved", _("Approval")),
    ("acceded", _("Accession")),
    ("succeeded", _("Succession")),
)

DATED = _("Separated by semicolons; with days if they are known, for example F=2025-01-01 or F=2025-01-01/2026-01-01.")


class ParticipationForm(Asked):
    """What is known of a State's part in an instrument. An empty date is one that is not known, or has not come."""

    heading = _("Participation")
    guidance = _("Enter only what a source says. Every change is kept beside what was known before.")
    signed = Day(_("Signed"), sense=LONG_AGO)
    act = Pick(_("How it joined"), choices=JOINED)
    ratified = Day(_("Instrument of ratification, acceptance, approval or accession deposited"), sense=LONG_AGO)
    in_force_from = Day(
        _("In force for the State from"),
        _("Only as the depositary says it. Where it is left empty, the day is computed from the deposit."),
        sense=OPEN,
    )
    in_force_by = Day(
        _("Listed as a party on"),
        _("The day of the list, where it does not tell since when the State is a party."),
        sense=OPEN,
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
    denounced = Day(_("Notice of denunciation received on"), sense=OPEN)
    denounced_effective = Day(_("Denunciation takes effect on"), sense=OPEN)
    cut_off = Day(_("Reserved against acts before"), sense=OPEN)
    reservations = Line(_("Articles reserved"), DATED, most=500)
    annexes = Line(_("Annexes notified"), DATED, most=500)
    annex_cut_offs = Line(
        _("Reserved against acts before, for an annex"),
        _("For example F=2025-01-01; more than one separated by semicolons."),
        most=500,
    )
    objections = Line(
        _("Objections of other States"),
        _("The State and the article reserved, for example DE 40=2025-01-01; more than one separated by semicolons."),
        most=500,
    )
    territory = Line(_("Territory to which it is limited"), _("In words, for example: the European part."), most=500)
    declarations = Text(_("Declarations"), _("In a few words of your own, with their articles."), rows=4, most=5000)
    source = Line(_("Source"), _("Where you read it."), needed=_("Name the source."), most=500)
    mark = Line(
        _("How sure it is"),
        _(
            "C confirmed with the depositary; D read in a dataset; R, R-h, R-m, R-l recalled (with high, medium or low confidence); U unknown; P practice."
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
            "C confirmed with the depositary; D read in a dataset; R, R-h, R-m, R-l recalled (with high, medium or low confidence); U unknown; P practice."
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


class SheetsForm(Asked):
    """A table of State sheets, which is looked at before what is ticked of it is taken in."""

    table = FileField(_("The table"))
    rows = TextAreaField(_("Its rows"), description=_("As they were read. Mend them here, or choose another table."))
    take = Several(_("Take in"))
    seen = HiddenField()


class ListForm(Asked):
    """A table of the register, or a list of those who take part in one instrument, which is looked at before it is taken in."""

    table = FileField(_("The table"))
    rows = TextAreaField(_("Its rows"), description=_("As they were read. Mend them here, or choose another table."))
    code = Pick(
        _("For a list of acts: which treaty it is of"),
        _(
            "A list has the columns state, action, on, source, mark. A table of the register needs none of these answers."
        ),
    )
    day = Day(_("Day of the list"), sense=RECENT)
    source = Line(_("Where it was read"), most=500)
    complete = Tick(
        _("The list names all who take part"),
        _("Then a State that it does not name is not known to take part as of its day."),
    )
    gaps = Line(_("What it is known to lack"), most=500)
    seen = HiddenField()

    def offer_law(self, law: Law) -> None:
        """Every treaty that has a list."""
        self.code.choices = [("", _("Not a list: a table of the register")), *law.taking_part()]

    def validate_table(self, field: FileField) -> None:
        """A table must be chosen, or its rows given."""
        if not getattr(field.data, "filename", "") and not self.rows.data:
            raise StopValidation(_("Choose a table."))

    def lacks(self) -> bool:
        """Whether a list lacks what is asked of it; each question then says so."""
        asked = (
            (self.code, _("Say which treaty the list is of.")),
            (self.day, _("Give the day of the list.")),
            (self.source, _("Name the source.")),
        )
        for field, sentence in asked:
            if not field.data:
                field.errors = [sentence]
        return any(field.errors for field, _sentence in asked)


class BasisForm(Asked):
    """Between whom, when, and for what a legal basis is sought."""

    requesting = StatePick(_("State or body that asks"), needed=_("Choose who asks."))
    requested = StatePick(_("State or body that is asked"), needed=_("Choose who is asked."))
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
        self.requesting.offer_everybody(law)
        self.requested.offer_everybody(law)
        self.crimes.choices = law.every_crime()
        self.measures.choices = law.every_measure()

    def validate_acts_until(self, field: DayField) -> None:
        """The last day is not before the first."""
        if field.data and self.acts_from.data and field.data < self.acts_from.data:
            raise StopValidation(_("The last day of the acts lies before the first."))

    def validate_requested(self, field: StateDropDown) -> None:
        """Two different States."""
        if field.data == self.requesting.data:
            raise StopValidation(_("Choose two that are different."))
