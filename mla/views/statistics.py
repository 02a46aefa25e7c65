"""Figures for whoever has to account for the work: by State, kind and basis, by stage, by age; on screen, in print, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import cast

from flask import Blueprint, Response, render_template, request, url_for

from mla.instruments.states import state_name
from mla.lifecycle import LIFECYCLES
from mla.register.export import harmless
from mla.register.query import conditions, day_asked
from mla.register.statistics import Row, backlog, by, counted, row
from mla.views.context import db, installation, log, official, today
from mla.views.register_choices import stage_titles
from mla.views.screens import FILTERS
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

HEADS = (_("We asked"), _("We were asked"), _("Under way"), _("Late, our time"), _("Late, their time"))


@bp.get("/statistics")
def index() -> str:
    """All figures of a period, each row with the list that it counts."""
    asked = _asked()
    found = counted(db(), conditions(official(), asked, today()), today())
    return render_template(
        "statistics.html",
        asked=asked,
        period=_period(asked),
        total=row("", found),
        tables=[(title, name, _named(name, by(found, name))) for name, title in BY.items()],
        ages=backlog(found, today(), (day_asked(asked.get("from", "")), day_asked(asked.get("until", "")))),
        heads=HEADS,
        today=today(),
        address=lambda **more: url_for("register_list.index", **(asked | more)),
    )


@bp.get("/statistics.csv")
def as_table() -> Response:
    """The same rows as CSV (RFC 4180)."""
    asked = _asked()
    log("register_exported", statistics=True, **asked)
    name = f"statistics-{today().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response("".join(_lines(asked)), mimetype="text/csv", headers=headers)


def _lines(asked: dict[str, str]) -> Iterator[str]:
    found = counted(db(), conditions(official(), asked, today()), today())
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow([_("Counted by"), _period(asked), *HEADS])
    for name, title in BY.items():
        for called, one in _named(name, by(found, name)):
            table.writerow(
                [title, harmless(called), one.asked, one.received, one.under_way, one.our_late, one.their_late]
            )
    yield file.getvalue()


def _asked() -> dict[str, str]:
    """The days that are asked for; what names no day asks nothing, and enters no record."""
    told = {name: day_asked(request.args.get(name, "")) for name in PERIOD}
    return {name: day.isoformat() for name, day in told.items() if day}


def _period(asked: dict[str, str]) -> str:
    """Of which requests the figures are, on paper and in the table, too, where no field says it."""
    first, last = (_in_words(asked.get(name, "")) for name in PERIOD)
    if first and last:
        return _("Requests opened from %(first)s until %(last)s.", first=first, last=last)
    if first:
        return _("Requests opened from %(first)s on.", first=first)
    return _("Requests opened until %(last)s.", last=last) if last else ""


def _in_words(day: str) -> str:
    return cast(str, FILTERS["day"](day))  # type: ignore[operator]


def _named(name: str, rows: list[Row]) -> list[tuple[str, Row]]:
    """Each row with what people call what it counts."""
    return [(_called(name, one.key), one) for one in rows]


def _called(name: str, key: str) -> str:
    if name == "counterpart":
        return state_name(key, "en")
    if name == "instrument":
        return installation().law.short(key, "en")
    return LIFECYCLES[key].title if name == "kind" else stage_titles().get(key, key)
