"""What was posted to a page; and what was typed there and not sent, again: after signing in, or when it is opened anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, g, redirect, render_template, request, session, url_for
from flask_login import current_user
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from mla.accounts import saved_forms
from mla.documents.bounded import Busy
from mla.models import Official, SignIn
from mla.steps import kept_documents
from mla.steps.annexes import BadUpload, take
from mla.steps.step_taken import Upload
from mla.storage.database import now, reading
from mla.storage.tokens import digest
from mla.views.context import db, installation, official, upload_limits
from mla.views.words import tell
from mla.words import _

bp = Blueprint("posted", __name__)

SHOW_CHOSEN = ("steps", "draft")
"""The rooms whose pages show documents again that were chosen before (`mla/views/chosen.py`)."""

SHOWN = "kept_words_shown"
"""Under this name the session remembers on which page kept words were shown last."""


def posted() -> MultiDict[str, str] | None:
    """The words for the form of this page: those just posted; else those that were kept; else None."""
    return request.form if request.method == "POST" else kept_words()


def told_by_address() -> MultiDict[str, str] | None:
    """What the address of a page fills in, where it names what the page is about; else None."""
    return request.args if {"kind", "entry", "measure", "letter", "person"} & request.args.keys() else None


def kept_words() -> MultiDict[str, str] | None:
    """What this official had typed here when the session ended, if this page is opened for the first time since."""
    if request.method != "GET" or not current_user.is_authenticated:
        return None
    if "kept_words" not in g:
        pairs = saved_forms.kept(db(), installation().config.secret_key, official(), _address())
        g.kept_words = MultiDict(pairs) if pairs is not None else None
        if pairs is not None:
            session[SHOWN] = _address()
    return cast("MultiDict[str, str] | None", g.kept_words)


def rescue() -> AnyResponse | None:
    """Keep what was posted by whoever's session has ended, and say where to sign in; None where nobody is known.

    Only a page of our own may have words kept, so that no other site puts any into somebody's mouth.
    """
    who, page = _whose(), _page_of_the_form()
    if who is None or page is None or not _from_our_page():
        return None
    uploads, lost = _documents_of_the_form()
    db().rollback()
    reading.set(False)
    mark = _keep_documents(who, uploads)
    if not _keep_words(who, page, mark):
        return None
    db().commit()
    if uploads and not mark:
        lost = _("There was no room for the documents that you had chosen: choose them again.")
    if lost:
        tell(lost, "problem")
    if current_user.is_authenticated:
        return redirect(page)
    if mark:
        tell(
            _(
                "Your session had ended. What you typed is kept, with the documents that you chose, and comes back when you"
                " have signed in."
            ),
            "success",
        )
    else:
        tell(_("Your session had ended. What you typed is kept, and comes back when you have signed in."), "success")
    return redirect(url_for("sign_in.sign_in", then=page))


def _keep_documents(who: Official, uploads: Sequence[Upload]) -> str | None:
    """The mark under which the documents of a form wait for its official; None where there are none, or no room for them."""
    config = installation().config
    return kept_documents.keep(db(), config.secret_key, who, uploads, now(), config.max_step) if uploads else None


def _keep_words(who: Official, page: str, mark: str | None) -> bool:
    """Keep the words of a form, with the mark of the documents chosen on it; whether there was room for them."""
    typed = list(request.form.items(multi=True))
    if mark:
        before = kept_documents.MARK
        typed = [*((name, value) for name, value in typed if name != before), (before, mark)]
    saved = saved_forms.keep(db(), installation().config.secret_key, who, page, typed, now())
    if not saved:
        db().rollback()
    return saved


def _documents_of_the_form() -> tuple[Sequence[Upload], str]:
    """The documents that were chosen on a page that shows chosen ones again; or why they cannot be kept.

    Nothing is taken for a session that was ended on purpose, nor for one that ended as long ago as words are kept: whoever
    holds its cookie may be somebody else.
    """
    files = [one for one in request.files.values() if one.filename]
    if not files or request.blueprint not in SHOW_CHOSEN:
        return (), ""
    row = _sign_in()
    if not row or row.revoked or row.last_seen + saved_forms.KEPT_FOR < now():
        return (), _("The documents that you had chosen were not kept: choose them again.")
    try:
        return take(files, upload_limits()), ""
    except BadUpload as error:
        return (), str(error)
    except Busy:
        return (), _("The documents that you had chosen were not kept: choose them again.")


def not_kept() -> tuple[str, int] | None:
    """The words of a session that has ended, to be copied, where they cannot be kept; None where there are none.

    Whoever's account was closed is not served.
    """
    row = _sign_in()
    if request.endpoint == "posted.keep":  # the script of the page says that the session has ended
        return None
    if not (words := typed()) or not _from_our_page() or (row and not row.official.active):
        return None
    title = _("Your session had ended")
    sentence = _(
        "What you typed could not be kept. Copy it from here, sign in in another window, and send it again."
        " Nothing was done."
    )
    return render_template("error.html", title=title, sentence=sentence, typed=words), 400


def typed() -> list[tuple[str, str]]:
    """What was posted, to be shown where it cannot be kept: the words of a person, not the marks of the page."""
    hidden = saved_forms.SECRET_FIELDS | {
        "seen",
        "later",
        "choose",
        "more",
        "insert",
        "confirmed",
        "change",
        kept_documents.MARK,
        "without_documents",
    }
    return [(name, value) for name, value in request.form.items(multi=True) if value.strip() and name not in hidden]


def forget_once_sent(response: Response) -> Response:
    """What was kept of a page is forgotten once it was shown again and its form was taken."""
    taken = request.method == "POST" and response.status_code == 302 and "rescued" not in g
    if taken and session.get(SHOWN) == _address() and current_user.is_authenticated:
        session.pop(SHOWN)
        db().rollback()
        if saved_forms.forget(db(), official(), _address()):
            db().commit()
    return response


@bp.post("/kept-words")
def keep() -> Response | tuple[str, int]:
    """Keep what is being typed on a page, as its script asks from time to time; 422 where it cannot be kept."""
    address = request.args.get("address", "")
    if not _can_be_opened(urlsplit(address).path) or not address.startswith("/"):
        return "", 422
    typed = [(name, value) for name, value in request.form.items(multi=True)]
    if not saved_forms.keep(db(), installation().config.secret_key, official(), address, typed, now()):
        return "", 422
    db().commit()
    session[SHOWN] = address
    return Response(status=204)


@bp.get("/kept-words/stay")
def stay() -> Response:
    """Nothing but a sign of life, so that the session goes on."""
    return Response(status=204)


@bp.post("/kept-words/forget")
def forget() -> AnyResponse:
    """Throw away what was kept of a page, and the documents that were chosen on it."""
    address = request.form.get("address", "")
    words = saved_forms.kept(db(), installation().config.secret_key, official(), address) or []
    for mark in (value for name, value in words if name == kept_documents.MARK):
        kept_documents.forget(db(), official(), mark)
    saved_forms.forget(db(), official(), address)
    db().commit()
    path = urlsplit(address)
    return redirect(address if address.startswith("/") and not path.netloc and not address.startswith("//") else "/")


def _address() -> str:
    return request.full_path.rstrip("?")


def _page_of_the_form() -> str | None:
    """The page whose form was posted here, if it can be opened again."""
    return _address() if request.form and _can_be_opened(request.path) else None


def _can_be_opened(path: str) -> bool:
    """Whether a page of this site stands at a path."""
    try:
        current_app.url_map.bind("").match(path, "GET")
    except HTTPException:
        return False
    return True


def _whose() -> Official | None:
    """The official who posts: signed in, or in a session that has ended."""
    if current_user.is_authenticated:
        return official()
    row = _sign_in()
    return row.official if row and row.official.active else None


def _sign_in() -> SignIn | None:
    """The session that the cookie names, ended or not."""
    token = session.get("_user_id")
    return db().scalar(select(SignIn).where(SignIn.token == digest(str(token)))) if token else None


def _from_our_page() -> bool:
    """Whether the browser says that the form stood on a page of this site (Fetch Metadata, RFC 6454)."""
    headers: Any = request.headers
    if site := headers.get("Sec-Fetch-Site"):
        return bool(site == "same-origin")
    return bool(headers.get("Origin") == request.host_url.rstrip("/"))
