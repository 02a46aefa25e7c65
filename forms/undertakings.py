"""What is asked about conditions and undertakings: to offer, answer, give them and report on them; to give more time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from wtforms import FieldList, FormField, HiddenField, SubmitField, TextAreaField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Pick, Several, Text
from forms.days import AHEAD, RECENT, DayField
from forms.enclosing import Enclosing
from forms.national_law import offer_promises, told_of_assurances
from mla.canonical import Answers
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.instruments.periods import last_day
from mla.lifecycle.case_file import CaseFile, ObligationRecord, OfficialRecord
from mla.lifecycle.undertakings import extendable, prolongable
from mla.words import _, day_in_words, joined

OBLIGATIONS = (
    ("use_limitation", _("Limitation of use")),
    ("confidentiality", _("Confidentiality")),
    ("death_penalty", _("Death penalty not imposed, or not carried out")),
    ("return_originals", _("Return of originals and objects")),
    ("return_person", _("Return of the person")),
    ("retrial", _("Retrial")),
    ("speciality", _("Speciality")),
    ("erasure", _("Erasure")),
    ("report_on_use", _("Report on use")),
    ("presence", _("Presence of officials")),
    ("other", _("Other")),
)
OWNERS = (("requesting", _("The requesting State")), ("requested", _("The requested State")))


class Undertaking(Asked):
    """One promise: what kind, in which words, by when."""

    number = HiddenField()
    kind = Pick(_("Kind"), choices=(("", _("Choose")), *OBLIGATIONS))
    words = Text(_("In these words"), rows=3, most=10_000)
    due_on = Day(_("To be kept by"), sense=AHEAD)
    period = Line(_("Or within which time"), _("For example: thirty days after the judgment is final."))


class Condition(Undertaking):
    """One condition, and who must keep it."""

    owner = Pick(_("Who must keep it"), choices=OWNERS, default="requesting")


Promise = TypeVar("Promise", bound=Undertaking)


class Rows(Asked):
    """A form with a list of promises that grows."""

    rows = ""
    side = ""

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Another row where it was asked for; each row its number, the next that is free in the ledger."""
        super().offer(dossier, law, officials)
        field = self[self.rows]
        assert isinstance(field, FieldList)
        if self["more"].data:
            field.append_entry()
        taken = {one.number for one in dossier.obligations if one.side == self.side}
        if not self.abroad:
            self.guidance = joined(" ", filter(None, (self.guidance, told_of_assurances(law, dossier))))
        for row in field:
            number = str(row.form.number.data or "")
            if not number.isdigit() or not 0 < int(number) < 10_000 or int(number) in taken:
                row.form.number.data = str(max(taken, default=0) + 1)
            taken.add(int(row.form.number.data))
            if not self.abroad:
                offer_promises(row.form.kind, dossier, law)
            for name in ("kind", "words", "owner"):
                if name in row.form:
                    row.form[name].flags.quiet = True  # needed, except in a row that is left empty

    def check_rows(self, field: Iterable[FormField[Promise]]) -> None:
        """Words and kind come together."""
        for row in field:
            if bool(row.form.words.data) != bool(row.form.kind.data):
                raise StopValidation(_("Give every row both its kind and its exact words."))

    def answers(self) -> Answers:
        """Without the rows that were left empty."""
        answers = super().answers()
        del answers["more"]
        return answers | {self.rows: [row for row in answers[self.rows] if row["words"]]}


