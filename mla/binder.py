"""The whole dossier as one PDF: cover and index, letters of both sides in their order, annexes."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from mla.documents.assembly import Part, assemble
from mla.house import House
from mla.letters import context_of
from mla.models import Attachment, Dossier, Paper

TITLES = {
    "en": {"letters": "Letters", "annexes": "Annexes", "annex": "Annex", "scan": "Letter received"},
    "fr": {"letters": "Lettres", "annexes": "Annexes", "annex": "Annexe", "scan": "Lettre reçue"},
}


def bind(session: Session, house: House, dossier: Dossier, today: date) -> bytes:
    """The PDF. Internal papers stay out of it. Raises Missing when a file is gone or changed."""
    words = TITLES[dossier.language]
    letters = [_letter(house, dossier, paper) for paper in dossier.papers]
    letters += [_annex(house, a, words["scan"]) for a in dossier.attachments if a.role == "scan"]
    annexes = [_annex(house, a, words["annex"]) for a in dossier.attachments if a.role in ("request", "step")]
    context = context_of(session, house, dossier, dossier.signed_by, today)
    return assemble(
        ("dossier_cover", dossier.language, context),
        [*letters, *annexes],
        dossier.our_reference,
        dossier.language,
    )


def _letter(house: House, dossier: Dossier, paper: Paper) -> Part:
    title = paper.name.replace("_", " ").capitalize()
    return Part(f"{title}, {paper.at:%d.%m.%Y}", "application/pdf", house.store.read(paper.sha256))


def _annex(house: House, annex: Attachment, word: str) -> Part:
    return Part(f"{word} {annex.number}: {annex.title}", annex.media_type, house.store.read(annex.sha256))
