"""What a step changes in a dossier besides its stage: the effects that the rows of the tables name.

The same effect serves our own step and the other State's, typed, recorded from a letter or come in a package.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Measure, Official
from mla.request_text.apply import drop_document, drop_item, put_item, read_in_letter, take_text
from mla.steps import linking
from mla.steps import obligations as ledger
from mla.steps.step_taken import OurStep, PackagedStep, RecordedStep, StepTaken

Effect = Callable[[StepTaken], None]
WiderEffect = Callable[[Session, StepTaken], None]


def apply(session: Session, taken: StepTaken) -> None:
    """Change the dossier as the step says."""
    name = taken.step.effect
    if name in WIDER:
        WIDER[name](session, taken)
    else:
        OF_THE_DOSSIER[name](taken)
    ledger.set_with_a_step(taken)
    if taken.step.brings_request:
        ledger.given_in_the_request(taken.dossier)
    if isinstance(taken, OurStep) and not taken.step.by_command:
        taken.dossier.involve(taken.official)


def _write(taken: StepTaken) -> None:
    """A section of the draft: kept under the name of the step."""
    taken.dossier.contents = {**taken.dossier.contents, taken.step.trigger: taken.answers}


def _nothing(_taken: StepTaken) -> None:
    """Only the record. What the step names is asked of the events; its documents are kept by the door, as with every step."""


def _open(session: Session, taken: StepTaken) -> None:
    for name in ("counterpart", "title", "instrument", "language"):
        setattr(taken.dossier, name, taken.answers[name])
    linking.arise(session, taken.dossier, taken.answers["arises_from"])


def _write_basis(taken: StepTaken) -> None:
    _write(taken)
    taken.dossier.instrument = taken.answers["instrument"] or taken.dossier.instrument
    taken.dossier.language = taken.answers["language"] or taken.dossier.language


# Items of the draft: persons, offences, measures
def _put(items: str) -> Effect:
    return lambda taken: put_item(taken.dossier, items, taken.answers)


def _drop(items: str) -> WiderEffect:
    return lambda session, taken: drop_item(session, taken.dossier, items, int(taken.answers["number"]))


def _detach(session: Session, taken: StepTaken) -> None:
    drop_document(session, taken.dossier, int(taken.answers["number"]))


# The signature
def _sign(taken: StepTaken) -> None:
    assert isinstance(taken, OurStep)  # the signature of the other State is not ours to know
    taken.dossier.signed_digest = RequestText.of(taken.dossier).digest
    taken.dossier.signed_by = taken.official
    taken.dossier.signed_by_id = taken.official.id


def _unsign(taken: StepTaken) -> None:
    taken.dossier.signed_digest = None
    taken.dossier.signed_by = None
    taken.dossier.signed_by_id = None


# Across the border
def _transmit(session: Session, taken: StepTaken) -> None:
    dossier = taken.dossier
    dossier.transmitted_on = taken.sent_on
    if isinstance(taken, PackagedStep) and taken.text:
        _take_text(session, dossier, taken.text)
    elif isinstance(taken, RecordedStep):
        _take_letter(dossier, taken.answers)


def _take_text(session: Session, dossier: Dossier, text: RequestText) -> None:
    linking.arise(session, dossier, text.arises_from)
    take_text(dossier, text)


def _supply(session: Session, taken: StepTaken) -> None:
    """The changed text, where it came in a package; a letter is read by people, and its words are kept."""
    if isinstance(taken, PackagedStep) and taken.text:
        _take_text(session, taken.dossier, taken.text)


def _take_letter(dossier: Dossier, answers: Answers) -> None:
    """Fill a dossier from what the registrar read in a letter."""
    dossier.counterpart = answers["counterpart"]
    take_text(dossier, read_in_letter(dossier.table, answers))


def _acknowledge(taken: StepTaken) -> None:
    taken.dossier.received_on = date.fromisoformat(taken.answers["received_on"])


# In the requested State
def _assign(session: Session, taken: StepTaken) -> None:
    examiner = session.get_one(Official, int(taken.answers["examiner"]))
    taken.dossier.examiner, taken.dossier.examiner_id = examiner, examiner.id
    taken.dossier.involve(examiner)


def _measure(taken: StepTaken) -> Measure:
    return next(m for m in taken.dossier.measures if m.number == int(taken.answers["measure"]))


def _entrust(taken: StepTaken) -> None:
    _measure(taken).authority = taken.answers["authority"]


def _report(taken: StepTaken) -> None:
    _set_outcome(_measure(taken), taken.answers)


def _answer(taken: StepTaken) -> None:
    by_number = {str(row["number"]): row for row in taken.answers["results"]}
    for measure in taken.dossier.measures:
        if row := by_number.get(str(measure.number)):
            measure.authority = row["authority"] or measure.authority
            _set_outcome(measure, row)
    ledger.given_with_results(taken)


def _set_outcome(measure: Measure, row: Answers) -> None:
    measure.outcome = row["outcome"] or None
    measure.result = row["result"]
    measure.ground = (row["ground"] or None) if measure.outcome == "refused" else None


def _refuse(taken: StepTaken) -> None:
    taken.dossier.refusal_ground = taken.answers["ground"]
    for measure in taken.dossier.measures:
        if measure.open:
            measure.outcome, measure.ground = "refused", taken.answers["ground"]


def _refuse_in_part(taken: StepTaken) -> None:
    for measure in taken.dossier.measures:
        if measure.open and str(measure.number) in taken.answers["measures"]:
            measure.outcome, measure.ground = "refused", taken.answers["ground"]


def _refuse_whole(taken: StepTaken) -> None:
    """A request without measures of its own is refused as a whole."""
    taken.dossier.refusal_ground = taken.answers["ground"]


def _adopt(taken: StepTaken) -> None:
    """Go by another version of the life cycle from now on."""
    taken.dossier.table_version = taken.answers["version"]
    taken.dossier.stage = taken.answers["stage"]


def _involve(session: Session, taken: StepTaken) -> None:
    taken.dossier.involve(session.get_one(Official, int(taken.answers["colleague"])))


OF_THE_DOSSIER: dict[str, Effect] = {
    "record": _nothing,
    "write_section": _write,
    "write_basis": _write_basis,
    "put_person": _put("persons"),
    "put_offence": _put("offences"),
    "put_measure": _put("measures"),
    "attach_document": _nothing,
    "sign_text": _sign,
    "undo_signature": _unsign,
    "note_receipt": _acknowledge,
    "compare_offence": _nothing,
    "change_table": _adopt,
    "extend_limit": _nothing,
    "entrust_to_authority": _entrust,
    "note_outcome": _report,
    "note_outcomes": _answer,
    "refuse_whole": _refuse_whole,
    "refuse_measures": _refuse,
    "refuse_named_measures": _refuse_in_part,
    "enter_conditions": ledger.offer,
    "settle_conditions": ledger.answer,
    "settle_conditions_in_reply": ledger.reply,
    "enter_undertakings": ledger.undertake,
    "note_obligation_kept": ledger.report,
}
"""What changes nothing but the dossier."""

WIDER: dict[str, WiderEffect] = {
    "open_request": _open,
    "take_out_person": _drop("persons"),
    "take_out_offence": _drop("offences"),
    "take_out_measure": _drop("measures"),
    "take_out_document": _detach,
    "bring_request": _transmit,
    "bring_changed_text": _supply,
    "assign_examiner": _assign,
    "add_to_team": _involve,
    "put_into_matter": linking.file,
}
"""What asks the database for more than the dossier."""

EFFECTS = OF_THE_DOSSIER.keys() | WIDER.keys()
"""Every effect that a row of a table may name (`Step.effect`). The application does not start on one that is not here."""