class OfferConditions(Rows):
    """Offer conditions on which help will be given."""

    heading = _("Offer conditions")
    guidance = _(
        "Each condition is accepted or declined by itself. Results are released only when none is open or declined."
    )
    rows = "conditions"
    side = "requested"
    conditions = FieldList(FormField(Condition), _("Conditions"), min_entries=1)
    more = SubmitField(_("Add another condition"))
    falls = Several(_("Conditions that fall away"))
    remark = Text(_("Words to accompany the conditions"), rows=3, most=5000)
    answer_by = Day(_("Please answer by"), sense=AHEAD)
    files = Files(_("Documents to go with the letter"), TAKEN)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Conditions that bind nobody may fall away."""
        super().offer(dossier, law, officials)
        open_ones = [one for one in dossier.obligations if one.status in ("offered", "declined")]
        self.falls.choices = [(str(one.number), _title(one)) for one in open_ones]
        if not open_ones:
            del self.falls

    def validate_conditions(self, field: FieldList[FormField[Condition]]) -> None:
        """Something is offered, or something falls away."""
        self.check_rows(field)
        falls = "falls" in self and self.falls.data
        if not falls and not any(row.form.words.data for row in field):
            raise StopValidation(_("Offer at least one condition, or let one fall away."))


class Answered(Asked):
    """The answer to one condition."""

    caption = ""
    noun = _("Condition")
    number = HiddenField()
    answer = One(
        _("This condition"),
        choices=(("accepted", _("is accepted")), ("declined", _("is declined"))),
        needed=_("Say of each condition whether it is accepted."),
    )
    reason = Text(_("Reason, if declined"), rows=2, most=5000)

    def validate_reason(self, field: TextAreaField) -> None:
        """Whoever declines says why."""
        if self.answer.data == "declined" and not field.data:
            raise StopValidation(_("Say why the condition is declined."))


def _offering(dossier: CaseFile) -> str:
    """The State that offers conditions: the one that does not answer them."""
    answers = dossier.table.step["answer_conditions"].side
    return answers.other if answers else ""


class AnswerConditions(Asked):
    """Accept or decline each condition offered."""

    heading = _("Accept or decline the conditions")
    guidance = _("What is accepted binds your State and enters the ledger of obligations.")
    conditions = FieldList(FormField(Answered), _("Conditions"))
    remark = Text(_("Words to accompany the answer"), rows=3, most=5000)
    files = Files(_("Documents to go with the letter"), TAKEN)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """One row for each condition that waits; an answer that comes from abroad brings its own rows."""
        super().offer(dossier, law, officials)
        offering = _offering(dossier)
        theirs = {str(one.number): one for one in dossier.obligations if one.side == offering}
        if not len(self.conditions):
            for number, one in theirs.items():
                if one.status == "offered":
                    self.conditions.append_entry({"number": number})
        self.words = {number: one.words for number, one in theirs.items()}
        for row in self.conditions:
            known = theirs.get(str(row.form.number.data))
            row.form.caption = _title(known) if known else ""

    def validate_conditions(self, field: FieldList[FormField[Answered]]) -> None:
        """Every row answers a condition that was offered."""
        if not len(field) or any(str(row.form.number.data) not in self.words for row in field):
            raise StopValidation(_("Answer the conditions that were offered, and no others."))

    def answers(self) -> Answers:
        """Each answer with the words of its condition, so that the letter can repeat them."""
        answers = super().answers()
        rows = [row | {"words": self.words.get(str(row["number"]), "")} for row in answers["conditions"]]
        return answers | {"conditions": rows}


class Undertake(Rows):
    """Give an undertaking of one's own accord."""

    heading = _("Give an undertaking")
    guidance = _("It binds your State from the day of the letter and enters the ledger of obligations.")
    rows = "undertakings"
    side = "requesting"
    undertakings = FieldList(FormField(Undertaking), _("Undertakings"), min_entries=1)
    more = SubmitField(_("Add another undertaking"))
    remark = Text(_("Words to accompany the undertaking"), rows=3, most=5000)
    files = Files(_("Documents to go with the letter"), TAKEN)

    def validate_undertakings(self, field: FieldList[FormField[Undertaking]]) -> None:
        """At least one."""
        self.check_rows(field)
        if not any(row.form.words.data for row in field):
            raise StopValidation(_("Give at least one undertaking."))


