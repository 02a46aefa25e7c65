"""What a file is among the papers that are kept here, by its digest. Of requests that an official may not see nothing is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.models import Attachment, BoundDossier, Dossier, Event, Official, Paper
from mla.permission import visible_to


@dataclass(frozen=True)
class Kept:
    """A paper, document or bound dossier that is kept, and its request; `event` is the step with which it left or came."""

    dossier: Dossier
    kept: Paper | Attachment | BoundDossier
    event: Event | None


def kept_as(session: Session, digests: Iterable[str], official: Official | None) -> list[Kept]:
    """Everything kept under one of these sha256, in requests that the official may see; in all of them where there is none (the command line)."""
    wanted, found = list(digests), list[Kept]()
    for sort in (Paper, Attachment, BoundDossier):
        found += _of_sort(session, sort, wanted, official)
    return found


def _of_sort(
    session: Session,
    sort: type[Paper] | type[Attachment] | type[BoundDossier],
    wanted: Sequence[str],
    official: Official | None,
) -> list[Kept]:
    query = select(sort).join(Dossier, Dossier.id == sort.dossier_id).where(sort.sha256.in_(wanted)).order_by(sort.id)
    if official is not None:
        query = query.where(visible_to(official))
    rows: list[Paper | Attachment | BoundDossier] = [*session.scalars(query)]
    return [Kept(session.get_one(Dossier, row.dossier_id), row, _event(session, row)) for row in rows]


def _event(session: Session, kept: Paper | Attachment | BoundDossier) -> Event | None:
    if isinstance(kept, Paper):
        return kept.event
    if isinstance(kept, BoundDossier) or kept.sent_by is None:
        return None
    return session.scalar(select(Event).where(Event.dossier_id == kept.dossier_id, Event.number == kept.sent_by))
