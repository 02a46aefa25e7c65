"""What a step changes in a dossier besides its stage. A step that is not named here only records what was said.

The same effect serves our own step and the other State's, typed, recorded from a letter or come in a package.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.orm import object_session

from mla.models import Dossier, Measure, Offence, Official, Person
from mla.request_text.apply import drop_document, drop_item, put_item, take_text
from mla.request_text.text import RequestText
from mla.steps import linking
from mla.steps import obligations as ledger
from mla.steps.step_taken import Deed

Effect = Callable[[Deed], None]


def apply(deed: Deed) -> None:
    """Change the dossier as the step says."""
    EFFECTS.get(deed.step.trigger, _tell)(deed)
    ledger.set_with_a_step(deed)
    if deed.step.brings_request:
        ledger.given_in_the_request(deed.dossier)
    if deed.official and deed.ours and deed.step.trigger != "adopt_table":
        deed.dossier.involve(deed.official)


def _tell(deed: Deed) -> None:
    """A section of the draft: kept under the name of the step."""
    if any(task.trigger == deed.step.trigger for task in deed.dossier.table.tasks):
        deed.dossier.contents = {**deed.dossier.contents, deed.step.trigger: deed.answers}


def _nothing(_deed: Deed) -> None:
    """The document itself is kept by the door, as with every step."""


def _open(deed: Deed) -> None:
    for name in ("counterpart", "title", "instrument", "language"):
        setattr(deed.dossier, name, deed.answers[name])
    linking.arise(deed.dossier, deed.answers["arises_from"])


def _choose_basis(deed: Deed) -> None:
    _tell(deed)
    deed.dossier.instrument = deed.answers["instrument"] or deed.dossier.instrument
    deed.dossier.language = deed.answers["language"] or deed.dossier.language


# Items of the draft: persons, offences, measures
def _put(items: str) -> Effect:
    return lambda deed: put_item(deed.dossier, items, deed.answers)


def _drop(items: str) -> Effect:
    return lambda deed: drop_item(deed.dossier, items, int(deed.answers["number"]))


def _detach(deed: Deed) -> None:
    drop_document(deed.dossier, int(deed.answers["number"]))


# The signature
def _sign(deed: Deed) -> None:
    deed.dossier.signed_digest = RequestText.of(deed.dossier).digest
    deed.dossier.signed_by = deed.official
    deed.dossier.signed_by_id = deed.official.id if deed.official else None


def _unsign(deed: Deed) -> None:
    deed.dossier.signed_digest = None
    deed.dossier.signed_by = None
    deed.dossier.signed_by_id = None


# Across the border
def _transmit(deed: Deed) -> None:
    dossier = deed.dossier
    dossier.transmitted_on = _sent_on(deed)
    if deed.ours:
        return
    if deed.text:
        _take_text(dossier, deed.text)
    else:
        _take_letter(dossier, deed.answers)


def _take_text(dossier: Dossier, text: RequestText) -> None:
    linking.arise(dossier, text.arises_from)
    take_text(dossier, text)


def _supply(deed: Deed) -> None:
    """The changed text, where it came in a package; a letter is read by people, and its words are kept."""
    if deed.text:
        _take_text(deed.dossier, deed.text)


def _take_letter(dossier: Dossier, answers: dict[str, Any]) -> None:
    """Fill a dossier from what the registrar read in a letter."""
    for name in ("counterpart", "title", "instrument", "language"):
        setattr(dossier, name, answers[name])
    dossier.contents = {
        "choose_basis": {"instrument": answers["instrument"], "language": answers["language"]},
        "describe_case": {"authority": answers["authority"]},
        "state_facts": {"facts": answers["facts"]},
        "set_terms": {"urgent": answers["urgent"]},
    }
    persons = [row for row in answers.get("persons", ()) if row["family_name"]]
    offences = [row for row in answers.get("offences", ()) if row["name"]]
    dossier.offences = [Offence(number=n, answers=row) for n, row in enumerate(offences, 1)]
    dossier.persons = [Person(number=n, answers=row) for n, row in enumerate(persons, 1)]
    measures = [row for row in answers.get("measures", ()) if row["kind"] and row["heading_line"]]
    dossier.measures = [Measure(number=n, answers=row) for n, row in enumerate(measures, 1)]


def _acknowledge(deed: Deed) -> None:
    deed.dossier.received_on = date.fromisoformat(deed.answers["received_on"])


def _sent_on(deed: Deed) -> date:
    if deed.channel:
        return date.fromisoformat(deed.channel["sent_on"])
    if deed.sealed:
        return date.fromisoformat(deed.sealed.manifest["on"])
    return deed.today


# In the requested State
def _assign(deed: Deed) -> None:
    session = object_session(deed.dossier)
    examiner = session.get(Official, int(deed.answers["examiner"])) if session else None
    deed.dossier.examiner = examiner
    if examiner:
        deed.dossier.examiner_id = examiner.id
        deed.dossier.involve(examiner)


def _measure(deed: Deed) -> Measure:
    return next(m for m in deed.dossier.measures if m.number == int(deed.answers["measure"]))


def _entrust(deed: Deed) -> None:
    _measure(deed).authority = deed.answers["authority"]


def _report(deed: Deed) -> None:
    _set_outcome(_measure(deed), deed.answers)


def _answer(deed: Deed) -> None:
    by_number = {str(row["number"]): row for row in deed.answers["results"]}
    for measure in deed.dossier.measures:
        if row := by_number.get(str(measure.number)):
            measure.authority = row["authority"] or measure.authority
            _set_outcome(measure, row)
    ledger.given_with_results(deed)


def _set_outcome(measure: Measure, row: dict[str, Any]) -> None:
    measure.outcome = row["outcome"] or None
    measure.result = row["result"]
    measure.ground = (row["ground"] or None) if measure.outcome == "refused" else None


def _refuse(deed: Deed) -> None:
    deed.dossier.refusal_ground = deed.answers["ground"]
    for measure in deed.dossier.measures:
        if measure.open:
            measure.outcome, measure.ground = "refused", deed.answers["ground"]


def _refuse_in_part(deed: Deed) -> None:
    for measure in deed.dossier.measures:
        if measure.open and str(measure.number) in deed.answers["measures"]:
            measure.outcome, measure.ground = "refused", deed.answers["ground"]


def _refuse_whole(deed: Deed) -> None:
    """A request without measures of its own is refused as a whole."""
    deed.dossier.refusal_ground = deed.answers["ground"]


def _adopt(deed: Deed) -> None:
    """Go by another version of the life cycle from now on."""
    deed.dossier.table_version = deed.answers["version"]
    deed.dossier.stage = deed.answers["stage"]


def _involve(deed: Deed) -> None:
    session = object_session(deed.dossier)
    colleague = session.get(Official, int(deed.answers["colleague"])) if session else None
    if colleague:
        deed.dossier.involve(colleague)


REFUSED_WHOLE = (
    "refuse_extradition", "refuse_arrest", "refuse_consent", "refuse_transit", "refuse_assets", "refuse_team",
    "refuse_transfer", "refuse_detainee", "refuse_proceedings",
)  # fmt: skip
"""Refusals of kinds that have no measures of their own."""

EFFECTS: dict[str, Effect] = {
    "open": _open,
    "choose_basis": _choose_basis,
    "name_person": _put("persons"),
    "drop_person": _drop("persons"),
    "state_offence": _put("offences"),
    "drop_offence": _drop("offences"),
    "ask_measure": _put("measures"),
    "drop_measure": _drop("measures"),
    "attach": _nothing,
    "detach": _detach,
    "sign": _sign,
    "send_back": _unsign,
    "revise": _unsign,
    "transmit": _transmit,
    "countersign": _sign,
    "supply": _supply,
    "acknowledge": _acknowledge,
    "assign": _assign,
    "entrust_measure": _entrust,
    "report_measure": _report,
    "answer_in_part": _answer,
    "answer": _answer,
    "refuse": _refuse,
    "refuse_in_part": _refuse_in_part,
    "offer_conditions": ledger.offer,
    "answer_conditions": ledger.answer,
    "reply": ledger.reply,
    "undertake": ledger.undertake,
    "report_obligation": ledger.report,
    **dict.fromkeys(REFUSED_WHOLE, _refuse_whole),
    "involve": _involve,
    "adopt_table": _adopt,
    "file_in_matter": linking.file,
}
