"""How requests are found of which an index knows something beside the register: few are looked up, of many each is asked.

Which of the two is ours to say: a database guesses, and where it guesses wrong among a million, a page takes a second.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Collection

from sqlalchemy import ARRAY, ColumnElement, Select, String, Uuid, any_, bindparam, func, select
from sqlalchemy import column as sql_column
from sqlalchemy.orm import InstrumentedAttribute, Session, object_session

from mla.models import Official, RegisterEntry

FEW = 5_000
"""So many requests are looked up, and put in order, in a hundredth of a second."""

FEW_TO_COUNT = 10 * FEW
"""So many are known by an index in the same time, where they are only counted."""

KNOWN_FOR = 300.0
"""Seconds for which it is known whether there are few: to count to fifty thousand takes longer than what is asked then."""

MOST_KNOWN = 5_000
_known: dict[str, tuple[bool, float]] = {}


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


def one_of(
    session: Session, column: InstrumentedAttribute[uuid.UUID], ids: Collection[uuid.UUID]
) -> ColumnElement[bool]:
    """Whether a column names one of these requests: told as one value, however many there are. A thousand of them, told one by one, take longer to write than to find."""
    if session.get_bind().dialect.name == "postgresql":
        return column == any_(bindparam(None, list(ids), ARRAY(Uuid())))
    told = bindparam(None, json.dumps([one.hex for one in ids]), String())
    return column.in_(select(func.json_each(told).table_valued(sql_column("value", column.type)).c.value))


def few(official: Official, which: Select[uuid.UUID], ordered: bool = True) -> bool:
    """Whether there are few of them; not even these are counted to the end where there are more. Asked once in a while: both ways find the
    same, so an answer that has become wrong costs a little time and nothing else."""
    most = FEW if ordered else FEW_TO_COUNT
    session = object_session(official)
    if session is None:
        return False
    bound = session.get_bind()
    asked = f"{bound.engine.url} {which.compile(bound, compile_kwargs={'literal_binds': True})} {most}"
    answer, until = _known.get(asked, (False, 0.0))
    if until < time.monotonic():
        some = select(func.count()).select_from(which.limit(most + 1).subquery())
        answer = (session.scalar(some) or 0) <= most
        if len(_known) > MOST_KNOWN:
            _known.clear()
        _known[asked] = answer, time.monotonic() + KNOWN_FOR
    return answer
