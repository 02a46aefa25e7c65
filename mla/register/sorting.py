"""Labels, priority, officials and units in the register: which request bears a label, and the copies by which lists are sorted."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import Select, or_, select, update
from sqlalchemy.orm import Session

from mla.models import Label, Labelling, Official, Priority, RegisterEntry, Unit
from mla.models.label import NORMAL
from mla.names import normal

LONGEST = 80
"""So many characters of a title or a name are kept to sort by."""

AT_ONCE = 200


def named(told: str) -> str:
    """A title or a name as lists are sorted by it."""
    return normal(told)[:LONGEST]


def priority_of(session: Session, dossier_id: uuid.UUID) -> int:
    """The priority that holds: the newest that was given, or the normal one."""
    given = select(Priority.level).where(Priority.dossier_id == dossier_id).order_by(Priority.id.desc()).limit(1)
    found = session.scalar(given)
    return NORMAL if found is None else found


def labelled(told: str) -> Select[uuid.UUID]:
    """The requests that bear a label, by its number; what is no number is no label."""
    number = int(told) if told.isdecimal() and len(told) < 10 else 0
    return select(Labelling.dossier_id).where(Labelling.label_id == number, Labelling.taken_at.is_(None))


def labels_on(session: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Label]]:
    """The labels that are on some requests, by name."""
    found: dict[uuid.UUID, list[Label]] = {}
    rows = select(Labelling).join(Label).where(Labelling.dossier_id.in_(list(ids)), Labelling.taken_at.is_(None))
    for one in session.scalars(rows.order_by(Label.name)):
        found.setdefault(one.dossier_id, []).append(one.label)
    return found


def labels_of(session: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """By which labels lists sort some requests; what bears none is not there."""
    return {
        number: "; ".join(sorted(normal(one.name) for one in some))[:LONGEST]
        for number, some in labels_on(session, ids).items()
    }


def relabel(session: Session, ids: Sequence[uuid.UUID]) -> None:
    """Let the register sort these requests by the labels that are on them now. The caller commits."""
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        told = labels_of(session, some)
        for entry in session.scalars(select(RegisterEntry).where(RegisterEntry.dossier_id.in_(some))):
            entry.labels = told.get(entry.dossier_id, "")


def rename_label(session: Session, label: Label) -> None:
    """Let the register sort by a label as it is called now. The caller commits."""
    relabel(session, session.scalars(labelled(str(label.id))).all())


def rename(session: Session, official: Official) -> None:
    """Let the register name an official as the account does, and his or her unit, where it says who deals with a request. The caller commits."""
    unit = session.get(Unit, official.unit_id) if official.unit_id else None
    told = {"officer": normal(official.name), "unit": named(unit.name) if unit else ""}
    other = or_(*(getattr(RegisterEntry, name) != value for name, value in told.items()))
    session.execute(update(RegisterEntry).where(RegisterEntry.officer_id == official.id, other).values(told))


def rename_unit(session: Session, unit: Unit) -> None:
    """Let the register sort by a unit as it is called now. The caller commits."""
    theirs = RegisterEntry.officer_id.in_(select(Official.id).where(Official.unit_id == unit.id))
    session.execute(update(RegisterEntry).where(theirs).values(unit=named(unit.name)))
