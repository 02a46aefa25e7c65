"""How far an official has read the story of a request."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mla.storage.database import Base


class LastRead(Base):
    """The newest entry of a request's history that stood on the page when this official last opened it."""

    __tablename__ = "last_read"

    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    event: Mapped[int]
