"""Reads JSON that another State wrote: one spelling, bounded, and nothing in it that no paper could print.

JSON (RFC 8259) leaves open what a key given twice means, how large numbers are, and lets a text hold half a character.
Here there is no choice: what two readers could read differently is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NoReturn

from mla.canonical import Answers
from mla.documents.printable import first_invisible

MOST_DEPTH = 10
MOST_ENTRIES = 1_000
MOST_KEY = 100
MOST_TEXT = 200_000
MOST_CHARACTERS = 2_000_000
MOST_DIGITS = 12
"""Deeper, longer, more: refused. `MOST_TEXT` is what a page of a form takes; all words together have MOST_CHARACTERS."""


class Unclear(Exception):
    """What was read cannot be relied on; the message says why, in a sentence."""


def parse(raw: bytes) -> object:
    """What these bytes say: texts, whole numbers, true, false, null, lists, objects; each name once. Raises Unclear."""
    try:
        return json.loads(
            raw.decode(),
            object_pairs_hook=_once,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
            parse_int=_whole,
        )
    except (ValueError, RecursionError) as error:
        raise Unclear("It is not readable JSON.") from error


def must_be_printable(read: object) -> None:
    """Every text of what was parsed can be printed, and there is not too much of it. Raises Unclear, saying where."""
    length = 0
    for place, text in _texts(read, "", 0):
        length += len(text)
        if len(text) > MOST_TEXT or length > MOST_CHARACTERS:
            raise Unclear(f"Its words are longer than allowed{_at(place)}.")
        at = first_invisible(text)
        if at is not None:
            raise Unclear(f"It holds an invisible control character (U+{ord(text[at]):04X}){_at(place)}.")


def _texts(value: object, place: str, depth: int) -> Iterator[tuple[str, str]]:
    """Every text with its place, as “request, persons, 2, pseudonym”."""
    if depth > MOST_DEPTH:
        raise Unclear("It is nested deeper than allowed.")
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list | dict):
        if len(value) > MOST_ENTRIES:
            raise Unclear(f"It has more than {MOST_ENTRIES:,} entries{_at(place)}.")
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value, 1):
            yield from _texts(inner, f"{place}, {name}" if place else str(name), depth + 1)


def _at(place: str) -> str:
    return f" in “{place}”" if place else ""


def _once(pairs: list[tuple[str, object]]) -> Answers:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unclear("It names one thing twice.")
    for name in found:
        if len(name) > MOST_KEY or not name.isprintable():
            raise Unclear("It names a thing by a name that is no name.")
    return found


def _no_fraction(_text: str) -> NoReturn:
    raise Unclear("It holds a number that is not whole.")


def _whole(text: str) -> int:
    if len(text.lstrip("-")) > MOST_DIGITS:
        raise Unclear(f"It holds a number of more than {MOST_DIGITS} digits.")
    return int(text)
