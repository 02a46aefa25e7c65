"""The secret with which another system of the ministry comes in, in the name of an official."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.official import Official
from mla.storage.database import Base


class ApiToken(Base):
    """A system of the ministry that reads, or also writes, as one official may, until a day; `token` is the sha256 of its secret.

    `used_on` is the last day on which it came in, `ended_at` when the official ended it.
    """

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    name: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)
    may_write: Mapped[bool]
    since: Mapped[datetime]
    until: Mapped[date]
    used_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]

    official: Mapped[Official] = relationship(lazy="joined")
