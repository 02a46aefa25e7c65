"""What becomes of each person of one request, or of each thing: each goes through the same table, moved by the steps that concern it.

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
from mla.lifecycle.items import PersonText
from mla.lifecycle.machine import StepNotOpen, open_steps, sources
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side, StageKind, Step

WHOM, WHAT = "for_persons", "for_property"
"""Under these names a step says whom, or which property, it concerns, by number; nothing, where it concerns everybody, or all of it."""

BESIDE = 100
"""Property that was found besides has numbers above this: the request may name more meanwhile."""

IN_WORDS = 0
"""All that the request names in words alone, where it lists no property one by one, beside what is found later; called by its first line."""

Fates = dict[int, str]
"""The stage of each person, by number."""

ENDS = (StageKind.FULFILLED, StageKind.TURNED_DOWN)
"""The ends that tell most of what became of a request, the first first."""


def concerns(answers: Answers, number: int) -> bool:
    """Whether a step concerns a person."""
    told = named(answers)
    return not told or str(number) in told


def named(answers: Answers) -> list[str]:
    """Whom, or which property, a step names, by number."""
    return answers.get(WHOM) or answers.get(WHAT) or []


def names(dossier: CaseFile) -> dict[int, str]:
    """Whatever may go different ways, by number: the persons, or the property; nothing where the kind does not know that."""
    told = dossier.table.property
    if told is not None:
        asked = dossier.contents.get(told.section, {}).get(told.rows) or []
        there = {number: str(row.get("what", "")) for number, row in enumerate(asked, 1)}
        there = there or {
            IN_WORDS: _begun(str(dossier.contents.get(told.section, {}).get(told.words) or dossier.title))
        }
        return there | {
            one: what for event in dossier.events for one, what in _found(dossier.table, event.answers).items()
        }
    return {one.number: PersonText.of(one).name for one in dossier.persons} if dossier.table.per_person else {}


def _begun(text: str) -> str:
    return next(iter(text.strip().splitlines()), "")[:80]


def _found(table: Lifecycle, answers: Answers) -> dict[int, str]:
    """The property that a step tells of for the first time."""
    rows = answers.get(table.property.found) if table.property else None
    return {int(row["number"]): str(row.get("what", "")) for row in rows or () if row.get("number")}


def numbers(dossier: CaseFile) -> tuple[int, ...]:
    """Those who may go different ways: all of them, where the kind knows that and there are several."""
    found = names(dossier)
    return tuple(found) if len(found) > 1 else ()


def apart(dossier: CaseFile) -> bool:
    """Whether some step has named some of them, or found more: from then on each has a fate of its own."""
    return bool(numbers(dossier)) and any(parted(dossier, event.answers) for event in dossier.events)


def parted(dossier: CaseFile, answers: Answers) -> bool:
    """Whether a step concerns some of them alone, or tells of more."""
    return bool(named(answers) or _found(dossier.table, answers))


def first(dossier: CaseFile) -> Fates:
    """Where all of them stand before anything has happened; what is found later is not there yet."""
    later = {one for event in dossier.events for one in _found(dossier.table, event.answers)}
    return {one: dossier.table.start for one in numbers(dossier) if one not in later}


def fates(dossier: CaseFile) -> Fates:
    """Where each person stands; nothing while all of them stand where the request stands."""
    if not apart(dossier):
        return {}
    return deque(story(dossier, first(dossier)), maxlen=1)[0][1]


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
    new = dict.fromkeys(_found(table, answers), table.property.at) if table.property else {}
    return new | {
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
    found = fates(dossier) or dict.fromkeys(names(dossier) if parted(dossier, answers) else (), dossier.stage)
    open_at = sources(dossier.table, dossier.our_side, step)
    if not found:
        return (
            derived(dossier.table, new)
            if (new := moved(dossier.table, dossier.our_side, {}, step, answers))
            else step.target(dossier.stage)
        )
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
        one for one, stage in where.items() if named(answers) and concerns(answers, one) and stage not in step.sources
    ]


# One person's case
READ = tuple(name for name in dir(CaseFile) if isinstance(getattr(CaseFile, name), property))
AsOneGoes = make_dataclass("AsOneGoes", READ, frozen=True)


def as_one_goes(dossier: CaseFile, number: int) -> CaseFile:
    """The request as if it had been made for one person alone: where that person stands, and what was said about that person."""
    known = {name: getattr(dossier, name) for name in READ}
    stage = fates(dossier).get(number, dossier.stage)
    told = [event for event in dossier.events if concerns(event.answers, number)]
    persons = [one for one in dossier.persons if one.number == number or dossier.table.property]
    return cast(CaseFile, AsOneGoes(**{**known, "stage": stage, "events": told, "persons": persons}))


def each(dossier: CaseFile, step: Step, answers: Answers | None = None) -> Sequence[CaseFile]:
    """The cases that a step of ours would move: those of the persons whom it concerns and for whom it may be taken; or the one of all."""
    where = fates(dossier)
    whom = [one for one, stage in where.items() if stage in step.sources and concerns(answers or {}, one)]
    return [as_one_goes(dossier, one) for one in whom] if where else [dossier]
