"""The test of the two post bags.

Two copies of a dossier, one in each State, and a bag of letters under way in each direction. Every order of
acting and of letters arriving is walked, breadth first. A letter that comes too late is filed, not applied.
Whenever both bags are empty, both States must see the same stage.

A letter that leaves every stage as it is cannot change how anything ends, so it is not put in the bag: every ending
that is reached with it is reached without it. Letters that do the same to whoever gets them count as one.
"""

from __future__ import annotations

from collections import deque
from functools import cache
from typing import NamedTuple

from mla.lifecycle.machine import sources
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side, Step


class World(NamedTuple):
    """Where both copies stand, and the triggers of the letters on their way (oldest first)."""

    requesting: str
    requested: str
    to_requested: tuple[str, ...] = ()
    to_requesting: tuple[str, ...] = ()


def disagreements(table: Lifecycle, letters: int = 3) -> list[str]:
    """Every quiet moment at which the two States see different stages, with how it came about."""
    start = World(table.start, table.start)
    came_from: dict[World, tuple[World, str] | None] = {start: None}
    queue = deque([start])
    found = []
    while queue:
        world = queue.popleft()
        if not world.to_requested and not world.to_requesting:
            ours, theirs = (table.stage[name].abroad for name in (world.requesting, world.requested))
            if ours != theirs:
                found.append(f"{ours} / {theirs} after {' → '.join(_story(came_from, world))}")
        for act, after in _next(table, world, letters):
            if after not in came_from:
                came_from[after] = (world, act)
                queue.append(after)
    return found


def _next(table: Lifecycle, world: World, letters: int):
    for side, stage, bag in (
        (Side.REQUESTING, world.requesting, world.to_requested),
        (Side.REQUESTED, world.requested, world.to_requesting),
    ):
        for step in table.steps:
            if step.to is None or step.by_letter or step.side not in (None, side) or stage not in step.sources:
                continue
            if not step.crosses:
                yield f"{side} {step.trigger}", _acted(world, side, step.to, bag)
            elif len(bag) < letters:
                yield f"{side} {step.trigger}", _acted(world, side, step.to, (*bag, _alike(table, side.other, step)))
    for side, bag in ((Side.REQUESTED, world.to_requested), (Side.REQUESTING, world.to_requesting)):
        if bag:
            yield f"{side} gets {bag[0]}", _received(table, world, side, bag)


@cache
def _alike(table: Lifecycle, receiver: Side, step: Step) -> str:
    """The first step of the table that does the same to whoever receives it."""
    effect = (set(sources(table, receiver, step)), step.to)
    same = (s for s in table.steps if s.crosses and (set(sources(table, receiver, s)), s.to) == effect)
    return next(same).trigger


def _acted(world: World, side: Side, stage: str, bag: tuple[str, ...]) -> World:
    if side is Side.REQUESTING:
        return world._replace(requesting=stage, to_requested=bag)
    return world._replace(requested=stage, to_requesting=bag)


def _received(table: Lifecycle, world: World, side: Side, bag: tuple[str, ...]) -> World:
    stage = getattr(world, side.value)
    step = table.step[bag[0]]
    after = step.target(stage) if stage in sources(table, side, step) else stage
    return world._replace(**{side.value: after, f"to_{side.value}": bag[1:]})


def _story(came_from, world) -> list[str]:
    story = []
    while came_from[world]:
        world, act = came_from[world]
        story.append(act)
    return story[::-1]
