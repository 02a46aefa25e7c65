"""Secrets of other systems: each acts as the official who made it, and may do no more."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.models import ApiToken, Official
from mla.storage.tokens import digest, new_token

LONGEST = timedelta(days=366)
"""So long a secret lasts at most; then somebody makes a new one."""


def make(session: Session, official: Official, name: str, may_write: bool, until: date, at: datetime) -> str:
    """A new secret, which is told once: only its digest is kept. The caller commits."""
    token = new_token()
    session.add(
        ApiToken(
            official_id=official.id, name=name, token=digest(token), may_write=may_write, since=at, until=until, used_on=None, ended_at=None
        )
    )  # fmt: skip
    return token


def holder(session: Session, token: str, today: date) -> ApiToken | None:
    """The system behind a secret, while it lasts and its official has an account that may be used."""
    found = session.scalar(select(ApiToken).where(ApiToken.token == digest(token)))
    lasts = found is not None and found.ended_at is None and found.until >= today
    return found if lasts and found and found.official.active else None


def of_official(session: Session, official: Official) -> list[ApiToken]:
    """The systems that come in as an official, the newest first, those that have ended among them."""
    own = select(ApiToken).where(ApiToken.official_id == official.id)
    return list(session.scalars(own.order_by(ApiToken.id.desc())))
