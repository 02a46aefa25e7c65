"""Strangers who send something take turns, so that officials always find a free thread.

Whoever has not signed in may hold only a few threads of a worker at a time with a body that is still arriving; the
others are told at once to come again. Whoever carries a cookie of ours from a signed-in session is let through.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import BoundedSemaphore
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask

DOOR_FOR_STATES = 2
OTHERS = 3
"""How many strangers at a time: with packages, and with anything else (signing in). A worker has more threads than both."""

PATIENCE = 0.5
"""Seconds for which somebody who wants to sign in waits for a turn; a package is sent again by itself."""

BUSY = b"Busy. Try again.\n"


class Turns:
    """Wraps the application (WSGI, PEP 3333)."""

    def __init__(self, app: Flask) -> None:
        self.app, self.inside = app, app.wsgi_app
        self.states, self.others = BoundedSemaphore(DOOR_FOR_STATES), BoundedSemaphore(OTHERS)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Let a request in, when it is its turn."""
        if not _brings_body(environ) or self._signed_in(environ):
            return self.inside(environ, start)
        package = environ.get("PATH_INFO", "").startswith("/exchange/")
        turn = self.states if package else self.others
        if not turn.acquire(timeout=0 if package else PATIENCE):
            start("503 Service Unavailable", [("Content-Type", "text/plain"), ("Retry-After", "30"),
                                              ("Content-Length", str(len(BUSY)))])  # fmt: skip
            return [BUSY]
        try:
            return self.inside(environ, start)  # whatever was sent has been read when the answer is there
        finally:
            turn.release()

    def _signed_in(self, environ: WSGIEnvironment) -> bool:
        """Whether the cookie, which only we can have signed, belongs to a session in which somebody signed in."""
        session = self.app.session_interface.open_session(self.app, self.app.request_class(environ))
        return session is not None and "_user_id" in session


def _brings_body(environ: WSGIEnvironment) -> bool:
    return environ.get("CONTENT_LENGTH", "") not in ("", "0") or "HTTP_TRANSFER_ENCODING" in environ