class ReportObligation(Asked):
    """Report on an obligation, and discharge it when it has been kept."""

    heading = _("Report on an obligation")
    concerning = ""
    obligation = Pick(_("Obligation"), needed=_("Choose the obligation."))
    outcome = One(
        _("The obligation"),
        choices=(("discharged", _("has been fulfilled")), ("kept", _("is being kept; a further report will follow"))),
        needed=_("Say how the obligation stands."),
    )
    discharged_on = Day(_("Fulfilled on"), sense=RECENT)
    words = Text(_("What was done"), _("With the proof: what, when, by whom."), needed=_("Say what was done."), rows=6)
    files = Files(_("Proof"), TAKEN)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Everything in the ledger that binds."""
        super().offer(dossier, law, officials)
        binding = [one for one in dossier.obligations if one.status == "accepted"]
        self.obligation.choices = [(one.name, _title(one)) for one in binding]
        self.words_of = {one.name: f"{one.number}. {one.words}" for one in binding}

    def validate_discharged_on(self, field: DayField) -> None:
        """What is fulfilled was fulfilled on a day."""
        if self.outcome.data == "discharged" and not field.data:
            raise StopValidation(_("Give the day on which the obligation was fulfilled."))

    def answers(self) -> Answers:
        """With the words of the obligation, so that the letter can repeat them."""
        return super().answers() | {"concerning": self.words_of.get(self.obligation.data, "")}


class Extend(Enclosing):
    """Give more time, or take more for an own decision where the instrument lets it be prolonged."""

    heading = _("Extend a time limit")
    limit = Pick(_("Time limit"), needed=_("Choose the time limit."))
    until = Day(_("New last day"), needed=_("Give the new last day."), sense=AHEAD)
    reason = Text(_("Reason"), needed=_("Give the reason."), rows=3, most=5000)
    whose = One(
        _("Whose time it is"),
        choices=(("theirs", _("a time that was set for the requesting State")), ("own", _("the requested State’s own time to decide"))),
    )  # fmt: skip
    article = Line(_("Article that lets it be prolonged"), most=100)
    asked_since = ("whose", "article")
    dates: Mapping[str, date] = {}
    latest: Mapping[str, date] = {}
    articles: Mapping[str, str] = {}

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The limits that we set by naming a date, and our own that the instrument lets us prolong, as far as they run."""
        super().offer(dossier, law, officials)
        named = extendable(dossier)
        self.dates = {name: date.fromisoformat(day) for name, _, day in named}
        choices = [(name, _("%(what)s: %(day)s", what=what, day=day_in_words(day))) for name, what, day in named]
        for limit, period, event in prolongable(dossier, law):
            row = next(one for one in law.limits(dossier.instrument, limit.rule) if one.id == period.id)
            last = last_day(date.fromisoformat(event.answers[limit.since]), row)
            self.dates = {**self.dates, row.id: last}
            self.latest = {**self.latest, row.id: last + timedelta(days=row.extension)}
            self.articles = {**self.articles, row.id: row.article}
            choices.append(
                (
                    row.id,
                    _(
                        "%(what)s: %(day)s (art. %(article)s)",
                        what=limit.what,
                        day=day_in_words(last),
                        article=row.article,
                    ),
                )
            )
        self.limit.choices = choices
        if not self.abroad:  # the letter tells it, and nobody need be asked
            self.drop("whose")
            self.drop("article")

    def validate_until(self, field: DayField) -> None:
        """More time, not less, and no more than the instrument allows."""
        before, most = self.dates.get(self.limit.data), self.latest.get(self.limit.data)
        if field.data and before and field.data <= before:
            raise StopValidation(
                _("The new last day must be later than the one first named, %(day)s.", day=day_in_words(before))
            )
        if field.data and most and field.data > most:
            raise StopValidation(_("The legal basis lets it be prolonged to %(day)s at most.", day=day_in_words(most)))

    def answers(self) -> Answers:
        """With whose time it is, and the article that lets us prolong our own, so that the letter can tell it."""
        told = super().answers()
        if self.abroad:
            return told
        article = self.articles.get(self.limit.data, "")
        return told | ({"whose": "own", "article": article} if article else {"whose": "theirs"})


def _title(one: ObligationRecord) -> str:
    kind = dict(OBLIGATIONS)[one.kind]
    if not one.words:
        return _("%(number)s. %(kind)s", number=one.number, kind=kind)
    return _("%(number)s. %(kind)s: %(words)s", number=one.number, kind=kind, words=one.words)
