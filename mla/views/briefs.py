"""The brief before a meeting with another State: what we owe it, what it owes us, oldest first, and what was promised; on screen, and as a paper of two pages."""

from __future__ import annotations

import io
from datetime import date

from flask import Blueprint, Response, abort, render_template, send_file, url_for
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from mla.canonical import Answers
from mla.deadlines.due import state_on
from mla.documents.draw import Drawn, PaperNotDrawn, draw
from mla.instruments.states import state_name
from mla.languages import LETTERS
from mla.lifecycle.for_whom import for_whom
from mla.lifecycle.terms import Side
from mla.models import Dossier, Obligation, RegisterEntry
from mla.permission import visible_to
from mla.register.counting import count
from mla.register.query import conditions, states
from mla.steps.letter_corrections import corrections
from mla.views.context import db, installation, log, official, today
from mla.views.errors import page
from mla.views.obligations import OPEN, read_for_whom
from mla.views.words import shown
from mla.words import _

bp = Blueprint("briefs", __name__, url_prefix="/states")

LONGEST = 20
"""So many requests each way stand in a brief of two pages; of the others it says how many there are."""

PAGES = 2
ROWS = (18, 14, 11, 8, 6, 4, 3, 2, 1)
"""So many rows of each table are tried on paper."""

Row = tuple[Dossier, RegisterEntry]


@bp.get("/<code>/brief")
def show(code: str) -> str:
    """One State, both ways. To whoever sees no request with it there is no brief."""
    return render_template("brief.html", languages=LETTERS, longest=LONGEST, state_on=state_on, **_brief(code))


@bp.get("/<code>/brief-<language>.pdf")
def paper(code: str, language: str) -> Response | tuple[str, int]:
    """The same on two pages of paper; kept nowhere. Where they do not hold all, the oldest stand there, and how many more there are."""
    if language not in LETTERS:
        abort(404)
    told = _brief(code)
    log("brief_drawn", state=code, language=language)
    with force_locale(language):
        stages = {one.id: str(shown(one.current_stage.title)) for way in told["ways"] for one, _entry in way[1]}
    context = told | {
        "us": installation().us,
        "reference": code,
        "alone": True,
        "state_name": state_name,
        "stages": stages,
        "late": lambda day: state_on(day, today()) == "late",
        "of_one": {one.id for one, dossier in told["promised"] if for_whom(dossier, one.words)},
        "addresses": [url_for("register_list.index", sort="opened", order="asc", _external=True, **way[0]) for way in told["ways"]],
        "ledger": url_for("obligations.index", _external=True),
        "corrections": corrections(db()),
    }  # fmt: skip
    try:
        drawn = _on_two_pages(language, context)
    except PaperNotDrawn as error:
        return page(422, _("The brief cannot be drawn"), str(error))
    return send_file(io.BytesIO(drawn.pdf), mimetype="application/pdf", download_name=f"brief-{code}-{language}.pdf")


def _on_two_pages(language: str, context: Answers) -> Drawn:
    """As much as two pages hold: titles and conditions may be long, so it is tried with fewer rows until it fits."""
    drawn = draw("brief", language, context | {"most": ROWS[0]})
    for most in ROWS[1:]:
        if drawn.pages <= PAGES:
            break
        drawn = draw("brief", language, context | {"most": most})
    return drawn


def _brief(code: str) -> Answers:
    """What a brief tells of one State."""
    if code not in states(db(), official()):
        abort(404)
    ours, theirs = (
        {"counterpart": code, "state": "open", "side": side.value} for side in (Side.REQUESTED, Side.REQUESTING)
    )
    ways = [
        (asked, _oldest(asked), _how_many(asked), _how_many(asked | {"due": "late" if asked is ours else "theirs"}))
        for asked in (ours, theirs)
    ]
    return {"code": code, "ways": ways, "promised": _promised(code), "today": today()}


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
