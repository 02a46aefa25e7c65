"""The brief before a meeting with another State: what we owe it, what it owes us, oldest first, and what was promised; to be printed."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, render_template
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from mla.deadlines.due import state_on
from mla.lifecycle.terms import Side
from mla.models import Dossier, Obligation, RegisterEntry
from mla.permission import visible_to
from mla.register.query import conditions, count, states
from mla.views.context import db, official, today
from mla.views.obligations import OPEN, read_for_whom

bp = Blueprint("briefs", __name__, url_prefix="/states")

LONGEST = 20
"""So many requests each way stand in a brief of two pages; of the others it says how many there are."""

Row = tuple[Dossier, RegisterEntry]


@bp.get("/<code>/brief")
def show(code: str) -> str:
    """One State, both ways. To whoever sees no request with it there is no brief."""
    if code not in states(db(), official()):
        abort(404)
    ours, theirs = (
        {"counterpart": code, "state": "open", "side": side.value} for side in (Side.REQUESTED, Side.REQUESTING)
    )
    return render_template(
        "brief.html",
        code=code,
        ways=[
            (asked, _oldest(asked), _how_many(asked), _how_many(asked | {"due": "late" if asked is ours else "theirs"}))
            for asked in (ours, theirs)
        ],
        promised=_promised(code),
        today=today(),
        state_on=state_on,
        longest=LONGEST,
    )


def _oldest(asked: dict[str, str]) -> list[Row]:
    """What is under way, as it came or was sent, the oldest first. What was not sent yet is nobody's business abroad."""
    wanted = select(Dossier, RegisterEntry).join(RegisterEntry, RegisterEntry.dossier_id == Dossier.id)
    sent = wanted.where(*conditions(official(), asked, today()), Dossier.transmitted_on.is_not(None))
    return [
        (one, entry)
        for one, entry in db().execute(sent.order_by(Dossier.transmitted_on, Dossier.our_reference).limit(LONGEST))
    ]


def _how_many(asked: dict[str, str]) -> int:
    return count(
        db(),
        [
            *conditions(official(), asked, today()),
            RegisterEntry.dossier_id.in_(select(Dossier.id).where(Dossier.transmitted_on.is_not(None))),
        ],
    )


def _promised(code: str) -> list[tuple[Obligation, Dossier]]:
    """The conditions and undertakings between the two States that are still open, what has a last day first."""
    wanted = (
        select(Obligation, Dossier)
        .join(Dossier, Obligation.dossier_id == Dossier.id)
        .where(visible_to(official()), Dossier.counterpart == code, Obligation.status.in_(OPEN))
        .options(selectinload(Dossier.persons))
    )
    rows = [(one, dossier) for one, dossier in db().execute(wanted)]
    read_for_whom(rows)
    return sorted(rows, key=lambda row: (row[0].due_on or date.max, row[1].our_reference, row[0].name))
