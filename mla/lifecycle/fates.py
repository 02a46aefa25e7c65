"""What becomes of each person of one request: each goes through the same table, moved by the steps that concern him or her.

A step of which the table says so (`Lifecycle.per_person`) may name the persons whom it concerns; one that names nobody concerns
all of them. A person for whom a step is not open stays where he or she is. The stage of the request follows: it stands where the person stands who has
come least far; when every person's case has ended, at the end that fulfils most. Both States read the same letters, so
both derive the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import make_dataclass
from typing import cast

from mla.canonical import Answers
from mla.lifecycle.case_file import CaseFile, EventRecord
from mla.lifecycle.machine import StepNotOpen, open_steps, sources
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side, StageKind, Step

WHOM = "for_persons"
"""Under this name a step says whom it concerns, by number; nothing, where it concerns everybody."""

Fates = dict[int, str]
"""The stage of each person, by number."""

ENDS = (StageKind.FULFILLED, StageKind.TURNED_DOWN)
"""The ends that tell most of what became of a request, the first first."""


def concerns(answers: Answers, number: int) -> bool:
    """Whether a step concerns a person."""
    told = answers.get(WHOM)
    return not told or str(number) in told


def numbers(dossier: CaseFile) -> tuple[int, ...]:
    """The persons who may go different ways: all of them, where the kind knows that and there are several."""
    several = dossier.table.per_person and len(dossier.persons) > 1
    return tuple(person.number for person in dossier.persons) if several else ()


def apart(dossier: CaseFile) -> bool:
    """Whether some step has named some of the persons: from then on each has a fate of his or her own."""
    return bool(numbers(dossier)) and any(event.answers.get(WHOM) for event in dossier.events)


def fates(dossier: CaseFile) -> Fates:
    """Where each person stands; nothing while all of them stand where the request stands."""
    if not apart(dossier):
        return {}
    start = dict.fromkeys(numbers(dossier), dossier.table.start)
    return deque(story(dossier, start), maxlen=1)[0][1]


def story(dossier: CaseFile, found: Fates) -> Iterator[tuple[EventRecord, Fates]]:
    """Each entry of the record, with where every person stands after it."""
    for event in dossier.events:
        step = dossier.table.step.get(event.trigger)
        if step and step.effect == "change_table":
            found = {one: event.to_stage if stage == event.from_stage else stage for one, stage in found.items()}
        elif step:
            found = moved(dossier.table, dossier.our_side, found, step, event.answers)
        yield event, found


def moved(table: Lifecycle, side: Side, found: Fates, step: Step, answers: Answers) -> Fates:
    """Where every person stands after a step: those whom it concerns, and for whom it is open, are moved."""
    open_at = sources(table, side, step)
    return {
        one: step.target(stage) if concerns(answers, one) and stage in open_at else stage
        for one, stage in found.items()
    }


def standing(dossier: CaseFile) -> frozenset[str]:
    """The stages at which a request stands: one, or those of its persons."""
    return frozenset(fates(dossier).values()) or frozenset({dossier.stage})


def open_now(dossier: CaseFile) -> frozenset[str]:
    """The triggers that may be applied to a request, for one of its persons at least."""
    return frozenset().union(*(open_steps(dossier.table, dossier.our_side, stage) for stage in standing(dossier)))


def stage_after(dossier: CaseFile, step: Step, answers: Answers) -> str:
    """The stage to which a step leads the request. Raises StepNotOpen where it is open for nobody whom it concerns."""
    found = fates(dossier) or dict.fromkeys(numbers(dossier) if answers.get(WHOM) else (), dossier.stage)
    if not found:
        return step.target(dossier.stage)
    open_at = sources(dossier.table, dossier.our_side, step)
    if not any(concerns(answers, one) and stage in open_at for one, stage in found.items()):
        raise StepNotOpen(f"“{step.trigger}” is not open for those whom it concerns.")
    return derived(dossier.table, moved(dossier.table, dossier.our_side, found, step, answers))


def derived(table: Lifecycle, found: Fates) -> str:
    """The stage of the request, from those of its persons: whoever has come least far, or the end that tells most."""
    stages = list(found.values())
    places = [stage.name for stage in table.stages]
    under_way = [stage for stage in stages if not table.stage[stage].kind.decided]
    if under_way:
        return min(under_way, key=lambda name: (min(map(places.index, table.same_abroad(name))), places.index(name)))
    return min(stages, key=lambda name: (_rank(table.stage[name].kind), places.index(name)))


def _rank(kind: StageKind) -> int:
    return ENDS.index(kind) if kind in ENDS else len(ENDS)


def left_behind(dossier: CaseFile, step: Step, answers: Answers) -> list[int]:
    """Those whom a step of ours names, and for whom it cannot be taken where they stand."""
    where = fates(dossier)
    return [
        one
        for one, stage in where.items()
        if answers.get(WHOM) and concerns(answers, one) and stage not in step.sources
    ]


# One person's case
READ = tuple(name for name in dir(CaseFile) if isinstance(getattr(CaseFile, name), property))
AsOneGoes = make_dataclass("AsOneGoes", READ, frozen=True)


def as_one_goes(dossier: CaseFile, number: int) -> CaseFile:
    """The request as if it had been made for one person alone: where that person stands, and what was said about that person."""
    known = {name: getattr(dossier, name) for name in READ}
    stage = fates(dossier).get(number, dossier.stage)
    told = [event for event in dossier.events if concerns(event.answers, number)]
    persons = [one for one in dossier.persons if one.number == number]
    return cast(CaseFile, AsOneGoes(**{**known, "stage": stage, "events": told, "persons": persons}))


def each(dossier: CaseFile, step: Step, answers: Answers | None = None) -> Sequence[CaseFile]:
    """The cases that a step of ours would move: those of the persons whom it concerns and for whom it may be taken; or the one of all."""
    where = fates(dossier)
    whom = [one for one, stage in where.items() if stage in step.sources and concerns(answers or {}, one)]
    return [as_one_goes(dossier, one) for one in whom] if where else [dossier]
