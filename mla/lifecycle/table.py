"""A table as a whole: one kind of request, with what may be asked of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mla.canonical import Answers
from mla.lifecycle.terms import Given, Limit, Stage, Step, Task
from mla.words import _

if TYPE_CHECKING:
    from mla.lifecycle.case_file import CaseFile
    from mla.lifecycle.members import Member


@dataclass(frozen=True)
class Mark:
    """A word printed at the head of every letter of a request (a name in `words.html`) while `when(dossier)` holds."""

    word: str
    when: Callable[[CaseFile], bool]


@dataclass(frozen=True)
class Competition:
    """The steps that deal with competing requests for one person, by trigger: weighing, notice, decision on priority, views on it."""

    weigh: str
    notify: str
    decide: str
    views: str


@dataclass(frozen=True)
class Liberty:
    """A step that tells that a person is `held`, or is so no longer, since the first of the `days` that it names.

    `only` names an answer of the step, and the values with which it tells that.
    """

    trigger: str
    held: bool
    days: tuple[str, ...]
    only: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class OfProperty:
    """Where a kind tells of its property, each thing with a life of its own: in `words`, and in rows of a section, numbered from one as they stand.

    Steps tell of what was `found` besides under that answer, each thing with its number; it stands at the stage `at` from then on.
    """

    section: str
    words: str
    rows: str
    found: str
    at: str


@dataclass(frozen=True)
class Membership:
    """Where several States agree on one thing, each towards the State that leads (`members.py`).

    `others` are the other members as the leading State knows them, `text` the sha256 of what this file says and all must say alike
    (empty where it says nothing that binds now), `now` what holds between the two States of this file. `change` are the steps
    by which either of them proposes a change, and the other assents or does not; `steps` are all those about the agreement, which
    the page offers beside what it tells of it.
    """

    others: Callable[[CaseFile], list[Member]]
    text: Callable[[CaseFile], str]
    now: Callable[[CaseFile], Answers]
    change: tuple[str, str]
    steps: tuple[str, ...]


FROM_LETTER = (
    ("choose_basis", ("instrument", "language")),
    ("describe_case", ("authority",)),
    ("state_facts", ("facts",)),
    ("set_terms", ("urgent",)),
)


def marked_urgent(dossier: CaseFile) -> bool:
    """Whether the request says of itself that it is urgent."""
    return bool(dossier.contents.get("set_terms", {}).get("urgent"))


MARKS = (Mark("urgent", marked_urgent),)
"""The marks of every kind that names no others."""


@dataclass(frozen=True)
class Lifecycle:
    """A kind of request: its stages, its steps in the order of the work, its drafting tasks.

    `field` is the field of law whose rules carry it (an instrument's `kinds`, grounds and articles). `story` says
    in a sentence what the first State does with the other: “{0} asks {1}”. `marks` are printed on its letters.
    `from_letter` says in which sections the registrar's answers are kept when the request came on paper. `competition`
    names the steps by which requests for one person are weighed against each other, where the kind knows that.
    `always_urgent`: it cannot wait for a working day, whatever it says of itself.
    With `only_bodies` no State asks another for it: an international court or mechanism alone does.
    `by_agreement`: what is asked comes about only if both States agree, whatever the instrument. `per_person` are the steps, by
    trigger, that may concern some of the persons alone, who then go different ways (`fates.py`). `liberty` are those that tell who is
    held and who is not (`held.py`). `demands` says in a sentence what the law asks once there is such a file: who gives it up does so knowingly.
    `members` says how several States agree on one thing, where the kind knows that. Where a kind names its
    `property`, things go different ways as persons do, by the steps in `per_property`.
    """

    kind: str
    title: str
    letters: str
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    tasks: tuple[Task, ...] = ()
    limits: tuple[Limit, ...] = ()
    given: tuple[Given, ...] = ()
    version: int = 1
    start: str = "new"
    field: str = "assistance"
    story: str = _("{0} asks {1}")
    marks: tuple[Mark, ...] = MARKS
    from_letter: tuple[tuple[str, tuple[str, ...]], ...] = FROM_LETTER
    competition: Competition | None = None
    always_urgent: bool = False
    by_agreement: bool = False
    only_bodies: bool = False
    per_person: tuple[str, ...] = ()
    liberty: tuple[Liberty, ...] = ()
    demands: str = ""
    members: Membership | None = None
    property: OfProperty | None = None
    per_property: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By name and version: what is asked of a table is remembered, and looking it up must not read all of it."""
        return hash((self.kind, self.version))

    @cached_property
    def stage(self) -> dict[str, Stage]:
        """The stages by name."""
        return {stage.name: stage for stage in self.stages}

    @cached_property
    def step(self) -> dict[str, Step]:
        """The steps by trigger."""
        return {step.trigger: step for step in self.steps}

    @cached_property
    def opening(self) -> Step:
        """The step with which a request begins."""
        return next(step for step in self.steps if self.start in step.sources)

    @cached_property
    def sending(self) -> Step:
        """The step that carries the request across the border for the first time."""
        return next(step for step in self.steps if step.brings_request and any(map(self.private, step.sources)))

    @cached_property
    def basis(self) -> Task:
        """The section in which the instrument is chosen."""
        return next(task for task in self.tasks if task.basis)

    def with_effect(self, effect: str) -> tuple[Step, ...]:
        """The steps that have an effect, in the order of the table."""
        return tuple(step for step in self.steps if step.effect == effect)

    def triggers(self, *effects: str) -> frozenset[str]:
        """The triggers of the steps that have one of these effects: what the events of a dossier are asked for."""
        return frozenset(step.trigger for step in self.steps if step.effect in effects)

    def task_of(self, trigger: str) -> Task | None:
        """The section that a step tells, or from which it removes something; None where it does neither."""
        return next((task for task in self.tasks if trigger in (task.trigger, task.drop)), None)

    def list_of(self, items: str) -> Task | None:
        """The section that lists persons, offences, measures or attachments."""
        return next((task for task in self.tasks if task.items == items), None)

    def same_abroad(self, stage: str) -> tuple[str, ...]:
        """Every stage that looks to the other State as `stage` does."""
        seen = self.stage[stage].abroad
        return tuple(other.name for other in self.stages if other.abroad == seen)

    def open_at(self, trigger: str, stage: str) -> bool:
        """Whether whoever may take a step may take it while the dossier looks abroad as at this stage."""
        return bool(set(self.step[trigger].sources) & set(self.same_abroad(stage)))

    def private(self, stage: str) -> bool:
        """Whether the other State sees nothing of this stage."""
        return self.stage[stage].abroad is None
