"""How alike two names are, whatever the order of their words, their spelling and their script.

A name is compared as words in Latin letters. Each word has a *sound*: the classes of its consonants, the vowels left out, so that
Arabic and Hebrew letters, which write few vowels, sound like the Latin spelling. Kept libraries do what is not law:
`anyascii` writes every script in Latin letters, `rapidfuzz` counts the changes between two spellings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from anyascii import anyascii
from rapidfuzz.distance import OSA

MOST_WORDS = 7
"""So many words of one name are compared; nobody is told apart by the eighth."""

LETTERS = {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}  # fmt: skip
"""Letters that are no letter with a mark, and that people without the keyboard for them write so."""

PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "as",
        "ash",
        "bin",
        "ben",
        "ibn",
        "bint",
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "des",
        "la",
        "las",
        "le",
        "los",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "zu",
        "zum",
        "zur",
        "y",
        "e",
        "und",
        "und",
    ]
)
"""Words that one spelling of a name has and another leaves out."""

SERVANT = frozenset({"abd", "abdul", "abdel", "abdal", "abdoul", "abdu"})
"""The first half of names that are written as one word or as two or three."""

EAST = re.compile(r"[\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
"""Chinese and Korean names, written without a space: the family name first, of one sign, of two where there are four."""

CLASSES = {letter: str(number) for number, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1) for letter in letters}  # fmt: skip
"""Consonants that one language hears where another hears the next (the classes of the American Soundex)."""

SPELLED = (("tsch", "c"), ("tch", "c"), ("dzh", "j"), ("dj", "j"), ("dz", "z"), ("tz", "s"), ("ts", "s"))
"""One consonant, written with several letters of different classes."""

HEARD = (
    ("ph", "f"), ("sch", "s"), ("sh", "s"), ("ch", "k"), ("kh", "k"), ("gh", "k"), ("th", "t"), ("dh", "t"), ("ck", "k"), ("sz", "s"), ("zs", "s"),
    ("ts", "s"), ("tz", "s"),
)  # fmt: skip
LIKE = str.maketrans({"c": "k", "q": "k", "g": "k", "z": "s", "v": "f", "d": "t", "a": "", "e": "", "i": "", "o": "", "u": "", "y": "", "w": ""})  # fmt: skip

SHORT = 3
"""Of two sounds that may be one, the longer has at least so many consonants."""

ALIKE = 0.75
"""Words that are less alike than this are two words: one letter of four may differ."""


def normal(text: str) -> str:
    """Text as it is compared: small letters without marks, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text).casefold()  # a letter of a special shape has its capital only then
    apart = unicodedata.normalize("NFKD", plain)
    for letter in set(apart):  # a text has few different letters, and many of each
        if letter in LETTERS or unicodedata.combining(letter):
            apart = apart.replace(letter, LETTERS.get(letter, ""))
    return " ".join(apart.split())


Words = tuple[str, ...]


@lru_cache(maxsize=4096)
def words(name: str) -> Words:
    """The words of a name in Latin letters, in the order of the alphabet; particles left out where two words remain."""
    return tuple(sorted(in_order(name)))


@lru_cache(maxsize=4096)
def in_order(name: str) -> Words:
    """The same words as they are written, for those that another spelling writes as one."""
    told = [word for part in re.split(r"[\s·・‧•.,/’'`´-]+", name) for word in _latin(part)]
    kept = [word for word in told if word not in PARTICLES]
    return tuple(_servants(kept if len(kept) > 1 else told)[:MOST_WORDS])


def _latin(word: str) -> Iterator[str]:
    if EAST.fullmatch(word):
        family = 2 if len(word) > 3 else 1
        yield from filter(None, (_plain(word[:family]), _plain(word[family:])))
        return
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]  # the article, which Latin letters write apart or not at all
    word = word[:1] + word[1:].replace("ו", "")  # within a Hebrew name it stands for a vowel
    if plain := _plain(word):
        yield plain


def _plain(word: str) -> str:
    told = unicodedata.normalize("NFC", word).casefold().replace("đ", "dj")  # as it is written without the letter
    return "".join(c for c in anyascii(normal(told)).casefold() if c.isalnum())


def _servants(told: list[str]) -> list[str]:
    found: list[str] = []
    waiting = ""
    for word in told:
        if word in SERVANT:
            waiting = "abd"
            continue
        found.append(waiting + word if waiting else re.sub(r"^abd[aeiou]+l?(?=.{3})", "abd", word))
        waiting = ""
    return [*found, waiting] if waiting else found


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """The classes of the consonants of a word, each once where it is repeated; a nought where there is none."""
    for several, one in SPELLED:
        word = word.replace(several, one)
    heard = [CLASSES[letter] for letter in word if letter in CLASSES]
    return "".join(one for before, one in pairwise(["", *heard]) if one != before) or "0"


def _sounds(name: str) -> Iterator[tuple[str, str]]:
    """The sounds of every two words of a name; of three and more, two that stand together count as one as well."""
    told = in_order(name)
    heard = [sound(word) for word in told]
    yield from combinations(heard, 2)
    if len(told) > 2:
        for place in range(len(told) - 1):
            joined = sound(told[place] + told[place + 1])
            yield from ((joined, other) for n, other in enumerate(heard) if n not in (place, place + 1))


def keys(name: str, year: str = "") -> set[str]:
    """By what a name is found in an index: every two of its sounds, alone and with the year of birth; each sound with that year.

    Whoever has no day of birth on record stands apart (“open”): every other one is looked for by the year.
    """
    heard, two = {sound(word) for word in words(name)}, _pairs(name)
    found = {f"pair {one}" for one in two} | ({f"word {one}" for one in heard} if len(words(name)) == 1 else set())
    if not year:
        return found | {f"open {one}" for one in two}
    return found | {f"year {year} {one}" for one in two} | {f"born {year} {one}" for one in heard}


