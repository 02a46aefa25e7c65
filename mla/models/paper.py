"""Formal papers: drawn once by a step, or received from abroad; never drawn again."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.event import Event
from mla.storage.database import Base

if TYPE_CHECKING:
    from mla.models.dossier import Dossier


class Paper(Base):
    """A formal document. `number` counts the papers of one side in one dossier; `sha256` finds the PDF in the store.

    `side` is the State that wrote it; “domestic” for our letters to own authorities, which no other State ever sees. `found`
    says whether the request is found by its words; until then it waits to be read.
    """

    __tablename__ = "paper"
    __table_args__ = (
        UniqueConstraint("dossier_id", "side", "number"),
        Index("ix_paper_waits", "id", sqlite_where=text("found = 0"), postgresql_where=text("NOT found")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), unique=True)
    name: Mapped[str]
    side: Mapped[str]
    number: Mapped[int]
    language: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int]
    at: Mapped[datetime]
    found: Mapped[bool] = mapped_column(default=False, server_default=false())

    dossier: Mapped[Dossier] = relationship(back_populates="papers")
    event: Mapped[Event] = relationship()

    @property
    def event_number(self) -> int:
        """The number of its entry in the history."""
        return self.event.number
