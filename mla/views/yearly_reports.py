"""The report of a year: as a paper in each language of letters, and as a table for questionnaires."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from flask import Blueprint, Response, abort, send_file

from mla.documents.draw import PaperNotDrawn, draw
from mla.instruments.states import state_name, state_told
from mla.languages import LETTERS
from mla.lifecycle import LIFECYCLES
from mla.register.export import UTF_8, harmless
from mla.register.times import TITLES
from mla.register.year import Took, Year, YearRow, year
from mla.steps.letter_corrections import corrections
from mla.views.context import db, installation, log, official, today
from mla.views.errors import page
from mla.words import _

bp = Blueprint("yearly_reports", __name__, url_prefix="/statistics")

EARLIEST = 1900
"""No request is older; a report of an earlier year is a slip of the pen."""

HEADS = (_("Opened"), _("Fulfilled"), _("Refused"), _("Ended in another way"), _("Under way at the end"))
SIDES = {"requesting": _("We asked"), "requested": _("We were asked")}


@bp.get("/<int:number>-<language>.pdf")
def paper(number: int, language: str) -> Response | tuple[str, int]:
    """The report as a paper; kept nowhere. There is none of a year to come."""
    if language not in LETTERS:
        abort(404)
    told = _year(number)
    log("report_drawn", year=number, language=language)
    context = {
        "us": installation().us,
        "reference": str(number),
        "alone": True,
        "public": True,
        "year": told,
        "today": today(),
        "state_name": state_name,
        "corrections": corrections(db()),
    }
    try:
        drawn = draw("yearly_report", language, context)
    except PaperNotDrawn as error:
        return page(422, _("The report cannot be drawn"), str(error))
    return send_file(io.BytesIO(drawn.pdf), mimetype="application/pdf", download_name=f"report-{number}-{language}.pdf")


@bp.get("/<int:number>.csv")
def table(number: int) -> Response:
    """The same numbers as CSV (RFC 4180), one row for each kind of request and State, on each side."""
    told = _year(number)
    log("register_exported", statistics=True, year=number)
    file = io.StringIO()
    csv.writer(file).writerows(_lines(told))
    headers = {"Content-Disposition": f'attachment; filename="report-{number}.csv"'}
    return Response(UTF_8 + file.getvalue(), mimetype="text/csv", headers=headers)


def _year(number: int) -> Year:
    if not EARLIEST <= number <= today().year:
        abort(404)
    return year(db(), official(), number, today())


def _lines(told: Year) -> Iterator[list[object]]:
    yield [_("Counted by"), told.until.isoformat(), "", *HEADS]
    yield from (_line(_("All requests"), "", one) for one in told.whole)
    yield from (_line(_("Kind of request"), str(LIFECYCLES[one.key].title), one) for one in told.by_kind)
    yield from (_line(_("State"), state_told(one.key), one) for one in told.by_state)
    yield []
    yield [_("Half of them within"), told.until.isoformat(), "", *TITLES.values()]
    yield from (_took(_("Kind of request"), str(LIFECYCLES[one.key].title), one) for one in told.times_by_kind)
    yield from (_took(_("State"), state_told(one.key), one) for one in told.times_by_state)


def _took(what: str, called: str, one: Took) -> list[object]:
    return [what, harmless(called), SIDES[one.side], *(one.within.get(reached, "") for reached in TITLES)]


def _line(what: str, called: str, one: YearRow) -> list[object]:
    numbers = (one.opened, one.fulfilled, one.turned_down, one.over, one.under_way)
    return [what, harmless(called), SIDES[one.side], *numbers]
