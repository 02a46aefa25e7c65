"""The numbers of a period as international bodies ask for them: for the review of conventions (UNODC), and for a mutual evaluation (FATF); on screen, as CSV, as XLSX.

What these bodies ask is told from memory, with what of it was read: the page says so. What the records cannot know stands as a row to be filled in by hand.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from flask import Blueprint, abort, render_template, request, send_file
from sqlalchemy import ColumnElement, select
from werkzeug.wrappers import Response

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Side
from mla.models import RegisterEntry, RegisterMark, RegisterTime
from mla.register.durations import durations_by
from mla.register.export import UTF_8, Cell, as_xlsx, harmless
from mla.register.marks import CRIME, bearing, there_are, titles
from mla.register.query import conditions_of_times, day_asked, visible
from mla.register.recovered import COUNTED, recovered
from mla.register.times import Reached
from mla.register.year import YearRow, of_period, refused_for
from mla.views.context import db, installation, log, official, today
from mla.views.words import law_language
from mla.words import _

bp = Blueprint("questionnaires", __name__, url_prefix="/statistics/questionnaires")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

NAMES = {
    "review": _("Review of the conventions against organized crime and corruption (UNODC)"),
    "evaluation": _("Mutual evaluation: international co-operation and asset recovery (FATF)"),
}

SOURCES = {
    "review": _(
        "Source: the questionnaires of the review mechanisms of the two United Nations conventions (on extradition, mutual legal assistance and confiscation). That they exist and how they are answered was read; which numbers they ask for is told from memory and was not checked against their text. Compare with the questionnaire that you were sent."
    ),
    "evaluation": _(
        "Source: FATF Recommendation 33 (statistics on property frozen, seized and confiscated, and on mutual legal assistance and other requests), which was read; Immediate Outcomes 2 and 8 of the Methodology, and the Guidance on data and statistics of October 2015, which are told from memory and were not checked against their text. Compare with the request of your assessors."
    ),
}
"""What each table rests on, and how sure it is."""

SIDES = {Side.REQUESTING: _("We asked"), Side.REQUESTED: _("We were asked")}
HEADS = (_("Made or received"), _("Fulfilled"), _("Refused"), _("Ended in another way"), _("Pending at the end"), _("Half decided within (days)"))  # fmt: skip
BY_HAND = _("to be filled in by hand")

LAUNDERING = ("laundering",)
"""The crimes that are laundering of proceeds, by their codes. Of the financing of terrorism no shipped instrument tells by itself."""

RECOVERED = dict(
    zip(
        COUNTED,
        (
            _("Decisions to freeze"),
            _("Decisions to confiscate"),
            _("Turned into money"),
            _("Returned early"),
            _("Paid or handed over"),
        ),
        strict=True,
    )
)
NOT_KNOWN = {
    "review": (
        _("Requests that went directly between judicial authorities"),
        _("Co-operation between police forces, and joint investigations outside this system"),
        _("Reasons for long times, and what was done about them"),
    ),
    "evaluation": (
        _("Requests concerning the financing of terrorism, where the crime is not on record as such"),
        _("Requests between financial intelligence units, made and received"),
        _("Co-operation between police forces, customs, tax and supervisory authorities"),
        _("Worth of what was frozen and confiscated, by currency"),
        _("Property frozen and confiscated in cases of this State alone"),
    ),
}
"""What these bodies ask besides, and the records of this system cannot know."""


@dataclass(frozen=True)
class Table:
    """One table: what it is called, its heads, its rows. A row that is filled in by hand has one cell."""

    title: str
    heads: Sequence[str]
    rows: list[list[Cell]] = field(default_factory=list)


@bp.get("/<asked_by>")
def show(asked_by: str) -> str:
    """One questionnaire, for a period."""
    first, until, basis = _asked(asked_by)
    return render_template(
        "questionnaire.html",
        asked_by=asked_by,
        names=NAMES,
        source=SOURCES[asked_by],
        first=first,
        until=until,
        basis=basis,
        bases=_bases(),
        tables=_tables(asked_by, first, until, basis),
        not_known=NOT_KNOWN[asked_by],
        by_hand=BY_HAND,
        asked=_address(first, until, basis),
    )


@bp.get("/<asked_by>.csv")
def as_table(asked_by: str) -> Response:
    """The same as CSV (RFC 4180), one table below the other."""
    file = io.StringIO()
    csv.writer(file).writerows([harmless(cell) for cell in row] for row in _rows(asked_by))
    headers = {"Content-Disposition": f'attachment; filename="questionnaire-{asked_by}.csv"'}
    return Response(UTF_8 + file.getvalue(), mimetype="text/csv", headers=headers)


@bp.get("/<asked_by>.xlsx")
def as_workbook(asked_by: str) -> Response:
    """The same as a workbook."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed when it has been sent
    told = _rows(asked_by)
    as_xlsx(told, file, [str(cell) for cell in next(told)])
    file.seek(0)
    return send_file(file, XLSX, as_attachment=True, download_name=f"questionnaire-{asked_by}.xlsx")


