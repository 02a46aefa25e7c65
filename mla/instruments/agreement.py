"""An agreement between two States, told as data: a treaty of the two, an agreement under art. 6 of the Convention, a
memorandum for one person. It becomes an instrument like any other.

What is told is what two officials have signed and what travels: its code is made of the two States and its sha256, so that
another text is another code, and no version can ever be put in the place of another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from mla.canonical import Answers, canonical
from mla.instruments.final_clauses import Participation
from mla.instruments.plain import Kind, Label, Mark, Phrase, Strict, Words
from mla.instruments.reading import inherited
from mla.instruments.schema import (
    Absent,
    Article,
    Channel,
    Content,
    Cost,
    Covers,
    Duty,
    Excluded,
    Ground,
    Instrument,
    Language,
    Like,
    Limit,
    Measure,
    Obliges,
    Part,
    Purpose,
    Silence,
)
from mla.instruments.states import state_name
from mla.languages import LETTERS
from mla.words import day_told

Sort = Literal["treaty", "agreement", "memorandum"]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

RANK = 15
"""An agreement of the two States stands before every treaty of many but the home treaty."""

CALLED: dict[str, dict[str, tuple[str, str]]] = {
    "en": {
        "treaty": ("treaty", "of the treaty"),
        "agreement": ("agreement", "of the agreement"),
        "memorandum": ("memorandum", "of the memorandum"),
    },
    "fr": {
        "treaty": ("traité", "du traité"),
        "agreement": ("accord", "de l’accord"),
        "memorandum": ("mémorandum", "du mémorandum"),
    },
    "es": {
        "treaty": ("tratado", "del tratado"),
        "agreement": ("acuerdo", "del acuerdo"),
        "memorandum": ("memorando", "del memorando"),
    },
}
"""How letters call each sort, by itself and after an article."""

DATED = {"en": "{what} of {day} ({one} – {other})", "fr": "{what} du {day} ({one} – {other})"}
DATED["es"] = "{what} de {day} ({one} – {other})"


class Document(Strict):
    """The text of the agreement itself in one language, as a document beside what is told."""

    title: Words
    filename: Words
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    media_type: Words
    sha256: Sha256
    size: Annotated[int, Field(ge=1)]
    pages: Annotated[int, Field(ge=0)]


class Rules(Strict):
    """What an agreement says, in the tables of an instrument; it defines no crimes and no annexes of its own.

    `force` and `denunciation` are the articles on its entry into force and its end.
    """

    kinds: Annotated[list[Kind], Field(min_length=1)]
    authentic: list[str] = []
    short: Label | None = None
    of: Phrase | None = None
    note: Label | None = None
    force: str = ""
    denunciation: str = ""
    cite: dict[Purpose, Words] = {}
    cites: dict[Kind, dict[Purpose, Words]] = {}
    like: Like = Like()
    covers: Covers
    parts: list[Part] = []
    articles: list[Article] = []
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


class Agreement(Strict):
    """An agreement as it is told: what it is, between whom, since when and until when, and its rules.

    `follows` is the code of the version that this one takes the place of. `ends` is the first day on which it binds no
    longer. `person` is whom a memorandum is for, `born_on` and `person_number` what tells that person from a namesake.
    """

    sort: Sort
    states: Annotated[list[str], Field(min_length=2, max_length=2)]
    name: Label
    signed: date
    in_force_from: date | None = None
    ends: date | None = None
    person: str = ""
    born_on: date | None = None
    person_number: str = ""
    follows: str = ""
    remarks: str = ""
    documents: list[Document] = []
    rules: Rules


def digest_of(told: Answers) -> str:
    """The sha256 of what is told, in its one spelling."""
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def code_of(told: Answers) -> str:
    """The code of the agreement as an instrument: the two States, and as much of its sha256 as nobody can make twice."""
    return f"{'-'.join(told['states'])}.{digest_of(told)[:32]}"


def read_agreement(told: Answers) -> Agreement:
    """What is told, if it has the shape. Raises pydantic's ValidationError."""
    return Agreement.model_validate_json(canonical(told))


def instrument_of(told: Answers, mark: Mark = "C") -> Instrument:
    """The agreement as forms, letters and the register read it; `mark` says how sure it is. Raises pydantic's ValidationError."""
    return _made(canonical(told), code_of(told), mark)


@lru_cache(maxsize=256)
def _made(told: str, code: str, mark: Mark) -> Instrument:
    one = Agreement.model_validate_json(told)
    rules = {name: value for name, value in one.rules if name not in ("force", "denunciation", "short", "of")}
    made = Instrument(
        code=code,
        rank=RANK,
        mark=mark,
        source=f"The {called(one, 'en')}",
        name=one.name,
        short=one.rules.short or Label(**{language: called(one, language) for language in LETTERS}),
        of=one.rules.of or Phrase(**{language: called(one, language, after=True) for language in LETTERS}),
        done=one.signed,
        between=one.states,
        only_for=one.person,
        only_born=one.born_on,
        only_number=one.person_number,
        participation=Participation(rule="register", force=one.rules.force, denunciation=one.rules.denunciation),
        **rules,
    )
    return inherited(made)


def called(one: Agreement, language: str, after: bool = False) -> str:
    """“treaty of 3 May 2020 (Slovenia – Belgium)”, or, after an article, “of the treaty of 3 May 2020 (…)”."""
    what = CALLED[language][one.sort][after]
    first, second = (state_name(state, language) for state in one.states)
    return DATED[language].format(what=what, day=day_told(one.signed, language), one=first, other=second)


def texts_of(agreements: Sequence[Answers]) -> list[tuple[str, Answers]]:
    """The documents that come with agreements, each with the name of its file in a package."""
    return [
        (f"agreement/{place}-{number}.{one['filename'].rpartition('.')[2].lower()}", one)
        for place, told in enumerate(agreements, 1)
        for number, one in enumerate(told.get("documents") or (), 1)
    ]


def cited_in(one: Instrument) -> list[tuple[str, str, str]]:
    """Which article rules what, for which kind of request: (purpose, kind, article)."""
    told = {one.kinds[0]: one.cite, **one.cites}
    return [
        (purpose, kind, article)
        for kind in one.kinds
        for purpose, article in sorted(told.get(kind, {}).items(), key=lambda pair: (len(pair[1]), pair[1]))
    ]
