"""Which documents of a dossier tell who a protected person is, as far as their words are known: whoever has it bound for somebody looks at these first."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.dossier.purposes import EXCHANGED, WHOLE, Piece, pieces
from mla.models import Attachment, DocumentText, Dossier
from mla.names import normal
from mla.register.documents import Kept
from mla.register.given_away import gives_away

SEEN_BEFORE = (WHOLE, EXCHANGED)
"""Purposes whose reader has had every document before: this ministry, or the State it was sent to or came from."""

TELLS, NOT_SEARCHED = "tells", "not_searched"


def marked(session: Session, dossier: Dossier, purpose: str) -> Mapping[str, str]:
    """Of the documents of a dossier, by key: TELLS where one shows or names a protected person, NOT_SEARCHED where nobody has read its words, or not all.

    Nothing where nobody is protected, or where who it is is not known here; nothing of letters, which call such a person by the pseudonym.
    """
    kept = Kept.of(dossier)
    if purpose in SEEN_BEFORE or not (kept.secrets or kept.withheld):
        return {}
    documents = [one for one in pieces(dossier) if isinstance(one.document, Attachment)]
    wanted = select(DocumentText).where(DocumentText.sha256.in_({one.document.sha256 for one in documents}))
    known = {row.sha256: row for row in session.scalars(wanted)}
    told = {one.key: _mark(kept, one, known.get(one.document.sha256)) for one in documents}
    return {key: mark for key, mark in told.items() if mark}


def _mark(kept: Kept, piece: Piece, known: DocumentText | None) -> str:
    words = (
        f"{piece.document.title} {piece.document.filename} {known.text if known else ''}"
        if isinstance(piece.document, Attachment)
        else ""
    )
    if piece.document.sha256 in kept.withheld or gives_away(normal(words), kept.secrets):
        return TELLS
    return "" if known and known.outcome == "read" else NOT_SEARCHED
