"""What is asked while the measures of a request are executed, and when their results are sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wtforms import FieldList, FormField, HiddenField, TextAreaField
from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Asked, Day, Files, Line, One, Pick, Several, Text
from forms.days import AHEAD
from forms.measures import named_measures
from forms.national_law import LawGrounds, NamingBars, OwnLaw
from forms.obliging import Obliging
from forms.refusing import Consultation, OfConsultation, RefusedMeasures, as_choices, grounds_of, offer_one
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.instruments.schema import Ground
from mla.lifecycle.case_file import CaseFile, MeasureRecord, OfficialRecord
from mla.lifecycle.document_records import AttachmentRecord
from mla.lifecycle.domestic import replies
from mla.lifecycle.facts import added
from mla.words import _, joined

MEASURE_OUTCOMES = (
    ("done", _("Done")),
    ("done_in_part", _("Done in part")),
    ("impossible", _("Could not be done")),
    ("refused", _("Refused")),
)


class MeasureStep(Asked):
    """A step on one measure."""

    measure = Pick(_("Measure"), needed=_("Choose the measure."))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The measures of the request."""
        super().offer(dossier, law, officials)
        self.measure.choices = named_measures(dossier)


class ReportMeasure(RefusedMeasures, MeasureStep):
    """Record what became of a measure."""

    heading = _("Record what became of a measure")
    outcome = One(_("Outcome"), choices=MEASURE_OUTCOMES, needed=_("Choose the outcome."))
    result = Text(
        _("Result"),
        _("Date, place, what was obtained, or why not."),
        needed=_("Say what the result is."),
        rows=6,
        most=20_000,
    )
    ground = Pick(_("Ground"), needed=_("Name the ground on which the measure is refused."))
    further_grounds = Several(_("Further grounds"))
    consultation = Consultation(needed="")
    consultation_reason = OfConsultation(needed="")
    asked_since = ("further_grounds",)
    asked_if = {
        name: where("outcome", "refused")
        for name in ("ground", "further_grounds", "consultation", "consultation_reason")
    }

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Measures, and the instrument's grounds."""
        super().offer(dossier, law, officials)
        self.know_demands(dossier, law)
        rows = grounds_of(dossier, law)
        offer_one(self.ground, rows, _("Not refused"))
        self.further_grounds.choices = as_choices(rows)
        if not self.abroad and "result" not in (self.typed or {}):
            self._fill_in_reply(dossier)

    def _fill_in_reply(self, dossier: CaseFile) -> None:
        """The measure of which an own authority has answered, where it is only one, and what was answered."""
        waiting = {one.measure for one in replies(dossier) if not one.told}
        known = waiting or {number for number, _title in named_measures(dossier)}
        if not self.measure.data and len(known) == 1:
            self.measure.data = min(known)
        on_record = next((one for one in dossier.measures if str(one.number) == self.measure.data), None)
        if on_record and self.measure.data in waiting:
            propose_reply(dossier, on_record, self.result)

    def refused_now(self) -> bool:
        """Whether this measure is refused, and was not before."""
        return self.outcome.data == "refused" and self.measure.data not in self.told_before


def propose_reply(dossier: CaseFile, measure: MeasureRecord, result: TextAreaField) -> None:
    """Fill in what own authorities have answered about a measure since its result was last told."""
    answered = [one for one in replies(dossier) if one.measure == str(measure.number) and not one.told and one.words]
    if answered:
        result.data = "\n\n".join(filter(None, [measure.result, *(one.words for one in answered)]))
        result.description = _(
            "Filled in from the reply of %(authority)s. The other State reads it as it stands here: change what is not for it.",
            authority=joined("; ", dict.fromkeys(one.authority for one in answered)),
        )


class MeasureResult(Asked):
    """What became of one measure, as a letter tells it."""

    caption = ""

    number = HiddenField()
    authority = Line(_("Executing authority"))
    outcome = Pick(_("Outcome"), choices=(("", _("Still open")), *MEASURE_OUTCOMES))
    result = Text(_("Result"), rows=4, most=20_000)
    ground = Pick(_("Ground"))
    further_grounds = Several(_("Further grounds"))
    asked_since = ("further_grounds",)
    asked_if = {name: where("outcome", "refused") for name in ("ground", "further_grounds")}


