"""How this installation says a sentence of a letter otherwise than it ships."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.official import Official
from mla.storage.database import Base


class LetterCorrection(Base):
    """One sentence of one text in one language: as it read (`was`), and as it is to read (`now`), and why.

    It is used from the moment at which a second official has confirmed it (`decided_by`), until it is `taken_back`.
    """

    __tablename__ = "letter_correction"
    __table_args__ = (
        CheckConstraint("decided_by_id IS NULL OR decided_by_id <> official_id", name="two_officials"),
        CheckConstraint("(decided_by_id IS NULL) = (decided_at IS NULL)", name="decided_at_a_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(index=True)
    letter: Mapped[str]
    was: Mapped[str]
    now: Mapped[str]
    reason: Mapped[str]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    decided_at: Mapped[datetime | None]
    taken_back: Mapped[bool] = mapped_column(default=False)

    official: Mapped[Official] = relationship(lazy="joined", foreign_keys=official_id)
    decided_by: Mapped[Official | None] = relationship(lazy="joined", foreign_keys=decided_by_id)
