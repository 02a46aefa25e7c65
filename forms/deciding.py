"""What is asked when the requested State receives, examines, consults, accepts, postpones or refuses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import FieldList, FormField, HiddenField, SubmitField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Pick, Several, Text, loosen
from forms.conditions import EACH, Conditioned
from forms.days import AHEAD, PAST, too_early
from forms.measures import named_measures
from forms.questions import Answering
from forms.refusing import Consultation, OfConsultation, offer_consultation
from mla.instruments import Law
from mla.instruments.schema import Content
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.text import RequestText


class Acknowledge(Asked):
    """Acknowledge receipt."""

    heading = "Acknowledge receipt"
    received_on = Day("Date of receipt", needed="Give the date of receipt.", sense=PAST)
    responsible = Line("Responsible unit and contact", needed="Name the responsible unit.")
    confidentiality = One(
        "Confidentiality{confidentiality}",
        needed="Say whether confidentiality can be kept.",
        choices=(("kept", "will be kept"), ("not_possible", "cannot be kept; please say whether to proceed")),
    )
    expected = Line("When a decision is expected")

    sent_on = None

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember when the request was sent."""
        super().offer(dossier, law, officials)
        self.sent_on = dossier.transmitted_on

    def validate_received_on(self, field: Any) -> None:
        """Nothing is received before it is sent."""
        if field.data and self.sent_on and too_early(field.data, self.sent_on):
            raise StopValidation(
                f"The request was sent on {self.sent_on:%d.%m.%Y}; it cannot have been received before."
            )


class Assign(Asked):
    """Give the request to an examiner."""

    heading = "Assign to an examiner"
    examiner = Pick("Examiner", needed="Choose the examiner.")

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The examiners of this ministry."""
        self.examiner.choices = [(str(o.id), o.name) for o in officials if "examiner" in o.roles]


class Question(Asked):
    """One question: what is missing, of which item of the treaty's list, in which section of the request."""

    question = Text("What is missing", rows=3, most=20_000)
    item = Pick("Item of the list of contents")
    section = Pick(
        "Section of the request", "The requesting State can change exactly the sections you name, and no others."
    )


class Ask(Asked):
    """Ask for additional information (art. 28): a notice that names the very items and sections that are deficient."""

    heading = "Ask for additional information"
    questions = FieldList(FormField(Question), "Questions", min_entries=2)
    more = SubmitField("Add another question")
    answer_by = Day(
        "Please answer by", "A reasonable time{additional_information}.", needed="Set a reasonable time.", sense=AHEAD
    )
    files = Files("Documents to go with the letter", "PDF, PNG, JPEG or TIFF.")

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The contents that the instrument asks of a request, and the sections and items of this one."""
        super().offer(dossier, law, officials)
        if self.more.data:
            self.questions.append_entry()
        items = [(row.id, _content(row)) for row in law.contents(dossier.instrument) if row.paper in ASKING]
        for row in self.questions:
            row.form.question.flags.quiet = True  # needed, except in a row that is left empty
            row.form.item.choices = [("", "None in particular"), *items]
            row.form.section.choices = [("", "None in particular"), *sections(RequestText.of(dossier))]

    def validate_questions(self, field: Any) -> None:
        """Something is asked, and every row that names an item or a section says what is missing there."""
        told = [row.form for row in field]
        if any((one.item.data or one.section.data) and not one.question.data for one in told):
            raise StopValidation("Say what is missing wherever you name an item or a section.")
        if not any(one.question.data for one in told):
            raise StopValidation("Say what is missing.")

    def answers(self) -> dict[str, Any]:
        """Without the rows that ask nothing."""
        answers = super().answers()
        del answers["more"]
        return answers | {"questions": [row for row in answers["questions"] if row["question"]]}


ASKING = ("request", "measure", "extradition", "provisional_arrest", "transfer", "proceedings")
"""The papers by which a State asks, as instruments call them."""


def _content(row: Content) -> str:
    return f"{row.label.en} (art. {row.article})" if row.article else row.label.en


def sections(text: RequestText) -> Iterable[tuple[str, str]]:
    """Every section of a request as a choice, and every item of its lists."""
    for task in text.table.tasks:
        yield task.trigger, f"{task.title}: something new" if task.items else task.title
        for one in () if task.documents else text.items(task):
            yield f"{task.trigger}:{one.number}", f"{task.title}: {one.number}. {one.name}"


class Consult(Conditioned):
    """Consult before refusing or postponing (art. 30(5))."""

    heading = "Consult the requesting State"
    ground = Pick("Ground under consideration")
    concerns = Text("What stands in the way", needed="Say what stands in the way.", rows=8)
    conditions = Text("Conditions under which help could be given", EACH, rows=5, most=20_000)
    answer_by = Day("Please answer by", sense=AHEAD)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The instrument's grounds and nothing else."""
        super().offer(dossier, law, officials)
        self.ground.choices = [("", "None in particular"), *law.grounds(dossier.instrument, dossier.field)]


