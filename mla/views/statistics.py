"""Figures for whoever has to account for the work: by State, kind and basis, by stage, by age; on screen, in print, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import cast

from flask import Blueprint, Response, render_template, request, url_for
from sqlalchemy.exc import IntegrityError, OperationalError

from mla.charts import columns, shares
from mla.instruments.states import state_told
from mla.languages import LETTERS, language_told
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Side
from mla.models.register_time import WHOSE
from mla.register.durations import Duration, Month
from mla.register.export import UTF_8, harmless
from mla.register.figures import Figures, Kept, Times, count_now, keep, kept, kept_for
from mla.register.marks import titles
from mla.register.query import day_asked
from mla.register.statistics import NO_UNIT, Age, Row, backlog, by, row
from mla.register.times import TITLES
from mla.storage.database import reading
from mla.views.context import db, installation, log, moment, official, today, units
from mla.views.questionnaires import NAMES as QUESTIONNAIRES
from mla.views.register_choices import stage_titles
from mla.views.screens import FILTERS
from mla.views.words import law_language, shown
from mla.words import _

bp = Blueprint("statistics", __name__)

PERIOD = ("from", "until")
"""The questions that the page asks: on which days the requests were opened."""

BY = {
    "counterpart": _("By State"),
    "kind": _("By kind of request"),
    "instrument": _("By legal basis"),
    "stage": _("By stage"),
}
"""By what is counted, as the register's questions are called."""

MARKS = {
    "unit": _("By unit"),
    "measure": _("By kind of help"),
    "crime": _("By crime"),
    "ground": _("By ground of refusal"),
}
"""The same of marks, of which a request may bear several, or none."""

THINGS = {name: title for name, title in (BY | MARKS).items() if name != "stage"}
"""By what times and backlog are told, each on a page of its own. A stage is where a request is, not what it is."""

HEADS = (_("We asked"), _("We were asked"), _("Under way"), _("Late, our time"), _("Late, their time"))


SIDES = {Side.REQUESTING: _("We asked"), Side.REQUESTED: _("We were asked")}

WHOSE_TIME = (_("Our time"), _("Their time"), _("On its way"), _("Authorities"), _("Courts"), _("Translation"))
"""As `WHOSE`, of the side on which we stand."""

OF_A_TIME = (_("Requests"), _("Half of them within"), _("Nine of ten within"), _("The longest"))

OF_A_MONTH = {
    "by_us": _("We asked"),
    "of_us": _("We were asked"),
    "ended_by_us": _("Ended, asked by us"),
    "ended_of_us": _("Ended, asked of us"),
}


@bp.get("/statistics")
def index() -> str:
    """All figures of a period, each row with the list that it counts."""
    asked = asked_now()
    figures = figures_of(asked)
    found = figures.alike
    return render_template(
        "statistics.html",
        asked=asked,
        period=period_told(asked),
        total=row("", found),
        tables=_tables(figures),
        by=THINGS,
        questionnaires=QUESTIONNAIRES,
        age_in_words=age_in_words,
        ages=backlog(found, today(), (day_asked(asked.get("from", "")), day_asked(asked.get("until", "")))),
        heads=HEADS,
        times=[(_reached(one), one, by_whom(one)) for one in figures.durations],
        whose=WHOSE_TIME,
        letters=[(code, language_told(code)) for code in LETTERS],
        sides=SIDES,
        of_a_time=OF_A_TIME,
        of_a_month=OF_A_MONTH,
        months=[(_month(one), one) for one in figures.months],
        counted_at=figures.counted_at,
        today=today(),
        address=lambda **more: url_for("register_list.index", **(asked | more)),
    )


@bp.get("/statistics/months.svg")
def months_drawn() -> Response:
    """How many requests were opened and ended, month by month."""
    told = figures_of(asked_now()).months
    series = {shown(name): [getattr(one, which) for one in told] for which, name in OF_A_MONTH.items()}
    return _drawn(columns([_month(one) for one in told], series))


@bp.get("/statistics/times.svg")
def times_drawn() -> Response:
    """Whose time the days were, in parts of a hundred."""
    told = [one for one in figures_of(asked_now()).durations if one.shares]
    parts = [by_whom(one) for one in told]
    series = {shown(name): [part[place] for part in parts] for place, name in enumerate(WHOSE_TIME)}
    return _drawn(shares([f"{shown(_reached(one))}, {shown(SIDES[one.side]).lower()}" for one in told], series))


def _drawn(chart: str) -> Response:
    return Response(chart, mimetype="image/svg+xml")


@bp.get("/statistics.csv")
def as_table() -> Response:
    """How many there are, as CSV (RFC 4180)."""
    return _of_figures("statistics", _of_counts)


@bp.get("/statistics/times.csv")
def times_as_table() -> Response:
    """How long it took, as CSV."""
    return _of_figures("statistics-times", _of_times)


@bp.get("/statistics/months.csv")
def months_as_table() -> Response:
    """What came and went month by month, as CSV."""
    return _of_figures("statistics-months", _of_months)


Rows = Iterator[list[object]]


