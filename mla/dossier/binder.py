"""The whole dossier as one PDF: cover and index, every letter in its order, each followed by its annexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from mla.documents.assembly import Part, assemble_volumes, cover_of
from mla.documents.kinds import KINDS
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

MOST_ENCLOSED = 100_000_000
"""So many bytes a dossier has at most of documents that are no PDF and no picture, which it encloses as they are: those that come
later are kept apart, and a sheet says so."""

ENCLOSED = frozenset(kind.media_type for kind in KINDS)
"""Kinds that are enclosed: a sealed file is for one authority, and stays where it is."""


def bind(session: Session, installation: Installation, dossier: Dossier, today: date) -> bytes:
    """The PDF. Internal papers and letters to own authorities stay out of it. Raises Missing when a file is gone or changed."""
    return bind_volumes(session, installation, dossier, today, None)[0]


def bind_volumes(
    session: Session, installation: Installation, dossier: Dossier, today: date, most: int | None
) -> list[bytes]:
    """The same as volumes of at most so many pages. Raises Missing; PaperNotDrawn, also where a part does not fit into one."""
    context = context_of(session, installation, dossier, dossier.signed_by, today)
    parts = list(_Parts(installation, dossier, MOST_ENCLOSED))
    cover = cover_of(context, dossier.our_reference, dossier.language)
    return assemble_volumes(cover, parts, dossier.our_reference, dossier.language, most)


@dataclass
class _Parts:
    """What is bound, step by step: its letter, then what came with it."""

    installation: Installation
    dossier: Dossier
    left: int

    def __iter__(self) -> Iterator[Part]:
        for event in self.dossier.events:
            yield from self._of_step(event)

    def _of_step(self, event: Event) -> Iterator[Part]:
        words = WORDS[self.dossier.language]
        for paper in self.dossier.papers:
            if paper.event_id == event.id and paper.side != DOMESTIC:
                yield _letter(self.installation, paper, self.dossier)
        for annex in self.dossier.attachments:
            if annex.role == "scan" and annex.event_number == event.number:
                yield self._annex(annex, f"{words['scan']}: {annex.title}", 0)
            elif annex.sent_by == event.number:
                yield self._annex(annex, f"{words['annex']} {annex.number}: {annex.title}", 1)

    def _annex(self, annex: Attachment, title: str, depth: int) -> Part:
        content, kept = b"", None
        if self._is_read(annex):
            content = self.installation.store.read(annex.sha256)
        else:
            kept = (annex.size, annex.sha256)
        return Part(title, content, annex.media_type, annex.filename, depth=depth, kept=kept, written_in=annex.language)

    def _is_read(self, annex: Attachment) -> bool:
        """Whether a document is bound or enclosed; nobody need read one that is kept apart."""
        if annex.media_type in (PDF, *PICTURES):
            return True
        if annex.media_type not in ENCLOSED or annex.size > self.left:
            return False
        self.left -= annex.size
        return True


def _letter(installation: Installation, paper: Paper, dossier: Dossier) -> Part:
    return Part(
        title=paper_title(paper.name, dossier.language, dossier.kind),
        content=installation.store.read(paper.sha256),
        filename=f"{paper.side}-{paper.number}-{paper.name}.pdf",
        date=local_day(paper.at, installation.config.time_zone),
    )
