"""One table, two sides: each State applies its own rows as written, and the other's as far as it can see."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from mla.lifecycle import ASSISTANCE
from mla.lifecycle.machine import StepNotOpen, move, open_steps, sources
from mla.lifecycle.terms import Side


def at(stage: str) -> SimpleNamespace:
    return SimpleNamespace(stage=stage)


def test_a_refusal_is_the_same_row_true_on_both_sides() -> None:
    here, there = at("examining"), at("received")
    move(ASSISTANCE, Side.REQUESTED, here, "refuse")
    move(ASSISTANCE, Side.REQUESTING, there, "refuse")
    assert here.stage == there.stage == "refused"


def test_what_does_not_cross_is_not_the_other_sides_to_know() -> None:
    assert sources(ASSISTANCE, Side.REQUESTING, ASSISTANCE.step["assign"]) == ()
    assert sources(ASSISTANCE, Side.REQUESTED, ASSISTANCE.step["state_facts"]) == ()


def test_a_step_of_the_other_side_is_allowed_from_every_stage_that_looks_the_same() -> None:
    allowed = sources(ASSISTANCE, Side.REQUESTED, ASSISTANCE.step["withdraw"])
    assert {"received", "examining"} <= set(allowed)


def test_a_request_from_abroad_arrives_at_a_dossier_that_has_no_history() -> None:
    arriving = at("new")
    move(ASSISTANCE, Side.REQUESTED, arriving, "transmit")
    assert arriving.stage == "transmitted"


@pytest.mark.parametrize("trigger", ["answer", "fly", "open", "to_closed", "assign"])
def test_what_is_not_a_row_is_not_possible(trigger: str) -> None:
    dossier = at("transmitted")
    with pytest.raises(StepNotOpen):
        move(ASSISTANCE, Side.REQUESTING, dossier, trigger)
    assert dossier.stage == "transmitted"


def test_a_step_that_stays_leaves_the_stage_alone() -> None:
    dossier = at("executing")
    move(ASSISTANCE, Side.REQUESTED, dossier, "answer_in_part")
    assert dossier.stage == "executing"


def test_nothing_moves_a_request_that_has_ended_but_its_reopening() -> None:
    for side in Side:
        left = open_steps(ASSISTANCE, side, "closed")
        assert {"note", "report_obligation"} <= left
        assert [trigger for trigger in left if ASSISTANCE.step[trigger].to] == ["reopen"]


def test_a_table_is_looked_up_by_its_name_without_reading_its_rows_and_told_from_another_of_that_name() -> None:
    other = replace(ASSISTANCE, steps=ASSISTANCE.steps[:1], stages=ASSISTANCE.stages[:2])
    assert hash(other) == hash(ASSISTANCE)
    assert other != ASSISTANCE


def test_our_own_step_is_taken_from_its_own_stages_alone() -> None:
    assert sources(ASSISTANCE, Side.REQUESTING, ASSISTANCE.step["submit"]) == ("drafting",)
    assert sources(ASSISTANCE, Side.REQUESTED, ASSISTANCE.step["accept"]) == ("examining",)


def test_what_is_not_open_is_said_with_the_stage() -> None:
    dossier = SimpleNamespace(stage="answered")
    with pytest.raises(StepNotOpen, match=r"“accept” is not open at the stage “answered”"):
        move(ASSISTANCE, Side.REQUESTED, dossier, "accept")
