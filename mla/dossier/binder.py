"""The whole dossier as one PDF: cover and index, every letter in its order, each followed by its annexes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from mla.documents.assembly import Part, assemble, cover_of
from mla.documents.reading import PDF, PICTURES
from mla.documents.titles import title as paper_title
from mla.installation import Installation
from mla.lifecycle.document_records import DOMESTIC
from mla.models import Attachment, Dossier, Event, Paper
from mla.steps.letter import context_of
from mla.storage.database import local_day

WORDS = {
    "en": {"annex": "Annex", "scan": "Letter received"},
    "fr": {"annex": "Annexe", "scan": "Lettre reçue"},
    "es": {"annex": "Anexo", "scan": "Carta recibida"},
}


def bind(session: Session, installation: Installation, dossier: Dossier, today: date) -> bytes:
    """The PDF. Internal papers and letters to own authorities stay out of it. Raises Missing when a file is gone or changed."""
    context = context_of(session, installation, dossier, dossier.signed_by, today)
    parts = [part for event in dossier.events for part in _parts(installation, dossier, event)]
    cover = cover_of(context, dossier.our_reference, dossier.language)
    return assemble(cover, parts, dossier.our_reference, dossier.language)


def _parts(installation: Installation, dossier: Dossier, event: Event) -> Iterator[Part]:
    """What one step put into the dossier: its letter, then what came with it."""
    words = WORDS[dossier.language]
    for paper in dossier.papers:
        if paper.event_id == event.id and paper.side != DOMESTIC:
            yield _letter(installation, paper, dossier)
    for annex in dossier.attachments:
        if annex.role == "scan" and annex.event_number == event.number:
            yield _annex(installation, annex, f"{words['scan']}: {annex.title}", 0)
        elif annex.sent_by == event.number:
            yield _annex(installation, annex, f"{words['annex']} {annex.number}: {annex.title}", 1)


def _letter(installation: Installation, paper: Paper, dossier: Dossier) -> Part:
    return Part(
        title=paper_title(paper.name, dossier.language, dossier.kind),
        content=installation.store.read(paper.sha256),
        filename=f"{paper.side}-{paper.number}-{paper.name}.pdf",
        date=local_day(paper.at, installation.config.time_zone),
    )


def _annex(installation: Installation, annex: Attachment, title: str, depth: int) -> Part:
    if annex.media_type != PDF and annex.media_type not in PICTURES:  # a sheet stands for it, so nobody need read it
        return Part(title, b"", annex.media_type, annex.filename, depth=depth, kept=(annex.size, annex.sha256))
    return Part(title, installation.store.read(annex.sha256), annex.media_type, annex.filename, depth=depth)
