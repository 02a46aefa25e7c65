"""What lay with one official when it was handed over to another, and whether the successor has countersigned it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.canonical import Answers
from mla.models.official import Official
from mla.storage.database import Base

if TYPE_CHECKING:
    from mla.models.dossier import Dossier


class Handover(Base):
    """One handover pack: from whom, to whom, by whom, why. It is never changed after it was made, but for its countersignature.

    `digest` is the sha256 of all that it says (`handover_digest`); the audit log has it too. It is no part of any record and leaves this
    ministry never. `remark` is what the successor says on countersigning.
    """

    __tablename__ = "handover"
    __table_args__ = (
        CheckConstraint("successor_id <> whose_id", name="to_somebody_else"),
        Index("ix_handover_countersigned_at", "countersigned_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    whose_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    successor_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    at: Mapped[datetime]
    reason: Mapped[str]
    digest: Mapped[str]
    countersigned_at: Mapped[datetime | None]
    remark: Mapped[str] = mapped_column(default="")

    whose: Mapped[Official] = relationship(lazy="joined", foreign_keys=whose_id)
    by: Mapped[Official] = relationship(lazy="joined", foreign_keys=by_id)
    successor: Mapped[Official] = relationship(lazy="joined", foreign_keys=successor_id)
    lines: Mapped[list[HandoverLine]] = relationship(order_by="HandoverLine.place", cascade="all, delete-orphan")


class HandoverLine(Base):
    """What a pack says of one request, the most urgent first, with the remark of whoever handed it over.

    `told` names a person by number and a comment by its own, so that nothing is kept here that a page would not show today. A request that
    is not `handed` over lies with somebody else: something in it waits for the official who leaves.
    """

    __tablename__ = "handover_line"

    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"), index=True)
    handed: Mapped[bool]
    told: Mapped[Answers]
    remark: Mapped[str]

    dossier: Mapped[Dossier] = relationship()
