"""What went wrong, in a sentence, on a page of its own. No traceback reaches a person."""

from __future__ import annotations

import logging

from flask import Flask, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException

from mla.views.desk import db, log

logger = logging.getLogger("mla")

SENTENCES = {
    400: ("This could not be read", "The page you sent was incomplete. Go back, load it again and repeat."),
    404: ("Nothing here", "There is no such page, or it is not yours to see."),
    405: ("Nothing here", "This page cannot be used in this way."),
    409: ("This request has moved on", "Somebody else was quicker. Look at the request as it is now."),
    413: (
        "Too large",
        "What you sent is larger than this installation accepts. Split it, or scan at a lower resolution.",
    ),
    429: ("Too many attempts", "Wait a quarter of an hour and try again."),
    503: ("Please try again", "The database is busy just now. Nothing has been changed. Try again in a moment."),
}


class Denied(Exception):
    """The official may not do this; the message is the sentence to show."""


def prepare(app: Flask) -> None:
    """Install the error pages."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _stale_page)
    app.register_error_handler(Denied, _denied)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Exception, _unexpected)


def page(status: int, title: str, sentence: str) -> tuple[str, int]:
    """An error page."""
    return render_template("error.html", title=title, sentence=sentence), status


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    title, sentence = SENTENCES.get(code, ("Something went wrong", "Nothing has been changed."))
    return page(code, title, sentence)


def _stale_page(_error: CSRFError) -> tuple[str, int]:
    return page(
        400, "The page was open too long", "For your safety nothing was done. Go back, load the page again and repeat."
    )


def _denied(error: Denied) -> tuple[str, int]:
    if current_user.is_authenticated:
        log("refused", path=request.path, why=str(error))
    return page(403, "You may not do this", str(error))


def _busy(error: OperationalError) -> tuple[str, int]:
    logger.warning("database busy: %s", type(error.orig).__name__)
    return page(503, *SENTENCES[503])


def _unexpected(error: Exception) -> tuple[str, int]:
    logger.exception("unexpected error at %s", request.endpoint)
    if isinstance(error, SQLAlchemyError):
        db().rollback()
    return page(
        500,
        "Something went wrong",
        "It is our fault, not yours. Nothing has been changed. The administrator finds the details in the log.",
    )
