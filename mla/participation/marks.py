"""How sure a fact of the register is: one mark for a whole row, or one for each of the facts that it tells.

“C” was confirmed with the depositary's page or text; “D” was read in a dataset, on its day; “R” and “R-h”, “R-m”, “R-l”
are recalled; “U” is not known; “P” is practice. “D (signature, deposit) / R (entry into force)” tells them apart.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

PATTERN = re.compile(r"^(C|D|R|R-h|R-m|R-l|U|P)( \([^)]+\))?( / (C|D|R|R-h|R-m|R-l|U|P)( \([^)]+\))?)*$")
"""What a mark looks like."""

TOLD = {
    "signed": "signature",
    "ratified": "deposit",
    "in_force_from": "entry into force",
    "in_force_by": "party",
    "provisional_from": "provisional application",
    "denounced": "notice of denunciation",
    "denounced_effective": "denunciation",
}
"""By which words marks and sources name the facts of a row."""


class Grade(IntEnum):
    """How much a fact carries: the less, the weaker."""

    UNKNOWN = 0
    BELIEVED = 1
    LISTED = 2
    CONFIRMED = 3


GRADES = {"U": Grade.UNKNOWN, "R": Grade.BELIEVED, "D": Grade.LISTED, "C": Grade.CONFIRMED, "P": Grade.CONFIRMED}


@lru_cache(maxsize=4096)
def grade(mark: str, fact: str) -> Grade:
    """How much one fact of a row carries. A row without a mark is taken as it is."""
    return GRADES[mark_of(mark, fact)[:1] or "C"]


def mark_of(mark: str, fact: str) -> str:
    """The mark of one fact of a row: its own, or that of all."""
    pieces = [piece.partition(" (") for piece in mark.split(" / ")]
    word = TOLD.get(fact, fact)
    for letter, _open, about in pieces:
        if word in about.rstrip(")").split(", "):
            return letter
    bare = [letter for letter, _open, about in pieces if not about]
    return bare[0] if bare else pieces[0][0]


@lru_cache(maxsize=4096)
def source_of(source: str, fact: str) -> str:
    """Where one fact of a row was read: “deposit: one list / party: another” tells sources apart as marks are told apart."""
    word = TOLD.get(fact, fact)
    for piece in source.split(" / "):
        about, colon, where = piece.partition(": ")
        if colon and word in about.split(", "):
            return where
    return source


def letters(mark: str) -> frozenset[str]:
    """The marks of a row, each once, without what they are about."""
    return frozenset(piece.partition(" (")[0] for piece in mark.split(" / "))


def others(told: str) -> list[tuple[str, str]]:
    """What a mark says of anything but the facts that lists tell: of declarations, say. Each with its letter."""
    found: list[tuple[str, str]] = []
    for piece in told.split(" / "):
        letter, opened, about = piece.partition(" (")
        words = about.rstrip(")") if opened else ""
        found += [(word, letter) for word in words.split(", ") if word and word not in TOLD.values()]
    return found
