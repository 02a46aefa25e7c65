"""What is asked when a request grows while it is executed: measures and persons that were found on the spot."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import HiddenField, StringField
from wtforms.validators import StopValidation

from forms.base import Asked, Line, Pick, Text, Tick
from forms.enclosing import Enclosing
from forms.offered import DropDown
from forms.persons import CAPACITIES
from forms.rows import Rows, blank
from mla.canonical import Answers
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.text import RequestText
from mla.words import _

MOST = 10_000


class AddedPerson(Asked):
    """A person who was not named before."""

    family_name = Line(_("Family name, or name of the company"), most=200)
    given_names = Line(_("Given names"), most=200)
    capacity = Pick(_("In what capacity"), choices=CAPACITIES)
    address = Text(_("Where the person is"), rows=2, most=2000)
    link = Text(_("Part in the facts"), rows=2, most=5000)
    protected = Tick(_("The identity of this person is protected: give a pseudonym, and no name"))
    pseudonym = Line(_("Pseudonym"), most=100)

    def validate_family_name(self, field: StringField) -> None:
        """A person has a name, or a pseudonym; of a protected person no name leaves this ministry."""
        if blank(self):
            return
        if self.protected.data and (field.data or self.given_names.data or self.address.data):
            raise StopValidation(
                _(
                    "Of a protected person nothing but the pseudonym is told: leave name and place empty. Once the letter has left, “Record who a protected person is” keeps them here."
                )
            )
        if not self.protected.data and not field.data:
            raise StopValidation(_("Give the name, or empty the row."))

    def validate_pseudonym(self, field: StringField) -> None:
        """A protected person is called something."""
        if self.protected.data and not field.data:
            raise StopValidation(_("Give a pseudonym: the papers print it in place of the name."))

    def validate_capacity(self, field: DropDown) -> None:
        """The capacity is told of each."""
        if not blank(self) and not field.data:
            raise StopValidation(_("Say in what capacity the person is concerned."))


class AddedMeasure(Asked):
    """A measure that was not asked for before."""

    kind = Pick(_("Kind"))
    heading_line = Line(_("In one line"), most=200)
    description = Text(_("What exactly is asked, and of whom"), rows=4, most=20_000)
    purpose = Text(_("What it is for"), rows=2, most=5000)

    def validate_heading_line(self, field: StringField) -> None:
        """A measure is of a kind, has a line, and says what is asked."""
        if not blank(self) and not (field.data and self["kind"].data and self.description.data):
            raise StopValidation(_("Give the kind, one line, and what exactly is asked; or empty the row."))


class AddMeasures(Enclosing):
    """Measures within the request that was made: no new request is needed. They carry on its numbers."""

    heading = _("Ask for further measures within the request")
    guidance = _(
        "For what was found while the request is executed: new witnesses, further records. The new measures serve the offences of the request, and concern the new persons, if any are named."
    )
    measures = Rows(AddedMeasure, _("Further measures"), noun=_("Measure"), another=_("Add another measure"))
    persons = Rows(AddedPerson, _("Persons not named before"), noun=_("Person"), another=_("Add another person"))
    words = Text(_("Why, and what has been found"), needed=_("Say why."), rows=4, most=MOST)
    first_measure = HiddenField()
    first_person = HiddenField()

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The kinds of help; the numbers that the new ones begin with, unless the letter came with its own."""
        super().offer(dossier, law, officials)
        self.measures.flags.needed = True
        for row in self.measures:
            row.form.kind.choices = [("", _("Choose")), *law.measures(dossier.instrument)]
        text = RequestText.of(dossier)
        for field, there in ((self.first_measure, text.measures), (self.first_person, text.persons)):
            field.data = field.data or str(max((one.number for one in there), default=0) + 1)

    def validate_measures(self, field: Rows) -> None:
        """At least one."""
        if not field.told:
            raise StopValidation(_("Ask for one measure at least."))

    def validate_first_measure(self, field: HiddenField) -> None:
        """Numbers that can be counted on."""
        for told in (field.data, self.first_person.data):
            if not str(told).isdigit() or not 0 < int(str(told)) < MOST:
                raise StopValidation(_("The numbers of the new measures cannot be read."))

    def answers(self) -> Answers:
        """With the number of each, so that both States call it alike."""
        said = super().answers()
        for name, first in (("measures", self.first_measure), ("persons", self.first_person)):
            said[name] = [
                {**row, "number": str(number)} for number, row in enumerate(said.get(name) or (), int(str(first.data)))
            ]
        return said
