"""What can be wrong with a table: asked at start-up and by the tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Step
from mla.lifecycle.text import BUILT_UP


def problems(table: Lifecycle) -> list[str]:
    """Everything that is wrong with a table, each in one sentence. Empty when it is sound."""
    return [
        *_repeated("stage", (stage.name for stage in table.stages)),
        *_repeated("step", (step.trigger for step in table.steps)),
        *_unknown_stages(table),
        *(sentence for step in table.steps for sentence in _crossing_problems(table, step)),
        *_stranded_stages(table),
        *_unknown_tasks(table),
        *_names_before_it_is_told(table),
        *_unknown_limits(table),
        *_beginning(table),
        *_names_of_competition(table),
    ]


def _repeated(what: str, names: Iterable[str]) -> list[str]:
    return [f"There are {n} rows for the {what} “{name}”." for name, n in Counter(names).items() if n > 1]


def _unknown_stages(table: Lifecycle) -> list[str]:
    named = {
        (s.trigger, name) for s in table.steps for name in (*s.sources, *s.crossed, *dict(s.refused_at), s.to) if name
    }
    named |= {(f"stage {s.name}", s.abroad) for s in table.stages if s.abroad}
    return [f"“{who}” names the unknown stage “{name}”." for who, name in sorted(named) if name not in table.stage]


def _crossing_problems(table: Lifecycle, step: Step) -> Iterable[str]:
    known = _known(table, step)
    targets = {step.target(name) for name in known} & set(table.stage)
    if step.crosses and not step.paper:
        yield f"“{step.trigger}” crosses the border without a paper."
    if step.domestic and (step.crosses or step.to or not step.paper):
        yield f"“{step.trigger}” writes to an own authority, and crosses, moves the request, or draws no letter."
    if step.paper and not step.crosses and not step.domestic:
        yield f"“{step.trigger}” draws a paper that nobody receives."
    if step.crosses and step.side is None and step.to in step.sources:
        yield f"“{step.trigger}” may be sent by either State and leads back to where it came from."
    if step.crossed and not step.crosses:
        yield f"“{step.trigger}” meets other letters in the post, and yet does not cross the border."
    if step.brings_request and not step.crosses:
        yield f"“{step.trigger}” brings the request to nobody."
    if step.crosses and not step.brings_request and any(table.private(name) for name in known):
        yield f"“{step.trigger}” tells the other State of a request that it has not been sent."
    if step.crosses and any(table.private(name) for name in targets):
        yield f"“{step.trigger}” crosses into a stage that the other State does not see."
    if (
        not step.crosses
        and not step.by_letter
        and any(
            table.stage[name].abroad != table.stage[step.target(name)].abroad
            for name in known
            if step.target(name) in table.stage
        )
    ):
        yield f"“{step.trigger}” changes what the other State sees and yet does not cross."


def _stranded_stages(table: Lifecycle) -> Iterable[str]:
    reached = {table.start} | {step.to for step in table.steps if step.to}
    left = {name for step in table.steps for name in step.sources if step.to not in (None, name)}
    for stage in table.stages:
        if stage.name not in reached:
            yield f"Nobody can reach the stage “{stage.name}”."
        if stage.name not in left and not stage.ends:
            yield f"Nobody can leave the stage “{stage.name}”, and it is not marked as an end."


def _unknown_tasks(table: Lifecycle) -> list[str]:
    named = {name for task in table.tasks for name in (task.trigger, task.drop) if name}
    return [f"The task list names the unknown step “{name}”." for name in sorted(named - set(table.step))]


def _names_before_it_is_told(table: Lifecycle) -> Iterable[str]:
    """Persons name offences, and measures name both: whoever reads the request must know them by then."""
    told = [task.items for task in table.tasks if task.items in BUILT_UP]
    if told != sorted(told, key=BUILT_UP.index):
        yield "The task list names offences, persons and measures in another order than they build on each other."


def _beginning(table: Lifecycle) -> Iterable[str]:
    """What general code asks of a table as a whole must be there once."""
    if sum(table.start in step.sources for step in table.steps) != 1:
        yield f"Exactly one step must begin at “{table.start}”."
    if sum(step.brings_request and any(map(table.private, _known(table, step))) for step in table.steps) != 1:
        yield "Exactly one step must carry the request across the border for the first time."


def _known(table: Lifecycle, step: Step) -> list[str]:
    return [name for name in step.sources if name in table.stage]


def _names_of_competition(table: Lifecycle) -> Iterable[str]:
    named = vars(table.competition).values() if table.competition else ()
    yield from (
        f"The competition of requests names the unknown step “{name}”." for name in named if name not in table.step
    )


def _unknown_limits(table: Lifecycle) -> Iterable[str]:
    named = {
        name
        for limit in table.limits
        for name in (limit.starts, *limit.ends, *(trigger for trigger, *_rest in limit.halted_by))
    }
    yield from (f"A time limit names the unknown step “{name}”." for name in sorted(named - set(table.step)))
    for limit in table.limits:
        yield from (
            f"The time limit of “{limit.starts}” is answered by “{name}”, which does not end it."
            for name, _ in limit.answered_in
            if name not in limit.ends
        )
        if not (limit.then or limit.must):
            yield f"The time limit of “{limit.starts}” does not say what must happen when it has passed."
        if [bool(limit.field), bool(limit.days), bool(limit.national or limit.rule)].count(True) != 1:
            yield f"The time limit of “{limit.starts}” needs a date that was said, a number of days, or a rule of law."
        if limit.working and not (limit.days and limit.calendars):
            yield f"The time limit of “{limit.starts}” counts days of work without saying how many, or whose."
        yield from (
            f"The time limit of “{limit.starts}” names the unknown stage “{name}”."
            for name in limit.pauses
            if name not in table.stage
        )
