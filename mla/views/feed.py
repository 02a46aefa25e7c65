"""The calendar of one official: a secret address for a calendar program, made, replaced and ended by the official."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from mla.deadlines.reminders import calendar
from mla.models import CalendarFeed, Official
from mla.records import audit
from mla.storage.database import now
from mla.storage.tokens import digest, new_token
from mla.views.context import db, installation, official

bp = Blueprint("feed", __name__, url_prefix="/calendar")


@bp.get("/<token>.ics")
def show(token: str) -> Response:
    """The calendar behind a secret address. To whoever does not know one there is none."""
    row = db().scalar(select(CalendarFeed).where(CalendarFeed.token == digest(token)))
    owner = db().get(Official, row.official_id) if row else None
    if owner is None or not owner.active:
        abort(404)
    return Response(calendar(db(), installation(), owner), mimetype="text/calendar")


@bp.post("")
def renew() -> str:
    """A new address; the one before it is dead. It is shown once, for only its digest is kept."""
    token = new_token()
    _end()
    db().add(CalendarFeed(official_id=official().id, token=digest(token), since=now()))
    audit.note(db(), "account_changed", official(), request.remote_addr or "", change="calendar address made")
    db().commit()
    return render_template("feed.html", address=url_for("feed.show", token=token, _external=True))


@bp.post("/end")
def end() -> AnyResponse:
    """No calendar any more."""
    _end()
    audit.note(db(), "account_changed", official(), request.remote_addr or "", change="calendar address ended")
    db().commit()
    return redirect(url_for("sign_in.account"))


def _end() -> None:
    if found := db().get(CalendarFeed, official().id):
        db().delete(found)
        db().flush()
