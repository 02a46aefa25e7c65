"""What the registrar adds when the other side's step came by letter and not by package."""

from __future__ import annotations

from typing import Any

from wtforms import FieldList, FormField, SubmitField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Pick, Text, Tick
from forms.basis import CHANNELS
from forms.days import PAST, past, too_early
from forms.drafting import CAPACITIES, LANGUAGES
from forms.states import StatePick
from mla.instruments import Law
from mla.lifecycle.text import RequestText

BY_LETTER = tuple(one for one in CHANNELS if one[0] != "system")


class Letter(Asked):
    """How the letter came: channel, dates, the other side's reference, the scan."""

    channel = Pick("How the letter came", choices=BY_LETTER, needed="Say how the letter came.")
    sent_on = Day("Date on the letter", needed="Give the date on the letter.", sense=PAST)
    received_on = Day("Date received", needed="Give the date on which it was received.", sense=PAST)
    their_reference = Line("Their reference", most=100)
    scan = Files("Scan of the letter", "PDF, PNG, JPEG or TIFF.")

    def validate_received_on(self, field: Any) -> None:
        """A letter is not received before it is sent."""
        if field.data and self.sent_on.data and too_early(field.data, self.sent_on.data):
            raise StopValidation("The letter cannot have been received before it was sent.")


class PersonRow(Asked):
    """A person, as far as a received letter names one."""

    family_name = Line("Name", most=200)
    given_names = Line("Given names", most=200)
    born_on = Day("Date of birth", sense=PAST)
    nationality = Line("Nationality")
    capacity = Pick("Capacity", choices=CAPACITIES)


class OffenceRow(Asked):
    """An offence, as far as a received letter names one."""

    name = Line("Offence", most=300)
    acts_from = Day("First day of the acts", sense=PAST)
    acts_until = Day("Last day of the acts", sense=past(after="acts_from"))
    penalty = Line("Penalty that may be imposed")
    death_penalty = Tick("It carries the death penalty")


class MeasureRow(Asked):
    """A measure, as far as a received letter asks one."""

    kind = Pick("Kind")
    heading_line = Line("In one line", most=200)
    description = Text("What exactly is asked", rows=3, most=20_000)


class TransmitRecorded(Asked):
    """Open an incoming request that came on paper."""

    heading = "Register a request that came on paper"
    counterpart = StatePick("Requesting State", needed="Choose the State that asks.")
    title = Line("Short title", needed="Give the request a short title.", most=200)
    instrument = Pick("Treaty or other basis it relies on", needed="Choose the basis of the request.")
    language = One("Language for our papers", choices=LANGUAGES, needed="Choose the language of the papers.")
    authority = Line("Authority that asks", needed="Name the authority that asks.")
    facts = Text("Summary of the facts", needed="Summarise the facts.", rows=8)
    urgent = Tick("Marked urgent")
    persons = FieldList(FormField(PersonRow), min_entries=2)
    offences = FieldList(FormField(OffenceRow), min_entries=1)
    measures = FieldList(FormField(MeasureRow), min_entries=2)
    more = SubmitField("Add more rows")

    def offer_text(self, text: RequestText, law: Law) -> None:
        """States, instruments, and the measures of any of them; only what a request of the kind speaks of."""
        self.counterpart.offer_states(law)
        self.instrument.choices = law.bases(law.field)
        kinds_of_items = {task.items for task in text.table.tasks}
        for name in {"persons", "offences", "measures"} - kinds_of_items:
            del self[name]
        rows: Any = self._fields.get("measures", ())
        for row in rows:
            row.form.kind.choices = [("", "Choose"), *law.measures(self.instrument.data or law.first())]

    def validate_measures(self, field: Any) -> None:
        """A request for measures asks at least one."""
        if not any(row.form.kind.data and row.form.heading_line.data for row in field):
            raise StopValidation("Enter at least one measure: its kind and one line.")


class MarkSent(Asked):
    """Our own paper went out by post or by hand."""

    heading = "Record how the paper was sent"
    channel = Pick("How it was sent", choices=BY_LETTER, needed="Say how it was sent.")
    sent_on = Day("Sent on", needed="Give the date.", sense=PAST)
    tracking = Line("Tracking number or note")
