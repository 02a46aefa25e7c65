"""When a conditional item of contents is needed. Each condition is a question that the draft itself answers.

`item` is the offence, person or measure that is looked at; for a page without a list it is the whole draft's page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mla.canonical import Answers
from mla.instruments import Law
from mla.instruments.schema import Measure
from mla.lifecycle import sentenced
from mla.lifecycle.items import PersonText
from mla.lifecycle.terms import Side
from mla.lifecycle.text import RequestText


@dataclass(frozen=True)
class Draft:
    """What a condition may ask: the text of the request, the law, and the words of the page or item that is looked at."""

    text: RequestText
    law: Law
    answers: Answers

    def answer(self, name: str) -> Any:
        """What was said under this name; empty when nothing was."""
        return self.answers.get(name) or ""


Condition = Callable[[Draft], bool]
COSTLY = {"video_hearing", "appearance", "temporary_transfer"}
"""Kinds of measure that regularly cause special costs."""


def _ticked(name: str) -> Condition:
    return lambda draft: bool(draft.answer(name))


def _is(name: str, *values: str) -> Condition:
    return lambda draft: draft.answer(name) in values


def _no_treaty_in_force(draft: Draft) -> bool:
    """The drafter knows that the treaty does not carry the request, or the basis is no treaty at all."""
    rule = draft.law.instruments[draft.text.instrument].participation.rule
    return bool(draft.answer("aware")) or rule == "none"


def _more_than_service(draft: Draft) -> bool:
    kinds = {measure.kind for measure in draft.text.measures}
    return kinds != {"service"}


def _coercive(draft: Draft) -> bool:
    rows = draft.law.rows(draft.text.instrument, Measure)
    return any(row.code == draft.answer("kind") and row.coercive for row in rows)


def _costly(draft: Draft) -> bool:
    measures = draft.text.measures
    return any(measure.kind in COSTLY or measure.answer("person_capacity") == "expert" for measure in measures)


def _natural_and_not_protected(draft: Draft) -> bool:
    return draft.answer("nature") == "natural" and not draft.answer("protected")


def _summons_to_witness_or_expert(draft: Draft) -> bool:
    """A summons that concerns a person named as witness or expert, or nobody named in particular."""
    numbers = {str(number) for number in draft.answers.get("persons") or ()}
    named = {p.answer("capacity") for p in draft.text.persons if str(p.number) in numbers}
    return bool(draft.answer("summons")) and (not named or bool(named & {"witness", "expert"}))


def _sentencing_state_asks(draft: Draft) -> bool:
    """The State that passed the sentence knows it; the other State is told by its documents."""
    return sentenced.side_of(sentenced.SENTENCING, draft.text) is Side.REQUESTING


CONDITIONS: dict[str, Condition] = {
    "more_than_service": _more_than_service,
    "identified": lambda draft: not draft.answer("protected") and draft.answer("nature") != PersonText.UNKNOWN,
    "natural_and_not_protected": _natural_and_not_protected,
    "legal_person_concerned": _is("nature", "legal"),
    "protected": _ticked("protected"),
    "tried_before": _ticked("tried"),
    "death_penalty": _ticked("death_penalty"),
    "life_sentence": _ticked("life_sentence"),
    "special_court": _ticked("special_court"),
    "death_penalty_possible": lambda draft: any(offence.answer("death_penalty") for offence in draft.text.offences),
    "accused": _is("status", "accused"),
    "convicted": _is("status", "convicted", "in_absentia"),
    "in_absentia": _is("status", "in_absentia"),
    "not_sentenced": _is("status", "not_sentenced"),
    "fled": _is("case", "fled"),
    "to_be_expelled": _is("case", "expelled"),
    "consent_asked": lambda draft: draft.answer("case") == "ordinary" and draft.answer("asking") == "sentencing",
    "sentencing_state_asks": _sentencing_state_asks,
    "no_treaty_in_force": _no_treaty_in_force,
    "urgent": lambda draft: bool(draft.answer("urgent") or draft.answer("oral_request_on")),
    "deadline": _ticked("deadline"),
    "coercive": _coercive,
    "costly": _costly,
    "heard_as_witness_or_expert": _is("person_capacity", "witness", "expert"),
    "heard_as_suspect": _is("person_capacity", "suspect"),
    "summons": _ticked("summons"),
    "summons_to_witness_or_expert": _summons_to_witness_or_expert,
    "originals": _is("certified", "originals"),
    "computer_data": _ticked("computer_data"),
    "exhumation": lambda draft: bool(draft.answer("exhumation")) or draft.answer("kind") == "exhumation",
    "tracing_or_freezing": _is("asset_action", "trace", "freeze"),
    "confiscation_there": _is("asset_action", "confiscate"),
    "enforcement_of_our_order": _is("asset_action", "enforce"),
    "value_based": _ticked("value_based"),
    "interception": _ticked("interception"),
}
