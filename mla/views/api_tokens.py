"""The secrets with which other systems come in as an official: made, shown once, and ended by that official."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.api_token import NewAddress, NewSecret
from mla.accounts.api_tokens import make, of_official
from mla.models import ApiToken, Webhook
from mla.news import webhooks
from mla.records import audit
from mla.storage.database import now
from mla.views.api.answers import answer
from mla.views.api.document import document
from mla.views.context import db, installation, official, today
from mla.views.posted import posted
from mla.words import _

bp = Blueprint("api_tokens", __name__, url_prefix="/account/systems")


@bp.route("", methods=["GET", "POST"])
def index() -> str | tuple[str, int]:
    """One's own, and a form for another. A new one is shown here, once."""
    form, secret = NewSecret(posted()), ""
    if request.method == "POST" and form.validate():
        until = today() + timedelta(days=int(form.days.data))
        secret = make(db(), official(), form.name.data or "", form.writes.data == "write", until, now())
        _note(f"secret made for {form.name.data} ({form.writes.data}, until {until})")
        form = NewSecret()
    return _page(form, NewAddress(), secret)


@bp.post("/addresses")
def add_address() -> str | tuple[str, int]:
    """An address that is told of each step; the secret by which the system knows our word is shown once."""
    form, secret = NewAddress(posted()), ""
    if form.validate():
        if webhooks.may_be_told(installation().config, form.address.data or ""):
            address = form.address.data or ""
            secret = webhooks.make(db(), installation().config, official(), form.called.data or "", address, now())
            _note(f"address of {form.called.data} is told of steps: {urlsplit(address).hostname}")
            form = NewAddress()
        else:
            form.address.errors = [_("This installation tells no system at such an address. Ask your administrator.")]
    return _page(NewSecret(), form, secret)


def _page(form: NewSecret, other: NewAddress, secret: str) -> str | tuple[str, int]:
    page = render_template(
        "api_tokens.html", form=form, other=other, secret=secret, tokens=of_official(db(), official()),
        addresses=webhooks.of_official(db(), official()), hosts=installation().config.webhook_hosts, today=today(),
    )  # fmt: skip
    return page, 400 if form.errors or other.errors else 200


def _note(change: str) -> None:
    audit.note(db(), "account_changed", official(), request.remote_addr or "", change=change)
    db().commit()


@bp.post("/addresses/<int:number>/end")
def end_address(number: int) -> Response:
    """The address is told nothing more."""
    return _end(db().get(Webhook, number), "address of {} is told no more")


@bp.get("/openapi.json")
def description() -> Response:
    """The description of the interface, for whoever lets a system in."""
    return answer(document())


@bp.post("/<int:number>/end")
def end(number: int) -> Response:
    """The system comes in no longer."""
    return _end(db().get(ApiToken, number), "secret ended for {}")


def _end(found: ApiToken | Webhook | None, change: str) -> Response:
    """End one of one's own; of another official's there is none."""
    if found is None or found.official_id != official().id:
        abort(404)
    if found.ended_at is None:
        found.ended_at = now()
        _note(change.format(found.name))
    return redirect(url_for("api_tokens.index"))
