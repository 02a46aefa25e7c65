"""How long it took, and what is under way and how old, apart by one thing: by State, by kind of request, by unit, by ground of refusal ..."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flask import Blueprint, abort, render_template, url_for
from werkzeug.wrappers import Response

from mla.lifecycle.terms import Side
from mla.register.durations import Duration
from mla.register.export import harmless
from mla.register.figures import Figures, Times, count_times, kept_for, kept_times
from mla.register.query import day_asked
from mla.register.statistics import Age, apart, backlog
from mla.register.times import TITLES, Reached
from mla.views.context import db, moment, official, today
from mla.views.statistics import (
    BY,
    OF_A_TIME,
    SIDES,
    THINGS,
    WHOSE_TIME,
    age_in_words,
    asked_now,
    by_whom,
    figures_of,
    keep_anew,
    names,
    period_told,
    saved,
)
from mla.words import _

bp = Blueprint("statistics_by", __name__, url_prefix="/statistics/by")

Asked = dict[str, str]


class Took(NamedTuple):
    """One row: what it is of, how long it took, and whose time it was, in parts of a hundred."""

    key: str
    called: str
    told: Duration
    parts: list[int]


class Waits(NamedTuple):
    """What is under way of one thing, age by age."""

    key: str
    called: str
    ages: list[Age]

    @property
    def all(self) -> int:
        """All of it."""
        return sum(one.asked + one.received for one in self.ages)


@bp.get("/<thing>")
def show(thing: str) -> str:
    """One thing: the backlog by age, and the times of each step of the way, on each side; each number with its list."""
    asked = _asked_of(thing)
    figures, times = figures_of(asked), _times(asked, thing)
    return render_template(
        "statistics_by.html",
        asked=asked,
        period=period_told(asked),
        thing=thing,
        things=THINGS,
        waits=_waits(figures, asked, thing),
        ages=[age_in_words(one) for one in backlog([], today())],
        tables=list(_tables(times, thing)),
        sides=SIDES,
        reached_titles=TITLES,
        of_a_time=OF_A_TIME,
        whose=WHOSE_TIME,
        counted_at=min(figures.counted_at, times.counted_at),
        address=lambda **more: url_for("register_list.index", **(asked | more)),
    )


@bp.get("/<thing>/times.csv")
def times_as_table(thing: str) -> Response:
    """How long it took, as CSV."""
    asked = _asked_of(thing)
    return saved(f"statistics-times-{thing}", asked, _of_times(_times(asked, thing), asked, thing), by=thing)


@bp.get("/<thing>/backlog.csv")
def backlog_as_table(thing: str) -> Response:
    """What is under way, by age, as CSV."""
    asked = _asked_of(thing)
    return saved(f"statistics-backlog-{thing}", asked, _of_backlog(figures_of(asked), asked, thing), by=thing)


def _asked_of(thing: str) -> Asked:
    if thing not in THINGS:
        abort(404)
    return asked_now()


def _times(asked: Asked, thing: str) -> Times:
    """As they were kept, where they are, else counted now."""
    which = kept_for(db(), official())
    if which is None:
        return count_times(db(), official(), asked, thing, moment())
    found = kept_times(db(), asked, thing, moment(), today(), which)
    if found is None:
        found = count_times(db(), official(), asked, thing, moment())
        keep_anew(asked, found, which, thing)
    return found


def _tables(times: Times, thing: str) -> Iterator[tuple[Reached, Side, list[Took]]]:
    """What was reached, on each side: a row for each State (or whatever it is), the most requests first."""
    called = names()
    told = [(key, one) for key, some in times.durations.items() for one in some]
    for reached in Reached:
        for side in SIDES:
            rows = [
                Took(key, called(thing, key), one, by_whom(one))
                for key, one in told
                if (one.reached, one.side) == (reached, side)
            ]
            if rows:
                yield reached, side, sorted(rows, key=lambda row: (-row.told.number, row.called))


def _waits(figures: Figures, asked: Asked, thing: str) -> list[Waits]:
    """What is under way, the most first."""
    called, period = names(), (day_asked(asked.get("from", "")), day_asked(asked.get("until", "")))
    of_these = [one for one in figures.marked if one.by == thing]
    lines = apart(figures.alike, thing) if thing in BY else apart(of_these, "key")
    rows = [Waits(key, called(thing, key), backlog(some, today(), period)) for key, some in lines.items()]
    return sorted((row for row in rows if row.all), key=lambda row: (-row.all, row.called))


def _of_times(times: Times, asked: Asked, thing: str) -> Iterator[list[object]]:
    yield [
        THINGS[thing],
        _("What was reached"),
        period_told(asked),
        *OF_A_TIME,
        *(f"{name} (%)" for name in WHOSE_TIME),
    ]
    for reached, side, rows in _tables(times, thing):
        for one in rows:
            told = one.told
            numbers = (told.number, told.median, told.nine_of_ten, told.longest)
            yield [harmless(one.called), TITLES[reached], SIDES[side], *numbers, *one.parts]


def _of_backlog(figures: Figures, asked: Asked, thing: str) -> Iterator[list[object]]:
    yield [THINGS[thing], period_told(asked), *(age_in_words(one) for one in backlog([], today()))]
    for row in _waits(figures, asked, thing):
        yield [harmless(row.called), SIDES[Side.REQUESTING], *(age.asked for age in row.ages)]
        yield [harmless(row.called), SIDES[Side.REQUESTED], *(age.received for age in row.ages)]
