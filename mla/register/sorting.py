"""Labels and priority in the register: which request bears a label, and the copy of the priority that holds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from mla.models import Label, Labelling, Official, Priority, RegisterEntry
from mla.models.label import NORMAL
from mla.names import normal


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


def rename(session: Session, official: Official) -> None:
    """Let the register name an official as the account does, where it says who deals with a request. The caller commits."""
    told = normal(official.name)
    theirs = RegisterEntry.officer_id == official.id, RegisterEntry.officer != told
    session.execute(update(RegisterEntry).where(*theirs).values(officer=told))
