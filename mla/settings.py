"""What an administrator may set on screen, and what holds where nothing was set: the settings of the environment.

Every value is kept as a row (`Setting`), and read through here only: `Installation.settings`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from config import Config
from mla.canonical import Answers

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LEAST_CONTRAST = 4.5
"""Of text against its ground, for normal sizes: WCAG 2.2, success criterion 1.4.3."""

MOST_DIGITS = 8
MOST_OF_A_WEEK = 3
"""So many days of a week offices may be closed: with the weekend of any other State, days are left on which both work."""


class Value(BaseModel):
    """One setting as it is kept: exactly these fields, each of its kind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def to_json(self) -> Answers:
        """As a row keeps it."""
        return self.model_dump(mode="json")


Kept = TypeVar("Kept", bound=Value)


class Letterhead(Value):
    """What letters and the head of each page call the ministry, where it is, and its colour; what its foreign ministry is called."""

    ministry_en: str
    ministry_fr: str
    ministry_es: str = ""
    address: tuple[str, ...]
    city: str
    email: str
    phone: str
    colour: str
    foreign_en: str = ""
    foreign_fr: str = ""
    foreign_es: str = ""

    def ministry(self, language: str) -> str:
        """The ministry's name in a language; in English where it has none in it."""
        return {"fr": self.ministry_fr, "es": self.ministry_es}.get(language) or self.ministry_en

    def foreign_ministry(self, language: str) -> str:
        """What the ministry of foreign affairs is called in a language of letters; empty where it was not said."""
        return {"en": self.foreign_en, "fr": self.foreign_fr, "es": self.foreign_es}.get(language, "")


class Given(NamedTuple):
    """What a reference tells: the letters of the kind of request, the year, and the running number."""

    letters: str
    year: int
    number: int


class Numbering(Value):
    """How a new reference is written: what it begins with, the letters of the kind, then year and number in either order.

    No two references are alike, whatever was set before: between the parts stands one mark, which is the last sign of a reference that is
    no digit, so the parts can be told from each other; the running number is never given twice in a year; and no two patterns that differ
    only in the order of year and number are ever in use (`mistaken_for`).
    """

    begins: str = Field(pattern=r"^[A-Z0-9]+([.-][A-Z0-9]+)*$", max_length=20)
    mark: str = Field(default="-", pattern=r"^[.-]$")
    number_first: bool = False
    digits: int = Field(default=4, ge=1, le=MOST_DIGITS)

    def write(self, given: Given) -> str:
        """The reference, for example SI-MLA-2026-0007."""
        year, number = str(given.year), f"{given.number:0{self.digits}d}"
        return self.mark.join([self.begins, given.letters, *((number, year) if self.number_first else (year, number))])

    def read(self, reference: str) -> Given | None:
        """What a reference tells; None where it is not written so."""
        parts = reference.removeprefix(self.begins + self.mark).split(self.mark)
        if len(parts) != 3 or not all(re.fullmatch(r"[0-9]{1,9}", part) for part in parts[1:]):
            return None
        first, second = int(parts[1]), int(parts[2])
        given = Given(parts[0], second, first) if self.number_first else Given(parts[0], first, second)
        return given if self.write(given) == reference else None

    def mistaken_for(self, other: Numbering) -> bool:
        """Whether a reference of the one could be one of the other, which tells another number."""
        return (self.begins, self.mark) == (other.begins, other.mark) and self.number_first != other.number_first


class DayCorrected(Value):
    """A day on which offices are closed, or open, otherwise than the calendar has it: what it is called, and where that is written."""

    on: date
    closed: bool
    why: str
    source: str


class DaysOff(Value):
    """What an administrator corrects of the calendar of the own State. `weekend`: days of the week, Monday is 0; None as the calendar has it."""

    weekend: tuple[Annotated[int, Field(ge=0, le=6)], ...] | None = Field(default=None, max_length=MOST_OF_A_WEEK)
    days: tuple[DayCorrected, ...] = ()

    def with_day(self, day: DayCorrected) -> DaysOff:
        """The same with one more day, or with another word on it."""
        others = [one for one in self.days if one.on != day.on]
        return self.model_copy(update={"days": tuple(sorted([*others, day], key=lambda one: one.on))})

    def without_day(self, on: date) -> DaysOff:
        """The same, of this day as the calendar has it."""
        return self.model_copy(update={"days": tuple(one for one in self.days if one.on != on)})


class UsualNews(Value):
    """Of what officials are told who have chosen nothing: see `NoticeWish`."""

    not_shown: tuple[str, ...] = ()
    not_mailed: tuple[str, ...] = ()
    at_once: bool = False


class Settings(NamedTuple):
    """What holds now."""

    letterhead: Letterhead
    numbering: Numbering
    holidays: DaysOff
    news: UsualNews


NAMED: dict[str, type[Value]] = {
    "letterhead": Letterhead,
    "numbering": Numbering,
    "holidays": DaysOff,
    "news": UsualNews,
}


def of_environment(config: Config) -> Settings:
    """What holds where nothing was set on screen."""
    foreign = {f"foreign_{language}": name for language, name in config.foreign_ministry}
    head = Letterhead(
        ministry_en=config.ministry_en, ministry_fr=config.ministry_fr, ministry_es=config.ministry_es, address=config.address,
        city=config.city, email=config.email, phone=config.phone, colour=config.colour, **foreign,
    )  # fmt: skip
    return Settings(head, Numbering(begins=config.state), DaysOff(), UsualNews())


def in_force(config: Config, told: Mapping[str, Answers]) -> Settings:
    """What was set on screen before what the environment says. What cannot be read is left out: `mla verify` names it."""
    usual = of_environment(config)
    return Settings(
        read(Letterhead, told.get("letterhead")) or usual.letterhead,
        read(Numbering, told.get("numbering")) or usual.numbering,
        read(DaysOff, told.get("holidays")) or usual.holidays,
        read(UsualNews, told.get("news")) or usual.news,
    )


def read(kind: type[Kept], value: Answers | None) -> Kept | None:
    """A value as a row keeps it; None where there is none, or it cannot be read."""
    try:
        return kind.model_validate(value) if value is not None else None
    except ValidationError:
        return None


def contrast(colour: str) -> float:
    """The contrast of a colour such as #1d3557 to white, from 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
