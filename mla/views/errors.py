"""What went wrong, in a sentence, on a page of its own. No traceback reaches a person."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence

from flask import Flask, Response, g, make_response, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError
from werkzeug.wrappers import Response as AnyResponse

from mla.storage.database import may_pass
from mla.views.api.answers import problem
from mla.views.context import log, start_over
from mla.views.posted import rescue, typed
from mla.words import _

Answer = Response | tuple[str, int]

logger = logging.getLogger("mla")

BUSY = _("This could not be kept just now. Nothing has been changed. Try again in a moment.")
SENTENCES = {
    400: (_("This could not be read"), _("The page you sent was incomplete. Go back, load it again and repeat.")),
    404: (_("Nothing here"), _("There is no such page, or it is not yours to see.")),
    405: (_("Nothing here"), _("This page cannot be used in this way.")),
    409: (_("This request has moved on"), _("Somebody else was quicker. Look at the request as it is now.")),
    413: (
        _("Too large"),
        _("What you sent is larger than this installation accepts. Split it, or scan at a lower resolution."),
    ),
    429: (_("Too many attempts"), _("Wait a quarter of an hour and try again.")),
    500: (_("Something went wrong"), _("Nothing has been changed.")),
    503: (_("Please try again"), BUSY),
}
QUICKER = (
    _("Somebody else was quicker"),
    _("Nothing of yours has been kept. Look at it as it is now, and enter it again if need be."),
)


class Denied(Exception):
    """The official may not do this; the message is the sentence to show, `links` lead to what stands in the way."""

    def __init__(self, sentence: str, links: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(sentence)
        self.links = links


def prepare(app: Flask) -> None:
    """Install the error pages."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _stale_page)
    app.register_error_handler(Denied, _denied)
    for failure in (OperationalError, IntegrityError, StaleDataError):
        app.register_error_handler(failure, _not_kept)
    app.register_error_handler(Exception, _unexpected)


def page(
    status: int, title: str, sentence: str, words: Sequence[tuple[str, str]] = (), links: Sequence[tuple[str, str]] = ()
) -> Answer:
    """An error page, or a problem for another system; bare words where even that cannot be drawn (there is no database to ask who is signed in)."""
    if request.path.startswith("/api/"):
        return problem(status, sentence)
    try:
        return render_template("error.html", title=title, sentence=sentence, typed=words, links=links), status
    except Exception:  # whatever is broken, a person gets the sentence
        logger.warning("the error page could not be drawn", exc_info=True)
        return _bare(status, title, sentence)


def _bare(status: int, title: str, sentence: str) -> Response:
    return Response(f"{title}. {sentence}\n", status, mimetype="text/plain")


def _http(error: HTTPException) -> Answer | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    title, sentence = SENTENCES.get(code, SENTENCES[500])
    if isinstance(error, SecurityError):  # asked under another host's name: the site draws no page of its own for it
        return _bare(code, title, sentence)
    return _with_allowed(error, make_response(page(code, title, sentence)))


def _with_allowed(error: HTTPException, response: Response) -> Response:
    """Where an address is used in a way that it does not know, the answer names those that it knows (RFC 9110, 15.5.6)."""
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return response


def _stale_page(_error: CSRFError) -> Answer | AnyResponse:
    """The page is older than the session: its words come back, in the form or at least to be read."""
    if kept := rescue():
        g.rescued = True
        return kept
    title, sentence = (
        _("The page was open too long"),
        _("For your safety nothing was done. Load the page again and repeat."),
    )
    return page(400, title, sentence, typed())


def _denied(error: Denied) -> Answer:
    if current_user.is_authenticated:
        log("refused", path=request.path, why=str(error))
    return page(403, _("You may not do this"), str(error), links=error.links)


def _not_kept(error: Exception) -> Answer:
    """The database did not take it: a race and a busy moment are told as such, everything else as our fault."""
    if not may_pass(error):
        return _unexpected(error)
    busy = isinstance(error, OperationalError)
    logger.warning("database %s: %s", "busy" if busy else "race", type(error).__name__)
    start_over()
    return page(503, *SENTENCES[503], typed()) if busy else page(409, *QUICKER, typed())


def why_not_kept(error: Exception, busy: str) -> tuple[str, int]:
    """The sentence for a step that could not be kept, and its status: `busy` where trying again helps."""
    if isinstance(error, OSError) or may_pass(error):
        logger.warning("not kept at %s: %s", request.endpoint, type(error).__name__)
        return busy, 503
    return our_fault(error), 500


def our_fault(error: Exception) -> str:
    """The sentence for what nobody foresaw, with a number under which the log has the details."""
    number = secrets.token_hex(4)
    logger.error("fault %s at %s", number, request.endpoint, exc_info=error)
    return _(
        "It is our fault, not yours. Nothing has been changed. Tell the administrator: fault %(number)s in the log.",
        number=number,
    )


def _unexpected(error: Exception) -> Answer:
    sentence = our_fault(error)
    start_over()
    return page(500, _("Something went wrong"), sentence, typed())
