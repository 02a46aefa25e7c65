"""Figures for whoever has to account for the work: by State, kind and basis, by stage, by age; on screen, in print, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from flask import Blueprint, Response, render_template, request, url_for

from mla.instruments.states import state_name
from mla.lifecycle import LIFECYCLES
from mla.register.export import harmless
from mla.register.query import conditions
from mla.register.statistics import Row, backlog, by, counted, row
from mla.views.context import db, installation, log, official, today
from mla.views.register import stage_titles
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
        total=row("", found),
        tables=[(title, name, _named(name, by(found, name))) for name, title in BY.items()],
        ages=backlog(found, today()),
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
    table.writerow([_("Counted by"), "", *HEADS])
    for name, title in BY.items():
        for called, one in _named(name, by(found, name)):
            table.writerow(
                [title, harmless(called), one.asked, one.received, one.under_way, one.our_late, one.their_late]
            )
    yield file.getvalue()


def _asked() -> dict[str, str]:
    return {name: request.args[name] for name in PERIOD if request.args.get(name, "").strip()}


def _named(name: str, rows: list[Row]) -> list[tuple[str, Row]]:
    """Each row with what people call what it counts."""
    return [(_called(name, one.key), one) for one in rows]


def _called(name: str, key: str) -> str:
    if name == "counterpart":
        return state_name(key, "en")
    if name == "instrument":
        return installation().law.short(key, "en")
    return LIFECYCLES[key].title if name == "kind" else stage_titles().get(key, key)
