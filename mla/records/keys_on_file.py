"""Which public key proves what: keys change, and what was signed under one stays proven under it."""

from __future__ import annotations

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mla.installation import Installation
from mla.models import KeyOnFile
from mla.package.keys import public_bytes


def put_on_file(session: Session, state: str, key: bytes, at: datetime) -> None:
    """From this moment on the State signs with this key; the one before it ends. The caller commits."""
    before = session.scalars(select(KeyOnFile).where(KeyOnFile.state == state).order_by(KeyOnFile.id)).all()
    if before and before[-1].until is None and before[-1].key == key:
        return
    if before and before[-1].until is None:
        before[-1].until = max(at, before[-1].since or at)
    session.add(KeyOnFile(state=state, key=key, since=at if before else None))
    session.flush()


def signing_key(session: Session, installation: Installation, at: datetime) -> Ed25519PrivateKey:
    """Our own key, to sign with now; its public half is on file from the first time that it signs."""
    put_on_file(session, installation.config.state, public_bytes(installation.key), at)
    return installation.key


def keys_of(session: Session, state: str, at: datetime | None = None) -> list[bytes]:
    """The keys with which a State signed at a moment; every one it ever had without a moment. None on file: empty."""
    query = select(KeyOnFile.key).where(KeyOnFile.state == state)
    if at is not None:
        query = query.where(
            or_(KeyOnFile.since.is_(None), KeyOnFile.since <= at), or_(KeyOnFile.until.is_(None), KeyOnFile.until > at)
        )
    return list(dict.fromkeys(session.scalars(query.order_by(KeyOnFile.id))))
