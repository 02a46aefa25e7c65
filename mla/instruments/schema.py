"""What an instrument's file may say, word for word. Nothing else is read, and nothing is guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from mla.instruments.final_clauses import Participation
from mla.instruments.plain import Fact, Kind, Label, Mark, Phrase, Span, Strict, Words

Questions = Literal[
    "", "hearing", "video_hearing", "telephone_hearing", "appearance", "temporary_transfer", "records", "information",
    "search", "service", "assets", "site", "preservation", "special_techniques", "covert", "observation", "joint_team",
    "protection", "return", "reparation",
]  # fmt: skip
PURPOSES = frozenset(
    line for line in (Path(__file__).parent / "purposes.txt").read_text().splitlines() if not line.startswith("#")
)
"""What articles may be cited for."""


def _purpose(name: str) -> str:
    if name not in PURPOSES:
        raise ValueError(f"“{name}” is no purpose; expected: one of those in purposes.txt")
    return name


Purpose = Annotated[str, AfterValidator(_purpose)]
Paper = Literal[
    "request", "measure", "extradition", "provisional_arrest", "transfer", "proceedings", "refusal", "acknowledgement",
    "execution", "transmittal", "notice",
]  # fmt: skip

ASSISTANCE: Kind = "assistance"
"""The field of law of most requests: what is meant where none is named."""

REQUESTS: tuple[Paper, ...] = ("request", "extradition", "transfer")
"""The papers that make a request, whose contents an instrument may fix."""


class Part(Fact):
    """A part of the instrument, and which requests it is about: one kind of them, and `also` what stands in it besides."""

    number: Words
    title: Label
    kind: Kind | None = None
    also: list[Kind] = []


class Article(Fact):
    """An article: its number, its part, what it is about in a line of our own."""

    number: Words
    title: Label
    part: str = ""
    summary: str = ""


class Annex(Fact):
    """An annex that two States must both have notified."""

    code: Words
    title: Label


class Provision(Fact):
    """Something that an article provides for: its code, the article, what it is called."""

    code: Words
    article: str
    label: Label


class Measure(Provision):
    """A kind of help. `questions` names the set that the form asks."""

    questions: Questions = ""
    coercive: bool = False


class Absent(Provision):
    """What is often looked for in the instrument and is not there; `article` is the nearest."""


class Content(Fact):
    """What a paper must contain: M mandatory, C conditional, R recommended."""

    id: Words
    paper: Paper
    level: Literal["M", "C", "R"]
    article: str
    label: Label
    required_when: Words
    measures: list[str] = []
    requires: list[str] = []


class Attached(Strict):
    """What the instrument attaches to a ground: an assurance that removes it, a prosecution that follows, a notice due."""

    what: Literal["assurance", "prosecution", "enforcement", "limitation", "notice"]
    article: str
    label: Label


class Ground(Provision):
    """A ground of refusal.

    It stands for the kinds of request that `requests` names and wherever one of the `measures` is asked for; with neither,
    for every request in the field `kind`. “discretion”: no ground is needed, as what is asked rests on agreement.
    `national`: by this ground the instrument lets the law of the requested State decide, whose own bars are named beside it.
    """

    kind: Kind
    level: Literal["mandatory", "optional", "no_obligation", "discretion"]
    national: bool = False
    requests: list[str] = []
    measures: list[str] = []
    attaches: list[Attached] = []


class Excluded(Provision):
    """What may not be a ground of refusal."""

    kinds: list[Kind]


class Silence(Fact):
    """What one would look for in the instrument and not find: of which kind of request, and why; U where nobody has read it."""

    code: Words
    kind: Kind
    what: Literal["request", "contents", "measures"]
    why: Words


class Duty(Provision):
    """What a State must do before it refuses, where the instrument leaves it no choice."""

    what: Literal["consultation"]
    kind: Kind


ObligationKind = Literal[
    "use_limitation", "confidentiality", "death_penalty", "return_originals", "return_person", "retrial", "speciality",
    "erasure", "report_on_use", "presence", "other",
]  # fmt: skip


class Obliges(Provision):
    """What binds a State by the instrument itself as soon as something is handed over, in the words of a line of the ledger.

    `on` says what is handed over; `kind` is that of the ledger; `binds` whoever takes it, or whoever gives it. With
    `measures`, only where one of them was carried out.
    """

    on: Literal["results", "surrender", "temporary_surrender", "property", "detainee"]
    kind: ObligationKind
    binds: Literal["taker", "giver"] = "taker"
    measures: list[str] = []


class Limit(Fact, Span):
    """A time limit. The numbers stand only where the instrument fixes a period.

    `rule` names what the limit is about, alike in every instrument, so that a life cycle can ask for it. `then` says
    whether what follows may or must be done, where letters print it. `extension` is by how many days, at most, the State whose
    time it is may prolong it, once.
    """

    id: Words
    rule: Annotated[str, Field(pattern="[a-z_]*")] = ""
    article: str
    actor: Words
    trigger: Words
    period: Words
    effect: Words
    then: Literal["", "may", "must"] = ""
    extension: int = 0


class Channel(Provision):
    """A way on which a request may travel, and when it is open."""

    when: Words


class Language(Provision):
    """A rule on languages."""


class Cost(Provision):
    """Who pays unless the States agree otherwise."""

    payer: Literal["requested", "requesting", "administering", "consult"]


class Crime(Provision):
    """A crime. Its code is the same in every instrument; one file defines it."""

    group: str = ""
    annex: str = ""
    rome: str = ""


class Like(Strict):
    """From which instrument this one borrows, table by table; borrowed articles are not cited."""

    measures: str = ""
    crimes: str = ""
    grounds: str = ""
    contents: str = ""


class Covers(Strict):
    """Which crimes the instrument can carry: any, some, or some only as far as `note` says."""

    any: bool = False
    crimes: list[str] = []
    partly: list[str] = []
    note: Label | None = None


class Extension(Strict):
    """A file that adds to an instrument: an annex adopted later, with its crimes and what they need."""

    extends: Words
    mark: Mark
    source: Words
    annexes: list[Annex] = []
    crimes: list[Crime] = []
    measures: list[Measure] = []
    contents: list[Content] = []
    articles: list[Article] = []
    limits: list[Limit] = []


class Instrument(Strict):
    """A treaty, or another basis, as its file states it, with what other files add to it.

    `wording` says how sure the words of titles and labels are in a language, apart from what they say: U where they are
    our own and nobody has held them against the authentic text. `only_own` names the kinds of request that are refused on
    their own grounds alone, and not on those of the field at large. `only_for` is the one person for whom a memorandum was
    made, `only_born` and `only_number` the day of birth and the number of a document by which no namesake is taken for that person.
    """

    code: Words
    rank: int
    mark: Mark
    source: Words
    kinds: Annotated[list[Kind], Field(min_length=1)]
    template: bool = False
    between: list[str] = []
    only_for: str = ""
    only_born: date | None = None
    only_number: str = ""
    done: date | None = None
    authentic: list[str] = []
    depositary: str = ""
    name: Label
    short: Label
    of: Phrase
    note: Label | None = None
    wording: dict[Literal["en", "fr", "es"], Mark] = {}
    cite: dict[Purpose, Words] = {}
    cites: dict[Kind, dict[Purpose, Words]] = {}
    like: Like = Like()
    participation: Participation
    covers: Covers
    parts: list[Part] = []
    articles: list[Article] = []
    annexes: list[Annex] = []
    measures: list[Measure] = []
    absent: list[Absent] = []
    contents: list[Content] = []
    grounds: list[Ground] = []
    only_own: list[str] = []
    excluded: list[Excluded] = []
    silences: list[Silence] = []
    duties: list[Duty] = []
    obligations: list[Obliges] = []
    limits: list[Limit] = []
    channels: list[Channel] = []
    languages: list[Language] = []
    costs: list[Cost] = []
    crimes: list[Crime] = []
