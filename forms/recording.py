"""What the registrar adds when the other side's step came by letter and not by package."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wtforms import BooleanField, FieldList, FormField, SubmitField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, Pick, Text, Tick
from forms.basis import CHANNELS
from forms.between import only_of_these_two
from forms.days import ACTS, RECENT, DayField, acts, too_early
from forms.languages import LanguagePick, LettersPick
from forms.offered import DropDown
from forms.persons import PersonRow
from forms.states import StatePick
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.instruments.bodies import passes
from mla.lifecycle.text import RequestText
from mla.words import _

BY_LETTER = tuple(one for one in CHANNELS if one[0] != "system")


class Letter(Asked):
    """How the letter came: channel, dates, the other side's reference, the scan."""

    channel = Pick(_("How the letter came"), choices=BY_LETTER, needed=_("Say how the letter came."))
    sent_on = Day(_("Date on the letter"), needed=_("Give the date on the letter."), sense=RECENT)
    received_on = Day(_("Date received"), needed=_("Give the date on which it was received."), sense=RECENT)
    their_reference = Line(_("Their reference"), most=100)
    scan = Files(_("Scan of the letter"), TAKEN)
    language = LanguagePick(_("Language of the scan"), _("Stands in the lists that name it."))
    another = Tick(_("It is another letter, and was not recorded before"))
    asked_since = ("language", "another")

    same: Sequence[str] = ()
    """How what was recorded already of the same day and reference is called."""

    def beside(self, same: Sequence[str]) -> None:
        """Ask whether it is another letter, where one like it is on record."""
        self.same = same
        if not same:
            self.drop("another")

    def validate_another(self, field: BooleanField) -> None:
        """Nobody records a letter twice without knowing it."""
        if self.same and not field.data:
            raise StopValidation(
                _(
                    "A letter of this day and reference is on record already: %(names)s. Say that it is another, or do not record it.",
                    names="; ".join(self.same),
                )
            )

    def validate_received_on(self, field: DayField) -> None:
        """A letter is not received before it is sent."""
        if field.data and self.sent_on.data and too_early(field.data, self.sent_on.data):
            raise StopValidation(_("The letter cannot have been received before it was sent."))


class OffenceRow(Asked):
    """An offence, as far as a received letter names one."""

    name = Line(_("Offence"), most=300)
    acts_from = Day(_("First day of the acts"), sense=ACTS)
    acts_until = Day(_("Last day of the acts"), sense=acts(after="acts_from"))
    penalty = Line(_("Penalty that may be imposed"))
    death_penalty = Tick(_("It carries the death penalty"))


class MeasureRow(Asked):
    """A measure, as far as a received letter asks one."""

    kind = Pick(_("Kind"))
    heading_line = Line(_("In one line"), most=200)
    description = Text(_("What exactly is asked"), rows=3, most=20_000)


class TransmitRecorded(Asked):
    """Open an incoming request that came on paper."""

    heading = _("Register a request that came on paper")
    counterpart = StatePick(_("State, court or body that asks"), needed=_("Choose who asks."))
    title = Line(_("Short title"), needed=_("Give the request a short title."), most=200)
    instrument = Pick(_("Treaty or other basis it relies on"), needed=_("Choose the basis of the request."))
    language = LettersPick(_("Language for our papers"))
    authority = Line(_("Authority that asks"), needed=_("Name the authority that asks."))
    facts = Text(_("Summary of the facts"), needed=_("Summarise the facts."), rows=8)
    urgent = Tick(_("Marked urgent"))
    persons = FieldList(FormField(PersonRow), _("Persons"), min_entries=1)
    offences = FieldList(FormField(OffenceRow), _("Offences"), min_entries=1)
    measures = FieldList(FormField(MeasureRow), _("Measures"), min_entries=2)
    more = SubmitField(_("Add more rows"))
    law: Law

    def offer_text(self, text: RequestText, law: Law) -> None:
        """States, instruments, and the measures of any of them; only what a request of the kind speaks of."""
        super().offer_text(text, law)
        self.law = law
        self.counterpart.offer_counterparts(law, text.table, we_ask=False)
        self.instrument.choices = law.bases(law.field, bodies=passes(text.table.kind))
        self.language.offer_languages(law)
        kinds_of_items = {task.items for task in text.table.tasks}
        for name in {"persons", "offences", "measures"} - kinds_of_items:
            del self[name]
        for person in self.persons or ():
            person.form.offer_text(text, law)
        for row in self.measures or ():
            row.form.kind.choices = [("", _("Choose")), *law.measures(self.instrument.data or law.first())]

    def validate_instrument(self, field: DropDown) -> None:
        """An agreement between two States carries requests of those two alone."""
        only_of_these_two(self.law, field.data, self.counterpart)

    def validate_measures(self, field: FieldList[FormField[MeasureRow]]) -> None:
        """A request for measures asks at least one."""
        if not any(row.form.kind.data and row.form.heading_line.data for row in field):
            raise StopValidation(_("Enter at least one measure: its kind and one line."))


class MarkSent(Asked):
    """Our own paper went out by post or by hand."""

    heading = _("Record how the paper was sent")
    channel = Pick(_("How it was sent"), choices=BY_LETTER, needed=_("Say how it was sent."))
    sent_on = Day(_("Sent on"), needed=_("Give the date."), sense=RECENT)
    tracking = Line(_("Tracking number or note"))
    reason = Line(_("Why it is corrected"), needed=_("Say why what was recorded is corrected."))

    def corrects(self, sent_on: date | None, sent_by: str) -> None:
        """Ask why, where it was recorded before; what was recorded then stands in the boxes."""
        if sent_on is None:
            del self["reason"]
            return
        if self.typed is None:
            self.channel.data, _blank, self.tracking.data = sent_by.partition(" ")
            self.sent_on.data = sent_on
