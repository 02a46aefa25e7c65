"""The room of obligations: what both States have still to keep, in every request that the official may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, render_template
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from mla.models import Dossier, Obligation
from mla.permission import visible_to
from mla.views.context import db, official, today

bp = Blueprint("obligations", __name__, url_prefix="/obligations")
OPEN = ("offered", "accepted")


@bp.get("")
def index() -> str:
    """All that is open: what has a last day first, the earliest on top; then what has none."""
    query = (
        select(Obligation, Dossier)
        .join(Dossier, Obligation.dossier_id == Dossier.id)
        .where(visible_to(official()), Obligation.status.in_(OPEN))
        .options(selectinload(Dossier.persons))
    )
    rows = [(one, dossier) for one, dossier in db().execute(query)]
    rows.sort(key=lambda row: (row[0].due_on or date.max, row[1].our_reference, row[0].name))
    read_for_whom(rows)
    return render_template("obligations.html", rows=rows, today=today())


def read_for_whom(rows: Sequence[tuple[Obligation, Dossier]]) -> None:
    """What says for whom of several persons a line was set is loaded for all of them at once; their persons are there."""
    ids = {dossier.id for _line, dossier in rows if dossier.table.per_person and len(dossier.persons) > 1}
    if ids:
        db().scalars(select(Dossier).where(Dossier.id.in_(ids)).options(selectinload(Dossier.record))).all()
