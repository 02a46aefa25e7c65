"""What a step changes in a dossier besides its stage: the effects that the rows of the tables name.

The same effect serves our own step and the other State's, typed, recorded from a letter or come in a package.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.lifecycle.sealed_identity import SEALS, TELLS, protected_person
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Official
from mla.request_text.apply import (
    add_item,
    drop_document,
    drop_item,
    next_number,
    put_item,
    read_in_letter,
    show_person,
    take_text,
)
from mla.steps import linking
from mla.steps import obligations as ledger
from mla.steps.correcting import correct, strike
from mla.steps.record_effects import OF_THE_RECORD, refuse_measures
from mla.steps.sealed_identity import note_sealing
from mla.steps.step_taken import OurStep, PackagedStep, RecordedStep, StepTaken

Effect = Callable[[StepTaken], None]
WiderEffect = Callable[[Session, StepTaken], None]


def apply(session: Session, taken: StepTaken) -> None:
    """Change the dossier as the step says."""
    name = taken.step.effect
    if name in WIDER:
        WIDER[name](session, taken)
    elif name in OF_THE_DOSSIER:
        OF_THE_DOSSIER[name](taken)
    else:
        OF_THE_RECORD[name](taken.dossier, taken.answers)
    ledger.set_with_a_step(taken)
    ledger.entailed(taken)
    if taken.step.brings_request:
        ledger.given_in_the_request(taken.dossier)
    ledger.fall_away(taken)
    if isinstance(taken, OurStep) and not taken.step.by_command:
        taken.dossier.involve(taken.official)


def _write(taken: StepTaken) -> None:
    """A section of the draft: kept under the name of the step."""
    taken.dossier.contents = {**taken.dossier.contents, taken.step.trigger: taken.answers}


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


def _attach(taken: StepTaken) -> None:
    """The door keeps its documents, as with every step; whom they show is told with that person."""
    assert isinstance(taken, OurStep)  # documents of the other State come with its steps
    first = next_number(taken.dossier, taken.side, "request")
    for number in range(first, first + len(taken.uploads)):
        show_person(taken.dossier, taken.answers, number)


def _add(taken: StepTaken) -> None:
    """Measures and persons carry on the numbers of the request in both States; our signature stands under the whole."""
    dossier, offences = taken.dossier, [str(one.number) for one in taken.dossier.offences]
    persons = [row["number"] for row in taken.answers["persons"]]
    for row in taken.answers["persons"]:
        add_item(dossier, "persons", row, nature="natural", offences=[])
    for row in taken.answers["measures"]:
        add_item(dossier, "measures", row, persons=persons, offences=offences)
    if (
        dossier.refusal_ground
    ):  # the refusal crossed them: it refused the whole, and they are part of it in both records
        refuse_measures(dossier, {"ground": dossier.refusal_ground})
    if isinstance(taken, OurStep):
        _sign(taken)


def _tell_identity(taken: StepTaken) -> None:
    """Of a protected person, what is told now stands beside what was: rows are added to, and what is left empty stays as it was."""
    person = protected_person(taken.dossier, taken.answers["person"])
    assert person is not None  # the check of the row has found this person
    told = {name: value for name, value in taken.answers.items() if name != "person"}
    put_item(taken.dossier, "persons", {**person.answers, **told, "number": str(person.number)})


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
    if not isinstance(taken, OurStep):
        linking.follow(session, dossier)


def _take_text(session: Session, dossier: Dossier, text: RequestText) -> None:
    linking.arise(session, dossier, text.arises_from)
    take_text(dossier, text)


def _supply(session: Session, taken: StepTaken) -> None:
    """The changed text, where it came in a package; a letter is read by people, and its words are kept.

    Where it says of what the request arises as it did before, the request stays where it was put here in the meantime.
    """
    if isinstance(taken, PackagedStep) and taken.text:
        if taken.text.arises_from == taken.dossier.arises_from_abroad:
            take_text(taken.dossier, taken.text)
        else:
            _take_text(session, taken.dossier, taken.text)


def _take_letter(dossier: Dossier, answers: Answers) -> None:
    """Fill a dossier from what the registrar read in a letter."""
    dossier.counterpart = answers["counterpart"]
    take_text(dossier, read_in_letter(dossier.table, answers))


# In the requested State
def _assign(session: Session, taken: StepTaken) -> None:
    _lies_with(session, taken.dossier, int(taken.answers["examiner"]))


def _hand_over(session: Session, taken: StepTaken) -> None:
    _lies_with(session, taken.dossier, int(taken.answers["officer"]))


def _lies_with(session: Session, dossier: Dossier, number: int) -> None:
    """This official deals with it from now on."""
    officer = session.get_one(Official, number)
    dossier.examiner, dossier.examiner_id = officer, officer.id
    dossier.involve(officer)


def _answer(taken: StepTaken) -> None:
    """The outcomes follow from the record; the conditions on the use of what was sent are entered in the ledger besides."""
    OF_THE_RECORD["note_outcomes"](taken.dossier, taken.answers)
    ledger.given_with_results(taken)


def _adopt(taken: StepTaken) -> None:
    """Go by another version of the life cycle from now on."""
    taken.dossier.table_version = taken.answers["version"]
    taken.dossier.stage = taken.answers["stage"]


def _involve(session: Session, taken: StepTaken) -> None:
    taken.dossier.involve(session.get_one(Official, int(taken.answers["colleague"])))


OF_THE_DOSSIER: dict[str, Effect] = {
    "write_section": _write,
    "write_basis": _write_basis,
    "put_person": _put("persons"),
    "put_offence": _put("offences"),
    "put_measure": _put("measures"),
    "attach_document": _attach,
    "add_items": _add,
    TELLS: _tell_identity,
    "sign_text": _sign,
    "undo_signature": _unsign,
    "change_table": _adopt,
    "note_outcomes": _answer,
    "put_right": correct,
    "put_aside": strike,
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
    "change_officer": _hand_over,
    "put_into_matter": linking.file,
    linking.LINKS: linking.put_after,
    SEALS: note_sealing,
}
"""What asks the database for more than the dossier."""

EFFECTS = OF_THE_RECORD.keys() | OF_THE_DOSSIER.keys() | WIDER.keys()
"""Every effect that a row of a table may name (`Step.effect`). The application does not start on one that is not here."""
