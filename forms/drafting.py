"""What is asked while a request is drafted: one form for each step, in the order of the task list."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import Form, HiddenField, RadioField, StringField
from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Asked, Day, Files, Line, One, Pick, Several, Text, Tick
from forms.days import ACTS, AHEAD, RECENT, DayField, acts
from forms.languages import LanguagePick
from forms.measures import MEASURE_FIELDS, MEASURES_ASKED_IF, asked_for
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.facts import sections_asked, text_open
from mla.lifecycle.text import RequestText
from mla.words import _


class Draft(Asked):
    """A page of the draft. It may be saved unfinished."""

    drafting = True


class DescribeCase(Draft):
    """Who asks, and in which proceedings."""

    heading = _("The case and the authority conducting it")
    authority = Line(
        _("Authority that conducts the proceedings"),
        _("Name and place."),
        needed=_("Name the authority that conducts the proceedings."),
    )
    functions = Line(
        _("Its functions"),
        _("For example: leads the investigation and brings the charge before the court."),
        needed=_("Say what the functions of the authority are."),
    )
    case_number = Line(_("Its case number"))
    nature = One(
        _("Nature of the proceedings"),
        needed=_("Choose the nature of the proceedings."),
        choices=(
            ("investigation", _("Investigation")),
            ("prosecution", _("Prosecution")),
            ("trial", _("Trial")),
            ("enforcement", _("Enforcement of a judgment")),
        ),
    )
    subject = Text(
        _("Subject matter"),
        _("What the proceedings are about, in a few sentences."),
        needed=_("Say what the proceedings are about."),
        rows=4,
        most=5000,
    )
    special_court = Tick(_("A special, ad hoc or military court is concerned"))
    court_statement = Text(
        _("That the court is an ordinary one, or the assurance given{MLA-G-26}"),
        rows=2,
        most=5000,
    )
    treatment = Text(
        _("Fair trial and treatment: information or assurance, where a doubt could be raised{MLA-G-27}"),
        rows=3,
        most=10_000,
    )
    asked_if = {"court_statement": where("special_court")}


class StateFacts(Draft):
    """The summary of facts."""

    heading = _("Summary of the facts")
    guidance = _(
        "Tell a reader abroad who knows nothing of the case: when, where, who, in which conflict or attack, and how each person is connected."
    )
    facts = Text(
        _("Facts"),
        _("An empty line starts a new numbered paragraph in the letter."),
        needed=_("State the facts."),
        rows=24,
    )


class Numbered(Draft):
    """An item of a list: a number is given when an item already there is changed."""

    number = HiddenField()


class StateOffence(Numbered):
    """An offence, its provision and its penalty."""

    heading = _("An offence")
    crime = Pick(_("Crime under the instrument"), needed=_("Choose the crime the conduct amounts to."))
    name = Line(_("Name in your law"), needed=_("Give the name of the offence in your law."))
    provision = Line(_("Provision"), _("Article and act."), needed=_("Name the provision of your law."))
    provision_text = Text(
        _("Text of the provision"),
        _("Word for word, in the language of the papers{MLA-G-08}."),
        needed=_("Give the text of the provision."),
        most=20_000,
    )
    acts_from = Day(
        _("First day of the acts"),
        _("A State may have reserved against acts before a day: it is compared."),
        sense=ACTS,
    )
    acts_until = Day(
        _("Last day of the acts"),
        _("The same day again where they were done in one day."),
        sense=acts(after="acts_from"),
    )
    penalty = Line(_("Penalty that may be imposed"), needed=_("Say which penalty may be imposed."))
    death_penalty = Tick(_("The offence carries the death penalty in our law"))
    death_statement = Text(
        _("That it will not be imposed or carried out, or what else is assured{MLA-G-23}"), rows=2, most=5000
    )
    life_sentence = Tick(_("A sentence for life without release, or of undetermined length, is possible"))
    life_statement = Text(_("How it may be reviewed, or what is assured{MLA-G-24}"), rows=2, most=5000)
    limitation = Line(_("Limitation"), _("When the offence would be time-barred, or that it is not."))
    asked_if = {"death_statement": where("death_penalty"), "life_statement": where("life_sentence")}

    def offer_text(self, text: RequestText, law: Law) -> None:
        """The crimes the instrument covers."""
        super().offer_text(text, law)
        self.crime.choices = law.crimes(text.instrument)

    def validate_acts_until(self, field: DayField) -> None:
        """The last day is not before the first."""
        if field.data and self.acts_from.data and field.data < self.acts_from.data:
            raise StopValidation(_("The last day of the acts lies before the first."))


def offences_of(text: RequestText) -> list[tuple[str, str]]:
    """The offences of a dossier as choices."""
    return [(str(one.number), one.name or one.heading) for one in text.offences]


class AskMeasure(Numbered):
    """One measure sought. Which questions are asked depends on its kind."""

    heading = _("A measure")
    kind_first = True
    kind = Pick(_("What kind of help is asked?"), needed=_("Choose the kind of help."))
    heading_line = Line(
        _("In one line"),
        _("For example: Statement of account, Banque Lys, 2014–2016."),
        needed=_("Say in one line what is asked."),
        most=200,
    )
    description = Text(
        _("What exactly is asked"),
        _("The result you need, in terms a foreign authority can act on."),
        needed=_("Describe what is asked."),
        rows=8,
        most=20_000,
    )
    persons = Several(_("Persons it concerns"))
    offences = Several(_("Offences it serves"), needed=_("Say which offence the measure serves."))
    purpose = Text(
        _("Purpose, and why it matters to the case"), needed=_("Say what the measure is for."), rows=4, most=10_000
    )
    procedure = Text(
        _("Particular procedure wished, with the reason"),
        _("Oath, warnings, presence of officials: only what your law needs."),
        rows=3,
        most=10_000,
    )
    deadline = Day(_("Wished by{MLA-G-18}"), sense=AHEAD)
    deadline_reason = Line(_("Reason for the date"))
    asked_if = MEASURES_ASKED_IF

    def offer_text(self, text: RequestText, law: Law) -> None:
        """Kinds of the instrument; persons and offences of the dossier; the questions of the kind chosen."""
        super().offer_text(text, law)
        self.kind.choices = law.measures(text.instrument)
        self.persons.choices = [(str(one.number), one.name) for one in text.persons]
        self.offences.choices = offences_of(text)
        asked = asked_for(self.kind.data)
        for name in set(MEASURE_FIELDS) - set(asked):
            del self[name]
        # The kind's own questions come after what is asked, before whom it concerns.
        order = ("number", "kind", "heading_line", "description", *asked)
        self._fields = {name: self._fields[name] for name in dict.fromkeys((*order, *self._fields))}

    def validate_deadline_reason(self, field: StringField) -> None:
        """A time limit comes with its reason."""
        if self.deadline.data and not field.data and not self.later:
            raise StopValidation(_("Give the reason for the date."))


for _name, _field in MEASURE_FIELDS.items():
    setattr(AskMeasure, _name, _field)


class SetTerms(Draft):
    """Confidentiality, urgency, costs, personal data, contact."""

    heading = _("Time limits, confidentiality, contact")
    urgent = Tick(_("The request is urgent"))
    urgency_reason = Text(
        _("Why it is urgent"),
        _("Custody, date of a hearing, loss of data, limitation."),
        needed=_("Say why the request is urgent."),
        rows=3,
        most=5000,
    )
    oral_request_on = Day(_("If it confirms an oral request: the day of that request{MLA-G-31}"), sense=RECENT)
    confidentiality = One(
        _("If the request cannot be kept confidential{confidentiality}"),
        needed=_("Say what should be done then."),
        choices=(("stop", _("do not execute it, and tell us")), ("proceed", _("execute it all the same"))),
    )
    presence = Text(
        _("Officials who wish to be present{presence}"), _("Names and functions, or leave empty."), rows=3, most=5000
    )
    costs = Text(_("Costs that can be foreseen, and who bears them{costs}"), rows=3, most=5000)
    personal_data = Text(
        _("Personal data: for what, who receives them, how long they are kept{MLA-G-29}"), rows=3, most=5000
    )
    related = Text(_("Related requests, earlier contacts, other States or courts"), rows=3, most=5000)
    contact_name = Line(_("Contact for practical matters"), needed=_("Name a contact for practical matters."))
    contact_details = Line(_("Telephone, secure e-mail, languages"), needed=_("Say how the contact is reached."))
    asked_if = {"urgency_reason": where("urgent")}


class DocumentTitle(Form):
    """The title that another system gives a document: a line as any that is typed."""

    title = Line(_("Title of the document"), most=300)


class Attach(Asked):
    """A document that goes with the request. A photograph or fingerprints belong to the person whom they show."""

    heading = _("Attach a document")
    asked_since = ("shows", "person")
    title = Line(
        _("Title of the document"),
        _("As the list of annexes should name it."),
        needed=_("Give the document a title."),
        most=300,
    )
    document_language = LanguagePick(_("Language of the document"), _("Stands in the list of annexes."))
    files = Files(_("File"), TAKEN)
    shows = One(
        _("If it shows a person"), choices=(("photographs", _("Photograph")), ("fingerprints", _("Fingerprints")))
    )
    person = One(
        _("Whom it shows"),
        _("The letter names the document with this person. Of a protected person neither goes along."),
    )

    def offer_text(self, text: RequestText, law: Law) -> None:
        """The persons of the text whose identity is not protected; where there are none, nothing is asked about persons."""
        super().offer_text(text, law)
        self.person.choices = [(str(one.number), one.heading) for one in text.persons if not one.protected]
        if not self.person.choices:
            del self["shows"], self["person"]

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Once the text was sent, only persons about whom the other State asks: nothing else of it may change."""
        super().offer(dossier, law, officials)
        task = dossier.table.list_of("persons")
        if "person" not in self or text_open(dossier) or task is None:
            return
        asked = sections_asked(dossier)
        about = [one for one in self.person.choices if {(task.trigger, ""), (task.trigger, one.value)} & asked]
        self.person.choices = about
        if not about:
            del self["shows"], self["person"]

    def validate_person(self, field: RadioField) -> None:
        """A photograph is somebody's."""
        if bool(field.data) != bool(self.shows.data):
            raise StopValidation(_("Say both what the document is and whom it shows, or neither."))
