"""Signing in and out, one's own sessions and password. Failed attempts slow down per account and per address."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from forms.accounts import ChangePassword, SignInForm
from mla.accounts.changes import end_sessions, open_sessions
from mla.accounts.passwords import NOBODY, passwords, weakness
from mla.models import CalendarFeed, Official, SignIn
from mla.records import audit
from mla.storage.database import now
from mla.storage.tokens import digest, new_token
from mla.views.context import db, installation, log, official
from mla.views.posted import posted
from mla.views.throttle import failure, remember_browser, throttled
from mla.views.words import CHOSEN, SCREENS
from mla.words import _

bp = Blueprint("sign_in", __name__)
TOO_MANY = _("Too many attempts. Wait a quarter of an hour, or ask your administrator.")


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> str | Response | tuple[str, int]:
    """Sign in with e-mail address and password."""
    if current_user.is_authenticated:  # in another window, it may be
        return redirect(_safe(request.args.get("then")))
    form = SignInForm(request.form)
    if request.method == "POST" and form.validate():
        email = form.email.data.strip().lower()
        if throttled(email):
            log("sign_in_throttled", email=email)
            form.password.errors = [TOO_MANY]
            return render_template("sign_in.html", form=form), 429
        found = db().scalar(select(Official).where(Official.email == email))
        known = passwords.verify(form.password.data or "", found.password if found else NOBODY)
        if found and known and found.active:
            return welcome(found)
        log("sign_in_failed", **failure(email))
        form.password.errors = [_("The e-mail address or the password is not right.")]
    return render_template("sign_in.html", form=form), 200 if request.method == "GET" else 401


def welcome(found: Official) -> Response:
    """A new session with a new token; nothing of an earlier cookie survives."""
    token, moment = new_token(), now()
    row = SignIn(
        token=digest(token), official_id=found.id, since=moment, last_seen=moment,
        expires=moment + timedelta(minutes=installation().config.session_minutes),
        address=request.remote_addr or "", browser=(request.user_agent.string or "")[:300],
    )  # fmt: skip
    db().add(row)
    audit.note(db(), "signed_in", found, request.remote_addr or "")
    db().commit()
    chosen = session.get(CHOSEN, "")
    session.clear()
    session[CHOSEN] = chosen
    session["_user_id"] = token  # the key that flask-login reads
    session["_fresh"] = True
    return remember_browser(redirect(_safe(request.args.get("then"))), found.email)


def _safe(then: str | None) -> str:
    """Where to go after signing in: a page of this site and nowhere else.

    The address is judged as a browser reads it: unquoted, without the control characters that browsers drop.
    """
    told = unquote(then or "")
    odd = any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in told)
    parts = urlsplit(told)
    ours = told.startswith("/") and not told.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return str(then) if ours and not odd else url_for("desk.index")


@bp.post("/language")
def choose_language() -> Response:
    """The screens speak another language from now on: for the official wherever he or she signs in, for others in this browser."""
    asked = request.form.get("screens", "")
    if asked in SCREENS:
        session[CHOSEN] = asked
        if current_user.is_authenticated:
            official().language = asked
            db().commit()
    return redirect(_safe(request.form.get("then")))


@bp.post("/sign-out")
def sign_out() -> Response:
    """Sign out: the session is over on the server, not only in the browser."""
    g.sign_in.revoked = now()
    audit.note(db(), "signed_out", official(), request.remote_addr or "")
    db().commit()
    session.clear()
    return redirect(url_for("sign_in.sign_in"))


@bp.route("/account", methods=["GET", "POST"])
def account() -> str | Response | tuple[str, int]:
    """One's own account: the sessions that are open, and the password."""
    form = ChangePassword(posted())
    if request.method == "POST" and form.validate():
        if why := _why_no_new_password(form):
            status = 429 if why == TOO_MANY else 400
            return _account_page(form), status
        official().password = passwords.hash(form.new.data or "")
        end_sessions(db(), official(), but=g.sign_in.id)
        audit.note(db(), "account_changed", official(), request.remote_addr or "", change="password")
        db().commit()
        return redirect(url_for("sign_in.account"))
    return _account_page(form), 400 if form.errors else 200


def _account_page(form: ChangePassword) -> str:
    has_calendar = db().get(CalendarFeed, official().id) is not None
    return render_template(
        "account.html", form=form, sessions=_sessions(), here=g.sign_in.id, has_calendar=has_calendar
    )


def _sessions() -> list[SignIn]:
    return open_sessions(db(), official())


def _why_no_new_password(form: ChangePassword) -> str | None:
    """The sentence, which is put on its field. A wrong present password is logged and counted like a failed sign-in."""
    who = official()
    if throttled(who.email):
        form.present.errors = [TOO_MANY]
        return TOO_MANY
    if not passwords.verify(form.present.data or "", who.password):
        log("password_change_failed", **failure(who.email))
        form.present.errors = [_("This is not your present password.")]
        return str(form.present.errors[0])
    weak = weakness(form.new.data or "", who.name, who.email)
    form.new.errors = [weak] if weak else []
    return weak


@bp.post("/account/revoke")
def revoke_others() -> Response:
    """End one's other sessions."""
    end_sessions(db(), official(), but=g.sign_in.id)
    audit.note(db(), "revoked", official(), request.remote_addr or "")
    db().commit()
    return redirect(url_for("sign_in.account"))
