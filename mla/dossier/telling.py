"""Which documents of a dossier tell who a protected person is, as far as their words are known: whoever has it bound for somebody looks at these first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.dossier.purposes import EXCHANGED, WHOLE, Piece, pieces
from mla.models import Attachment, DocumentText, Dossier, Redaction
from mla.names import normal
from mla.register.documents import Kept
from mla.register.given_away import gives_away

SEEN_BEFORE = (WHOLE, EXCHANGED)
"""Purposes whose reader has had every document before: this ministry, or the State it was sent to or came from."""

TELLS, NOT_SEARCHED = "tells", "not_searched"


def marked(
    session: Session, dossier: Dossier, purpose: str, copies: Mapping[str, Redaction] = MappingProxyType({})
) -> Mapping[str, str]:
    """Of the documents of a dossier, by key: TELLS where one shows or names a protected person, NOT_SEARCHED where nobody has read its words, or not all.

    In the place of a document of which `copies` (by its sha256) has a redacted copy, the words of the copy are looked at; one that shows
    the person himself or herself tells all the same: nobody knows here what is black on the picture.
    Nothing where nobody is protected, or where who it is is not known here; nothing of letters, which call such a person by the pseudonym.
    """
    kept = Kept.of(dossier)
    if purpose in SEEN_BEFORE or not (kept.secrets or kept.withheld):
        return {}
    documents = [one for one in pieces(dossier) if isinstance(one.document, Attachment)]
    read = {one.key: _read(one, copies) for one in documents}
    known = {
        row.sha256: row for row in session.scalars(select(DocumentText).where(DocumentText.sha256.in_(read.values())))
    }
    told = {one.key: _mark(kept, one, known.get(read[one.key])) for one in documents}
    return {key: mark for key, mark in told.items() if mark}


def _read(piece: Piece, copies: Mapping[str, Redaction]) -> str:
    """The sha256 of what goes in."""
    copy = copies.get(piece.document.sha256)
    return copy.sha256 if copy else piece.document.sha256


def _mark(kept: Kept, piece: Piece, known: DocumentText | None) -> str:
    words = (
        f"{piece.document.title} {piece.document.filename} {known.text if known else ''}"
        if isinstance(piece.document, Attachment)
        else ""
    )
    if piece.document.sha256 in kept.withheld or gives_away(normal(words), kept.secrets):
        return TELLS
    return "" if known and known.outcome == "read" else NOT_SEARCHED
