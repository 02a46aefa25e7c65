"""How this ministry sorts its requests: labels, the words of the installation, and priority, each with who and when."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.official import Official
from mla.storage.database import Base

HIGH, NORMAL, LOW = 2, 1, 0
"""How pressing a request is to this ministry; what has no priority on record is normal."""

ON = text("taken_at IS NULL")


class Label(Base):
    """A word by which requests are sorted, kept by the administrator. One that is no longer `offered` stays where it was put."""

    __tablename__ = "label"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    offered: Mapped[bool] = mapped_column(default=True)


class Labelling(Base):
    """A label on a request: who put it on and when, and who took it off again. No row is removed; none leaves this ministry."""

    __tablename__ = "labelling"
    __table_args__ = (
        CheckConstraint("(taken_at IS NULL) = (taken_by_id IS NULL)", name="taken_by_somebody"),
        Index("ix_labelling_on", "label_id", "dossier_id", unique=True, sqlite_where=ON, postgresql_where=ON),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), index=True)
    label_id: Mapped[int] = mapped_column(ForeignKey("label.id"))
    put_by_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    put_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    taken_at: Mapped[datetime | None]

    label: Mapped[Label] = relationship(lazy="joined")
    put_by: Mapped[Official] = relationship(foreign_keys=put_by_id)
    taken_by: Mapped[Official | None] = relationship(foreign_keys=taken_by_id)


class Priority(Base):
    """A priority that was given to a request, with the reason. The newest holds; the register has a copy of it."""

    __tablename__ = "priority"
    __table_args__ = (
        CheckConstraint(f"level IN ({LOW}, {NORMAL}, {HIGH})", name="level"),
        CheckConstraint("reason <> ''", name="with_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), index=True)
    level: Mapped[int]
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    at: Mapped[datetime]

    by: Mapped[Official] = relationship()
