"""What a step changes in a dossier besides its stage. A step that is not named here only records what was said.

The same effect serves our own step and the other State's, typed, recorded from a letter or come in a package.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.orm import object_session

from mla.models import Dossier, Measure, Offence, Official, Person
from mla.steps import linking
from mla.steps import obligations as ledger
from mla.steps.step_taken import Deed

Effect = Callable[[Deed], None]
CLASSES: dict[str, type[Any]] = {"persons": Person, "offences": Offence, "measures": Measure}


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
    def put(deed: Deed) -> None:
        rows = getattr(deed.dossier, items)
        number = int(deed.answers.get("number") or 0)
        answers = {name: value for name, value in deed.answers.items() if name != "number"}
        row = next((row for row in rows if row.number == number), None)
        if row is None:
            row = CLASSES[items](number=len(rows) + 1, answers=answers)
            rows.append(row)
        if items == "persons":
            answers = _identity_kept(row, answers)
            row.protected = bool(answers.get("protected"))
        row.answers = answers

    return put


def _identity_kept(person: Person, answers: dict[str, Any]) -> dict[str, Any]:
    """The page of a protected person does not show who it is; what was left empty there stays as it was."""
    kept = {name: person.answers[name] for name in person.hidden() if not answers.get(name)}
    return answers | kept


def _drop(items: str) -> Effect:
    def drop(deed: Deed) -> None:
        rows = getattr(deed.dossier, items)
        gone = int(deed.answers["number"])
        rows[:] = [row for row in rows if row.number != gone]
        _flush(deed.dossier)  # the number must be free before a later item takes it
        for row in rows:
            if row.number > gone:
                row.number -= 1
                _flush(deed.dossier)
        if items in ("persons", "offences"):
            for measure in deed.dossier.measures:
                measure.answers = _complete(_without(measure.answers, items, gone))
        if items == "offences":
            for person in deed.dossier.persons:
                person.answers = _without(person.answers, items, gone)

    return drop


def _without(answers: dict[str, Any], items: str, gone: int) -> dict[str, Any]:
    """The words of an item that named another, once that one is gone and later ones have moved up."""
    kept = [int(number) for number in answers.get(items, ()) if int(number) != gone]
    return {**answers, items: [str(n - 1 if n > gone else n) for n in kept]}


def _complete(answers: dict[str, Any]) -> dict[str, Any]:
    """A measure that serves no offence any more is incomplete."""
    return answers if answers.get("offences") else {**answers, "missing": ["offences"]}


def _detach(deed: Deed) -> None:
    gone = int(deed.answers["number"])
    annexes = [a for a in deed.dossier.attachments if a.role == "request"]
    deed.dossier.attachments[:] = [a for a in deed.dossier.attachments if a.role != "request" or a.number != gone]
    _flush(deed.dossier)
    for annex in annexes:
        if annex.number > gone:
            annex.number -= 1
            _flush(deed.dossier)


def _flush(dossier: Dossier) -> None:
    if session := object_session(dossier):
        session.flush()


# The signature
def _sign(deed: Deed) -> None:
    deed.dossier.signed_digest = deed.dossier.request_digest()
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
    if deed.shared:
        take_request(dossier, deed.shared)
    else:
        _take_letter(dossier, deed.answers)


def take_request(dossier: Dossier, text: dict[str, Any]) -> None:
    """Fill a dossier of the requested side with the text that the requesting State sent (`Dossier.request_text`)."""
    for name in ("title", "instrument", "language"):
        setattr(dossier, name, text[name])
    linking.arise(dossier, text["arises_from"])
    dossier.contents = dict(text["contents"])
    for items in CLASSES:
        _take_items(dossier, items, text.get(items, []))
    for person in dossier.persons:
        person.protected = bool(person.answers.get("protected"))


def _take_items(dossier: Dossier, items: str, told: list[dict[str, Any]]) -> None:
    """Items by their number: one that is there already is told anew, and keeps what has become of it here."""
    rows = getattr(dossier, items)
    there = {row.number: row for row in rows}
    for one in told:
        answers = {name: value for name, value in one.items() if name != "number"}
        if row := there.get(one["number"]):
            row.answers = answers
        else:
            rows.append(CLASSES[items](number=one["number"], answers=answers))
    kept = {one["number"] for one in told}
    rows[:] = [row for row in rows if row.number in kept]


def _supply(deed: Deed) -> None:
    """The changed text, where it came in a package; a letter is read by people, and its words are kept."""
    if deed.sealed and deed.shared:
        take_request(deed.dossier, deed.shared)


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