def _rows(name: str) -> Iterator[list[Cell]]:
    first, until, basis = _asked(name)
    log("register_exported", statistics=True, questionnaire=name, **_address(first, until, basis))
    yield [str(NAMES[name]), first.isoformat(), until.isoformat(), _basis_told(basis)]
    yield [str(SOURCES[name])]
    for table in _tables(name, first, until, basis):
        yield [""]
        yield [str(table.title)]
        yield [str(head) for head in table.heads]
        yield from table.rows
    yield [""]
    for one in NOT_KNOWN[name]:
        yield [str(one), str(BY_HAND)]


def _asked(name: str) -> tuple[date, date, str]:
    """The period and the legal basis that are asked for; this year and every basis unless something else is."""
    if name not in NAMES:
        abort(404)
    first, until = (day_asked(request.args.get(one, "")) for one in ("from", "until"))
    basis = request.args.get("basis", "")
    return first or date(today().year, 1, 1), until or today(), basis if basis in installation().law.instruments else ""


def _address(first: date, until: date, basis: str) -> dict[str, str]:
    return {"from": first.isoformat(), "until": until.isoformat()} | ({"basis": basis} if basis else {})


def _bases() -> list[tuple[str, str]]:
    law = installation().law
    return [(code, law.short(code, law_language())) for code in law.instruments]


def _basis_told(basis: str) -> str:
    return dict(_bases()).get(basis, "")


def _tables(name: str, first: date, until: date, basis: str) -> list[Table]:
    more = [RegisterEntry.instrument == basis] if basis else []
    made = _of_review if name == "review" else _of_evaluation
    return list(made(first, until, more))


Where = list[ColumnElement[bool]]


def _of_review(first: date, until: date, more: Where) -> Iterator[Table]:
    yield _requests(_("All requests"), first, until, more)
    yield _refusals(first, until, more)


def _of_evaluation(first: date, until: date, more: Where) -> Iterator[Table]:
    laundering = RegisterEntry.dossier_id.in_(select(RegisterMark.dossier_id).where(RegisterMark.sort == CRIME, RegisterMark.code.in_(LAUNDERING)))  # fmt: skip
    told = titles(installation().law)[CRIME]
    others = there_are(db(), CRIME, visible(official()))
    yield _requests(_("All crimes"), first, until, more)
    yield _requests(_("Laundering of proceeds"), first, until, [*more, laundering])
    for code in others:
        if code not in LAUNDERING:
            of_this = RegisterEntry.dossier_id.in_(bearing(CRIME, code))
            table = _requests(told.get(code, code), first, until, [*more, of_this])
            if table.rows:
                yield table
    yield _refusals(first, until, more)
    rows = recovered(db(), official(), first, until, installation().config.time_zone)
    yield Table(
        _("Property, at the request of another State or of ours, whatever the legal basis"),
        (_("Property"), _("Our side"), _("Number"), _("Amounts, by currency")),
        [[str(RECOVERED[one.what]), str(SIDES[one.side]), one.number, _amounts(one.amounts)] for one in rows],
    )


def _requests(title: str, first: date, until: date, more: Where) -> Table:
    """Each kind of request on each side: how many, how they ended, and how long half of them took until they were decided."""
    decided = _half_decided(first, until, more)
    rows = of_period(db(), official(), first, until, *more)
    return Table(
        title,
        (_("Kind of request"), _("Our side"), *HEADS),
        [_line(one, decided.get((one.key, one.side))) for one in rows],
    )


def _line(one: YearRow, decided: int | None) -> list[Cell]:
    numbers = (one.opened, one.fulfilled, one.turned_down, one.over, one.under_way)
    return [str(LIFECYCLES[one.key].title), str(SIDES[one.side]), *numbers, "–" if decided is None else decided]


def _half_decided(first: date, until: date, more: Where) -> dict[tuple[str, Side], int]:
    where = [*conditions_of_times(official(), {}), RegisterTime.reached_on.between(first, until), *more]
    told = durations_by(db(), where, "kind")
    return {(kind, one.side): one.median for kind, some in told.items() for one in some if one.reached is Reached.DECISION}  # fmt: skip


def _refusals(first: date, until: date, more: Where) -> Table:
    grounds = titles(installation().law)["ground"]
    rows = refused_for(db(), official(), first, until, *more)
    heads = (_("Ground of refusal"), _("Our side"), _("Refused"))
    return Table(_("Refused, by ground"), heads, [[grounds.get(code, code), str(SIDES[side]), number] for code, side, number in rows])  # fmt: skip


def _amounts(told: dict[str, Decimal]) -> str:
    return "; ".join(f"{total:f} {code}" for code, total in told.items()) or "–"
