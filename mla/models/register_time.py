"""How long a request took until something was reached, and whose time the days were: what statistics of time read."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from mla.storage.database import Base


class RegisterTime(Base):
    """How long a request took from its sending until something was reached. Written with every step that may reach it, proved by `mla verify`.

    `side` and `opened_on` are those of the request. `reached` is what: a value of `Reached` (`mla/register/times.py`). `reached_on` is the day on which this ministry knew of it, `days` how many days had passed since
    the request was sent. The other columns say whose time these days were (`mla/deadlines/time_used.py`); they make up the whole.
    """

    __tablename__ = "register_time"
    __table_args__ = (
        CheckConstraint("days >= 0", name="no_time_runs_backwards"),
        Index("ix_register_time_opened_on", "opened_on"),
        Index("ix_register_time_reached_on", "reached", "side", "reached_on"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), primary_key=True)
    reached: Mapped[str] = mapped_column(primary_key=True)
    side: Mapped[str]
    opened_on: Mapped[date]
    reached_on: Mapped[date]
    days: Mapped[int]
    requesting: Mapped[int]
    requested: Mapped[int]
    post: Mapped[int]
    authority: Mapped[int]
    court: Mapped[int]
    translation: Mapped[int]


WHOSE = ("requesting", "requested", "post", "authority", "court", "translation")
"""Whose time a day can be, as the columns are called."""