class AnswerInPart(RefusedMeasures, NamingBars, Obliging):
    """Send first results."""

    hands_over = "results"

    heading = _("Send first results")
    results = FieldList(FormField(MeasureResult), _("Results"))
    own_law = OwnLaw()
    law_grounds = LawGrounds()
    consultation = Consultation(_("Only where a measure is refused."), needed="")
    consultation_reason = OfConsultation(needed="")
    letter = Text(_("Words to accompany the results"), rows=4, most=10_000)
    use = Text(_("Conditions on the use of the results{use}"), rows=3, most=10_000)
    return_by = Day(_("Originals to be returned by{return}"), sense=AHEAD)
    costs = Text(_("Costs to be borne by the requesting State{costs}"), rows=2, most=5000)
    files = Files(_("Results: documents to hand over"), TAKEN)

    private = ("own_law",)
    folded = ("own_law", "law_grounds", "consultation", "consultation_reason")
    fold_title = _("Where a measure is refused: bars of national law; consultation")
    asked_since = ("own_law", "law_grounds")

    final = False
    grounds: Sequence[Ground] = ()

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """One row for each measure, filled with what is on record."""
        super().offer(dossier, law, officials)
        self.grounds = grounds_of(dossier, law)
        self.offer_bars(dossier, law, self.grounds)
        crossed = added(dossier) if self.abroad and not self.askable else frozenset()
        while len(self.results) < len(dossier.measures):
            measure = dossier.measures[len(self.results)]
            if str(measure.number) in crossed:
                break
            self.results.append_entry(
                {name: getattr(measure, name) or "" for name in ("number", "authority", "outcome", "result", "ground")}
            )
            if not self.abroad:
                propose_reply(dossier, measure, self.results[-1].form.result)
        self.know_demands(dossier, law)
        self._consultation_on_record(dossier)
        titles = dict(named_measures(dossier))
        for row in self.results:
            offer_one(row.form.ground, self.grounds, _("Not refused"))
            row.form.further_grounds.choices = as_choices(self.grounds)
            row.form.caption = titles.get(str(row.form.number.data), "")
            row.form.outcome.flags.quiet = self.final

    def proposed_from_file(self, dossier: CaseFile, held: Sequence[AttachmentRecord]) -> list[AttachmentRecord]:
        """What came with the replies about measures, unless it was sent already."""
        came = {one.number for one in replies(dossier)}
        sent = {one.sha256 for one in dossier.attachments if one.sent_by and one.side == dossier.side}
        return [one for one in held if one.event_number in came and one.sha256 not in sent]

    def _consultation_on_record(self, dossier: CaseFile) -> None:
        """What was recorded of the consultation when a measure was refused."""
        told = [event.answers for event in dossier.events if event.trigger == "report_measure"]
        newest = next((answers for answers in reversed(told) if answers.get("consultation")), None)
        if newest and not self.consultation.data:
            self.consultation.data = newest["consultation"]
            self.consultation_reason.data = self.consultation_reason.data or newest["consultation_reason"]

    def named(self) -> list[Ground]:
        """Every ground on which a measure is refused."""
        refused = [row.form for row in self.results if row.form.outcome.data == "refused"]
        codes = {code for told in refused for code in (told.ground.data, *(told.further_grounds.data or ()))}
        return [row for row in self.grounds if row.code in codes]

    def refused_now(self) -> bool:
        """Whether a measure is refused by this letter first."""
        return any(self._newly_refused(row.form) for row in self.results)

    def _newly_refused(self, told: MeasureResult) -> bool:
        return told.outcome.data == "refused" and str(told.number.data) not in self.told_before

    def validate_results(self, field: FieldList[FormField[MeasureResult]]) -> None:
        """Every measure is named once; a final answer leaves none open; a refusal has its ground and its reasons."""
        for row in field:
            told = row.form
            if self.final and not told.outcome.data:
                raise StopValidation(_("Say what became of measure %(number)s.", number=told.number.data))
            if told.outcome.data == "refused" and not told.ground.data:
                raise StopValidation(
                    _("Name the ground on which measure %(number)s is refused.", number=told.number.data)
                )
            if "reasons" in self.demands and self._newly_refused(told) and not told.result.data:
                raise StopValidation(
                    _(
                        "Give under “Result” the reasons for which measure %(number)s is refused.",
                        number=told.number.data,
                    )
                )


class Answer(AnswerInPart):
    """Send the results and conclude."""

    heading = _("Send the results and conclude")
    final = True
