"""Labels are put on a request and taken off, and a priority is given: rows of their own, never of the record, with who and when.

None of it leaves this ministry. That it was done stands in the audit log; the register has a copy of both, which `mla verify` proves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.models import Dossier, Label, Labelling, Official, Priority, RegisterEntry
from mla.permission import COMMENTS
from mla.records import audit
from mla.register.sorting import priority_of, relabel


@dataclass(frozen=True)
class Sorter:
    """Who sorts, when, and from which address."""

    official: Official
    at: datetime
    address: str = ""


def may_sort(official: Official) -> bool:
    """Whether an official who sees a request puts labels on it and gives it a priority: whoever works on requests."""
    return official.has(*COMMENTS)


def put_on(session: Session, dossier: Dossier, labels: Iterable[Label], by: Sorter) -> list[Label]:
    """Put labels on a request; returns those that were not on it. The caller commits."""
    there = {one.label_id for one in _on(session, dossier)}
    new = [one for one in labels if one.id not in there]
    for one in new:
        told = {"dossier_id": dossier.id, "label": one, "put_by": by.official, "put_at": by.at}
        session.add(Labelling(**told))
        _note(session, "labelled", dossier, by, label=one.name)
    relabel(session, [dossier.id])
    return new


def take_off(session: Session, dossier: Dossier, labels: Iterable[Label], by: Sorter) -> list[Label]:
    """Take labels off a request; returns those that were on it. The caller commits."""
    wanted = {one.id for one in labels}
    gone = [one for one in _on(session, dossier) if one.label_id in wanted]
    for one in gone:
        one.taken_by, one.taken_at = by.official, by.at
        _note(session, "label_taken_off", dossier, by, label=one.label.name)
    relabel(session, [dossier.id])
    return [one.label for one in gone]


def prioritise(session: Session, dossier: Dossier, level: int, reason: str, by: Sorter) -> bool:
    """Give a request a priority with the reason; False where it has that one already. The caller commits."""
    _take_turns(session, dossier)
    if priority_of(session, dossier.id) == level:
        return False
    session.add(Priority(dossier_id=dossier.id, level=level, reason=reason, by_id=by.official.id, at=by.at))
    session.get_one(RegisterEntry, dossier.id).priority = level
    _note(session, "prioritised", dossier, by, level=str(level))
    return True


def history(session: Session, dossier: Dossier) -> tuple[Sequence[Labelling], Sequence[Priority]]:
    """Every label that was ever on a request, and every priority that was given, the newest first."""
    labels = select(Labelling).where(Labelling.dossier_id == dossier.id).order_by(Labelling.id.desc())
    given = select(Priority).where(Priority.dossier_id == dossier.id).order_by(Priority.id.desc())
    return session.scalars(labels).all(), session.scalars(given).all()


def _on(session: Session, dossier: Dossier) -> Sequence[Labelling]:
    _take_turns(session, dossier)
    return session.scalars(
        select(Labelling).where(Labelling.dossier_id == dossier.id, Labelling.taken_at.is_(None))
    ).all()


def _take_turns(session: Session, dossier: Dossier) -> None:
    """Of two who sort at once the second sees what the first has done. On SQLite all writers take turns anyway."""
    session.execute(select(Dossier.id).where(Dossier.id == dossier.id).with_for_update())


def _note(session: Session, what: str, dossier: Dossier, by: Sorter, **detail: str) -> None:
    audit.note(session, what, by.official, by.address, dossier=dossier.our_reference, **detail)
