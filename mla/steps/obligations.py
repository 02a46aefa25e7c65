"""How steps change the ledger of conditions and undertakings (`Obligation`), whichever State took them."""

from __future__ import annotations

import re
from datetime import date

from mla.canonical import Answers
from mla.lifecycle.facts import led_here, outcome_of
from mla.lifecycle.items import ItemText
from mla.lifecycle.terms import Given, Side, StageKind, Task
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Obligation
from mla.steps.step_taken import StepTaken, moves_to


def offer(taken: StepTaken) -> None:
    """Conditions of the requested State: some fall away, others are put forward."""
    gone = set(taken.answers.get("falls") or ())
    for one in taken.dossier.obligations:
        if one.side == taken.side and str(one.number) in gone and one.status in ("offered", "declined"):
            one.status = "dropped"
    for row in taken.answers["conditions"]:
        _enter(taken.dossier, taken.side, row, row["owner"], "offered")


def answer(taken: StepTaken) -> None:
    """Each condition is accepted, and binds from now on, or declined. One that fell away meanwhile stays so."""
    told = {str(row["number"]): row for row in taken.answers["conditions"]}
    for one in taken.dossier.obligations:
        row = told.get(str(one.number))
        if row and one.side == taken.side.other and one.status == "offered":
            one.status, one.reason = row["answer"], row["reason"]


def set_with_a_step(taken: StepTaken) -> None:
    """Conditions that were told with an acceptance, a consultation, a consent and the like, each paragraph one.

    Both States enter them from the same words. What an acceptance names binds once it is accepted; what comes with
    something that is given binds whoever takes it. Words that stand in the ledger already are not entered twice.
    """
    for sets in taken.step.sets:
        if sets.only and taken.answers[sets.only[0]] != sets.only[1]:
            continue
        number = int(taken.answers.get("first") or 0)
        known = {
            one.words for one in taken.dossier.obligations if one.side == taken.side and one.status in OPEN_OR_BINDING
        }
        for words in paragraphs(taken.answers.get(sets.field)):
            if words not in known:
                row = {"kind": sets.kind, "words": words, "number": number}
                _enter(taken.dossier, taken.side, row, taken.side.other, sets.status)
                number += bool(number)


def reply(taken: StepTaken) -> None:
    """The answer to a consultation accepts or declines the conditions of the other State that wait."""
    answer = taken.answers["conditions"]
    for one in taken.dossier.obligations:
        if answer in ("accepted", "declined") and one.side == taken.side.other and one.status == "offered":
            one.status, one.reason = answer, taken.answers["position"] if answer == "declined" else ""


def paragraphs(text: str | None) -> list[str]:
    """A text as its paragraphs: an empty line starts a new one."""
    return [part.strip() for part in re.split(r"\n\s*\n", text or "") if part.strip()]


OPEN_OR_BINDING = ("offered", "accepted")


def undertake(taken: StepTaken) -> None:
    """What the requesting State promises of its own accord binds it at once."""
    for row in taken.answers["undertakings"]:
        _enter(taken.dossier, taken.side, row, Side.REQUESTING, "accepted")


def report(taken: StepTaken) -> None:
    """How an obligation is kept; a final report discharges it."""
    one = next(one for one in taken.dossier.obligations if one.name == taken.answers["obligation"])
    one.proof = taken.answers["words"]
    if taken.answers["outcome"] == "discharged":
        one.status, one.discharged_on = "discharged", date.fromisoformat(taken.answers["discharged_on"])


def given_in_the_request(dossier: Dossier) -> None:
    """Undertakings that the text of the request itself gives, as the table names them; each is entered once."""
    for given in dossier.table.given:
        for words in _told(dossier, given):
            known = [(one.kind, one.words) for one in dossier.obligations]
            if (given.kind, words) not in known:
                _enter(dossier, Side.REQUESTING, {"kind": given.kind, "words": words}, given.owner, given.status)


def given_with_results(taken: StepTaken) -> None:
    """Results that come with conditions of use, or with originals lent, bind the State that takes them."""
    answers = taken.answers
    number = taken.answers.get("first")
    if answers.get("use"):
        row = {"kind": "use_limitation", "words": answers["use"], "number": number}
        _enter(taken.dossier, taken.side, row, Side.REQUESTING, "accepted")
    if answers.get("return_by"):
        row = {"kind": "return_originals", "words": "", "due_on": answers["return_by"], "number": number}
        _enter(taken.dossier, taken.side, row, Side.REQUESTING, "accepted")


def entailed(taken: StepTaken) -> None:
    """What the instrument itself attaches to what is handed over binds whoever takes it, or gives it, from now on."""
    known = {one.words for one in taken.dossier.obligations if one.status == "accepted"}
    for row in taken.answers.get("obligations") or ():
        if row["words"] not in known:
            owner = taken.side.other if row["binds"] == "taker" else taken.side
            _enter(taken.dossier, taken.side, {**row, "number": taken.answers.get("first")}, owner, "accepted")


