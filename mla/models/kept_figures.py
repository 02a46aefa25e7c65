"""Statistics as they were counted last, where there are too many requests to count them for every reader."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from mla.canonical import Answers
from mla.storage.database import Base, Json


class KeptFigures(Base):
    """What was counted for a question: of all requests, for those alone who may see them all; or of those of one official, for him or her alone. Counted anew after some minutes.

    `question` is, for one official, “number:requests he or she works on:examines:”, and then the period that was asked for, as an address writes it. What is late and how old it is depends on the day: `on` is the day for which it was counted.
    """

    __tablename__ = "kept_figures"

    question: Mapped[str] = mapped_column(primary_key=True)
    counted_at: Mapped[datetime]
    on: Mapped[date] = mapped_column("on_day")
    told: Mapped[Answers] = mapped_column(Json)
