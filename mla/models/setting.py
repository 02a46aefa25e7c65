"""What an administrator has set on screen: each change a row of its own, so that what stood before stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.canonical import Answers
from mla.models.official import Official
from mla.storage.database import Base

NAMES = ("letterhead", "numbering", "holidays", "news")


class Setting(Base):
    """One change of a setting. Rows are only added; the newest of each name stands.

    `number` counts the changes of one name from 1 on. `value` is what `mla/settings.py` reads, None where the settings of the environment
    stand again. `entered_at` is when the register was written with it: at once, but for days off, with which the courier writes it anew.
    """

    __tablename__ = "setting"
    __table_args__ = (
        UniqueConstraint("name", "number"),
        CheckConstraint(f"name IN {NAMES}", name="name"),
        CheckConstraint("reason <> '' AND number > 0", name="told"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    number: Mapped[int]
    value: Mapped[Answers | None]
    reason: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    entered_at: Mapped[datetime | None]

    by: Mapped[Official] = relationship()
