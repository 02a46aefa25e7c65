"""What is asked when a request is signed, sent, received, examined, executed, answered, refused or ended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import FieldList, FormField, HiddenField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Pick, Text, Tick

MEASURE_OUTCOMES = (
    ("done", "Done"),
    ("done_in_part", "Done in part"),
    ("impossible", "Could not be done"),
    ("refused", "Refused"),
)


class Submit(Asked):
    """Hand the draft to a signatory."""

    heading = "Submit for signature"
    remark = Text("Remark for the signatory", "Stays in this ministry.", rows=3, most=5000)
    private = ("remark",)


class Discard(Asked):
    """Give the draft up."""

    heading = "Discard the draft"
    reason = Line("Reason", needed="Say why the draft is discarded.")


class SendBack(Asked):
    """Back to the drafter."""

    heading = "Send back to the drafter"
    reason = Text("What must change", needed="Say what must change.", rows=4, most=5000)


class Revise(Asked):
    """Take the text back to change it."""

    heading = "Take back and change the text"
    guidance = "A signature already given falls away."
    reason = Line("Reason", needed="Say why the text is taken back.")


class Sign(Asked):
    """Sign the request."""

    heading = "Sign the request"
    guidance = "You sign exactly the text shown on the check page. If it changes, the signature falls away."
    read = Tick("I have read the request and its annexes and sign it", needed="Tick the box to sign.")


class Transmit(Asked):
    """Send the request."""

    heading = "Send the request"
    guidance = "The formal letter is drawn, sealed and sent. After this the text cannot be changed."
    accompanying = Text("Words to accompany the request", "Printed in the letter, or leave empty.", rows=3, most=5000)


class Acknowledge(Asked):
    """Acknowledge receipt."""

    heading = "Acknowledge receipt"
    received_on = Day("Date of receipt", needed="Give the date of receipt.")
    responsible = Line("Responsible unit and contact", needed="Name the responsible unit.")
    confidentiality = One("Confidentiality (art. 26)", needed="Say whether confidentiality can be kept.", choices=(
        ("kept", "will be kept"), ("not_possible", "cannot be kept; please say whether to proceed")))
    expected = Line("When a decision is expected")

    sent_on = None

    def offer(self, dossier: Any, law: Any, officials: Iterable[Any] = ()) -> None:
        """Remember when the request was sent."""
        self.sent_on = dossier.transmitted_on

    def validate_received_on(self, field: Any) -> None:
        """Nothing is received before it is sent."""
        if field.data and self.sent_on and field.data < self.sent_on:
            raise StopValidation(f"The request was sent on {self.sent_on:%d.%m.%Y}; it cannot have been received before.")


class Assign(Asked):
    """Give the request to an examiner."""

    heading = "Assign to an examiner"
    examiner = Pick("Examiner", needed="Choose the examiner.")

    def offer(self, dossier: Any, law: Any, officials: Iterable[Any] = ()) -> None:
        """The examiners of this ministry."""
        self.examiner.choices = [(str(o.id), o.name) for o in officials if "examiner" in o.roles]


class Ask(Asked):
    """Ask for additional information (art. 28)."""

    heading = "Ask for additional information"
    questions = Text("What is missing", "One question per paragraph; an empty line starts a new one.",
                     needed="Say what is missing.", rows=10)
    answer_by = Day("Please answer by", "A reasonable time (art. 28).", needed="Set a reasonable time.")
    files = Files("Documents to go with the letter", "PDF, PNG, JPEG or TIFF.")


class Supply(Asked):
    """Supply additional information (art. 28)."""

    heading = "Supply the information"
    answers = Text("The information asked for", needed="Give the information.", rows=16)
    files = Files("Documents to go with the letter", "PDF, PNG, JPEG or TIFF.")


class Consult(Asked):
    """Consult before refusing or postponing (art. 30(5))."""

    heading = "Consult the requesting State"
    ground = Pick("Ground under consideration")
    concerns = Text("What stands in the way", needed="Say what stands in the way.", rows=8)
    conditions = Text("Conditions under which help could be given", rows=5)
    answer_by = Day("Please answer by")

    def offer(self, dossier: Any, law: Any, officials: Iterable[Any] = ()) -> None:
        """The instrument's grounds and nothing else."""
        self.ground.choices = [("", "None in particular"), *law.grounds(dossier.instrument, dossier.kind)]


class Reply(Asked):
    """Reply to the consultation."""

    heading = "Reply to the consultation"
    position = Text("Our position", needed="Give your position.", rows=8)
    conditions = One("The conditions proposed", choices=(
        ("accepted", "are accepted"), ("declined", "are declined"), ("none", "none were proposed")),
        needed="Say whether the conditions are accepted.")
    files = Files("Documents to go with the letter", "PDF, PNG, JPEG or TIFF.")


class Accept(Asked):
    """Accept the request."""

    heading = "Accept the request"
    decided_by = Line("Decision of", "The authority that decided, if not this ministry.")
    conditions = Text("Conditions", "For example on use (art. 31). Leave empty if there are none.", rows=4, most=10_000)
    expected = Line("When results can be expected")


class MeasureStep(Asked):
    """A step on one measure."""

    measure = Pick("Measure", needed="Choose the measure.")

    def offer(self, dossier: Any, law: Any, officials: Iterable[Any] = ()) -> None:
        """The measures of the request."""
        self.measure.choices = [(str(m.number), f"{m.number}. {m.heading_line}") for m in dossier.measures]


class EntrustMeasure(MeasureStep):
    """Entrust a measure to an authority."""

    heading = "Entrust a measure to an authority"
    authority = Line("Executing authority", needed="Name the executing authority.")
    remark = Text("Instructions", "Stay in this ministry.", rows=3, most=5000)
    private = ("remark",)


