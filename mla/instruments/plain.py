"""What every table of the law is made of: words in each language, facts with their marks, periods. Nothing is guessed."""

from __future__ import annotations

import tomllib
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mla import words
from mla.languages import of_letters

_ONE = r"(C|R-h|R-m|R-l|U|P)( \([^)]+\))?"
Mark = Annotated[str, Field(pattern=rf"^{_ONE}( / {_ONE})*$")]
"""How sure a fact is: C confirmed, R-h, R-m, R-l recalled (high, medium, low), U unknown, P practice."""

Words = Annotated[str, Field(min_length=1)]
Kind = Literal["assistance", "extradition", "transfer", "proceedings", "court"]


class Strict(BaseModel):
    """Only the keys that are named, and only values of their own type."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


@cache
def spanish() -> dict[str, str]:
    """The words of the law in Spanish, by their English words."""
    return tomllib.loads((Path(__file__).parent / "spanish" / "words.toml").read_text(encoding="utf-8"))


class Phrase(Strict):
    """The same words in every language of the papers; nothing where nothing is to be said.

    Spanish may stand beside the others, else it is looked up by the English words.
    """

    en: str
    fr: str
    es: str = ""

    def text(self, language: str) -> str:
        """The words in one language, by its code; English, and said to be so, where there is no Spanish.

        Raises KeyError for a language that papers do not have.
        """
        return {"en": self.en, "fr": self.fr, "es": self.in_spanish or (self.en and f"{self.en} [en inglés]")}[language]

    @cached_property
    def told(self) -> words.Words:
        """The words for a page, which tells them in the language of its reader where papers have them, and else in English."""
        return words.by_language(lambda language: self.text(of_letters(language)))

    @property
    def in_spanish(self) -> str:
        """The words in Spanish; empty where there are none."""
        return self.es or spanish().get(self.en, "")


class Label(Phrase):
    """A phrase that no language may lack."""

    en: Words
    fr: Words


class Fact(Strict):
    """Something the law says: how sure we are, and where we read it. What is left out is the file's own."""

    mark: Mark = ""
    source: str = ""


class Span(Strict):
    """A period as an instrument fixes it; `first_of_month`: it ends on the first day of the month that follows."""

    hours: int | None = None
    days: int | None = None
    months: int | None = None
    years: int | None = None
    first_of_month: bool = False

    @property
    def fixed(self) -> bool:
        """Whether there is a period at all."""
        return any((self.hours, self.days, self.months, self.years))
