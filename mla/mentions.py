"""Whom the words of a comment ask to look: “@” and a name, as colleagues write it, among those who may see the request and nobody else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mla.names import alike, in_order
from mla.words import Words, _

CALL = re.compile(r"(?<![\w@.+-])@(?=[^\W\d_])")
"""An “@” before a name; not one within an address of e-mail."""

WORD = re.compile(r"\s?([^\W\d_][\w’'.-]*)")
LONGEST = 6
"""So many words of a name are looked at."""

SOUNDS = 0.92
"""How alike two words are that sound the same (`mla.names.alike`): a name of another script is spelled in more than one way."""

BEYOND_LATIN = 0x250


@dataclass(frozen=True)
class Called:
    """The numbers of those whom the words name, and a sentence for each “@” that names nobody, or more than one."""

    numbers: frozenset[str]
    problems: tuple[Words, ...]


def called(words: str, people: Mapping[str, str]) -> Called:
    """Whom words call by “@”, among `people` (their names by number): by the whole name or a part of it, in any order, case and script."""
    found: set[str] = set()
    problems: list[Words] = []
    for one in CALL.finditer(words):
        typed = _words_after(words, one.end())
        who = _meant(typed, people)
        found |= who if len(who) == 1 else set()
        if len(who) > 1:
            names = ", ".join(sorted(people[number] for number in who))
            problems.append(_("“@%(name)s” may be more than one colleague: %(names)s. Write the whole name.", name=typed[0], names=names))  # fmt: skip
        elif not who:
            problems.append(_("“@%(name)s” is no colleague who may see this request. Write the name as it stands in the list below, or leave the @ out.", name=typed[0]))  # fmt: skip
    return Called(frozenset(found), tuple(dict.fromkeys(problems)))


def _words_after(text: str, at: int) -> list[str]:
    typed: list[str] = []
    while len(typed) < LONGEST and (word := WORD.match(text, at)):
        typed.append(word[1].rstrip(".'’-"))
        if typed[-1] != word[1]:  # a full stop, and the name ends
            break
        at = word.end()
    return typed


def _meant(typed: list[str], people: Mapping[str, str]) -> set[str]:
    """Those whom the longest part of what was typed names: as it is written or, across scripts, as it sounds."""
    for length in range(len(typed), 0, -1):
        said = " ".join(typed[:length])
        if who := {number for number, name in people.items() if _names(said, name)}:
            return who
    return set()


def _names(said: str, name: str) -> bool:
    told, known = set(in_order(said)), set(in_order(name))
    if _latin(said) == _latin(name):
        return bool(told) and told <= known
    return bool(told) and all(any(alike(word, there) >= SOUNDS for there in known) for word in told)


def _latin(text: str) -> bool:
    """Whether a text is written in Latin letters."""
    return all(ord(c) < BEYOND_LATIN for c in text if c.isalpha())
