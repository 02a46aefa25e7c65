"""Whom the words of a comment ask to look: “@” and a name, as colleagues write it, among those who may see the request and nobody else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mla.names import alike, in_order
from mla.words import Words, _

CALL = re.compile(r"(?<![\w@.+-])@(?=[^\W\d_])")
"""An “@” before a name; not one within an address of e-mail."""

WORD = re.compile(r"\s?([^\W\d_][\w’'.-]*)")
LONGEST = 6
"""So many words of a name are looked at."""

MOST_TOLD = 5
"""So many that name nobody are told at once: whoever has pasted a page of addresses needs no list of them."""

SOUNDS = 0.92
"""How alike two words are that sound the same (`mla.names.alike`): a name of another script is spelled in more than one way."""

MOST_SHOWN = 60
"""So much of a word is repeated where it names nobody."""

BEYOND_LATIN = 0x250


@dataclass(frozen=True)
class Called:
    """The numbers of those whom the words name, and a sentence for each “@” that names nobody, or more than one."""

    numbers: frozenset[str]
    problems: tuple[Words, ...]


def called(words: str, people: Mapping[str, str]) -> Called:
    """Whom words call by “@”, among `people` (their names by number): by the whole name or a part of it, in any order, case and script."""
    known = {number: frozenset(in_order(name)) for number, name in people.items()}
    latin = {number for number, name in people.items() if _latin(name)}
    found: set[str] = set()
    problems: list[Words] = []
    for typed in dict.fromkeys(_words_after(words, one.end()) for one in CALL.finditer(words)):
        if len(problems) == MOST_TOLD:
            break
        who = _meant(typed, known, latin)
        found |= who if len(who) == 1 else set()
        if len(who) > 1:
            names = ", ".join(sorted(people[number] for number in who))
            problems.append(_("“@%(name)s” may be more than one colleague: %(names)s. Write the whole name.", name=typed[0][:MOST_SHOWN], names=names))  # fmt: skip
        elif not who:
            problems.append(_("“@%(name)s” is no colleague who may see this request. Write the name as it stands in the list below, or leave the @ out.", name=typed[0][:MOST_SHOWN]))  # fmt: skip
    return Called(frozenset(found), tuple(dict.fromkeys(problems)))


def _words_after(text: str, at: int) -> tuple[str, ...]:
    typed: list[str] = []
    while len(typed) < LONGEST and (word := WORD.match(text, at)):
        typed.append(word[1].rstrip(".'’-"))
        if typed[-1] != word[1]:  # a full stop, and the name ends
            break
        at = word.end()
    return tuple(typed)


Known = Mapping[str, Collection[str]]
"""The words of the names of officials, in Latin letters, by number."""


def _meant(typed: Sequence[str], known: Known, latin: Collection[str]) -> set[str]:
    """Those whom the longest part of what was typed names: as it is written or, across scripts, as it sounds. `latin` are those whose name is written in Latin letters."""
    for length in range(len(typed), 0, -1):
        said = " ".join(typed[:length])
        told = set(in_order(said))
        same = {number for number in known if _latin(said) == (number in latin)}
        who = {number for number in same if told and told <= set(known[number])}
        who |= {number for number in known.keys() - same if told and _sounds(told, known[number])}
        if who:
            return who
    return set()


def _sounds(told: Iterable[str], known: Iterable[str]) -> bool:
    there = list(known)
    return all(any(alike(word, one) >= SOUNDS for one in there) for word in told)


def _latin(text: str) -> bool:
    """Whether a text is written in Latin letters."""
    return all(ord(c) < BEYOND_LATIN for c in text if c.isalpha())
