"""What speaks for two persons of different requests being the same, and what against. Nothing here asserts it: an official says so.

The points are a choice of this system (mark S): they put the likeliest first and keep out what nobody would look at. Brothers have
a family name in common and not the day of birth; namesakes the name and not the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rapidfuzz.distance import OSA

from mla.lifecycle.items import PersonText
from mla.names import Likeness, likeness, words
from mla.search import day_of, names_of, number_keys

ENOUGH, LIKELY = 30, 60
"""From so many points on two persons are proposed; from so many on they are called likely the same."""

What = Literal[
    "name", "spelling", "part", "some", "alias", "born", "born_near", "number", "nationality", "place", "sex", "other_born", "other_word",
    "other_nationality", "other_place", "other_sex",
]  # fmt: skip


@dataclass(frozen=True)
class Point:
    """One thing that speaks for it, or against it where `points` are below nought, with what both requests say of it."""

    what: What
    points: int
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True)
class Weighed:
    """All that speaks for two persons being the same, and against."""

    points: tuple[Point, ...]

    @property
    def score(self) -> int:
        """The sum of it."""
        return sum(point.points for point in self.points)

    @property
    def proposed(self) -> bool:
        """Whether an official is asked whether they are the same."""
        named = {point.what for point in self.points}
        enough = self.score >= ENOUGH and bool(named & {"name", "spelling", "part", "some", "alias", "number"})
        return enough and ("some" not in named or bool(named & {"born", "born_near", "number"}))

    @property
    def likely(self) -> bool:
        """Whether so much speaks for it that nothing should be decided before somebody has said."""
        return self.score >= LIKELY

    @property
    def pro(self) -> list[Point]:
        """What speaks for it, the strongest first."""
        return sorted((point for point in self.points if point.points > 0), key=lambda point: -point.points)

    @property
    def contra(self) -> list[Point]:
        """What speaks against it, the strongest first."""
        return sorted((point for point in self.points if point.points <= 0), key=lambda point: point.points)


def weigh(one: PersonText, other: PersonText) -> Weighed:
    """What speaks for and against it. The same sum, whichever of the two is asked about the other."""
    legal = {person.answer("nature") == "legal" for person in (one, other)}
    if one.protected or other.protected or len(legal) == 2:
        return Weighed(())
    return Weighed((*_names(one, other), *_born(one, other), *_numbers(one, other), *_more(one, other)))


def _names(one: PersonText, other: PersonText) -> Iterator[Point]:
    ours, theirs = names_of(one), names_of(other)
    pairs = [(likeness(mine, yours), mine, yours) for mine in ours for yours in theirs]
    if not pairs:
        return
    first = (ours[0], theirs[0])
    like, mine, yours = max(pairs, key=lambda pair: (pair[0].rank, pair[1:] == first))
    known = (mine, yours) == first
    if (len(words(mine)) > 1 and len(words(yours)) > 1) or like.same:
        yield from _of_name(like, mine, yours, known)
    if like.differ:
        yield Point("other_word", 0, mine, yours)


def _of_name(like: Likeness, mine: str, yours: str, known: bool) -> Iterator[Point]:
    off = 0 if known else 4
    if like.same:
        yield Point("name" if known else "alias", 50 - off, mine, yours)
    elif like.whole:
        points = 50 - off - round((1 - like.spelled) * 40) - 5 * min(like.more, 2)
        yield Point(("part" if like.spelled == 1 else "spelling") if known else "alias", points, mine, yours)
    elif like.agree:
        yield Point("some", 20 if like.agree > 1 else -5, mine, yours)


def _born(one: PersonText, other: PersonText) -> Iterator[Point]:
    mine, yours = day_of(one), day_of(other)
    if not mine or not yours:
        return
    if mine == yours:
        yield Point("born", 30, mine, yours)
    elif near(mine, yours):
        yield Point("born_near", 12, mine, yours)
    else:
        yield Point("other_born", -40, mine, yours)


def near(one: str, other: str) -> bool:
    """Whether two days of birth may be one: day and month changed about, a year alone (entered as its first day), one figure mistyped."""
    first, second = date.fromisoformat(one), date.fromisoformat(other)
    if first.year == second.year and (1, 1) in ((first.month, first.day), (second.month, second.day)):
        return True
    if first.year == second.year and (first.month, first.day) == (second.day, second.month):
        return True
    return OSA.distance(one, other) == 1 or abs((first - second).days) == 1


def _numbers(one: PersonText, other: PersonText) -> Iterator[Point]:
    common = number_keys(one) & number_keys(other)
    if common:
        yield Point("number", 60, *[min(common)] * 2)


SHADES = (("nationality", "nationality", "other_nationality", 5, -5), ("born_in", "place", "other_place", 10, -5), ("sex", "sex", "other_sex", 2, -15))  # fmt: skip


def _more(one: PersonText, other: PersonText) -> Iterator[Point]:
    for name, agrees, differs, good, bad in SHADES:
        mine, yours = str(one.answer(name)), str(other.answer(name))
        if not mine or not yours or "unspecified" in (mine, yours):
            continue
        told = (mine == yours) if name == "sex" else bool(likeness(mine, yours).agree)
        yield Point(agrees if told else differs, good if told else bad, mine, yours)  # type: ignore[arg-type]
