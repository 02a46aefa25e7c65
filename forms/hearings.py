"""What is asked of hearings: date, place and presence; records to be signed; witnesses who come of free will."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wtforms import Field, StringField
from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Day, Files, Line, One, Pick, Several, Text
from forms.days import AHEAD as TO_ACT
from forms.days import PAST, RECENT, SOON, ahead
from forms.enclosing import Enclosing
from forms.measures import named_measures
from forms.offered import DropDown
from forms.questions import AnsweringOne, Asking
from mla.canonical import Answers
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.lifecycle.hearings import dates_waiting
from mla.lifecycle.text import RequestText
from mla.words import _, day_in_words, joined

NO_EARLIER = "none"
SET = ("fixed", "moved")


def _persons(dossier: CaseFile) -> list[tuple[str, str]]:
    """The persons of a request, as the other State may know them."""
    return [(str(one.number), f"{one.number}. {one.name}") for one in RequestText.of(dossier).persons]


def _dates(dossier: CaseFile) -> list[tuple[str, str]]:
    """The dates that wait, each by its day and place."""
    told = {f"{one.side}-{one.answers['number']}": one for one in dossier.events if one.trigger == "tell_date"}
    return [(name, _called(told[name])) for name in dates_waiting(dossier)]


class OnDate(Enclosing):
    """A letter on a date that was told before, which it repeats."""

    days_told: Mapping[str, str] = {}

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The dates that wait."""
        super().offer(dossier, law, officials)
        told = {f"{one.side}-{one.answers['number']}": one for one in dossier.events if one.trigger == "tell_date"}
        self.days_told = {name: str(told[name].answers["day"]) for name in dates_waiting(dossier)}

    def answers(self) -> Answers:
        """With the day that is meant, so that the letter can repeat it."""
        said = super().answers()
        named = said.get("question") or NO_EARLIER  # a new date leaves those beside it as they are
        return said | {"question": named, "concerning": self.days_told.get(named, "")}


def _called(event: EventRecord) -> str:
    return joined(", ", filter(None, (day_in_words(event.answers["day"]), str(event.answers.get("place") or ""))))


class TellDate(Asking, OnDate):
    """Date and place of a measure, who may attend, and when the connection is tested; or what became of a date told before."""

    trigger = "tell_date"
    heading = _("Date and place of execution")
    what = One(
        _("What is told"),
        choices=(
            ("fixed", _("a date is fixed")),
            ("moved", _("it is adjourned or moved to another date")),
            ("open", _("it is adjourned, and no new date is known yet")),
            ("held", _("it took place")),
            ("off", _("it does not take place")),
        ),
        needed=_("Say what is told."),
    )
    question = Pick(_("Which date, of those told before"))
    measures = Several(_("Measures concerned"), needed=_("Say which measures are carried out then."))
    persons = Several(_("Persons concerned"))
    day = Day(_("Date"), needed=_("Give the date."), sense=ahead(usual=SOON))
    hour = Line(_("Hour, and time zone"))
    place = Line(_("Place"), needed=_("Name the place."))
    authority = Line(_("Authority that carries it out"))
    presence = One(
        _("Officials of the requesting State{presence}"),
        choices=(
            ("welcome", _("may be present")),
            ("conditions", _("may be present on the conditions below")),
            ("no", _("cannot be present")),
        ),
    )
    presence_words = Text(
        _("Conditions of presence"), needed=_("Say on what conditions, or why not."), rows=3, most=5000
    )
    test_on = Day(_("Technical test of the connection on"), sense=ahead(usual=SOON))
    test_details = Text(_("Connection: address, contact, interpreter, time zone"), rows=3, most=5000)
    words = Text(_("Reasons, or what happened"), rows=4, most=10_000)
    asked_if = {
        "question": where("what", "moved", "open", "held", "off"),
        **{
            name: where("what", *SET)
            for name in (
                "measures",
                "persons",
                "day",
                "hour",
                "place",
                "authority",
                "presence",
                "test_on",
                "test_details",
            )
        },
        "presence_words": where("presence", "conditions", "no"),
    }

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The measures and persons of the request, and the dates that wait."""
        super().offer(dossier, law, officials)
        self.measures.choices, self.persons.choices = named_measures(dossier), _persons(dossier)
        self.question.choices = [(NO_EARLIER, _("none that was told before")), *_dates(dossier)]
        if not self.question.data:
            self.question.data = NO_EARLIER

    def validate_question(self, field: DropDown) -> None:
        """Whoever moves a date says which, where one waits."""
        if field.data == NO_EARLIER and len(field.choices) > 1 and not self.abroad:
            raise StopValidation(_("Say which date is meant."))

    def validate_test_on(self, field: Field) -> None:
        """The connection is tested before the hearing."""
        if field.data and self.day.data and field.data > self.day.data:
            raise StopValidation(_("The connection is to be tested before the hearing."))

    def validate_words(self, field: StringField) -> None:
        """What happened, or why, is told."""
        if self.what.data not in ("fixed", None) and not field.data:
            raise StopValidation(_("Say what happened, or why."))


class ReplyOnDate(OnDate):
    """Who of the requesting State will be present, whether the connection works, and whether the date suits."""

    heading = _("Presence at the execution, and its date")
    question = Pick(_("Which date"), needed=_("Choose the date."))
    officials = Text(_("Officials who will be present{presence}"), _("Names and functions."), rows=3, most=5000)
    test = One(
        _("The technical test of the connection"),
        choices=(
            ("works", _("was successful")),
            ("fails", _("was not successful")),
            ("open", _("is still to be made")),
        ),
    )
    another = Day(_("Another date is asked for"), sense=TO_ACT)
    words = Text(_("Remarks, or why another date is asked for"), rows=3, most=10_000)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The dates that wait."""
        super().offer(dossier, law, officials)
        self.question.choices = _dates(dossier)
        if not self.question.data and len(self.question.choices) == 1:
            self.question.data = next(iter(self.days_told))

    def validate_words(self, field: StringField) -> None:
        """The letter says something."""
        if not any((self.officials.data, self.test.data, self.another.data, field.data)):
            raise StopValidation(
                _("Say who will be present, whether the connection works, or which other date you ask for.")
            )


