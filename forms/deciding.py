"""What is asked when the requested State receives, examines, consults, accepts, postpones or refuses."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import FieldList, FormField, HiddenField, SubmitField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Pick, Several, Text
from forms.conditions import EACH, Conditioned
from forms.days import AHEAD, DayField, known, too_early
from forms.enclosing import Enclosing
from forms.measures import named_measures
from forms.national_law import Remedies, TellingRemedies, formalities, kinds_of, propose_decider
from forms.offered import CheckList
from forms.questions import Answering
from forms.refusing import Considering, Refusal
from mla.canonical import Answers
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.instruments.schema import Content
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.facts import arrived_on
from mla.lifecycle.text import RequestText
from mla.words import _, day_in_words


class Acknowledge(Enclosing):
    """Acknowledge receipt."""

    heading = _("Acknowledge receipt")
    received_on = Day(_("Date of receipt"), needed=_("Give the date of receipt."), sense=known(arrived_on))
    responsible = Line(_("Responsible unit and contact"), needed=_("Name the responsible unit."))
    confidentiality = One(
        _("Confidentiality{confidentiality}"),
        needed=_("Say whether confidentiality can be kept."),
        choices=(("kept", _("will be kept")), ("not_possible", _("cannot be kept; please say whether to proceed"))),
    )
    expected = Line(_("When a decision is expected"))

    sent_on = None

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember when the request was sent."""
        super().offer(dossier, law, officials)
        self.sent_on = dossier.transmitted_on

    def validate_received_on(self, field: DayField) -> None:
        """Nothing is received before it is sent."""
        if field.data and self.sent_on and too_early(field.data, self.sent_on):
            raise StopValidation(
                _(
                    "The request was sent on %(day)s; it cannot have been received before.",
                    day=day_in_words(self.sent_on),
                )
            )


class Assign(Asked):
    """Give the request to an examiner."""

    heading = _("Assign to an examiner")
    examiner = Pick(_("Examiner"), needed=_("Choose the examiner."))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The examiners of this ministry."""
        super().offer(dossier, law, officials)
        self.examiner.choices = [(str(o.id), o.told) for o in officials if "examiner" in o.roles]


class Question(Asked):
    """One question: what is missing, of which item of the treaty's list, in which section of the request."""

    question = Text(_("What is missing"), rows=3, most=20_000)
    item = Pick(_("Item of the list of contents"))
    section = Pick(
        _("Section of the request"), _("The requesting State can change exactly the sections you name, and no others.")
    )


