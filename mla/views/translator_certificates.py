"""The certificate that a translator signs and encloses with a translation: drawn for the order, to be printed and signed."""

from __future__ import annotations

import io
import uuid

from flask import Blueprint, Response, abort, send_file

from mla.documents.draw import PaperNotDrawn, draw
from mla.documents.titles import title
from mla.languages import LETTERS, language_name
from mla.lifecycle.document_records import name_of
from mla.lifecycle.translations import files_of, order_of
from mla.steps.letter import context_of
from mla.views.context import db, dossier_or_404, installation, official, today
from mla.views.errors import page
from mla.words import _

bp = Blueprint("translator_certificates", __name__, url_prefix="/dossiers")


@bp.get("/<uuid:dossier_id>/translations/<int:number>/certificate.pdf")
def certificate(dossier_id: uuid.UUID, number: int) -> Response | tuple[str, int]:
    """For one order, in the language of the translation where letters have it, else in that of the request; kept nowhere."""
    dossier = dossier_or_404(dossier_id)
    order = order_of(dossier, str(number)) or abort(404)
    language = next((one for one in (order.target, dossier.language) if one in LETTERS), "en")
    step = dossier.table.step.get(order.letter)
    letter = title(step.paper, language, dossier.kind) if step and step.paper else ""
    context = context_of(db(), installation(), dossier, official(), today()) | {
        "order": order,
        "source": language_name(order.source, language),
        "target": language_name(order.target, language),
        "letter": letter,
        "documents": [one for one in dossier.attachments if name_of(one) in order.documents],
        "files": files_of(dossier, order),
        "reference": dossier.our_reference,
    }
    try:
        drawn = draw("translator_certificate", language, context)
    except PaperNotDrawn as error:
        return page(422, _("The certificate cannot be drawn"), str(error))
    name = f"{dossier.our_reference}-{number}-certificate.pdf"
    return send_file(io.BytesIO(drawn.pdf), mimetype="application/pdf", download_name=name)
