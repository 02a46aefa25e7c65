"""Effects that follow from the answers of an entry alone: they may be done again when an entry is corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mla.canonical import Answers
from mla.models import Dossier, Measure

AND = "; "
"""Stands between the authorities to which one measure is entrusted."""

RecordEffect = Callable[[Dossier, Answers], None]


def _nothing(_dossier: Dossier, _answers: Answers) -> None:
    """Only the record. What the step names is asked of the events; its documents are kept by the door, as with every step."""


def _acknowledge(dossier: Dossier, answers: Answers) -> None:
    dossier.received_on = date.fromisoformat(answers["received_on"])


def _entrust(dossier: Dossier, answers: Answers) -> None:
    """A measure may be entrusted to several authorities, one after the other."""
    measure = _measure(dossier, answers)
    named = [*(measure.authority or "").split(AND), answers["authority"]]
    measure.authority = AND.join(dict.fromkeys(filter(None, named)))


def _report(dossier: Dossier, answers: Answers) -> None:
    _set_outcome(_measure(dossier, answers), answers)


def _answer(dossier: Dossier, answers: Answers) -> None:
    by_number = {str(row["number"]): row for row in answers["results"]}
    for measure in dossier.measures:
        if row := by_number.get(str(measure.number)):
            measure.authority = row["authority"] or measure.authority
            _set_outcome(measure, row)


def refuse_measures(dossier: Dossier, answers: Answers) -> None:
    """A request that is refused as a whole is refused with every measure that is open."""
    dossier.refusal_ground = answers["ground"]
    for measure in dossier.measures:
        if measure.open:
            measure.outcome, measure.ground = "refused", answers["ground"]


def _refuse_in_part(dossier: Dossier, answers: Answers) -> None:
    for measure in dossier.measures:
        if measure.open and str(measure.number) in answers["measures"]:
            measure.outcome, measure.ground = "refused", answers["ground"]


def _refuse_whole(dossier: Dossier, answers: Answers) -> None:
    """A request without measures of its own is refused as a whole."""
    dossier.refusal_ground = answers["ground"]


def _open_again(dossier: Dossier, answers: Answers) -> None:
    """A request that was over is before the other State again, with the measures that are named; the rest stays as it was."""
    dossier.received_on = dossier.received_on or date.fromisoformat(answers["received_on"])
    dossier.refusal_ground = None
    for measure in dossier.measures:
        if str(measure.number) in (answers.get("measures") or ()):
            measure.outcome, measure.ground, measure.result = None, None, ""


def _measure(dossier: Dossier, answers: Answers) -> Measure:
    return next(m for m in dossier.measures if m.number == int(answers["measure"]))


def _set_outcome(measure: Measure, row: Answers) -> None:
    measure.outcome = row["outcome"] or None
    measure.result = row["result"]
    measure.ground = (row["ground"] or None) if measure.outcome == "refused" else None


OF_THE_RECORD: dict[str, RecordEffect] = {
    "record": _nothing,
    "note_receipt": _acknowledge,
    "compare_offence": _nothing,
    "extend_limit": _nothing,
    "entrust_to_authority": _entrust,
    "ask_authority": _nothing,
    "note_reply": _nothing,
    "note_reminder": _nothing,
    "note_order": _nothing,
    "note_translation": _nothing,
    "note_outcome": _report,
    "note_outcomes": _answer,
    "open_again": _open_again,
    "refuse_whole": _refuse_whole,
    "refuse_measures": refuse_measures,
    "refuse_named_measures": _refuse_in_part,
}
