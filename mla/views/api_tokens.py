"""The secrets with which other systems come in as an official: made, shown once, and ended by that official."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.api_token import NewSecret
from mla.accounts.api_tokens import make, of_official
from mla.models import ApiToken
from mla.records import audit
from mla.storage.database import now
from mla.views.api.answers import answer
from mla.views.api.document import document
from mla.views.context import db, official, today
from mla.views.posted import posted

bp = Blueprint("api_tokens", __name__, url_prefix="/account/systems")


@bp.route("", methods=["GET", "POST"])
def index() -> str | tuple[str, int]:
    """One's own, and a form for another. A new one is shown here, once."""
    form, secret = NewSecret(posted()), ""
    if request.method == "POST" and form.validate():
        until = today() + timedelta(days=int(form.days.data))
        secret = make(db(), official(), form.name.data or "", form.writes.data == "write", until, now())
        change = f"secret made for {form.name.data} ({form.writes.data}, until {until})"
        audit.note(db(), "account_changed", official(), request.remote_addr or "", change=change)
        db().commit()
        form = NewSecret()
    found = of_official(db(), official())
    page = render_template("api_tokens.html", form=form, secret=secret, tokens=found, today=today())
    return page, 400 if form.errors else 200


@bp.get("/openapi.json")
def description() -> Response:
    """The description of the interface, for whoever lets a system in."""
    return answer(document())


@bp.post("/<int:number>/end")
def end(number: int) -> Response:
    """The system comes in no longer."""
    found = db().get(ApiToken, number)
    if found is None or found.official_id != official().id:
        abort(404)
    if found.ended_at is None:
        found.ended_at = now()
        change = f"secret ended for {found.name}"
        audit.note(db(), "account_changed", official(), request.remote_addr or "", change=change)
        db().commit()
    return redirect(url_for("api_tokens.index"))
