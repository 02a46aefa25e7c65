"""A question of the register that an official has kept, and with whom it is shared."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.canonical import Answers
from mla.models.official import Official
from mla.models.unit import Unit
from mla.storage.database import Base

SHARED = ("nobody", "unit", "everybody")


class SavedView(Base):
    """A view of the register: its filters, order and columns, as an address asks for them. It holds questions and no request: whoever opens it
    finds what he or she may see. It outlives the account of whoever made it."""

    __tablename__ = "saved_view"
    __table_args__ = (
        UniqueConstraint("owner_id", "name"),
        CheckConstraint(f"shared IN {SHARED}", name="shared"),
        CheckConstraint("shared <> 'unit' OR unit_id IS NOT NULL", name="shared_with_a_unit"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    name: Mapped[str]
    question: Mapped[Answers]
    shared: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]

    owner: Mapped[Official] = relationship()
    unit: Mapped[Unit | None] = relationship()
