"""The register: every request that the official may see, filtered, sorted by any column, and turned page by page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, Response, render_template, request, send_file
from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from mla.canonical import Answers
from mla.deadlines.due import state_on
from mla.deadlines.kept import first
from mla.installation import Installation
from mla.instruments.states import state_name
from mla.lifecycle.resting import RESTS
from mla.lifecycle.shared import CASEWORK
from mla.models import RegisterEntry
from mla.models.register_entry import NEVER
from mla.permission import visible_to
from mla.register.counting import MOST, count
from mla.register.export import Cell, as_csv, as_xlsx, rows
from mla.register.findable import LONGEST, Hits, find
from mla.register.lookup import one_of
from mla.register.marks import MARKED, codes
from mla.register.query import QUESTIONS, SORTS, Order, conditions, page
from mla.register.sorting import labels_on
from mla.storage.database import open_session, reading
from mla.views.context import db, engine, installation, log, official, today
from mla.views.register_choices import choices, in_words
from mla.views.register_columns import COLUMNS, as_asked, chosen
from mla.views.register_rows import address_of, drawn_once, rows_of, tick_of
from mla.views.saved_views import views
from mla.views.stands import stands
from mla.views.ticked import nothing, nothing_ticked, ticked
from mla.views.unread import new_among

bp = Blueprint("register_list", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MORE = frozenset(
    {
        "from",
        "until",
        "reached",
        "step",
        "instrument",
        "officer",
        "unit",
        "urgent",
        "held",
        "turned_back",
        *MARKED,
        "label",
        "priority",
    }
)
"""The questions that are folded away while nobody asks them."""


@bp.get("/requests")
def index() -> str:
    """The register, newest change first unless another order is asked for."""
    asked, where, hits = asked_now()
    order, columns = order_now(), chosen()
    found = page(db(), where, order)
    if order.place and not found.ids:  # nothing stands beyond that place any more
        found = page(db(), where, replace(order, place="", back=False))
    shown = rows_of(found)
    total = len(hits.ids) if hits else count(db(), conditions(official(), asked, today(), ordered=False))
    offered = choices(asked)
    return render_template(
        "register.html",
        rows=shown,
        new=new_among(db(), official(), [one.id for one, entry in shown if entry.open]),
        found=found,
        total=total,
        many=total > MOST,
        most=MOST,
        asked=asked,
        more_asked=bool(asked.keys() & MORE),
        order=order,
        question=asked | _sorted_by(order) | as_asked(columns),
        sorted_by=_sorted_by(order),
        columns=columns,
        every_column=COLUMNS,
        columns_asked=as_asked(columns),
        again=asked | as_asked(columns),
        address_of=address_of(),
        tick_of=tick_of(),
        drawn_once=drawn_once,
        marks_of=lambda entry, sort: codes(entry.marks, sort),
        views=views(),
        may_tick=official().has(*CASEWORK),
        today=today(),
        stands=stands(found.ids, asked["words"]) if hits else {},
        only_newest=bool(hits and hits.many),
        never=NEVER,
        state_on=state_on,
        said_of=first,
        rest_titles=RESTS,
        labels_on=labels_on(db(), found.ids),
        asked_for=in_words(asked, offered),
        **offered,
    )


@bp.get("/requests.csv")
def as_table() -> Response | AnyResponse:
    """What the register shows for a question, all of it, as CSV; sent while it is read."""
    if nothing_ticked():
        return nothing()
    return Response(as_csv(_exported()), mimetype="text/csv", headers=_saved_as("csv"))


@bp.get("/requests.xlsx")
def as_workbook() -> Response | AnyResponse:
    """The same as a workbook."""
    if nothing_ticked():
        return nothing()
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed when it has been sent
    as_xlsx(_exported(), file)
    file.seek(0)
    return send_file(file, XLSX, as_attachment=True, download_name=f"requests-{today().isoformat()}.xlsx")


def _exported() -> Iterator[list[Cell]]:
    """The rows; that they left, and for which question, stands in the audit log."""
    asked, where, _hits = asked_now()
    if "only" in request.args:
        where = [*where, RegisterEntry.dossier_id.in_(ticked())]
        asked |= {"ticked": " ".join(map(str, ticked()))}
    log("register_exported", **{name: told if name == "ticked" else told[:LONGEST] for name, told in asked.items()})
    order = replace(order_now(), place="", back=False)
    return _rows(open_session(engine()), installation(), where, order)


def _rows(session: Session, here: Installation, where: list[ColumnElement[bool]], order: Order) -> Iterator[list[Cell]]:
    """Read in a session of their own, which outlasts the view and keeps nobody from writing."""
    reading.set(True)
    with session:
        yield from rows(session, here, where, order, lambda code: state_name(code, "en"))


def _saved_as(ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="requests-{today().isoformat()}.{ending}"'}


def asked_now() -> tuple[dict[str, str], list[ColumnElement[bool]], Hits | None]:
    """What the address asks for, as conditions, and where words are looked for, what was found."""
    asked = {name: request.args[name] for name in QUESTIONS if request.args.get(name)}
    where = conditions(official(), asked, today())
    hits = find(db(), asked["words"], visible_to(official())) if asked.get("words", "").strip() else None
    if hits is None:
        return asked, where, None
    if any(one is not true() for one in where):  # something else is asked, or not all may be seen
        among = select(RegisterEntry.dossier_id).where(*where, one_of(db(), RegisterEntry.dossier_id, hits.ids))
        hits = replace(hits, ids=frozenset(db().scalars(among)))
    return asked, [one_of(db(), RegisterEntry.dossier_id, hits.ids)], hits


def order_now() -> Order:
    """The order that the address asks for, and the place from which its page begins."""
    told = request.args.get("sort", "")
    sort = told if told in SORTS else "changed"
    ways = {"asc": False, "desc": True}
    descending = ways.get(request.args.get("order", ""), SORTS[sort].descending)
    before, after = request.args.get("before", ""), request.args.get("after", "")
    return Order(sort, descending, before or after, bool(before))


def _sorted_by(order: Order) -> Answers:
    """The question that an address asks by the order of the page, where it is not the usual one."""
    usual = Order()
    way = {} if order.descending == SORTS[order.sort].descending else {"order": "desc" if order.descending else "asc"}
    return ({} if order.sort == usual.sort else {"sort": order.sort}) | way
