"""A table and a side make one `transitions` machine, built once. The only importer of `transitions`.

Our own rows stand as written. The other side's rows that cross are allowed from every stage of ours that
looks abroad like one of the row's sources. Its other rows are not ours to know.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

from transitions import Machine, MachineError

from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side, Step


class Staged(Protocol):
    """Whatever stands at a stage."""

    stage: str


class StepNotOpen(Exception):
    """The step is not a row of the table at the dossier's present stage."""


def sources(table: Lifecycle, side: Side, step: Step) -> tuple[str, ...]:
    """The stages of `side`'s own dossier from which `step` may be applied; empty if it is not ours to know.

    The other side's step is applied also where it can only have crossed ours in the post.
    """
    ours = step.sources if step.side in (None, side) else ()
    if not step.crosses or step.side is side:
        return ours
    alike = (name for source in (*step.sources, *step.crossed) for name in table.same_abroad(source))
    return tuple(dict.fromkeys((*ours, *alike)))


@cache
def machine(table: Lifecycle, side: Side) -> Machine:
    """The machine of one kind as one side runs it; shared by all dossiers, holds none of them."""
    rows = [
        {"trigger": step.trigger, "source": source, "dest": step.target(source)}
        for step in table.steps
        for source in sources(table, side, step)
    ]
    return Machine(
        model=None,
        states=[stage.name for stage in table.stages],
        transitions=rows,
        initial=None,
        auto_transitions=False,
        send_event=True,
        queued=False,
        model_attribute="stage",
    )


@cache
def open_steps(table: Lifecycle, side: Side, stage: str) -> frozenset[str]:
    """The triggers that `side` may apply to a dossier at `stage`, whoever takes them."""
    return frozenset(machine(table, side).get_triggers(stage))


@cache
def implied_before(table: Lifecycle, side: Side, stage: str, trigger: str) -> tuple[Step, ...] | None:
    """What a letter of the other State implies where it is recorded: its steps that went before it, none of which reached us.

    The fewest that lead from `stage` to one at which `trigger` is open; none of them where it is open; None where nothing leads there.
    """
    ways: list[tuple[str, tuple[Step, ...]]] = [(stage, ())]
    seen = {stage}
    for here, before in ways:  # grows as it goes: the nearest stages first
        if trigger in open_steps(table, side, here):
            return before
        for step in table.steps:
            if step.implied and step.side is side.other and step.trigger in open_steps(table, side, here):
                there = step.target(here)
                if there not in seen:
                    seen.add(there)
                    ways.append((there, (*before, step)))
    return None


def move(table: Lifecycle, side: Side, dossier: Staged, trigger: str) -> None:
    """Move the dossier's `stage` as the table says. Raises StepNotOpen when no row allows it."""
    try:
        machine(table, side).events[trigger].trigger(dossier)
    except (MachineError, KeyError) as error:
        raise StepNotOpen(f"“{trigger}” is not open at the stage “{dossier.stage}”.") from error
