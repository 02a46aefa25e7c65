"""A link by which somebody with an account chooses a password."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.official import Official
from mla.storage.database import Base


class Invitation(Base):
    """An account has at most one: a newer one replaces it. Only the sha256 of its token stands here."""

    __tablename__ = "invitation"

    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    since: Mapped[datetime]
    expires: Mapped[datetime]

    official: Mapped[Official] = relationship(lazy="joined")
