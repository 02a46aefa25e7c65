"""The way of one request through its table: the stages passed, the present one, what may follow and whose move each is.

Told twice: as this State sees it, and as the other State sees it. The second is told from what crossed alone: each stage under the name
under which it is seen abroad, and of the steps those that cross. Two requests that differ in something internal have the same course abroad.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from mla.lifecycle.case_file import CaseFile, EventRecord
from mla.lifecycle.corrections import came_by_letter
from mla.lifecycle.machine import sources
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side, Stage, Step

Dated = Callable[[EventRecord], date]
"""The day of an entry, as both States know it."""


@dataclass(frozen=True)
class Reached:
    """A stage that a request came to, and the day."""

    stage: Stage
    on: date


@dataclass(frozen=True)
class Move:
    """A step that leads on to another stage."""

    step: Step
    stage: Stage

    @property
    def side(self) -> Side | None:
        """Whose move it is; None where either State may make it."""
        return self.step.side


@dataclass(frozen=True)
class Course:
    """`passed` are the stages in the order of time, the last of them the `present` one; a stage that was come to again stands there again.

    `moves` lead on from the present stage. `later` are the stages that none of these reaches, each with the one from which it is reached first.
    Without a `present` stage nothing of the request is seen.
    """

    passed: tuple[Reached, ...]
    present: Stage | None
    moves: tuple[Move, ...] = ()
    later: tuple[tuple[Stage, Stage], ...] = ()


Ways = dict[str, tuple[Move, ...]]
"""The moves that lead on from each stage, by its name."""


def course(case: CaseFile, dated: Dated) -> Course:
    """The way of a request as this State sees it."""
    ways = _ways(case.table, case.our_side, came_by_letter(case))
    passed = _passed(case.table, ((event.to_stage, event) for event in case.events), dated)
    return _led_on(case.table, passed, case.stage, ways)


def course_abroad(case: CaseFile, dated: Dated) -> Course:
    """The way of a request as the other State sees it: nothing, where nothing has crossed."""
    seen = case.table.stage[case.stage].abroad
    if seen is None:
        return Course((), None)
    known = ((_abroad(case.table, event.to_stage), event) for event in case.events)
    return _led_on(case.table, _passed(case.table, known, dated), seen, _ways_abroad(case.table))


def moves(case: CaseFile) -> tuple[Move, ...]:
    """What may follow from the present stage as this State sees it, whoever does it."""
    return _ways(case.table, case.our_side, came_by_letter(case))[case.stage]


def _abroad(table: Lifecycle, stage: str) -> str:
    return (table.stage[stage].abroad or "") if stage in table.stage else ""


def _passed(table: Lifecycle, told: Iterable[tuple[str, EventRecord]], dated: Dated) -> tuple[Reached, ...]:
    """Each stage that was come to from another; one that an earlier version of the table knew and this one does not is left out."""
    found: list[Reached] = []
    for name, event in told:
        if name in table.stage and not (found and found[-1].stage.name == name):
            found.append(Reached(table.stage[name], dated(event)))
    return tuple(found)


def _led_on(table: Lifecycle, passed: tuple[Reached, ...], here: str, ways: Ways) -> Course:
    return Course(passed, table.stage[here], ways[here], _later(table, here, ways))


def _later(table: Lifecycle, here: str, ways: Ways) -> tuple[tuple[Stage, Stage], ...]:
    """The stages that are reached by more than one move, the nearest first. Of an end only the moves are told: what might come of opening again is not."""
    near = [here, *(move.stage.name for move in ways[here])]
    found: dict[str, tuple[Stage, Stage]] = {}
    for name in (queue := list(dict.fromkeys(near))):  # grows as it goes
        for move in () if table.stage[name].ends else ways[name]:
            if move.stage.name not in (*near, *found):
                found[move.stage.name] = (table.stage[name], move.stage)
                queue.append(move.stage.name)
    return tuple(found.values())


@cache
def _ways(table: Lifecycle, side: Side, by_letter: bool) -> Ways:
    known = [step for step in table.steps if step.to and not step.by_command and (by_letter or not step.by_letter)]
    return {
        stage.name: tuple(
            Move(step, table.stage[step.target(stage.name)])
            for step in known
            if step.to != stage.name and stage.name in sources(table, side, step)
        )
        for stage in table.stages
    }


@cache
def _ways_abroad(table: Lifecycle) -> Ways:
    """The moves between stages as they are seen abroad: by steps that cross, from whatever looks there like the stage."""
    return {
        stage.name: tuple(
            Move(step, table.stage[seen])
            for step in table.steps
            if step.crosses and step.to and (seen := _abroad(table, step.to)) and seen != stage.name
            if any(_abroad(table, source) == stage.name for source in step.sources)
        )
        for stage in table.stages
    }
