"""The words a life cycle is written in.

A life cycle is a table: one row (`Step`) for everything that may be done to a dossier. The same table is read by both
States, each from its own side (see `machine.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.canonical import Answers
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.opening import Opens


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

Check = Callable[["CaseFile", Side, Answers], str | None]
"""A reason against what was said with a step: (dossier, whose step it is, what was said) -> a sentence, or None.

Beside what was said stands, under `brought`, how many documents come with it.
"""

ITSELF = "itself"


class Signature(StrEnum):
    """Who signs what a step sends abroad: the official who wrote it, or another who has read it."""

    ALONE = "alone"  # whoever may take the step
    BY_ANOTHER = (
        "by another"  # proposed by one, signed by another, unless the installation relaxes it (MLA_SIGNED_ALONE)
    )
    ALWAYS_BY_ANOTHER = "always by another"  # no installation relaxes it: refusal, grant, surrender


class StageKind(StrEnum):
    """What a stage is, whatever its name: what pages, deadlines and registers ask instead of the name."""

    UNOPENED = "unopened"  # nothing is told yet
    DRAFT = "draft"  # the text is being written
    SIGNATURE = "signature"  # the text is whole, and waits to be signed or sent
    UNDER_WAY = "under_way"  # sent; the other State has not confirmed that it came
    ARRIVED = "arrived"  # it came, and nothing has been decided
    PENDING = "pending"
    FULFILLED = "fulfilled"  # what was asked has been given, or has happened
    TURNED_DOWN = "turned_down"
    OVER = "over"  # ended in another way, or closed

    @property
    def decided(self) -> bool:
        """Whether nothing is waited for any more of what was asked."""
        return self in (StageKind.FULFILLED, StageKind.TURNED_DOWN, StageKind.OVER)


@dataclass(frozen=True)
class Stage:
    """Where a dossier stands.

    `kind` is what the stage is, whatever its name. `seen_as` is what the other State sees of it: itself, another stage, or nothing (None).
    `evidence` names what must be on record while a dossier stands here; the database enforces it.
    `waits_for` is the side whose move it is, `time` whose time it is besides (court, translation); `ends` marks a stage that need not be left.
    `followed_by` are the kinds of request of which the State for which it waits usually makes the first next that it may.
    With `measures`, each measure is worked on here: the time is an authority's once every open one was entrusted to it.
    """

    name: str
    title: str
    seen_as: str | None = ITSELF
    waits_for: Side | None = None
    evidence: tuple[str, ...] = ()
    ends: bool = False
    time: str = ""
    kind: StageKind = StageKind.PENDING
    measures: bool = False
    followed_by: tuple[str, ...] = ()

    @property
    def abroad(self) -> str | None:
        """The name under which the other State knows this stage, or None."""
        return self.name if self.seen_as == ITSELF else self.seen_as


@dataclass(frozen=True)
class Sets:
    """Conditions that a step itself sets: each paragraph of its answer `field` is one, of this `kind` of obligation.

    `status` is “offered” where they bind once they are accepted, “accepted” where they come with something that is
    given and bind whoever takes it. `only` names an answer and the value that it must have.
    """

    field: str
    status: str
    kind: str = "other"
    only: tuple[str, str] | None = None


@dataclass(frozen=True)
class Step:
    """One row of the table: something that may be done, named by its trigger (an imperative).

    `to` is None when the dossier stays where it is. `side` None means either State may take it, each
    for itself. A step that `crosses` the border draws a `paper` and travels in a package. One that either State may
    send leaves the stage as it is, or leads to one stage that does not lead back by it. One that `brings_request`
    carries the whole text of the request along. Nobody takes it at the stages in `crossed`, but a letter that was under
    way when the other State came there is still applied. `refused_at` tells of stages at which somebody might look for
    the step why it is not taken there. `once` names what may be done only once for one person, in all requests together
    (`mla/steps/one_person.py`).
    One that is `implied` is derived from a later letter of its State that cannot have been sent without it (a refusal implies receipt);
    only where letters are recorded from paper.
    One that is `domestic` draws its `paper` for an own authority, in the ministry's language, and nothing of it crosses.
    One that is `by_letter` is taken only where the request itself came to us by letter; between two systems it does not exist.
    One that `rests` lets the request rest (`resting.py`), until one that `goes_on`. `opens` names a file that begins by itself.
    `guards` are asked before our own step is offered; `checks` weigh what was said, whichever State said it. `objection` names
    an objection (`mla/steps/objections.py`) that the official overrules only by saying why. `signed` says whether a second
    official signs what the first proposes.

    `effect` names what the step changes besides the stage (`mla/steps/effects.py`; “record”: nothing but the record),
    `gives` says that something of what was asked is handed over, `sets` names the conditions that come with it, `undoes` the `once` that may be done again after it. `counted` is as what questionnaires count it (`mla/register/recovered.py`). For pages: `leads` marks what usually
    comes next where it can be done; `says` is the answer that the history quotes; `usual` shows a step among those that move the request though it leaves the stage;
    `warns` colours its button as a warning, `turns_back` as a second choice; `beside_text` offers it on the page that
    shows the whole text before it is signed; one that `lays_before` keeps the text as it is laid before a colleague, to be compared when it is laid before him again.
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
    undoes: str = ""
    sets: tuple[Sets, ...] = ()
    says: str = ""
    usual: bool = False
    warns: bool = False
    turns_back: bool = False
    beside_text: bool = False
    lays_before: bool = False
    signed: Signature = Signature.ALONE
    by_letter: bool = False
    domestic: bool = False
    implied: bool = False
    rests: str = ""
    goes_on: bool = False
    opens: Opens | None = None
    gives: bool = False
    leads: bool = False
    counted: str = ""
    effect: str = field(kw_only=True)

    @property
    def form(self) -> str:
        """The class in `forms/` that asks what this step needs: `refuse` asks `Refuse`."""
        return "".join(word.capitalize() for word in self.trigger.split("_"))

    @property
    def by_command(self) -> bool:
        """Whether it is taken by command, by administrators: they see no dossiers, and no page offers it."""
        return self.roles == (Role.ADMINISTRATOR,)

    def target(self, source: str) -> str:
        """The stage this step leads to from `source`."""
        return self.to or source


