"""A matter: one investigation or case of this ministry, which may need several requests to several States."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.official import Official
from mla.storage.database import Base


class Matter(Base):
    """What this ministry files together. It never crosses the border, and the other State knows nothing of it."""

    __tablename__ = "matter"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("official.id"))

    opened_by: Mapped[Official] = relationship()
