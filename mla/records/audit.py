"""The audit log: one line for every sign-in, refusal, download and change of accounts, chained by hash."""

from __future__ import annotations

import hashlib

from sqlalchemy import Text, select, text, type_coerce
from sqlalchemy.orm import Session

from mla.canonical import canonical
from mla.models import AuditEntry, AuditHead, Official
from mla.storage.database import now

CHAIN_LOCK = 7_031_964
"""The number of PostgreSQL's advisory lock that lets audit lines queue up; any fixed number would do."""


def note(
    session: Session, what: str, official: Official | None = None, address: str = "", who: str = "", **detail: object
) -> AuditEntry:
    """Add a line to the log in the caller's transaction."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": CHAIN_LOCK})
    last = session.scalar(select(AuditEntry).order_by(AuditEntry.number.desc()).limit(1))
    entry = AuditEntry(
        number=last.number + 1 if last else 1,
        at=now(),
        what=what,
        official_id=official.id if official else None,
        who=who or (official.email if official else ""),
        address=address,
        detail=detail,
        previous=last.hash if last else "",
        hash="",
    )
    entry.hash = digest(entry)
    session.add(entry)
    session.merge(AuditHead(id=1, number=entry.number, hash=entry.hash))
    session.flush()
    return entry


def head(session: Session) -> str:
    """The newest line, by number and hash, as every event keeps it; nothing while the log is empty."""
    last = session.execute(
        select(AuditEntry.number, AuditEntry.hash).order_by(AuditEntry.number.desc()).limit(1)
    ).first()
    return f"{last.number}:{last.hash}" if last else ""


def confirmed_days(session: Session, what: str, state: str) -> list[AuditEntry]:
    """The lines of a kind about a State with which unlikely days were confirmed, the newest first."""
    told = type_coerce(AuditEntry.detail, Text).contains('"confirmed_days"')
    found = session.scalars(select(AuditEntry).where(AuditEntry.what == what, told).order_by(AuditEntry.number.desc()))
    return [one for one in found if state in one.detail["states"]]


def digest(entry: AuditEntry) -> str:
    """The sha256 that the line's `hash` must equal."""
    names = ("number", "what", "official_id", "who", "address", "detail", "previous")
    fields = {name: getattr(entry, name) for name in names} | {"at": entry.at.isoformat()}
    return hashlib.sha256(canonical(fields).encode()).hexdigest()
