"""The register is kept by the door with every step, filled where a request is not in it yet, made anew, and proved."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from sqlalchemy import exists, or_, select, update
from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.installation import Installation
from mla.models import Dossier, RegisterEntry, Setting
from mla.models.label import NORMAL
from mla.records.settings import moved_from
from mla.register import documents, findable, marks, times
from mla.register.entry import entry_of
from mla.register.sorting import labels_of, priority_of
from mla.storage.database import now

AT_ONCE = 200
"""So many requests are entered in one transaction."""


def enter(session: Session, installation: Installation, dossier: Dossier) -> None:
    """Write the entry of a request, as its record has it now, how long it took, and all by which it is found."""
    findable.write(session, dossier)
    times.write(session, installation, dossier)
    _enter(session, installation, dossier, anew=True)


def _enter(session: Session, installation: Installation, dossier: Dossier, anew: bool = False) -> None:
    told = entry_of(installation, dossier)
    if len(dossier.record) == 1 and not anew:  # it begins: nothing is asked of the database, where nothing stands of it
        marks.add(session, dossier.id, told["marks"].split())
        session.add(RegisterEntry(dossier_id=dossier.id, priority=NORMAL, **told))
        return
    entry = session.get(RegisterEntry, dossier.id)
    if anew or entry is None or entry.marks != told["marks"]:
        marks.write(session, dossier.id, told["marks"])
    if anew or entry is None:
        told |= _sorted(session, dossier)
    if entry is None:
        session.add(RegisterEntry(dossier_id=dossier.id, **told))
        return
    for name, value in told.items():
        if getattr(entry, name) != value:
            setattr(entry, name, value)


def _sorted(session: Session, dossier: Dossier) -> Answers:
    """How the ministry sorts a request; no part of its record."""
    labels = labels_of(session, [dossier.id]).get(dossier.id, "")
    return {"priority": priority_of(session, dossier.id), "labels": labels}


def enter_after_step(
    session: Session, installation: Installation, dossier: Dossier, followed: uuid.UUID | None, retold: bool
) -> None:
    """Write the entry of a request, and of those on which it follows and `followed` before: a limit of these may have been met, or run again.

    `retold` says whether the step has changed what the request says, or how the other State calls it.
    """
    with session.no_autoflush:  # both are written at once, with the commit
        findable.write_after_step(session, dossier, retold)
        if times.may_reach(dossier, dossier.record[-1]):
            times.write(session, installation, dossier)
        documents.after_step(session, dossier)
        _enter(session, installation, dossier)
    for number in (followed, dossier.arises_from if dossier.arises_from != followed else None):
        if number and (origin := session.get(Dossier, number)):
            session.expire(origin, ["arising"])
            _enter(session, installation, origin)


def fill(session: Session, installation: Installation) -> int:
    """Enter every request that is not in the register yet, and say how many; commits."""
    missing = ~exists().where(RegisterEntry.dossier_id == Dossier.id)
    return _enter_all(session, installation, list(session.scalars(select(Dossier.id).where(missing))))


def make_anew(session: Session, installation: Installation) -> int:
    """Enter every request anew, and say how many; commits. Needed where holidays or national law were changed in their files. The courier then looks at every document anew."""
    documents.all_again(session)
    return _enter_all(session, installation, list(session.scalars(select(Dossier.id))))


def follow_days_off(session: Session, installation: Installation) -> int:
    """Enter anew the requests whose limits may have moved because days off were changed on screen, and say how many; commits.

    A limit that ends before every day that was changed stays where it is.
    """
    waiting = list(session.scalars(select(Setting).where(Setting.entered_at.is_(None)).order_by(Setting.id)))
    if not waiting:
        return 0
    first = min(moved_from(session, one) for one in waiting)
    later = or_(RegisterEntry.our_due >= first, RegisterEntry.their_due >= first)
    ids = list(session.scalars(select(RegisterEntry.dossier_id).where(RegisterEntry.open, later)))
    numbers = [one.id for one in waiting]
    count = _enter_all(session, installation, ids)
    session.execute(update(Setting).where(Setting.id.in_(numbers)).values(entered_at=now()))
    session.commit()
    return count


def _enter_all(session: Session, installation: Installation, ids: list[uuid.UUID]) -> int:
    for first in range(0, len(ids), AT_ONCE):
        for dossier in session.scalars(select(Dossier).where(Dossier.id.in_(ids[first : first + AT_ONCE]))):
            enter(session, installation, dossier)
        session.commit()
        session.expunge_all()
    return len(ids)


def faults(session: Session, installation: Installation) -> Iterator[str]:
    """Every request of which the register does not say what its record says, or which is not found by its documents."""
    yield from documents.faults(session)
    for dossier in session.scalars(select(Dossier).order_by(Dossier.our_reference)):
        entry, told = session.get(RegisterEntry, dossier.id), entry_of(installation, dossier)
        told |= _sorted(session, dossier)
        wrong = [name for name, value in told.items() if entry is None or getattr(entry, name) != value]
        if not findable.as_written(session, dossier):
            yield f"{dossier.our_reference}: the words by which it is found are not its own; `mla register` writes them anew."
        if not times.as_written(session, installation, dossier):
            yield f"{dossier.our_reference}: how long it took is not what its record says; `mla register` writes it anew."
        if wrong or not marks.as_written(session, dossier.id, told["marks"]):
            wrong = wrong or ["marks"]
            yield f"{dossier.our_reference}: the register does not say what the record says ({', '.join(wrong)}); `mla register` writes it anew."
