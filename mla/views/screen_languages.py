"""The languages of the screens: how much of each is translated, and who has read it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from mla.canonical import Answers
from mla.views.words import SCREENS

FOLDER = Path(__file__).parents[1] / "translations"
"""The catalogs, and `read.toml`."""


@dataclass(frozen=True)
class Report:
    """Of one language: how many texts there are, how many are translated, and who has read them."""

    code: str
    texts: int
    translated: int
    read_by: tuple[Answers, ...]


@cache
def readers(code: str) -> tuple[Answers, ...]:
    """Who has read the texts in a language: name, function, day; English, in which they are written, needs nobody."""
    known = tomllib.loads((FOLDER / "read.toml").read_text(encoding="utf-8"))
    return tuple(known.get(code, {}).get("read_by", ()))


def unread(code: str) -> bool:
    """Whether the language was made from English and nobody has read it."""
    return code != SCREENS[0] and not readers(code)


@cache
def reports() -> list[Report]:
    """Each language that was made from English. Reads the catalogs, which takes a second the first time."""
    return [_report(code) for code in SCREENS[1:]]


def _report(code: str) -> Report:
    with (FOLDER / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        texts = [message for message in read_po(file, locale=code) if message.id]
    told = sum(1 for one in texts if (any(one.string) if isinstance(one.string, tuple) else one.string))
    return Report(code, len(texts), told, readers(code))
