"""The words a life cycle is written in.

A life cycle is a table: one row (`Step`) for every deed on a dossier. The same table is read by both
States, each from its own side (see `machine.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mla.lifecycle.case_file import CaseFile, EventRecord, LawOfField, OfficialRecord


class Side(StrEnum):
    """Which of the two States of a request somebody stands for."""

    REQUESTING = "requesting"
    REQUESTED = "requested"

    @property
    def other(self) -> Side:
        """The State across the border."""
        return Side.REQUESTED if self is Side.REQUESTING else Side.REQUESTING


class Role(StrEnum):
    """What an official is entrusted with. Names, never numbers."""

    DRAFTER = "drafter"
    SIGNATORY = "signatory"
    REGISTRAR = "registrar"
    EXAMINER = "examiner"
    DECIDER = "decider"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


Guard = Callable[["CaseFile", "OfficialRecord | None", "LawOfField"], str | None]
"""A reason why a step may not be taken yet: (dossier, official, law) -> a sentence, or None."""

Check = Callable[["CaseFile", Side, dict[str, Any]], str | None]
"""A reason against what was said with a step: (dossier, whose step it is, what was said) -> a sentence, or None.

Beside what was said stands, under `brought`, how many documents come with it.
"""

ITSELF = "itself"


@dataclass(frozen=True)
class Stage:
    """Where a dossier stands.

    `seen_as` is what the other State sees of it: itself, another stage, or nothing (None).
    `evidence` names what must be on record while a dossier stands here; the database enforces it.
    `waits_for` is the side whose move it is, `time` whose time it is besides (court, translation); `ends` marks a stage that need not be left.
    """

    name: str
    title: str
    seen_as: str | None = ITSELF
    waits_for: Side | None = None
    evidence: tuple[str, ...] = ()
    ends: bool = False
    time: str = ""

    @property
    def abroad(self) -> str | None:
        """The name under which the other State knows this stage, or None."""
        return self.name if self.seen_as == ITSELF else self.seen_as


@dataclass(frozen=True)
class Step:
    """One row of the table: a deed, named by its trigger (an imperative).

    `to` is None when the dossier stays where it is. `side` None means either State may take it, each
    for itself. A step that `crosses` the border draws a `paper` and travels in a package. One that either State may
    send leaves the stage as it is, or leads to one stage that does not lead back by it. One that `brings_request`
    carries the whole text of the request along. Nobody takes it at the stages in `crossed`, but a letter that was under
    way when the other State came there is still applied. `refused_at` tells of stages at which somebody might look for
    the step why it is not taken there. `once` names what may be done only once for one person, in all requests together
    (`mla/one_person.py`).
    `guards` are asked before our own step is offered; `checks` weigh what was said, whichever State said it. `knowingly` names
    an objection (`mla/steps/objections.py`) that the official overrules only by saying why.
    """

    trigger: str
    sources: tuple[str, ...]
    to: str | None
    side: Side | None
    roles: tuple[Role, ...]
    title: str
    done: str
    paper: str | None = None
    crosses: bool = False
    guards: tuple[Guard, ...] = ()
    checks: tuple[Check, ...] = ()
    brings_request: bool = False
    objection: str = ""
    crossed: tuple[str, ...] = ()
    refused_at: tuple[tuple[str, str], ...] = ()
    once: str = ""

    @property
    def form(self) -> str:
        """The class in `forms/` that asks what this step needs: `refuse` asks `Refuse`."""
        return "".join(word.capitalize() for word in self.trigger.split("_"))

    def target(self, source: str) -> str:
        """The stage this step leads to from `source`."""
        return self.to or source


@dataclass(frozen=True)
class Task:
    """One line of the drafting task list: a section told by one step, or a list (`items`) filled by repeating it.

    `drop` takes an item off the list; a task that is `optional` may stay undone. A list of `documents` holds files, about
    which nothing is asked but a title.
    """

    trigger: str
    title: str
    items: str | None = None
    drop: str | None = None
    optional: bool = False
    documents: bool = False


@dataclass(frozen=True)
class Limit:
    """A time limit that a step starts and other steps end. Lateness is asked of the events, never stored.

    The last day is named in the step's own words (`field`, a date that was said), or is so many `days` after it, or is
    what the dossier's instrument says (`rule`, the same in every instrument's limits; it may set several periods, or
    none). Days are counted from the step, or from a date that was said with it (`since`). `side` is the State whose
    time it is, unless the request itself tells (`whose`). `purpose` finds the article in the instrument; `mark` says how sure the rule is (C confirmed, R recalled,
    P practice).

    `calendars` are the States whose days off matter: with `working`, only days on which all of them work count; without,
    a last day on which one of them does not work moves on to the next on which all do. A period of the law never moves:
    where a person is in custody, a holiday makes no difference. While the request stands at one of `pauses`, the limit
    stands still.

    A later start takes the place of an earlier one, unless `answered_in` names the ending steps that answer, each with
    the field under which it names what it answers: then several run side by side (see `questions.py`). With
    `time_of_other` it is the time of the State that did not take the step.
    """

    starts: str
    ends: tuple[str, ...]
    side: Side
    what: str
    field: str = ""
    days: int = 0
    purpose: str = ""
    mark: str = "C"
    rule: str = ""
    since: str = ""
    calendars: tuple[Side, ...] = ()
    working: bool = False
    pauses: tuple[str, ...] = ()
    whose: Callable[[CaseFile], Side] | None = None
    answered_in: tuple[tuple[str, str], ...] = ()
    time_of_other: bool = False

    def owner(self, dossier: CaseFile, started: EventRecord) -> Side:
        """The State whose time it is in this request, since this event started it."""
        if self.time_of_other:
            return Side(started.side).other
        return self.whose(dossier) if self.whose else self.side

    @property
    def name(self) -> str:
        """By which an extension names it."""
        return f"{self.starts}-{self.field or self.rule or self.days}"


@dataclass(frozen=True)
class Given:
    """An undertaking that the text of a request itself gives: where it is said, and what kind of obligation it is.

    `value` is the answer that gives it; any answer where it is empty. Of a list, each item gives its own. What binds
    its `owner` only once that State accepts it stands as “offered”.
    """

    section: str
    field: str
    kind: str
    value: str = ""
    owner: Side = Side.REQUESTING
    standing: str = "accepted"


@dataclass(frozen=True)
class Lifecycle:
    """A kind of request: its stages, its steps in the order of the work, its drafting tasks.

    `field` is the field of law whose rules carry it (an instrument's `kinds`, grounds and articles). `story` says
    in a sentence what the first State does with the other: “{0} asks {1}”.
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
    story: str = "{0} asks {1}"

    @cached_property
    def stage(self) -> dict[str, Stage]:
        """The stages by name."""
        return {stage.name: stage for stage in self.stages}

    @cached_property
    def step(self) -> dict[str, Step]:
        """The steps by trigger."""
        return {step.trigger: step for step in self.steps}

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
