"""Agreements between two States: the list, one version as a page and as paper, the documents beside it."""

from __future__ import annotations

import io
from collections import Counter

from flask import Blueprint, Response, abort, render_template, send_file
from sqlalchemy import select

from forms.agreement_words import PURPOSES
from forms.law import KINDS
from mla.agreements import keeping
from mla.agreements.known import newest_of
from mla.documents.draw import PaperNotDrawn, draw
from mla.exchange.brought import held_for
from mla.instruments.agreement import cited_in, instrument_of
from mla.instruments.checks import gaps
from mla.instruments.states import state_name, state_told
from mla.languages import LETTERS
from mla.lifecycle.terms import Role
from mla.models import Agreement, Dossier, Incoming
from mla.permission import visible_to
from mla.storage.database import local_day
from mla.views.context import db, installation, official, today
from mla.views.errors import Denied, page
from mla.views.words import alphabetical
from mla.words import _

bp = Blueprint("agreements", __name__, url_prefix="/law/agreements")

WRITERS = (Role.DRAFTER, Role.SIGNATORY, Role.EXAMINER, Role.DECIDER)
CHECKERS = (Role.SIGNATORY, Role.DECIDER)
READERS = (*WRITERS, Role.REGISTRAR, Role.AUDITOR)
"""Who enters agreements; who checks and accepts them; who reads them (a memorandum names a person)."""

QUICKER = _(
    "Somebody else has changed this in the meantime. Look at it in another window; save again to keep your words."
)


@bp.before_request
def only_readers() -> None:
    """Agreements are read by whoever works on requests."""
    if not official().has(*READERS):
        raise Denied(_("Only an official who works on requests reads the agreements between two States."))


def only_writers() -> None:
    """They are entered by whoever writes requests or answers them."""
    if not official().has(*WRITERS):
        raise Denied(_("Only an official who writes requests or answers them enters agreements."))


@bp.get("")
def index() -> str:
    """What waits for somebody first; then every agreement in its newest version; then what was declined."""
    rows = list(db().scalars(select(Agreement).order_by(Agreement.state, Agreement.title, Agreement.id)))
    in_use = newest_of(row for row in rows if row.status == "accepted")
    waiting = select(Incoming.agreement).where(Incoming.outcome == "held", Incoming.agreement.is_not(None))
    return render_template(
        "agreements.html",
        arrived=[row for row in rows if row.status == "arrived"],
        laid=[row for row in rows if row.status == "laid"],
        drafts=[row for row in rows if row.status == "draft"],
        in_use=sorted(in_use, key=lambda row: (alphabetical(state_told(row.state)), row.title)),
        declined=[row for row in rows if row.status == "declined"],
        held=Counter(db().scalars(waiting)),
        writes=official().has(*WRITERS),
        today=today(),
    )


def to_check() -> list[Agreement]:
    """What waits for this official to check it, or to accept or decline it."""
    if not official().has(*CHECKERS):
        return []
    waiting = select(Agreement).where(Agreement.status.in_(("laid", "arrived"))).order_by(Agreement.id)
    return [row for row in db().scalars(waiting) if not keeping.may_check(row, official())]


@bp.get("/<int:number>")
def show(number: int) -> str:
    """One version, with what it says, who entered, checked or accepted it and when, and what may be done with it."""
    row = found(number)
    told, wrong = keeping.as_told(db(), installation(), row)
    sure = "C" if row.status == "accepted" else "U"
    made = instrument_of(told, sure) if told and not wrong else None
    versions = db().scalars(select(Agreement).where(Agreement.line == row.line).order_by(Agreement.number)).all()
    return render_template(
        "agreement.html",
        row=row,
        told=told,
        wrong=wrong,
        one=made,
        unsaid=list(gaps(made)) if made else [],
        versions=versions,
        newest=keeping.is_newest(db(), row),
        under_way=keeping.open_version(db(), row),
        held=held_for(db(), row.code),
        used=_used(row),
        writes=official().has(*WRITERS),
        checks=official().has(*CHECKERS),
        not_mine=keeping.may_check(row, official()),
        languages=LETTERS,
        kinds=dict(KINDS),
        purposes=dict(PURPOSES),
        cited=cited_in(made) if made else [],
        crimes=[_crime(code, "en") for code in made.covers.crimes] if made else [],
        today=today(),
    )


def _used(row: Agreement) -> list[Dossier]:
    """The requests under this version that this official may see."""
    if not row.code:
        return []
    mine = select(Dossier).where(Dossier.instrument == row.code, visible_to(official()))
    return list(db().scalars(mine.order_by(Dossier.our_reference).limit(100)))


@bp.get("/<int:number>/<language>.pdf")
def paper(number: int, language: str) -> Response | tuple[str, int]:
    """The version as a page to print, in one of the languages of letters. It is drawn when asked for and kept nowhere."""
    row = found(number)
    told, wrong = keeping.as_told(db(), installation(), row)
    if language not in LETTERS or wrong or not told:
        abort(404)
    one, law = instrument_of(told), installation().law
    zone = installation().config.time_zone
    context = {
        "us": installation().us, "row": row, "told": told, "one": one, "reference": (row.code or "")[:14], "state_name": state_name,
        "laid_on": local_day(row.laid_at, zone) if row.laid_at else None,
        "checked_on": local_day(row.checked_at, zone) if row.checked_at else None,
        "like": {table: law.instruments[code].name.text(language) for table, code in one.like if code},
        "cited": cited_in(one), "crimes": [_crime(code, language) for code in one.covers.crimes],
    }  # fmt: skip
    try:
        drawn = draw("agreement", language, context, draft=row.status != "accepted")
    except PaperNotDrawn as error:
        return page(422, _("The page cannot be drawn"), str(error))
    name = f"{'-'.join(told['states'])}-{row.number}-{language}.pdf"
    return send_file(io.BytesIO(drawn.pdf), mimetype="application/pdf", download_name=name)


def _crime(code: str, language: str) -> str:
    """What a crime is called, by the instrument that defines it."""
    law = installation().law
    return next(
        (row.label.text(language) for one in law.shipped.values() for row in one.crimes if row.code == code), code
    )


@bp.get("/<int:number>/documents/<int:place>")
def document(number: int, place: int) -> Response:
    """A document that tells the text of the agreement."""
    row = found(number)
    if place >= len(row.documents):
        abort(404)
    one = row.documents[place]
    response = send_file(
        io.BytesIO(installation().store.read(one["sha256"])),
        one["media_type"],
        as_attachment=True,
        download_name=one["filename"],
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    return response


def found(number: int) -> Agreement:
    """The version with this number, or there is no such page."""
    return db().get(Agreement, number) or abort(404)
