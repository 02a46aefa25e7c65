"""A document shown in the browser: as it is where a browser can, else as something that a browser shows and that says the same.

A text in an old encoding is shown on a page that says which one was guessed; a TIFF as the pages of a PDF.
"""

from __future__ import annotations

from io import BytesIO

from flask import Response, render_template, request, send_file

from mla.documents import bounded, encodings
from mla.documents.bounded import LOOKING
from mla.documents.reading import Unreadable
from mla.documents.refusing import PaperNotDrawn
from mla.models import Attachment, Dossier
from mla.views.errors import page
from mla.words import _

TEXT, TIFF = "text/plain", "image/tiff"
MOST_CHARACTERS = 1_000_000
"""So much of a text is shown on a page; who needs the rest downloads it."""

Answer = Response | tuple[str, int] | str


def otherwise(dossier: Dossier, found: Attachment, data: bytes) -> Answer | None:
    """How a document is shown otherwise than as it is; None where a browser shows it as it is."""
    if found.media_type == TIFF:
        return _as_pdf(dossier, found, data)
    if (
        found.media_type != TEXT
        or (read := encodings.read(data, found.language, request.args.get("encoding", ""))) is None
    ):
        return None
    return render_template(
        "text.html", dossier=dossier, document=found, read=read, text=read.text[:MOST_CHARACTERS],
        more=len(read.text) > MOST_CHARACTERS, names=encodings.NAMES,
    )  # fmt: skip


def _as_pdf(dossier: Dossier, found: Attachment, data: bytes) -> Answer:
    """A picture as pages, made in a process that may take only so long."""
    try:
        pdf = bounded.run(
            "mla.documents.reading",
            "picture_as_pdf",
            data,
            found.media_type,
            found.title,
            dossier.language,
            limit=LOOKING,
        )
    except Unreadable as error:
        return page(422, _("The document cannot be shown"), error.sentence)
    except PaperNotDrawn as error:
        return page(503, _("The document cannot be shown"), _("%(why)s Download it instead.", why=str(error)))
    return send_file(BytesIO(pdf), "application/pdf", download_name=f"{found.filename}.pdf")
