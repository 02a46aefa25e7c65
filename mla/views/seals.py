"""Check a seal: what the seals of a PDF prove, in plain words, and what it is among the papers that are kept here; the same for use without a network."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, current_app, render_template, request, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

from mla.documents.bounded import Busy
from mla.documents.reading import Unreadable
from mla.models import Attachment, Paper
from mla.register.by_digest import Kept, kept_as
from mla.seals.key import NotSealed
from mla.seals.reading import Found, Looked, known_here, look_at
from mla.seals.told import Line, of_file, of_seal
from mla.views.codes import words
from mla.views.context import db, installation, log, moment, official, start_over
from mla.views.variants import NAMES
from mla.words import _

bp = Blueprint("seals", __name__, url_prefix="/seals")

OFFLINE = "seal-check.html"
"""The one file that checks seals in a browser without a network; `tools/assets` makes it."""


@dataclass(frozen=True)
class Told:
    """What the page says of one seal: whose it is, the sentences, and what was sealed among the papers kept here."""

    found: Found
    lines: list[Line]
    kept: list[Kept]


@bp.get("")
def index() -> str:
    """Choose a file."""
    return render_template("seals.html", looked=None, problem="")


@bp.post("")
def check() -> str | tuple[str, int]:
    """What is to be said of a file. It is not kept; that it was asked about is logged with its digest."""
    file = request.files.get("file")
    content = file.stream.read() if file else b""
    if not content:
        return _problem(_("Choose a PDF file."), 400)
    at, here = moment(), installation()
    start_over()
    try:
        looked = look_at(content, known_here(here.config.seal, here.seal, at))
    except (Unreadable, NotSealed, Busy) as error:
        return _problem(str(error), 422)
    log("seal_checked", sha256=looked.sha256, seals=len(looked.seals))
    start_over()
    return render_template(
        "seals.html", looked=looked, problem="", name=(file.filename or "") if file else "", lines=list(of_file(looked)), told=_told(looked),
        kept=kept_as(db(), [looked.sha256], official()), called=called, purposes=NAMES,
    )  # fmt: skip


def _told(looked: Looked) -> list[Told]:
    """Each seal; where the file has grown since it was sealed, also what it was then."""
    return [
        Told(
            one,
            list(of_seal(one)),
            kept_as(db(), [one.sealed], official()) if one.sound and one.sealed != looked.sha256 else [],
        )
        for one in looked.seals
    ]


def called(kept: Kept) -> str:
    """What something kept is called."""
    if isinstance(kept.kept, Paper):
        return words(kept.kept.name)
    if isinstance(kept.kept, Attachment):
        return kept.kept.title
    return _("Bound dossier: %(purpose)s", purpose=NAMES.get(kept.kept.purpose, kept.kept.purpose))


def _problem(sentence: str, status: int) -> tuple[str, int]:
    return render_template("seals.html", looked=None, problem=sentence), status


@bp.get("/offline")
def offline() -> AnyResponse:
    """The page for use without a network, to keep or to give away."""
    folder, kind = current_app.static_folder or "", "application/octet-stream"  # so that no browser opens it here
    answer: Response = send_from_directory(folder, OFFLINE, mimetype=kind, as_attachment=True)
    return answer
