"""The way of a request through its table, as this State sees it and as the other State sees it: the second tells nothing internal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.course import Course, course, course_abroad, moves
from mla.lifecycle.terms import Side
from mla.models import Dossier, Event
from tests.support.case_files import case_file

FIRST = datetime(2026, 11, 2, 9, tzinfo=UTC)
KINDS = sorted(LIFECYCLES)


def dated(event: object) -> date:
    assert isinstance(event, Event)
    return event.at.date()


def gone(kind: str, side: str, *steps: tuple[str, str]) -> Dossier:
    """A request that went this way: a step a day, each with the stage to which it led."""
    stages = [LIFECYCLES[kind].start, *(stage for _trigger, stage in steps)]
    events = [
        Event(number=n, trigger=trigger, from_stage=came, to_stage=led, side=side, at=FIRST + timedelta(days=n - 1))
        for n, ((trigger, _led), (came, led)) in enumerate(zip(steps, pairwise(stages), strict=True), 1)
    ]
    return case_file(kind, side, stage=stages[-1], events=events)


EXAMINED = (("transmit", "transmitted"), ("acknowledge", "received"), ("assign", "examining"))


def named(one: Course) -> set[str]:
    """Every stage of which a course says anything."""
    told = {reached.stage.name for reached in one.passed} | {move.stage.name for move in one.moves}
    told |= {stage.name for pair in one.later for stage in pair}
    return told | ({one.present.name} if one.present else set())


def test_the_stages_passed_stand_in_the_order_of_time_each_with_the_day_it_was_reached() -> None:
    asked = gone("assistance", "requested", *EXAMINED, ("ask", "clarifying"), ("supply", "received"))
    told = [(one.stage.name, one.on.day) for one in course(asked, dated).passed]
    assert told == [("transmitted", 2), ("received", 3), ("examining", 4), ("clarifying", 5), ("received", 6)]


def test_a_step_that_leaves_the_stage_reaches_none() -> None:
    asked = gone("assistance", "requested", *EXAMINED, ("note", "examining"))
    assert [one.stage.name for one in course(asked, dated).passed] == ["transmitted", "received", "examining"]


def test_what_may_follow_says_whose_move_it_is() -> None:
    whose = {move.step.trigger: move.side for move in moves(gone("assistance", "requested", *EXAMINED))}
    assert whose["accept"] is Side.REQUESTED
    assert whose["withdraw"] is Side.REQUESTING
    assert "answer" not in whose


def test_what_cannot_be_reached_any_more_is_not_told() -> None:
    refused = gone("assistance", "requested", *EXAMINED, ("refuse", "refused"))
    assert "executing" not in named(course(refused, dated))
    assert {"drafting", "checking", "signed"}.isdisjoint(named(course(refused, dated)))


def test_what_is_reached_by_several_moves_stands_after_the_stage_from_which_it_is_reached_first() -> None:
    later = {
        stage.name: before.name for before, stage in course(gone("assistance", "requested", *EXAMINED), dated).later
    }
    assert later["answered"] == "executing"


def test_of_a_draft_the_other_state_sees_nothing() -> None:
    for steps in ((("open", "drafting"),), (("open", "drafting"), ("submit", "checking"), ("sign", "signed"))):
        assert course_abroad(gone("assistance", "requesting", *steps), dated) == Course((), None)


def test_the_other_state_sees_no_internal_stage_and_no_day_of_an_internal_step() -> None:
    seen = course_abroad(gone("assistance", "requested", *EXAMINED), dated)
    assert [(one.stage.name, one.on.day) for one in seen.passed] == [("transmitted", 2), ("received", 3)]
    assert seen.present is not None
    assert seen.present.name == "received"


def test_what_is_drafted_again_inside_is_not_seen() -> None:
    sent = (
        ("open", "drafting"),
        ("submit", "checking"),
        ("send_back", "drafting"),
        ("submit", "checking"),
        ("sign", "signed"),
    )
    seen = course_abroad(gone("assistance", "requesting", *sent, ("transmit", "transmitted")), dated)
    assert [one.stage.name for one in seen.passed] == ["transmitted"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("side", list(Side))
def test_nothing_internal_is_told_abroad_wherever_a_request_of_any_kind_stands(kind: str, side: Side) -> None:
    table = LIFECYCLES[kind]
    known = {stage.abroad for stage in table.stages if stage.abroad}
    for stage in table.stages:
        seen = course_abroad(gone(kind, side, *(("x", one.name) for one in table.stages), ("y", stage.name)), dated)
        assert named(seen) <= known, stage.name
        assert all(move.step.crosses for move in seen.moves), stage.name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("side", list(Side))
def test_two_requests_that_look_alike_abroad_have_the_same_course_there(kind: str, side: Side) -> None:
    """Wherever it stands inside: only what the other State sees of the stage is told, and the day on which it came to see it."""
    table = LIFECYCLES[kind]
    for stage in table.stages:
        if stage.abroad:
            alike = [gone(kind, side, ("x", stage.abroad), ("y", name)) for name in table.same_abroad(stage.name)]
            told = [course_abroad(one, dated) for one in alike]
            assert all(one == told[0] for one in told), stage.name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("side", list(Side))
def test_every_stage_that_is_told_is_drawn_from_one_that_is(kind: str, side: Side) -> None:
    for stage in LIFECYCLES[kind].stages:
        for tell in (course, course_abroad):
            one = tell(gone(kind, side, ("x", stage.name)), dated)
            there = {reached.stage.name for reached in one.passed} | {move.stage.name for move in one.moves}
            for before, after in one.later:
                assert before.name in there | ({one.present.name} if one.present else set())
                there.add(after.name)
