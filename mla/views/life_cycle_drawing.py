"""A course of a request as a drawing: what is written into its boxes, how large each must be for that, and what each looks like.

A template writes it as SVG. Every word is put there by the template, which escapes it; the layout is told sizes alone (`mla/graphs.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from textwrap import wrap
from unicodedata import east_asian_width

from mla.graphs import Arrow, Layout, Size, laid_out
from mla.lifecycle.course import Course, Move
from mla.lifecycle.terms import Side, Stage
from mla.views.screens import FILTERS
from mla.views.words import shown
from mla.words import _

LETTER, LINE, EDGE = 8, 18, 8
"""In pixels of the screen: a wide letter at this size of type, a line, and what stays free around a text."""

LONGEST = 22
"""So many letters stand in one line, where the words allow it."""

NARROWEST = 96

Whose = Callable[[Side | None], str]
"""Says whose move it is, in words."""


@dataclass(frozen=True)
class Box:
    """A stage: `look` is past, present, next or later. `title` and `note` are lines of text, each with the height at which it stands."""

    look: str
    x: float
    y: float
    width: int
    height: int
    title: tuple[tuple[str, float], ...]
    note: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Drawing:
    """The size of the whole, its boxes, and its arrows: the look of each (taken, next, later) and its path as SVG writes it."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Told:
    look: str
    title: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def size(self) -> Size:
        longest = max(map(_letters, (*self.title, *self.note)))
        return max(NARROWEST, longest * LETTER + 2 * EDGE), (len(self.title) + len(self.note)) * LINE + 2 * EDGE


def drawing(course: Course, whose: Whose) -> Drawing | None:
    """The drawing of a course; None where there is nothing to be drawn, or no way of laying it out on this machine."""
    if course.present is None:
        return None
    told, arrows = _boxes(course, whose), _arrows(course)
    places = {name: place for place, name in enumerate(told)}
    layout = laid_out(
        tuple(one.size for one in told.values()),
        tuple(Arrow(places[tail], places[head], places[head] < places[tail]) for tail, head in arrows),
    )
    return _drawn(layout, list(told.values()), list(arrows.values())) if layout else None


def _boxes(course: Course, whose: Whose) -> dict[str, _Told]:
    """Every stage that is drawn, once, by its name: those passed first, in the order of time."""
    found = {one.stage.name: _told(one.stage, "past", _day(one.on)) for one in course.passed}
    if course.present:
        since = [one.on for one in course.passed[-1:] if one.stage is course.present]
        told = [_("since %(day)s", day=_day(day)) for day in since]
        found[course.present.name] = _told(course.present, "present", *told)
    for name, led in _by_stage(course.moves).items():
        if name not in found:
            sides = {move.side for move in led}
            found[name] = _told(led[0].stage, "next", whose(sides.pop() if len(sides) == 1 else None))
    later = {stage.name: _told(stage, "later") for _before, stage in course.later if stage.name not in found}
    return found | later


def _by_stage(moves: Iterable[Move]) -> dict[str, list[Move]]:
    found: dict[str, list[Move]] = {}
    for move in moves:
        found.setdefault(move.stage.name, []).append(move)
    return found


def _day(day: date) -> str:
    return str(FILTERS["day"](day))  # type: ignore[operator]


def _told(stage: Stage, look: str, *notes: str) -> _Told:
    return _Told(look, _lines(stage.title), tuple(line for note in notes for line in _lines(note)))


def _lines(text: str) -> tuple[str, ...]:
    """A text in the language of this page, in lines: what is cut up can be told in no other afterwards."""
    return tuple(wrap(shown(text), LONGEST, break_long_words=False, break_on_hyphens=False)) or ("",)


def _letters(text: str) -> int:
    """How many letters wide a text is; one of a script of East Asia is as wide as two."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _arrows(course: Course) -> dict[tuple[str, str], str]:
    """The look of each arrow, by the stages that it joins: the way that was taken goes before what may follow."""
    passed = [one.stage.name for one in course.passed]
    found = dict.fromkeys(pairwise(passed), "taken")
    present = course.present.name if course.present else ""
    for move in course.moves:
        found.setdefault((present, move.stage.name), "next")
    for before, stage in course.later:
        found.setdefault((before.name, stage.name), "later")
    return found


def _drawn(layout: Layout, told: list[_Told], looks: list[str]) -> Drawing:
    boxes = [_box(one, *middle) for one, middle in zip(told, layout.boxes, strict=True)]
    paths = [
        (look, "M{} C{}".format(*(" ".join(f"{x},{y}" for x, y in part) for part in (curve[:1], curve[1:]))))
        for look, curve in zip(looks, layout.curves, strict=True)
    ]
    return Drawing(layout.width, layout.height, tuple(boxes), tuple(paths))


def _box(told: _Told, x: float, y: float) -> Box:
    width, height = told.size
    first = y - height / 2 + EDGE + LINE * 0.75
    lines = [(line, round(first + n * LINE, 1)) for n, line in enumerate((*told.title, *told.note))]
    cut = len(told.title)
    return Box(told.look, round(x, 1), round(y - height / 2, 1), width, height, tuple(lines[:cut]), tuple(lines[cut:]))
