"""The room of obligations: what both States have still to keep, in every request that the official may see."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template
from sqlalchemy import select

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
    )
    rows = [(one, dossier) for one, dossier in db().execute(query)]
    rows.sort(key=lambda row: (row[0].due_on or date.max, row[1].our_reference, row[0].name))
    return render_template("obligations.html", rows=rows, today=today())
