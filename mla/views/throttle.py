"""Guessing is slowed: per account and address, per address, and per account from browsers that are not known.

Asked of the audit log itself, so that it holds across processes. A browser in which the official has signed in before
is known by a signed cookie and has a count of its own: strangers who fail on purpose cannot lock its owner out.
(After the device cookies described by OWASP.)
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.wrappers import Response

from mla.models import AuditEntry
from mla.storage.database import now
from mla.storage.tokens import new_token
from mla.views.context import db, installation

WINDOW = timedelta(minutes=15)
MOST_HERE, MOST_PER_ADDRESS, MOST_PER_ACCOUNT = 5, 30, 50
"""The most failures within the window: of an account from one address or known browser, of an address in all, and of an
account from all browsers that are not known."""

FAILURES = ("sign_in_failed", "password_change_failed")
KNOWN_FOR = timedelta(days=180)


def throttled(email: str) -> bool:
    """Whether this account or this address has failed too often of late."""
    recent = db().scalars(
        select(AuditEntry).where(AuditEntry.what.in_(FAILURES), AuditEntry.at > now() - WINDOW)
    ).all()  # fmt: skip
    browser, address = known_browser(email), request.remote_addr or ""
    of_account = [entry for entry in recent if entry.detail.get("email") == email]
    if browser:
        return sum(1 for entry in of_account if entry.detail.get("browser") == browser) >= MOST_HERE
    strangers = [entry for entry in of_account if not entry.detail.get("browser")]
    return (
        sum(1 for entry in strangers if entry.address == address) >= MOST_HERE
        or len(strangers) >= MOST_PER_ACCOUNT
        or sum(1 for entry in recent if entry.address == address) >= MOST_PER_ADDRESS
    )


def failure(email: str) -> dict[str, str]:
    """What the log says of a failure, so that it is counted where it belongs."""
    browser = known_browser(email)
    return {"email": email} | ({"browser": browser} if browser else {})


def known_browser(email: str) -> str:
    """By which the log names this browser, if the account has signed in here before; else nothing."""
    try:
        held = _signer().loads(request.cookies.get(_name(), ""), max_age=int(KNOWN_FOR.total_seconds()))
    except BadData:
        return ""
    account, _, token = str(held).rpartition(" ")
    return hashlib.sha256(token.encode()).hexdigest()[:16] if account == email else ""


def remember_browser(response: Response, email: str) -> Response:
    """Know this browser again when the same official signs in."""
    response.set_cookie(
        _name(),
        _signer().dumps(f"{email} {new_token()}"),
        max_age=KNOWN_FOR,
        secure=installation().config.secure_cookies,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


def _name() -> str:
    return f"mla_{installation().config.state.lower()}_known"


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="known browser")
