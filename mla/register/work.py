"""What usually comes next where a request stands, and for whom: asked of the tables alone, so that a list can ask it of many at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.machine import sources
from mla.lifecycle.terms import Side, Stage, Step

Place = tuple[str, str, str]
"""Where a request of ours may stand: kind, our side, stage."""


@cache
def next_steps() -> dict[Place, tuple[Step, ...]]:
    """The steps that lead on from each place where the next step is ours, those that change the stage first."""
    found: dict[Place, tuple[Step, ...]] = {}
    for kind, table in LIFECYCLES.items():
        for side in Side:
            for stage in table.stages:
                if _is_ours(stage, side):
                    steps = [
                        one for one in table.steps if _leads(one, side) and stage.name in sources(table, side, one)
                    ]
                    found[kind, side.value, stage.name] = tuple(sorted(steps, key=lambda one: one.to is None))
    return found


def _is_ours(stage: Stage, side: Side) -> bool:
    return stage.waits_for is side and not stage.ends


def _leads(step: Step, side: Side) -> bool:
    return step.leads and step.side in (None, side)


def first_of(steps: Iterable[Step], roles: Iterable[str]) -> Step | None:
    """The first of these steps that somebody with these roles takes."""
    held = set(roles)
    return next((step for step in steps if held & {role.value for role in step.roles}), None)


def places_for(roles: Iterable[str]) -> dict[Place, Step]:
    """The places at which somebody with these roles has the next step, and which it is."""
    held = list(roles)
    return {place: step for place, steps in next_steps().items() if (step := first_of(steps, held))}


def places_of(trigger: str) -> list[Place]:
    """The places at which this step is one that leads on; none for a name that no step has."""
    return [place for place, steps in next_steps().items() if any(step.trigger == trigger for step in steps)]
