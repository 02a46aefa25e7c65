"""Agreements between two States: every version a row of its own; one that was accepted here is never changed."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.canonical import Answers
from mla.models.official import Official
from mla.storage.database import Base

STATUSES = ("draft", "laid", "accepted", "arrived", "declined")


class Agreement(Base):
    """One version of an agreement with another State.

    `line` is what all versions of one agreement share. `answers` is what was typed on the form, however unfinished; `told`
    what two officials have signed, or what came from abroad, and `code` and `digest` are those of it. `signed`,
    `in_force_from` and `ends` are copies of what is told. `accepted` counts what was accepted here, in its order.
    `remark` is why it was sent back or declined. `editors` are the e-mail addresses of all who have written in it.
    """

    __tablename__ = "agreement"
    __table_args__ = (
        UniqueConstraint("line", "number"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("status = 'draft' OR (told IS NOT NULL AND code IS NOT NULL)", name="told"),
        CheckConstraint("(status = 'accepted') = (accepted IS NOT NULL)", name="accepted"),
        CheckConstraint("status <> 'accepted' OR checked_by_id IS NOT NULL", name="checked"),
        CheckConstraint("entered_by_id IS NULL OR checked_by_id IS NULL OR entered_by_id <> checked_by_id", name="two"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[uuid.UUID] = mapped_column(index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(index=True)
    status: Mapped[str]
    way: Mapped[str]
    title: Mapped[str]
    answers: Mapped[Answers]
    documents: Mapped[list[Answers]]
    told: Mapped[Answers | None]
    code: Mapped[str | None] = mapped_column(unique=True)
    digest: Mapped[str | None]
    signed: Mapped[date | None]
    in_force_from: Mapped[date | None]
    ends: Mapped[date | None]
    accepted: Mapped[int | None] = mapped_column(unique=True)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    editors: Mapped[list[str]]
    entered_at: Mapped[datetime]
    laid_at: Mapped[datetime | None]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    checked_at: Mapped[datetime | None]
    remark: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    entered_by: Mapped[Official | None] = relationship(foreign_keys=[entered_by_id])
    checked_by: Mapped[Official | None] = relationship(foreign_keys=[checked_by_id])