def keys_alike(name: str, year: str = "") -> set[str]:
    """By what names are looked for that are spelled otherwise: one sound of the name may have a consonant more, less or other.

    Where the year is known, whoever has another one is nobody to look for, but for one figure of it.
    """
    told = words(name)
    varied = {
        _pair(one, other)
        for pair in _sounds(name)
        for first, last in (pair, pair[::-1])
        for one, other in _with(first, last)
    }
    found = {f"open {one}" if year else f"pair {one}" for one in varied}
    if len(told) == 1:
        found |= {f"word {one}" for one in _varied(sound(told[0]))}
    if not year:
        return found
    found |= {f"year {one} {two}" for one in _years(year) for two in _pairs(name)}
    return found | {f"born {year} {sound(word)}" for word in told}


def _with(one: str, other: str) -> Iterator[tuple[str, str]]:
    return ((one, varied) for varied in _varied(other))


def _years(year: str) -> set[str]:
    """A year, those beside it, and those in which one of the last two figures is another."""
    tens, units = year[2], year[3]
    changed = {year[:2] + tens + str(n) for n in range(10)} | {year[:2] + str(n) + units for n in range(10)}
    return {year, str(int(year) - 1), str(int(year) + 1), year[:2] + units + tens} | changed


def _pairs(name: str) -> set[str]:
    return {_pair(one, other) for one, other in _sounds(name)}


def _pair(one: str, other: str) -> str:
    return f"{min(one, other)} {max(one, other)}"


@lru_cache(maxsize=4096)
def _varied(heard: str) -> frozenset[str]:
    """A sound, and those with one consonant more, less or other; not where both would be so short that half of all names have them."""
    bare = heard.strip("0")
    cut = [(bare[:n], bare[n:]) for n in range(len(bare) + 1)]
    less = [one + other[1:] for one, other in cut if other]
    more = [one + letter + other for one, other in cut for letter in "123456"]
    changed = [one + letter + other[1:] for one, other in cut if other for letter in "123456"]
    once = (one for one in (*less, *more, *changed) if not any(c == then for c, then in pairwise(one)))
    return frozenset((heard, *(one or "0" for one in once if max(len(one), len(bare)) >= SHORT)))


@lru_cache(maxsize=16384)
def alike(one: str, other: str) -> float:
    """How alike two words are, from 0 (two words) to 1 (the same)."""
    if one == other:
        return 1.0
    if 1 in (len(one), len(other)):
        return ALIKE if one[:1] == other[:1] else 0.0
    spelled = OSA.normalized_similarity(one, other)
    heard = _heard(one), _heard(other)
    few = any(not set(word) & set("aeiou") for word in (one, other))
    if heard[0] == heard[1] and (len(heard[0]) > 1 or (few and heard[0])):
        spelled = max(spelled, 0.92)
    elif sound(one) == sound(other) and spelled >= 0.6:
        spelled = max(spelled, 0.8)
    return spelled if spelled >= ALIKE else 0.0


def _heard(word: str) -> str:
    """The consonants of a word as they are heard, each once where it is repeated."""
    for several, one in HEARD:
        word = word.replace(several, one)
    told = word.translate(LIKE).rstrip("h")
    return "".join(one for before, one in pairwise(["", *told]) if one != before)


@dataclass(frozen=True)
class Likeness:
    """How alike two names are: how many words agree and how well, how many differ on both sides, how many only one name has."""

    agree: int
    spelled: float
    differ: int
    more: int

    @property
    def whole(self) -> bool:
        """Whether every word of the shorter name stands in the longer one."""
        return self.agree > 0 and not self.differ

    @property
    def same(self) -> bool:
        """Whether both have the same words in the same spelling, once they stand in Latin letters."""
        return self.whole and not self.more and self.spelled == 1

    @property
    def rank(self) -> tuple[bool, float]:
        """The better likeness of two is the greater."""
        return self.whole, self.agree * self.spelled - self.differ - self.more / 4


def likeness(one: str, other: str) -> Likeness:
    """How alike two names are. The same, whichever is asked about the other."""
    best = _paired(words(one), words(other))
    if best.whole:
        return best
    ours, theirs = _joined(one), _joined(other)
    pairs = [*((mine, words(other)) for mine in ours), *((words(one), yours) for yours in theirs)]
    return max([best, *(_paired(*pair) for pair in pairs)], key=lambda found: found.rank)


def _joined(name: str) -> list[Words]:
    told = in_order(name)
    if len(told) < 3:
        return []
    return [tuple(sorted((*told[:n], told[n] + told[n + 1], *told[n + 2 :]))) for n in range(len(told) - 1)]


def _paired(one: Words, other: Words) -> Likeness:
    """The best way to lay the words of the shorter name beside those of the longer one."""
    few, many = sorted((one, other), key=lambda told: (len(told), told))
    best: dict[int, tuple[int, float]] = {
        0: (0, 0.0)
    }  # which words of the longer name are taken: how many agree, how well
    for word in few:
        taken = dict(best)
        for mask, (count, total) in best.items():
            for place, there in enumerate(many):
                if not mask >> place & 1 and (like := alike(word, there)):
                    told = mask | 1 << place
                    taken[told] = max(taken.get(told, (0, 0.0)), (count + 1, total + like))
        best = taken
    agree, total = max(best.values())
    return Likeness(agree, round(total / agree, 4) if agree else 0.0, len(few) - agree, len(many) - len(few))
