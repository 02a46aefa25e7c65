"""The text of a note verbale, proposed to the ministry of foreign affairs where a letter goes through the diplomatic channel."""

from __future__ import annotations

import io
import uuid

from flask import Blueprint, Response, abort, send_file

from mla.documents.draw import PaperNotDrawn, draw
from mla.documents.titles import title
from mla.steps.letter import context_of, going_along
from mla.storage.database import local_day
from mla.views.context import db, dossier_or_404, installation, official, today
from mla.views.errors import page
from mla.words import _

bp = Blueprint("notes_verbales", __name__, url_prefix="/dossiers")


@bp.get("/<uuid:dossier_id>/papers/<int:paper_id>/note_verbale.pdf")
def note(dossier_id: uuid.UUID, paper_id: int) -> Response | tuple[str, int]:
    """The note for one letter of ours, in the letter's language. It is kept nowhere: the foreign ministry issues it."""
    dossier = dossier_or_404(dossier_id)
    paper = next((one for one in dossier.papers if one.id == paper_id and one.side == dossier.side), None) or abort(404)
    context = context_of(db(), installation(), dossier, official(), today()) | {
        "called": title(paper.name, paper.language, dossier.kind),
        "reference": f"{dossier.our_reference}/{paper.number}",
        "written_on": local_day(paper.at, installation().config.time_zone),
        "extent": paper.pages,
        "foreign_ministry": installation().settings.letterhead.foreign_ministry(paper.language),
        "annexes": going_along(installation(), dossier, paper.event),
    }
    try:
        drawn = draw("note_verbale", paper.language, context)
    except PaperNotDrawn as error:
        return page(422, _("The note cannot be drawn"), str(error))
    name = f"{dossier.our_reference}-{paper.number}-note-verbale.pdf"
    return send_file(io.BytesIO(drawn.pdf), mimetype="application/pdf", download_name=name)