def fall_away(taken: StepTaken) -> None:
    """What was promised for what is not given any more binds nobody: the ground of it has gone.

    When a request ends without anything having been handed over, only what protects the request itself remains; of a measure
    that was refused, or could not be carried out, nothing is to be sent back. `reason` names the step that ended it.
    """
    dossier, stage = taken.dossier, moves_to(taken)
    _stand_again(taken)
    kind = dossier.table.stage[stage].kind
    if not kind.decided:
        return
    led = led_here(dossier) if stage == dossier.stage else None
    ended_by = led.trigger if led else taken.step.trigger
    in_vain = kind is not StageKind.FULFILLED and not (taken.step.gives or _something_given(dossier))
    hollow = _of_what_brought_nothing(dossier)
    for one in dossier.obligations:
        if one.status in OPEN_OR_BINDING and ((in_vain and one.kind not in LASTING) or (one.kind, one.words) in hollow):
            one.status, one.reason = "dropped", ended_by


def _stand_again(taken: StepTaken) -> None:
    """What fell away with the end of a request stands again when something is handed over after all, or the request goes on.

    So when the letter that hands it over crossed the one that ended it: the ledger of its sender never lost those lines.
    """
    dossier = taken.dossier
    goes_on = not dossier.table.stage[moves_to(taken)].kind.decided
    if not dossier.current_stage.kind.decided or not (taken.step.gives or goes_on):
        return
    if (led := led_here(dossier)) is None:
        return
    hollow = _of_what_brought_nothing(dossier)
    for one in dossier.obligations:
        if one.status == "dropped" and one.reason == led.trigger and (one.kind, one.words) not in hollow:
            one.status, one.reason = ("accepted" if _was_binding(dossier, one) else "offered"), ""


LASTING = ("confidentiality", "erasure", "use_limitation")
"""What a State owes for the request as such, whatever becomes of it: it has come to know what stands in it."""

NOT_GIVEN = ("refused", "impossible")


def _was_binding(dossier: Dossier, one: Obligation) -> bool:
    """Whether a line that fell away had been agreed: an undertaking is by itself, a condition of the other State when it was accepted."""
    if one.side == Side.REQUESTING:
        return True
    told = [event.answers for event in dossier.events]
    rows = [row for answers in told if isinstance(answers.get("conditions"), list) for row in answers["conditions"]]
    return (
        any(str(row.get("number")) == str(one.number) and row.get("answer") == "accepted" for row in rows)
        or any(answers.get("conditions") == "accepted" for answers in told)
        or any(row["words"] == one.words for answers in told for row in answers.get("obligations") or ())
    )


def _something_given(dossier: Dossier) -> bool:
    """Whether something was handed over, granted, or given on conditions, at any time."""
    table = dossier.table
    steps = [table.step[event.trigger] for event in dossier.events if event.trigger in table.step]
    fulfilled = any(
        table.stage[event.to_stage].kind is StageKind.FULFILLED
        for event in dossier.events
        if event.to_stage in table.stage
    )
    return fulfilled or any(step.gives or any(sets.status == "accepted" for sets in step.sets) for step in steps)


def _of_what_brought_nothing(dossier: Dossier) -> set[tuple[str, str]]:
    """Kind and words of the lines that hang on one item of the request alone, of which nothing came."""
    found = ((given, item) for given in dossier.table.given for item in _items_giving(dossier, given))
    return {(given.kind, _line(item)) for given, item in found if outcome_of(dossier, item) in NOT_GIVEN}


def _told(dossier: Dossier, given: Given) -> list[str]:
    if not _task(dossier, given).items:
        answer = dossier.contents.get(given.section, {}).get(given.field)
        return [answer if isinstance(answer, str) else ""] if _means(answer, given.value) else []
    return [_line(one) for one in _items_giving(dossier, given)]


def _task(dossier: Dossier, given: Given) -> Task:
    return next(task for task in dossier.table.tasks if task.trigger == given.section)


def _items_giving(dossier: Dossier, given: Given) -> list[ItemText]:
    items = RequestText.of(dossier).items(_task(dossier, given))
    return [one for one in items if _means(one.answers.get(given.field), given.value)]


def _line(item: ItemText) -> str:
    return f"{item.number}. {item.name}"


def _means(answer: object, value: str) -> bool:
    return bool(answer) if not value else answer == value


def _enter(dossier: Dossier, side: Side, row: Answers, owner: str, status: str) -> None:
    numbers = {one.number for one in dossier.obligations if one.side == side}
    named = int(row.get("number") or 0)
    number = named if named and named not in numbers else max(numbers, default=0) + 1
    due = row.get("due_on")
    dossier.obligations.append(
        Obligation(
            side=str(side),
            number=number,
            owner=str(owner),
            kind=row["kind"],
            words=row["words"],
            period=row.get("period") or "",
            due_on=date.fromisoformat(due) if due else None,
            status=status,
            reason="",
            proof="",
        )
    )