@dataclass(frozen=True)
class Task:
    """One line of the drafting task list: a section told by one step, or a list (`items`) filled by repeating it.

    `drop` takes an item off the list; a task that is `optional` may stay undone. A list of `documents` holds files, about
    which nothing is asked but a title. `basis` marks the section in which the instrument is chosen. What one request says
    is taken over into another that arises from it, except a section that is not `copied`. `says` is the answer that the history
    quotes. One that is `between_two` States is no part of a text that several hold alike.
    """

    trigger: str
    title: str
    items: str | None = None
    drop: str | None = None
    optional: bool = False
    documents: bool = False
    basis: bool = False
    copied: bool = True
    says: str = ""
    between_two: bool = False


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

    With `rows`, each row of that answer names its own last day (`field`), and all of them run. With `national` it is the national
    law of the requested State that fixes the period: it is known, and runs, in that State alone, and where the instrument fixes
    a period of its own (`rule`) only as long as it ends sooner.

    One that `yields` is a practice: it runs only where the instrument has no period for that rule. With `measures` it runs only where one
    of these kinds of help is asked for, with `after` only where one of these steps was taken before.

    A `field` or `since` such as “state_route.day” stands in the text of the request: it is the answer of that section. `only`
    names an answer of the step, or of the text, and the values with which the limit runs. `halted_by` are steps that stop it
    where an answer of theirs has one of the values named. It is met, too, when a request of one of the kinds in `met_by`, which arose
    from this one, has been received.

    `then` says what must now happen by law once the last day has passed, `must` the same where the row of the instrument leaves no choice.

    Where several run unanswered, `ladder` says for each of them, in their order, what is done next; the last holds for all further ones. Where the day may be agreed anew, `stands` says from the record which one holds, in whatever order the letters came; empty where none does. One that `waits` stands still while the request rests; every other runs on. One that `protects` a person runs out by itself: nobody is late when it has passed, and no end of the request ends it.
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
    only: tuple[str, tuple[object, ...]] | None = None
    halted_by: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    met_by: tuple[str, ...] = ()
    rows: str = ""
    national: str = ""
    yields: str = ""
    measures: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    then: str = ""
    must: str = ""
    protects: bool = False
    ladder: tuple[str, ...] = ()
    waits: bool = False
    stands: Callable[[CaseFile], str] | None = None

    def owner(self, dossier: CaseFile, started: EventRecord) -> Side:
        """The State whose time it is in this request, since this event started it."""
        if self.time_of_other:
            return Side(started.side).other
        return self.whose(dossier) if self.whose else self.side

    @property
    def name(self) -> str:
        """By which an extension names it."""
        asked = f"{self.rows}-{self.field}" if self.rows else self.field
        return f"{self.starts}-{asked or self.national or self.rule or self.days}"


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
    status: str = "accepted"
