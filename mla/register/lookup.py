"""How requests are found of which an index knows something beside the register: few are looked up, of many each is asked.

Which of the two is ours to say: a database guesses, and where it guesses wrong among a million, a page takes a second.
"""

from __future__ import annotations

import uuid

from sqlalchemy import ColumnElement, Select, any_, func, select
from sqlalchemy.orm import object_session

from mla.models import Official, RegisterEntry

FEW = 5_000
"""So many requests are looked up, and put in order, in a hundredth of a second."""

FEW_TO_COUNT = 10 * FEW
"""So many are known by an index in the same time, where they are only counted."""


def among(official: Official, which: Select[uuid.UUID], ordered: bool) -> ColumnElement[bool]:
    """Whatever is among the requests that an index finds: looked up where they are few, or counted only; of many the list is walked in its order, and each is asked."""
    if few(official, which, ordered):
        return _looked_up(official, which)
    return which.where(which.selected_columns[0] == RegisterEntry.dossier_id).correlate(RegisterEntry).exists()


def _looked_up(official: Official, which: Select[uuid.UUID]) -> ColumnElement[bool]:
    """Each of these by its number. PostgreSQL takes a list as it stands; a subquery it may turn around, and walk all requests in their order instead."""
    session = object_session(official)
    if session is not None and session.get_bind().dialect.name == "postgresql":
        return RegisterEntry.dossier_id == any_(func.array(which.scalar_subquery()))
    return RegisterEntry.dossier_id.in_(which)


def few(official: Official, which: Select[uuid.UUID], ordered: bool = True) -> bool:
    """Whether there are few of them; not even these are counted to the end where there are more. Asked once in a session: a desk puts many questions about one unit."""
    most = FEW if ordered else FEW_TO_COUNT
    session = object_session(official)
    if session is None:
        return False
    known: dict[str, bool] = session.info.setdefault("few", {})
    asked = f"{which.compile(session.get_bind(), compile_kwargs={'literal_binds': True})} {most}"
    if asked not in known:
        some = select(func.count()).select_from(which.limit(most + 1).subquery())
        known[asked] = (session.scalar(some) or 0) <= most
    return known[asked]