def _of_figures(name: str, rows: Callable[[Figures, str], Rows]) -> Response:
    asked = asked_now()
    return saved(name, asked, rows(figures_of(asked), period_told(asked)))


def saved(name: str, asked: dict[str, str], rows: Rows, **more: str) -> Response:
    """Figures as CSV (RFC 4180); that they left stands in the audit log."""
    log("register_exported", statistics=True, **asked, **more)
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}-{today().isoformat()}.csv"'}
    return Response(UTF_8 + file.getvalue(), mimetype="text/csv", headers=headers)


def _of_counts(figures: Figures, period: str) -> Rows:
    yield [_("Counted by"), period, *HEADS]
    for title, _name, rows in _tables(figures):
        for called, one in rows:
            yield [title, harmless(called), one.asked, one.received, one.under_way, one.our_late, one.their_late]


def _of_times(figures: Figures, period: str) -> Rows:
    yield [_("What was reached"), period, *OF_A_TIME, *(f"{name} (%)" for name in WHOSE_TIME)]
    for one in figures.durations:
        yield [_reached(one), SIDES[one.side], one.number, one.median, one.nine_of_ten, one.longest, *by_whom(one)]


def _of_months(figures: Figures, period: str) -> Rows:
    yield [_("Month"), period, *OF_A_MONTH.values()]
    for told in figures.months:
        yield [_month(told), "", *(getattr(told, which) for which in OF_A_MONTH)]


def figures_of(asked: dict[str, str]) -> Figures:
    """All figures of a period, of what the official may see: as they were kept, where they are, else counted now."""
    which = kept_for(db(), official())
    if which is None:
        return count_now(db(), official(), asked, moment(), today())
    found = kept(db(), asked, moment(), today(), which)
    if found is None:
        found = count_now(db(), official(), asked, moment(), today())
        keep_anew(asked, found, which)
    return found


def keep_anew(asked: dict[str, str], found: Figures | Times, which: Kept, by: str = "") -> None:
    """Where the database is busy, or somebody else was quicker, nothing is kept: the page never fails for that."""
    day = today()
    db().rollback()
    reading.set(False)
    try:
        keep(db(), asked, found, day, by, which)
        db().commit()
    except (OperationalError, IntegrityError):
        db().rollback()
    finally:
        reading.set(True)


def age_in_words(age: Age) -> str:
    """How long ago something was opened."""
    if age.most is None:
        return _("%(days)s days ago, or longer", days=age.least)
    if age.least:
        return _("%(least)s to %(most)s days ago", least=age.least, most=age.most - 1)
    return _("less than %(days)s days ago", days=age.most)


def _reached(one: Duration) -> str:
    return TITLES[one.reached]


def _month(one: Month) -> str:
    return one.first.strftime("%Y-%m")


def by_whom(one: Duration) -> list[int]:
    """Whose time it was, in parts of a hundred, as the columns of the table stand: first ours, then theirs."""
    ours, theirs = (one.side.value, one.side.other.value)
    return [round(100 * one.shares.get(name, 0)) for name in (ours, theirs, *WHOSE[2:])]


def asked_now() -> dict[str, str]:
    """The days that are asked for; what names no day asks nothing, and enters no record."""
    told = {name: day_asked(request.args.get(name, "")) for name in PERIOD}
    return {name: day.isoformat() for name, day in told.items() if day}


def period_told(asked: dict[str, str]) -> str:
    """Of which requests the figures are, on paper and in the table, too, where no field says it."""
    first, last = (_in_words(asked.get(name, "")) for name in PERIOD)
    if first and last and asked["from"] > asked["until"]:
        return _("The first day, %(first)s, lies after the last, %(last)s: nothing is counted.", first=first, last=last)
    if first and last:
        return _("Requests opened from %(first)s until %(last)s.", first=first, last=last)
    if first:
        return _("Requests opened from %(first)s on.", first=first)
    return _("Requests opened until %(last)s.", last=last) if last else ""


def _in_words(day: str) -> str:
    return cast(str, FILTERS["day"](day))  # type: ignore[operator]


def _tables(figures: Figures) -> list[tuple[str, str, list[tuple[str, Row]]]]:
    """What is counted: its title, the question of the register that finds it, and its rows, each with what people call it."""
    told = names()
    counted = [(title, name, by(figures.alike, name)) for name, title in BY.items()]
    counted += [
        (title, name, by([one for one in figures.marked if one.by == name], "key")) for name, title in MARKS.items()
    ]
    return [(title, name, [(told(name, one.key), one) for one in rows]) for title, name, rows in counted if rows]


def names() -> Callable[[str, str], str]:
    """How people call what a row counts."""
    known: dict[str, dict[str, str]] = {
        "kind": {kind: str(table.title) for kind, table in LIFECYCLES.items()},
        "stage": {name: str(title) for name, title in stage_titles().items()},
        "unit": {str(one.id): one.name for one in units()} | {NO_UNIT: str(_("no unit"))},
        **titles(installation().law),
    }

    def called(name: str, key: str) -> str:
        if name == "counterpart":
            return state_told(key)
        if name == "instrument":
            return installation().law.short(key, law_language())
        return known[name].get(key, key)

    return called
