"""A redacted copy of a document is made: regions are drawn on its pages or typed, looked at as they will be, and kept."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.redacting import REASONS, Place, RedactDocument
from forms.rows import grow
from mla.documents.reading import Unreadable
from mla.documents.redaction import Region
from mla.documents.refusing import PaperNotDrawn
from mla.dossier import redacting
from mla.dossier.redacting import Copied, Original
from mla.languages import LETTERS, language_told
from mla.models import Attachment, Dossier
from mla.storage.files import Missing
from mla.views.context import db, dossier_or_404, installation, log, moment, official
from mla.views.errors import Denied, page
from mla.views.posted import posted
from mla.views.words import tell
from mla.words import _, ngettext

bp = Blueprint("redactions", __name__, url_prefix="/dossiers/<uuid:dossier_id>/attachments/<int:attachment_id>/redact")

Answer = str | AnyResponse | tuple[str, int]

MOST_SHOWN = 20
"""So many pages are shown as they will be: drawing them takes a while."""


@dataclass
class Looked:
    """What the page shows besides the form: pages as they will be, how often words were found, pages on which nobody could look for them."""

    pages: Sequence[tuple[int, str]] = ()
    more: int = 0
    counted: Sequence[tuple[str, int]] = ()
    unread: Sequence[int] = ()


@bp.get("")
def show(dossier_id: uuid.UUID, attachment_id: int) -> Answer:
    """The pages of the document, the form, and the copies that were made."""
    dossier, annex = _annex(dossier_id, attachment_id)
    if not redacting.may_redact(official()):
        return _page(dossier, annex, None)
    original = _original(dossier, annex)
    if not isinstance(original, Original):
        return original
    try:
        count = redacting.pages(original)
    except (Unreadable, PaperNotDrawn) as error:
        return _page(dossier, annex, None, problem=error.sentence)
    form = _form(dossier, count)
    log("downloaded", dossier=dossier.our_reference, document=annex.filename)
    return _page(*_annex(dossier_id, attachment_id), form, count)


@bp.post("")
def make(dossier_id: uuid.UUID, attachment_id: int) -> Answer:
    """Look at what it will be, or keep what was looked at. Whatever is wrong, what was typed stays."""
    dossier, annex = _annex(dossier_id, attachment_id)
    if not redacting.may_redact(official()):
        raise Denied(_("Only an official who works on requests redacts documents."))
    original = _original(dossier, annex)
    if not isinstance(original, Original):
        return original
    count = 0
    try:
        count = redacting.pages(original)
        form = _form(dossier, count)
        if "more" in request.form:
            grow(form, request.form["more"])
            return _page(dossier, annex, form, count)
        if not form.validate():
            return _page(dossier, annex, form, count, status=400)
        if request.form.get("act") == "keep" and form.seen.data == form.mark(_found(form)):
            return _keep(dossier, annex, form, original)
        return _page(dossier, annex, form, count, looked=_look(form, original))
    except (Unreadable, PaperNotDrawn) as error:
        return _page(dossier, annex, _form(dossier, max(1, count)), count, problem=error.sentence)


@bp.get("/pages/<int:place>.jpg")
def picture(dossier_id: uuid.UUID, attachment_id: int, place: int) -> Response:
    """A page of the document, on which regions are drawn."""
    dossier, annex = _annex(dossier_id, attachment_id)
    if not redacting.may_redact(official()):
        raise Denied(_("Only an official who works on requests redacts documents."))
    try:
        original = _read(dossier, annex)
        data = redacting.shown(original, place, (), LETTERS[0])
    except (Missing, Unreadable, PaperNotDrawn, IndexError):
        abort(404)
    return send_file(BytesIO(data), "image/jpeg")


@bp.get("/<int:number>.pdf")
def copy(dossier_id: uuid.UUID, attachment_id: int, number: int) -> Response | tuple[str, int]:
    """A redacted copy, as it was kept, to whoever may see the request."""
    dossier, annex = _annex(dossier_id, attachment_id)
    row = next((one for one in redacting.copies(db(), dossier, annex) if one.id == number), None) or abort(404)
    name = f"{dossier.our_reference}-redacted-{row.id}.pdf"
    try:
        data = installation().store.read(row.sha256)
    except Missing as error:
        return page(500, _("The document is damaged"), str(error))
    log("downloaded", dossier=dossier.our_reference, document=name)
    return send_file(BytesIO(data), "application/pdf", as_attachment=True, download_name=name)


def _annex(dossier_id: uuid.UUID, attachment_id: int) -> tuple[Dossier, Attachment]:
    """A document of a request that this official may see, of a kind that has pages."""
    dossier = dossier_or_404(dossier_id)
    found = next((one for one in dossier.attachments if one.id == attachment_id), None)
    if found is None or not redacting.redactable(found):
        abort(404)
    return dossier, found


def _read(dossier: Dossier, annex: Attachment) -> Original:
    languages = dict.fromkeys(filter(None, (annex.language, dossier.language, *LETTERS)))
    return Original(installation().store.read(annex.sha256), annex.media_type, list(languages))


def _original(dossier: Dossier, annex: Attachment) -> Original | Response | tuple[str, int]:
    try:
        return _read(dossier, annex)
    except Missing as error:
        return page(500, _("The document is damaged"), str(error))


def _form(dossier: Dossier, count: int) -> RedactDocument:
    form = RedactDocument(posted())
    form.offer_pages(count, [(code, language_told(code)) for code in LETTERS], dossier.language)
    return form


def _regions(form: RedactDocument, more: Sequence[Place]) -> list[Region]:
    return [Region(*one) for one in (*form.places, *more)]


def _found(form: RedactDocument) -> list[Place]:
    """The places of words, as they were found when the copy was looked at."""
    try:
        return [
            (int(a), float(b), float(c), float(d), float(e), str(why))
            for a, b, c, d, e, why in json.loads(form.found.data or "[]")
        ]
    except (ValueError, TypeError):
        return []


def _look(form: RedactDocument, original: Original) -> Looked:
    """What the copy will be. The form remembers which places were found, so that these and no others are black on what is kept."""
    looked, places = Looked(), list[Place]()
    if form.sought:
        found = redacting.found(original, form.sought, str(form.words_reason.data))
        places = [(one.page, one.left, one.top, one.right, one.bottom, one.reason) for one in found.places]
        looked = Looked(counted=list(zip(form.sought, found.counted, strict=True)), unread=found.unread)
    regions = _regions(form, places)
    numbers = sorted({one.page for one in regions})
    language = form.language.data or LETTERS[0]
    drawn = ((number, redacting.shown(original, number, regions, language)) for number in numbers[:MOST_SHOWN])
    looked.pages = [(number, f"data:image/jpeg;base64,{base64.b64encode(data).decode()}") for number, data in drawn]
    looked.more = max(0, len(numbers) - MOST_SHOWN)
    form.found.data = json.dumps(places)
    form.seen.data = form.mark(places) if regions else ""
    return looked


def _keep(dossier: Dossier, annex: Attachment, form: RedactDocument, original: Original) -> AnyResponse:
    copied = Copied(_regions(form, _found(form)), form.sought, form.others, form.language.data or LETTERS[0])
    made = redacting.burned(original, copied.regions, copied.language)
    row = redacting.keep(
        db(), installation(), dossier, annex, made, copied, official(), moment(), request.remote_addr or ""
    )
    db().commit()
    if row.still:
        told = ngettext(
            "The redacted copy is kept. On %(num)s page words stand still that should not: look at it.",
            "The redacted copy is kept. On %(num)s pages words stand still that should not: look at them.",
            len(row.still),
        )
        tell(told, "problem")
    else:
        tell(_("The redacted copy is kept."), "success")
    return redirect(url_for("redactions.show", dossier_id=dossier.id, attachment_id=annex.id, _anchor="copies"))


def _page(
    dossier: Dossier,
    annex: Attachment,
    form: RedactDocument | None,
    count: int = 0,
    *,
    looked: Looked | None = None,
    problem: str = "",
    status: int = 200,
) -> tuple[str, int]:
    told = render_template(
        "redact.html", dossier=dossier, annex=annex, form=form, count=count, looked=looked, problem=problem,
        may=redacting.may_redact(official()), copies=redacting.copies(db(), dossier, annex), reasons=dict(REASONS),
    )  # fmt: skip
    return told, 400 if problem else status
