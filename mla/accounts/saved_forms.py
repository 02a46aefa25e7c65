"""Words that were typed when a session ended: kept sealed for the official who typed them, until they are sent again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from mla.models import Official, SavedForm
from mla.storage.tokens import sealer

Pairs = list[tuple[str, str]]

SECRET_FIELDS = frozenset({"csrf_token", "password", "present", "new"})
"""What is never kept: passwords, and the proof that a page was ours."""

KEPT_FOR = timedelta(days=14)
MOST, LONGEST = 50, 2 * 1024 * 1024
"""So many forms of one official at the most, of so many bytes each."""


def keep(session: Session, secret: str, who: Official, address: str, typed: Iterable[tuple[str, str]], at: datetime) -> bool:  # fmt: skip
    """Keep what was typed on a page, in place of what was kept of it before; whether it could be kept."""
    words = json.dumps([(name, value) for name, value in typed if name not in SECRET_FIELDS]).encode()
    if not room(session, who, at) or len(words) > LONGEST:
        return False
    sealed = _seal(secret).encrypt(words)
    session.merge(SavedForm(official_id=who.id, address=address, at=at, words=sealed))
    return True


def room(session: Session, who: Official, at: datetime) -> bool:
    """Whether another form of this official may be kept, once what is too old is swept."""
    session.execute(delete(SavedForm).where(SavedForm.at < at - KEPT_FOR))
    many = session.scalar(select(func.count()).select_from(SavedForm).where(SavedForm.official_id == who.id)) or 0
    return many < MOST


def kept(session: Session, secret: str, who: Official, address: str) -> Pairs | None:
    """What was kept of a page, as (name of the field, value); None where nothing was, or the secret has changed."""
    found = session.get(SavedForm, (who.id, address))
    if found is None:
        return None
    try:
        return [(name, value) for name, value in json.loads(_seal(secret).decrypt(found.words))]
    except InvalidToken:
        return None


def forget(session: Session, who: Official, address: str) -> bool:
    """Forget what was kept of a page; whether there was anything."""
    found = session.get(SavedForm, (who.id, address))
    if found:
        session.delete(found)
    return found is not None


def writing(session: Session, besides: Official, address: str, since: datetime) -> list[Official]:
    """The other officials whose words on a page were kept since then."""
    kept_there = select(SavedForm.official_id).where(SavedForm.address == address, SavedForm.at >= since)
    found = select(Official).where(Official.id.in_(kept_there), Official.id != besides.id, Official.active)
    return list(session.scalars(found.order_by(Official.name)))


def _seal(secret: str) -> Fernet:
    return sealer(secret, "saved forms")
