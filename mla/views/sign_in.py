"""Signing in and out, one's own sessions and password. Failed attempts slow down per account and per address."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask_login import current_user
from pwdlib import PasswordHash
from sqlalchemy import select
from werkzeug.wrappers import Response

from forms.accounts import ChangePassword, SignInForm
from mla import audit
from mla.database import now
from mla.models import AuditEntry, Official, SignIn
from mla.tokens import digest, new_token
from mla.views.desk import db, house, log, official

room = Blueprint("sign_in", __name__)
passwords = PasswordHash.recommended()
NOBODY = passwords.hash("nobody has this password")
WINDOW = timedelta(minutes=15)
MOST_PER_ACCOUNT, MOST_PER_ADDRESS = 5, 30


@room.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> str | Response | tuple[str, int]:
    """Sign in with e-mail address and password."""
    if current_user.is_authenticated:
        return redirect(url_for("register_list.index"))
    form = SignInForm(request.form)
    if request.method == "POST" and form.validate():
        email = form.email.data.strip().lower()
        if _throttled(email):
            log("sign_in_throttled", email=email)
            form.password.errors = ["Too many attempts. Wait a quarter of an hour, or ask your administrator."]
            return render_template("sign_in.html", form=form), 429
        found = db().scalar(select(Official).where(Official.email == email))
        known = passwords.verify(form.password.data or "", found.password if found else NOBODY)
        if found and known and found.active:
            return _welcome(found)
        log("sign_in_failed", email=email)
        form.password.errors = ["The e-mail address or the password is not right."]
    return render_template("sign_in.html", form=form), 200 if request.method == "GET" else 401


def _throttled(email: str) -> bool:
    """Whether this account or this address has failed too often of late. Asked of the audit log itself."""
    recent = (
        db()
        .scalars(
            select(AuditEntry).where(
                AuditEntry.what == "sign_in_failed",
                AuditEntry.at > now() - WINDOW,
            )
        )
        .all()
    )
    for_account = sum(1 for entry in recent if entry.detail.get("email") == email)
    for_address = sum(1 for entry in recent if entry.address == (request.remote_addr or ""))
    return for_account >= MOST_PER_ACCOUNT or for_address >= MOST_PER_ADDRESS


def _welcome(found: Official) -> Response:
    """A new session with a new token; nothing of an earlier cookie survives."""
    token, moment = new_token(), now()
    row = SignIn(
        token=digest(token), official_id=found.id, since=moment, last_seen=moment,
        expires=moment + timedelta(minutes=house().config.session_minutes),
        address=request.remote_addr or "", browser=(request.user_agent.string or "")[:300],
    )  # fmt: skip
    db().add(row)
    audit.note(db(), "signed_in", found, request.remote_addr or "")
    db().commit()
    session.clear()
    session["_user_id"] = token  # the key that flask-login reads
    session["_fresh"] = True
    return redirect(_safe(request.args.get("then")))


def _safe(then: str | None) -> str:
    """Where to go after signing in: a page of this site and nowhere else."""
    parts = urlsplit(then or "")
    if then and then.startswith("/") and not then.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme:
        return then
    return url_for("register_list.index")


@room.post("/sign-out")
def sign_out() -> Response:
    """Sign out: the session is over on the server, not only in the browser."""
    g.sign_in.revoked = now()
    audit.note(db(), "signed_out", official(), request.remote_addr or "")
    db().commit()
    session.clear()
    return redirect(url_for("sign_in.sign_in"))


@room.route("/account", methods=["GET", "POST"])
def account() -> str | Response | tuple[str, int]:
    """One's own account: the sessions that are open, and the password."""
    form = ChangePassword(request.form)
    if request.method == "POST" and form.validate():
        if passwords.verify(form.present.data or "", official().password):
            official().password = passwords.hash(form.new.data or "")
            revoke(official(), but=g.sign_in.id)
            audit.note(db(), "account_changed", official(), request.remote_addr or "", change="password")
            db().commit()
            return redirect(url_for("sign_in.account"))
        form.present.errors = ["This is not your present password."]
    sessions = open_sessions(official())
    return render_template("account.html", form=form, sessions=sessions, here=g.sign_in.id), 400 if form.errors else 200


def open_sessions(who: Official) -> list[SignIn]:
    """The sessions of an official that are neither over nor revoked."""
    rows = select(SignIn).where(SignIn.official_id == who.id, SignIn.revoked.is_(None), SignIn.expires > now())
    return list(db().scalars(rows.order_by(SignIn.since.desc())))


def revoke(who: Official, but: int | None = None) -> None:
    """End every session of an official, except one."""
    for row in open_sessions(who):
        if row.id != but:
            row.revoked = now()


@room.post("/account/revoke")
def revoke_others() -> Response:
    """End one's other sessions."""
    revoke(official(), but=g.sign_in.id)
    audit.note(db(), "revoked", official(), request.remote_addr or "")
    db().commit()
    return redirect(url_for("sign_in.account"))
