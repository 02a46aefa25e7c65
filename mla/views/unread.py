"""What has come from the other State, or was done by colleagues, since an official last opened a request: it is new to him until he does."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from mla.dossier.history import Entry
from mla.models import Dossier, LastRead, Official, RegisterEntry
from mla.register.query import unread_by
from mla.storage.database import reading


def new_among(session: Session, official: Official, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """The ids of those of these requests, all of them under way, that are new to the official."""
    wanted = select(RegisterEntry.dossier_id).where(RegisterEntry.dossier_id.in_(ids), unread_by(official))
    return set(session.scalars(wanted))


def read_until(session: Session, official: Official, dossier: Dossier) -> int:
    """The number of the newest entry that the official has seen; 0 for none."""
    seen = session.get(LastRead, (official.id, dossier.id))
    return seen.event if seen else 0


def unseen(entries: Iterable[Entry], seen: int, official: Official) -> set[int]:
    """The numbers of the entries of a history that an official has not seen: of the other State, and of colleagues.

    Whoever looks for the first time (`seen` is 0) has seen nothing of what colleagues did, and all of it would be marked: then only what came
    from the other State is.
    """
    told = ((entry, entry.event) for entry in entries)
    return {
        event.number
        for entry, event in told
        if event and event.number > seen and (not entry.ours or (seen and event.official_id != official.id))
    }


def note_read(session: Session, official: Official, dossier: Dossier) -> None:
    """From now on the official has seen all that stands on the page; nothing else of the session is kept.

    Where the database is busy it stays new: reading never fails for that.
    """
    newest, who, which = max((one.number for one in dossier.record), default=0), official.id, dossier.id
    if read_until(session, official, dossier) >= newest:
        return
    session.rollback()
    reading.set(False)
    try:
        session.merge(LastRead(official_id=who, dossier_id=which, event=newest))
        session.commit()
    except OperationalError:
        session.rollback()
    finally:
        reading.set(True)