class Ask(Asked):
    """Ask for additional information (art. 28): a notice that names the very items and sections that are deficient."""

    heading = _("Ask for additional information")
    questions = FieldList(FormField(Question), _("Questions"), min_entries=2)
    more = SubmitField(_("Add another question"))
    answer_by = Day(
        _("Please answer by"),
        _("A reasonable time{additional_information}."),
        needed=_("Set a reasonable time."),
        sense=AHEAD,
    )
    files = Files(_("Documents to go with the letter"), TAKEN)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The contents that the instrument asks of a request, and the sections and items of this one."""
        super().offer(dossier, law, officials)
        if self.more.data:
            self.questions.append_entry()
        items = [(row.id, _content(row)) for row in law.contents(dossier.instrument) if row.paper in ASKING]
        for row in self.questions:
            row.form.question.flags.quiet = True  # needed, except in a row that is left empty
            row.form.item.choices = [("", _("None in particular")), *items]
            row.form.section.choices = [("", _("None in particular")), *sections(RequestText.of(dossier))]

    def validate_questions(self, field: FieldList[FormField[Question]]) -> None:
        """Something is asked, and every row that names an item or a section says what is missing there."""
        told = [row.form for row in field]
        if any((one.item.data or one.section.data) and not one.question.data for one in told):
            raise StopValidation(_("Say what is missing wherever you name an item or a section."))
        if not any(one.question.data for one in told):
            raise StopValidation(_("Say what is missing."))

    def answers(self) -> Answers:
        """Without the rows that ask nothing."""
        answers = super().answers()
        del answers["more"]
        return answers | {"questions": [row for row in answers["questions"] if row["question"]]}


ASKING = ("request", "measure", "extradition", "provisional_arrest", "transfer", "proceedings")
"""The papers by which a State asks, as instruments call them."""


def _content(row: Content) -> str:
    return _("%(what)s (art. %(article)s)", what=row.label.told, article=row.article) if row.article else row.label.told


def sections(text: RequestText) -> Iterable[tuple[str, str]]:
    """Every section of a request as a choice, and every item of its lists."""
    for task in text.table.tasks:
        yield task.trigger, _("%(section)s: something new", section=task.title) if task.items else task.title
        for one in () if task.documents else text.items(task):
            yield (
                f"{task.trigger}:{one.number}",
                _("%(section)s: %(number)s. %(name)s", section=task.title, number=one.number, name=one.name),
            )


class Consult(Considering, Conditioned):
    """Consult before refusing or postponing (art. 30(5))."""

    heading = _("Consult the requesting State")
    folded = ("regards", "further", "law_grounds")
    fold_title = _("The ground regards a part only; further grounds; bars of national law")
    concerns = Text(_("What stands in the way"), needed=_("Say what stands in the way."), rows=8)
    conditions = Text(_("Conditions under which help could be given"), EACH, rows=5, most=20_000)
    answer_by = Day(_("Please answer by"), sense=AHEAD)


class Accept(TellingRemedies, Conditioned):
    """Accept the request."""

    decision = "assistance_granted"
    heading = _("Accept the request")
    decided_by = Line(_("Decision of"), _("The authority that decided, if not this ministry."))
    conditions = Text(_("Conditions"), _("For example on use{use}. %(each)s", each=EACH), rows=4, most=10_000)
    expected = Line(_("When results can be expected"))
    formalities = Text(
        _("Formalities that our law asks"),
        _(
            "At hearings and other measures: oath, cautions, rights to refuse, who may be present, recording. Each paragraph is one."
        ),
        rows=4,
        most=10_000,
    )
    remedies = Remedies()
    folded = ("formalities", "remedies")
    fold_title = _("Formalities under our law; remedies against the decision")
    asked_since = ("formalities", "remedies")

    def propose(self, about: CaseFile, law: Law) -> None:
        """Who decides under our law, and what it asks at the measures of the request."""
        super().propose(about, law)
        propose_decider(self.decided_by, about, law)
        self.formalities.data = self.formalities.data or formalities(self.own, kinds_of(about), about.language)


class Postpone(Conditioned):
    """Postpone execution (art. 32(4))."""

    heading = _("Postpone execution")
    reasons = Text(_("Reasons{postponement}"), needed=_("Give the reasons for the postponement."), rows=6, most=20_000)
    until = Day(_("Expected until"), sense=AHEAD)
    conditions = Text(_("Conditions under which part could be given now"), EACH, rows=3, most=10_000)


class Resume(Enclosing):
    """Resume execution."""

    heading = _("Resume execution")
    remark = Text(_("What has changed"), rows=3, most=5000)


class Refuse(Refusal):
    """Refuse the request. Reasons and consultation are demanded where the instrument demands them."""

    decision = "assistance_refused"
    heading = _("Refuse the request")
    reasons_by_law = True


class RefuseInPart(Refuse):
    """Refuse some of the measures that are still open; the others go on."""

    heading = _("Refuse some of the measures")
    measures = Several(_("Measures that are refused"), needed=_("Choose the measures that are refused."))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The measures that are still open come first, then what every refusal asks."""
        super().offer(dossier, law, officials)
        self.measures.choices = named_measures(dossier, {m.number for m in dossier.measures if m.open})
        self._fields = {"measures": self._fields["measures"], **self._fields}

    def validate_measures(self, field: CheckList) -> None:
        """Whoever refuses every measure refuses the request."""
        if len(field.data or ()) == len(field.choices):
            raise StopValidation(_("These are all the measures that are open. To refuse them all, refuse the request."))


class ReportStatus(Answering):
    """Report how the request stands (art. 32(2)). It answers every enquiry that has come."""

    question_kind = ("enquire", "report_status", "enquiries")
    enquiries = HiddenField()
    heading = _("Report how the request stands")
    words = Text(_("How the request stands"), rows=5, most=10_000, needed=_("Say how the request stands."))
    expected = Line(_("When a decision or results can be expected"))
