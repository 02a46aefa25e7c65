"""Who comes in: everything is denied unless it is public, sessions are known to the server, headers are strict."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from flask import Flask, Request, Response, abort, g, redirect, request, url_for
from flask_login import LoginManager, current_user
from sqlalchemy import select
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response as AnyResponse

from mla.accounts.api_tokens import holder
from mla.models import ApiToken, Official, SignIn
from mla.storage.database import now, reading
from mla.storage.tokens import digest
from mla.views.context import db, installation, today
from mla.views.posted import forget_once_sent, not_kept, rescue

PUBLIC = frozenset(
    {
        "static",
        "sign_in.sign_in",
        "sign_in.choose_language",
        "invitations.take",
        "screens.brand",
        "exchange.take",
        "help.health",
        "feed.show",
    }
)
"""The only endpoints that need no sign-in."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TOUCH = timedelta(minutes=1)
FOLLOWS = "X-Follows"
"""The head with which a page that is left open asks by itself how far something is (assets/following.js)."""

API = "api"
"""The blueprint of the interface for other systems, which come in by a secret of their own and by nothing else."""


class RowNumber(IntegerConverter):
    """A number in an address (`<int:…>`), no larger than the databases keep one."""

    def __init__(self, map: Map) -> None:  # noqa: A002 - werkzeug's own name
        super().__init__(map, max=2**31 - 1)


def prepare(app: Flask) -> None:
    """Install the guard."""
    app.url_map.converters["int"] = RowNumber
    manager = LoginManager(app)
    manager.session_protection = None  # sessions are rows of ours, expired and revoked there
    manager.user_loader(_load)
    manager.request_loader(_of_system)
    app.before_request(_open_request)
    app.before_request(_deny_unless_public)
    app.after_request(_headers)
    app.after_request(forget_once_sent)
    app.teardown_request(_close_request)


def _load(token: str) -> Official | None:
    """The official behind a token, if the session is alive; remembers that it was seen. No cookie opens the interface for other systems."""
    if request.blueprint == API:
        return None
    row = db().scalar(select(SignIn).where(SignIn.token == digest(token)))
    moment = now()
    idle = timedelta(minutes=installation().config.idle_minutes)
    if row is None or row.revoked or row.expires <= moment or row.last_seen + idle <= moment:
        return None
    if not row.official.active:
        return None
    g.sign_in = row
    return row.official


def _of_system(asked: Request) -> Official | None:
    """The official in whose name another system comes in, by the secret in its head (RFC 6750)."""
    scheme, _blank, token = asked.headers.get("Authorization", "").partition(" ")
    if asked.blueprint != API or scheme.lower() != "bearer":
        return None
    found = holder(db(), token.strip(), today())
    if found is None:
        return None
    g.api_token = found
    return found.official


def _open_request() -> None:
    reading.set(request.method in ("GET", "HEAD"))
    if "\0" in request.path or any("\0" in word for words in request.args.listvalues() for word in words):
        abort(400)  # no database can be asked for it


def _deny_unless_public() -> AnyResponse | tuple[str, int] | None:
    if request.endpoint in PUBLIC or request.endpoint is None:
        return None
    if current_user.is_authenticated:
        _touch()
        return None
    if request.blueprint == API:
        abort(HTTPStatus.UNAUTHORIZED)
    return rescue() or not_kept() or redirect(url_for("sign_in.sign_in", then=_then()))


def _then() -> str | None:
    """Where to go after signing in: to the page that was asked for, with its query."""
    return request.full_path.rstrip("?") if request.method == "GET" else None


def _touch() -> None:
    """Remember, at most once a minute, that the session is in use; of another system, once a day. What a page asks by itself is no use of it."""
    if FOLLOWS in request.headers:
        return
    row: SignIn | ApiToken = g.api_token if "api_token" in g else g.sign_in
    if row.used_on == today() if isinstance(row, ApiToken) else row.last_seen + TOUCH > now():
        return
    db().rollback()
    reading.set(False)
    if isinstance(row, ApiToken):
        row.used_on = today()
    else:
        row.last_seen = now()
    db().commit()
    reading.set(request.method in ("GET", "HEAD"))


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint not in ("static", "screens.brand"):
        response.headers["Cache-Control"] = "no-store"
    if installation().config.secure_cookies:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        response.close()  # nothing of it is sent, so nobody else closes the file that was opened for it
    return response


def _close_request(_error: BaseException | None) -> None:
    if session := g.pop("session", None):
        session.close()
    reading.set(False)