class Accept(Conditioned):
    """Accept the request."""

    heading = "Accept the request"
    decided_by = Line("Decision of", "The authority that decided, if not this ministry.")
    conditions = Text("Conditions", f"For example on use{{use}}. {EACH}", rows=4, most=10_000)
    expected = Line("When results can be expected")


class Postpone(Conditioned):
    """Postpone execution (art. 32(4))."""

    heading = "Postpone execution"
    reasons = Text("Reasons{postponement}", needed="Give the reasons for the postponement.", rows=6, most=20_000)
    until = Day("Expected until", sense=AHEAD)
    conditions = Text("Conditions under which part could be given now", EACH, rows=3, most=10_000)


class Resume(Asked):
    """Resume execution."""

    heading = "Resume execution"
    remark = Text("What has changed", rows=3, most=5000)


class Refuse(Asked):
    """Refuse the request. Reasons and consultation are demanded where the instrument demands them."""

    heading = "Refuse the request"
    ground = One("Ground", needed="A refusal needs a ground of the instrument.")
    reasons = Text(
        "Reasons{reasons}",
        "What the other State should know to understand the refusal.",
        needed="Give the reasons: the instrument demands them.",
        rows=10,
    )
    consultation = Consultation()
    consultation_reason = OfConsultation()
    remedy = Text("What would cure the refusal, and what can still be given", rows=3, most=10_000)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The instrument's grounds and nothing else, each with what it means; what is no ground is said."""
        super().offer(dossier, law, officials)
        self.ground.choices = law.refusals(dossier.instrument, dossier.field)
        if excluded := law.excluded(dossier.instrument, dossier.field):
            self.guidance = f"No ground of refusal is: {'; '.join(excluded)}."
        if not law.article(dossier.instrument, "reasons"):
            loosen(self.reasons)
        if not law.article(dossier.instrument, "consultation"):
            loosen(self.consultation)
            loosen(self.consultation_reason)
        offer_consultation(self.consultation, dossier, law)


class RefuseInPart(Refuse):
    """Refuse some of the measures that are still open; the others go on."""

    heading = "Refuse some of the measures"
    measures = Several("Measures that are refused", needed="Choose the measures that are refused.")

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The measures that are still open come first, then what every refusal asks."""
        super().offer(dossier, law, officials)
        self.measures.choices = named_measures(dossier, {m.number for m in dossier.measures if m.open})
        self._fields = {"measures": self._fields["measures"], **self._fields}

    def validate_measures(self, field: Any) -> None:
        """Whoever refuses every measure refuses the request."""
        if len(field.data or ()) == len(field.choices):
            raise StopValidation("These are all the measures that are open. To refuse them all, refuse the request.")


class ReportStatus(Answering):
    """Report how the request stands (art. 32(2)). It answers every enquiry that has come."""

    question_kind = ("enquire", "report_status", "enquiries")
    enquiries = HiddenField()
    heading = "Report how the request stands"
    words = Text("How the request stands", rows=5, most=10_000, needed="Say how the request stands.")
    expected = Line("When a decision or results can be expected")
