"""Reads where the draft answers each item of contents (`places.toml`), strictly: an unknown key or a double is an error."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from mla.contents_check.conditions import CONDITIONS

FILE = Path(__file__).parent / "places.toml"


class Strict(BaseModel):
    """Only the keys that are named."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Place(Strict):
    """Where the draft tells an item: on the page of a step, in these fields, for these kinds of measure, if it applies."""

    step: str
    fields: list[str] = []
    any: list[str] = []
    kinds: list[str] = []
    when: str = ""
    judged: bool = False

    @model_validator(mode="after")
    def _makes_sense(self) -> Place:
        if not self.fields and not self.any:
            raise ValueError("an item needs “fields” or “any”")
        if self.when and self.when not in CONDITIONS:
            raise ValueError(f"“{self.when}” is no condition; expected: one of {', '.join(sorted(CONDITIONS))}")
        return self


class Places(Strict):
    """Every item of contents, and what becomes of it here."""

    papers: dict[str, list[str]]
    told: dict[str, Place]
    asked: dict[str, str]
    printed: dict[str, str]
    door: dict[str, str]
    person: dict[str, str]
    later: dict[str, list[str]]

    def ids(self) -> list[str]:
        """The id of every item, as often as it stands here."""
        tables = (self.told, self.asked, self.printed, self.door, self.person)
        return [*chain(*tables), *chain(*self.later.values())]

    @model_validator(mode="after")
    def _each_once(self) -> Places:
        twice = [item for item, count in Counter(self.ids()).items() if count > 1]
        if twice:
            raise ValueError(f"{', '.join(twice)} stand in more than one place; expected: each in one")
        return self


class Misplaced(Exception):
    """The file of places is not sound; the message says where and what is expected."""


@cache
def places(file: Path = FILE) -> Places:
    """The places. Raises Misplaced. Read once."""
    try:
        return Places.model_validate(tomllib.loads(file.read_text()))
    except tomllib.TOMLDecodeError as error:
        raise Misplaced(f"{file.name}: this is not TOML: {error}") from error
    except ValidationError as error:
        told = (f"{file.name}, {'.'.join(map(str, one['loc'])) or 'whole'}: {one['msg']}" for one in error.errors())
        raise Misplaced("\n".join(told)) from error
