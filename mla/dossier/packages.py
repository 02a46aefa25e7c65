"""Which of the packages that crossed go along with a dossier bound for the other State (decision 60)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.dossier.purposes import Piece, pieces
from mla.installation import Installation
from mla.models import Dossier, Incoming, Paper

MOST = 100_000_000
"""So many bytes of packages a dossier carries; those that come later are left out."""

TAKEN_IN = ("applied", "filed")


def packages(
    session: Session, installation: Installation, dossier: Dossier, taken: Sequence[Piece]
) -> list[tuple[str, bytes]]:
    """The packages by name, each only if all that travelled in it goes in. Raises Missing when one is gone or changed."""
    found, left = [], MOST
    for name, digest in _crossed(session, dossier, taken):
        data = installation.store.read(digest)
        if len(data) <= left:
            left -= len(data)
            found.append((name, data))
    return found


def _crossed(session: Session, dossier: Dossier, taken: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """Name and digest of each package whose letter goes in, and of whose documents none is left out."""
    kept = {piece.key for piece in taken}
    torn = {piece.event.id for piece in pieces(dossier) if piece.key not in kept}
    sent = {one.event_id: one.package for one in dossier.outgoing if one.package}
    rows = select(Incoming.number, Incoming.package).where(
        Incoming.dossier_id == dossier.id, Incoming.sender == dossier.counterpart, Incoming.outcome.in_(TAKEN_IN)
    )
    came = dict(session.execute(rows).all())
    for piece in taken:
        if not isinstance(piece.document, Paper) or piece.event.id in torn:
            continue
        paper = piece.document
        digest = sent.get(paper.event_id) if paper.side == dossier.side else came.get(paper.number)
        if digest:
            yield f"{paper.side}-{paper.number:03d}", digest
