"""Counterparts other than States: courts, mechanisms, agencies and networks, as `counterparts/bodies.toml` states them.

What each may ask a State, be asked by one, tell one and be told by one, under which instrument, each row with its mark and
source. What no row names is not offered.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from mla.instruments.plain import Fact, Label, Mark, Strict, Words

FILE = Path(__file__).parent / "counterparts" / "bodies.toml"


class Told(Label):
    """Words in every language of the papers; none may lack."""

    es: Words


Forms = Annotated[list[Words], Field(min_length=3, max_length=3)]


class Called(Strict):
    """How a letter speaks of a body: alone, “of it”, “to it”."""

    en: Forms
    fr: Forms
    es: Forms


class May(Fact):
    """Something that passes between a body and States: which kind of request, which way, and on what it rests.

    It `asks` or `tells` a State, or is `asked` or `told` by one. `basis` are the instruments of this installation that carry
    it; `under` is how the source itself is called. With `measures`, only these kinds of help.
    """

    way: Literal["asks", "tells", "asked", "told"]
    kind: Words
    basis: Annotated[list[Words], Field(min_length=1)]
    under: Told
    article: str = ""
    measures: list[str] = []
    note: Told | None = None

    @property
    def from_it(self) -> bool:
        """Whether the body sends it to a State; otherwise a State sends it to the body."""
        return self.way in ("asks", "tells")

    def rests(self, language: str) -> str:
        """The instrument, with its articles, as a letter in a language names it."""
        return f"{self.under.text(language)}, art. {self.article}" if self.article else self.under.text(language)


class Body(Strict):
    """A court, mechanism, agency or network: its name, how it is addressed, what passes between it and States.

    `to` is the office that letters are for, `languages` its official and working languages, `staff` the privileges of those
    who work for it. A body that is `closed` since a day neither asks nor is asked.
    """

    code: Annotated[str, Field(pattern="^[A-Z]{3,12}$")]
    sort: Literal["court", "mechanism", "agency", "network"]
    name: Told
    called: Called
    to: Told
    salutation: Told
    address: list[Words] = []
    addressed: Told
    languages: Annotated[list[str], Field(min_length=1)]
    note: Told | None = None
    staff: Told | None = None
    closed: date | None = None
    mark: Mark
    source: Words
    may: list[May] = []

    def row(self, kind: str, from_it: bool) -> May | None:
        """What lets a request of this kind pass this way; None where nothing does."""
        return next((one for one in self.may if (one.kind, one.from_it) == (kind, from_it)), None)

    def forms(self, language: str) -> list[str]:
        """How a letter in a language calls it: alone, “of it”, “to it”."""
        found: list[str] = getattr(self.called, language)
        return found


@cache
def bodies() -> dict[str, Body]:
    """Every body by its code, in the order of the file. Raises pydantic's ValidationError where the file is not sound."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["bodies"]
    found = {}
    for told in rows:
        for row in told.get("may", ()):
            row.setdefault("mark", told["mark"])
            row.setdefault("source", told["source"])
        one = Body.model_validate(told)
        found[one.code] = one
    return found


def body(code: str) -> Body | None:
    """The body of a code; None where it is that of a State."""
    return bodies().get(code)


def row_between(kind: str, asking: str, asked: str) -> May | None:
    """What lets the one ask the other for this, where exactly one of the two is a body."""
    one, other = body(asking), body(asked)
    if one and other:
        return None
    if one:
        return one.row(kind, True)
    return other.row(kind, False) if other else None


def passes(kind: str) -> bool:
    """Whether requests of this kind pass between any body and States at all."""
    return any(row.kind == kind for one in bodies().values() for row in one.may)


def allowed(kind: str, asking: str, asked: str, only_bodies: bool = False) -> bool:
    """Whether the one may ask the other for this: States each other for all that is not for bodies alone to ask."""
    if body(asking) or body(asked):
        return row_between(kind, asking, asked) is not None
    return not only_bodies


def carries(instrument: str, asking: str, asked: str, kind: str = "") -> bool:
    """Whether a request (of this kind, where one is named) of a State to a body, or of a body to a State, rests on this instrument."""
    one, other = body(asking), body(asked)
    if one and other:
        return False
    rows = [row for row in (one or other).may if row.from_it == bool(one)] if one or other else []  # type: ignore[union-attr]
    return any(instrument in row.basis for row in rows if kind in ("", row.kind))