class ReportMeasure(MeasureStep):
    """Record what became of a measure."""

    heading = "Record what became of a measure"
    outcome = One("Outcome", choices=MEASURE_OUTCOMES, needed="Choose the outcome.")
    result = Text("Result", "Date, place, what was obtained, or why not.", needed="Say what the result is.", rows=6, most=20_000)
    ground = Pick("Ground, if refused")

    def offer(self, dossier: Any, law: Any, officials: Iterable[Any] = ()) -> None:
        """Measures, and the instrument's grounds."""
        super().offer(dossier, law, officials)
        self.ground.choices = [("", "Not refused"), *law.grounds(dossier.instrument, dossier.kind)]

    def validate_ground(self, field: Any) -> None:
        """A refusal names its ground."""
        if self.outcome.data == "refused" and not field.data:
            raise StopValidation("Name the ground on which the measure is refused.")


class Postpone(Asked):
    """Postpone execution (art. 32(4))."""

    heading = "Postpone execution"
    reasons = Text("Reasons", needed="Give the reasons for the postponement (art. 32(4)).", rows=6, most=20_000)
    until = Day("Expected until")
    conditions = Text("Conditions under which part could be given now", rows=3, most=10_000)


class Resume(Asked):
    """Resume execution."""

    heading = "Resume execution"
    remark = Text("What has changed", rows=3, most=5000)


class MeasureResult(Asked):
    """What became of one measure, as a letter tells it."""

    number = HiddenField()
    authority = Line("Executing authority")
    outcome = One("Outcome", choices=(("", "Still open"), *MEASURE_OUTCOMES))
    result = Text("Result", rows=4, most=20_000)
    ground = Pick("Ground, if refused")


class AnswerInPart(Asked):
    """Send first results."""

    heading = "Send first results"
    results = FieldList(FormField(MeasureResult))
    letter = Text("Words to accompany the results", rows=4, most=10_000)
    use = Text("Conditions on the use of the results (art. 31)", rows=3, most=10_000)
    return_by = Day("Originals to be returned by (art. 38)")
    costs = Text("Costs to be borne by the requesting State (art. 18)", rows=2, most=5000)
    files = Files("Results: documents to hand over", "PDF, PNG, JPEG or TIFF.")

    final = False

    def offer(self, dossier: Any, law: Any, officials: Iterable[Any] = ()) -> None:
        """One row for each measure, filled with what is on record."""
        grounds = [("", "Not refused"), *law.grounds(dossier.instrument, dossier.kind)]
        while len(self.results) < len(dossier.measures):
            measure = dossier.measures[len(self.results)]
            self.results.append_entry({name: getattr(measure, name) or "" for name in
                                       ("number", "authority", "outcome", "result", "ground")})
        for row in self.results:
            row.form.ground.choices = grounds

    def validate_results(self, field: Any) -> None:
        """Every measure is named once; a final answer leaves none open; a refusal has its ground."""
        for row in field:
            told = row.form
            if self.final and not told.outcome.data:
                raise StopValidation(f"Say what became of measure {told.number.data}.")
            if told.outcome.data == "refused" and not told.ground.data:
                raise StopValidation(f"Name the ground on which measure {told.number.data} is refused.")


class Answer(AnswerInPart):
    """Send the results and conclude."""

    heading = "Send the results and conclude"
    final = True


class Refuse(Asked):
    """Refuse the request (art. 30)."""

    heading = "Refuse the request"
    ground = One("Ground", needed="A refusal needs a ground of the instrument.")
    reasons = Text("Reasons", "Reasons must be given for any refusal (art. 30(4)).", needed="Give the reasons (art. 30(4)).", rows=10)
    consultation = One("Consultation before the refusal (art. 30(5))", needed="Say whether you consulted.", choices=(
        ("held", "was held"), ("not_appropriate", "was not appropriate")))
    consultation_reason = Text("Dates and answers of the consultation, or why it was not appropriate", rows=3, most=10_000,
                               needed="Tell of the consultation, or why none was appropriate.")
    remedy = Text("What would cure the refusal, and what can still be given", rows=3, most=10_000)

    def offer(self, dossier: Any, law: Any, officials: Iterable[Any] = ()) -> None:
        """The instrument's grounds and nothing else."""
        self.ground.choices = law.grounds(dossier.instrument, dossier.kind)


class Enquire(Asked):
    """Ask how the request stands (art. 32(2))."""

    heading = "Ask how the request stands"
    words = Text("What you wish to know", rows=4, most=5000, needed="Say what you wish to know.")


class ReportStatus(Asked):
    """Report how the request stands (art. 32(2))."""

    heading = "Report how the request stands"
    words = Text("How the request stands", rows=5, most=10_000, needed="Say how the request stands.")
    expected = Line("When a decision or results can be expected")


class Close(Asked):
    """Close the request."""

    heading = "Close the request"
    words = Text("Thanks, and what became of the results", rows=3, most=5000)


class Withdraw(Asked):
    """Withdraw the request (art. 32(2))."""

    heading = "Withdraw the request"
    reason = Text("Reason", needed="Give the reason.", rows=3, most=5000)


class Note(Asked):
    """An internal note."""

    heading = "Internal note"
    guidance = "Stays in this ministry. The other State never sees it."
    words = Text("Note", needed="Write the note.", rows=5, most=20_000)
    files = Files("Documents", "PDF, PNG, JPEG or TIFF. They stay in this ministry.")


class Involve(Asked):
    """Bring in a colleague."""

    heading = "Bring in a colleague"
    colleague = Pick("Colleague", needed="Choose a colleague.")

    def offer(self, dossier: Any, law: Any, officials: Iterable[Any] = ()) -> None:
        """The officials of this ministry."""
        self.colleague.choices = [(str(o.id), o.name) for o in officials]


