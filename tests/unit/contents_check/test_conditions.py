"""When a conditional item of contents is needed: each condition is asked of a draft for which it holds and one for which not."""

from __future__ import annotations

from typing import Any

import pytest

from mla.contents_check.conditions import CONDITIONS, COSTLY, Draft
from mla.instruments import Law
from mla.instruments.schema import Measure as KindOfHelp
from mla.lifecycle.text import RequestText
from mla.models import Measure, Offence, Person
from tests.support.case_files import case_file

LAW = Law().about("assistance")


def holds(name: str, answers: dict[str, Any], instrument: str = "lhc", **known: Any) -> bool:
    """Whether a condition holds of a page or item with these answers."""
    text = RequestText.of(case_file(known.pop("kind", "assistance"), instrument=instrument, **known))
    return CONDITIONS[name](Draft(text, LAW, answers))


TICKED = (
    "protected", "death_penalty", "life_sentence", "special_court", "deadline", "summons", "computer_data", "value_based",
    "interception",
)  # fmt: skip


@pytest.mark.parametrize("name", TICKED)
def test_a_box_makes_its_own_item_necessary(name: str) -> None:
    assert holds(name, {name: True})
    assert not holds(name, {name: False})
    assert not holds(name, {})


@pytest.mark.parametrize(
    ("name", "field", "values", "other"),
    [
        ("legal_person_concerned", "nature", ("legal",), "natural"),
        ("accused", "status", ("accused",), "convicted"),
        ("convicted", "status", ("convicted", "in_absentia"), "accused"),
        ("in_absentia", "status", ("in_absentia",), "convicted"),
        ("not_sentenced", "status", ("not_sentenced",), "convicted"),
        ("fled", "case", ("fled",), "ordinary"),
        ("to_be_expelled", "case", ("expelled",), "ordinary"),
        ("heard_as_witness_or_expert", "person_capacity", ("witness", "expert"), "suspect"),
        ("heard_as_suspect", "person_capacity", ("suspect",), "witness"),
        ("originals", "certified", ("originals",), "copies"),
        ("tracing_or_freezing", "asset_action", ("trace", "freeze"), "confiscate"),
        ("confiscation_there", "asset_action", ("confiscate",), "enforce"),
        ("enforcement_of_our_order", "asset_action", ("enforce",), "confiscate"),
    ],
)
def test_an_answer_makes_its_item_necessary_and_another_does_not(
    name: str, field: str, values: tuple[str, ...], other: str
) -> None:
    assert all(holds(name, {field: value}) for value in values)
    assert not holds(name, {field: other})
    assert not holds(name, {})


def test_who_was_tried_before_is_told_by_the_box() -> None:
    assert holds("tried_before", {"tried": True})
    assert not holds("tried_before", {"tried_before": True})


def test_a_person_in_the_open_is_described_and_a_protected_one_is_not() -> None:
    assert holds("identified", {})
    assert not holds("identified", {"protected": True})
    assert not holds("identified", {"nature": "unknown"})
    assert holds("natural_and_not_protected", {"nature": "natural"})
    assert not holds("natural_and_not_protected", {"nature": "natural", "protected": True})
    assert not holds("natural_and_not_protected", {"nature": "legal"})


def test_consent_is_asked_where_the_sentencing_state_asks_in_an_ordinary_case() -> None:
    assert holds("consent_asked", {"case": "ordinary", "asking": "sentencing"})
    assert not holds("consent_asked", {"case": "fled", "asking": "sentencing"})
    assert not holds("consent_asked", {"case": "ordinary", "asking": "administering"})


@pytest.mark.parametrize("field", ["urgent", "oral_request_on"])
def test_urgency_is_said_or_shown_by_an_oral_request(field: str) -> None:
    assert holds("urgent", {field: "2026-11-01"})
    assert not holds("urgent", {"costs": "Borne by us."})


def test_exhumation_is_said_or_is_the_measure_itself() -> None:
    assert holds("exhumation", {"exhumation": True})
    assert holds("exhumation", {"kind": "exhumation"})
    assert not holds("exhumation", {"kind": "records"})


# What the whole draft tells
def measure(number: int, kind: str, **answers: Any) -> Measure:
    """A measure that is asked for."""
    return Measure(number=number, answers={"kind": kind, **answers})


def test_a_request_for_service_alone_needs_less() -> None:
    assert not holds("more_than_service", {}, measures=[measure(1, "service"), measure(2, "service")])
    assert holds("more_than_service", {}, measures=[measure(1, "service"), measure(2, "records")])
    assert holds("more_than_service", {}, measures=[])


@pytest.mark.parametrize("kind", sorted(COSTLY))
def test_some_measures_cost_and_so_does_an_expert(kind: str) -> None:
    assert holds("costly", {}, measures=[measure(1, "records"), measure(2, kind)])
    assert holds("costly", {}, measures=[measure(1, "hearing", person_capacity="expert")])
    assert not holds("costly", {}, measures=[measure(1, "hearing", person_capacity="witness")])
    assert not holds("costly", {}, measures=[])


def test_the_measures_that_regularly_cost_are_these() -> None:
    assert {"video_hearing", "appearance", "temporary_transfer"} == COSTLY


def test_death_is_possible_where_any_offence_carries_it() -> None:
    mild, grave = Offence(number=1, answers={}), Offence(number=2, answers={"death_penalty": True})
    assert holds("death_penalty_possible", {}, offences=[mild, grave])
    assert not holds("death_penalty_possible", {"death_penalty": True}, offences=[mild])


def test_without_a_treaty_or_beside_one_more_is_to_be_said() -> None:
    assert holds("no_treaty_in_force", {}, instrument="reciprocity")
    assert holds("no_treaty_in_force", {"aware": True})
    assert not holds("no_treaty_in_force", {})


def test_a_measure_is_coercive_where_its_instrument_says_so() -> None:
    rows = {row.code: row.coercive for row in LAW.rows("lhc", KindOfHelp)}
    hard, soft = (next(code for code, told in rows.items() if bool(told) is wanted) for wanted in (True, False))
    assert holds("coercive", {"kind": hard})
    assert not holds("coercive", {"kind": soft})
    assert not holds("coercive", {})


def test_a_summons_to_a_witness_or_an_expert_or_to_nobody_in_particular_is_told_with_its_safeguards() -> None:
    persons = [Person(number=n, answers={"capacity": one}) for n, one in enumerate(("witness", "suspect", "expert"), 1)]

    def summons(*numbers: Any) -> bool:
        return holds("summons_to_witness_or_expert", {"summons": True, "persons": list(numbers)}, persons=persons)

    assert summons("1")
    assert summons(3)
    assert summons("1", "2")
    assert summons()
    assert not summons("2")
    assert not holds("summons_to_witness_or_expert", {"persons": ["1"]}, persons=persons)
    assert holds("summons_to_witness_or_expert", {"summons": True}, persons=persons)


@pytest.mark.parametrize(("asking", "ours"), [("sentencing", True), ("administering", False)])
def test_the_sentence_is_told_by_the_state_that_passed_it(asking: str, ours: bool) -> None:
    contents = {"state_wish": {"asking": asking}}
    assert holds("sentencing_state_asks", {}, kind="transfer", contents=contents) is ours
