"""What is known of how a State wishes to be asked: every change a row of its own, none ever overwritten."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mla.storage.database import Base


class SheetEntry(Base):
    """One answer on a State's sheet, as it was known at one moment. The highest `number` is what holds.

    `topic` is a question of the sheet (`mla/participation/sheets.py`), `measure` the kind of help it is about, empty
    when it is about all. An empty `answer` says that nothing is known any more. `checked_on` and `checked_by` tell who
    last held it against the source; `recorded_at` and `recorded_by` who wrote it here.
    """

    __tablename__ = "sheet_entry"
    __table_args__ = (
        UniqueConstraint("state", "topic", "measure", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("source <> '' AND mark <> ''", name="sourced"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    topic: Mapped[str]
    measure: Mapped[str]
    number: Mapped[int]
    answer: Mapped[str]
    source: Mapped[str]
    mark: Mapped[str]
    checked_on: Mapped[date]
    checked_by: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