class SendTranscript(Asking):
    """A record goes abroad so that the person who was heard signs it."""

    trigger = "send_transcript"
    heading = _("Send a record to be signed")
    what = Line(_("Which record"), _("For example: record of the hearing of Witness B."), needed=_("Say which record."))
    heard_on = Day(_("Of the hearing of"), sense=PAST)
    persons = Several(_("To be signed by"))
    instructions = Text(
        _("How it is to be signed"),
        _("Reading over, translation, initials on each page, what to do where corrections are wished."),
        rows=3,
        most=5000,
    )
    answer_by = Day(_("Please return it by"), sense=TO_ACT)
    files = Files(_("The record"), TAKEN)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The persons of the request."""
        super().offer(dossier, law, officials)
        self.persons.choices = _persons(dossier)


class ReturnTranscript(AnsweringOne):
    """The record comes back."""

    asks = ("send_transcript", "return_transcript", "what")
    heading = _("Return a record that was to be signed")
    question = Pick(_("Record that is returned"), needed=_("Choose the record."))
    outcome = One(
        _("The person"),
        choices=(
            ("signed", _("has signed it")),
            ("corrected", _("has signed it with corrections")),
            ("refused", _("has refused to sign it")),
            ("not_found", _("could not be reached")),
        ),
        needed=_("Say what became of the record."),
    )
    words = Text(_("Corrections, reasons, remarks"), rows=4, most=10_000)
    files = Files(_("The record"), TAKEN)

    def validate_words(self, field: StringField) -> None:
        """A record that is not simply signed comes back with reasons."""
        if self.outcome.data not in ("signed", None) and not field.data:
            raise StopValidation(_("Say which corrections, or why it was not signed."))


class OfWitness(Enclosing):
    """A letter on persons who are asked to come."""

    persons = Several(_("Person"), needed=_("Say which person."))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The persons of the request."""
        super().offer(dossier, law, officials)
        self.persons.choices = _persons(dossier)


class ReportInvitation(OfWitness):
    """What the person who was invited answers (35(1))."""

    heading = _("Answer to an invitation to appear")
    answer = One(
        _("The person"),
        choices=(
            ("comes", _("is ready to come")),
            ("conditions", _("is ready to come on the conditions below")),
            ("declines", _("does not wish to come")),
            ("not_found", _("could not be found")),
        ),
        needed=_("Say what the person answers."),
    )
    words = Text(_("Conditions, wishes, advance asked for"), rows=3, most=5000)


class ReportArrival(OfWitness):
    """The person has come, and what it may rely on."""

    heading = _("A person has come to be heard")
    arrived_on = Day(_("Came on"), needed=_("Give the date."), sense=RECENT)
    words = Text(_("Remarks"), rows=3, most=5000)


class ReleaseWitness(Asking, OfWitness):
    """The person was told officially that it is no longer needed: the days of safe conduct run."""

    trigger = "release_witness"
    heading = _("A person who came is no longer needed")
    noticed_on = Day(
        _("Told officially on"),
        _("From this day safe conduct runs out{safe_conduct}."),
        needed=_("Give the date."),
        sense=RECENT,
    )
    by = Line(_("By"), needed=_("Name the authority."))


class ReportDeparture(AnsweringOne, OfWitness):
    """The person has left, or stays."""

    asks = ("release_witness", "report_departure", "by")
    heading = _("A person who came has left, or stays")
    question = Pick(_("Notice that the person is no longer needed"), needed=_("Choose the notice."))
    outcome = One(
        _("The person"),
        choices=(
            ("left", _("has left")),
            ("stays", _("stays of its own will")),
            ("back", _("has left, and come back")),
        ),
        needed=_("Say whether the person has left."),
    )
    day = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    words = Text(_("Remarks"), rows=3, most=5000)
