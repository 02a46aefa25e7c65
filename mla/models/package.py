"""Packages on their way out, and packages that came in. Both are kept, whatever became of them."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, LargeBinary, UniqueConstraint, and_, or_, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.dossier import Dossier
from mla.models.event import Event
from mla.storage.database import Base

OUTCOMES = ("applied", "filed", "refused", "held")
FINAL = ("applied", "filed", "refused")
REFUSED = text("outcome = 'refused'")


class Outgoing(Base):
    """One step of ours on its way abroad.

    `package` is the sha256 of the sealed package in the store, or None when the counterpart has no system
    and the paper travels by post. `outcome` comes from the other side's signed receipt; where that State reconsidered what it
    had refused, `earlier_receipt` is the one before.
    """

    __tablename__ = "outgoing"
    __table_args__ = (
        UniqueConstraint("dossier_id", "number"),
        CheckConstraint("outcome IS NULL OR receipt IS NOT NULL", name="outcome_by_receipt"),
        Index("ix_outgoing_refused", "id", sqlite_where=REFUSED, postgresql_where=REFUSED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    number: Mapped[int]
    package: Mapped[str | None] = mapped_column(unique=True)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt: Mapped[datetime | None] = mapped_column(index=True)
    last_error: Mapped[str | None]
    outcome: Mapped[str | None]
    outcome_reason: Mapped[str | None]
    receipt: Mapped[bytes | None] = mapped_column(LargeBinary)
    earlier_receipt: Mapped[bytes | None] = mapped_column(LargeBinary)
    sent_on: Mapped[date | None]
    sent_by: Mapped[str | None]

    dossier: Mapped[Dossier] = relationship(back_populates="outgoing")
    event: Mapped[Event] = relationship()

    @hybrid_property
    def settled(self) -> bool:
        """Whether nothing more is to be done: answered by a final receipt, or sent by post."""
        return self.outcome in FINAL or (self.package is None and self.sent_on is not None)

    @settled.inplace.expression
    @classmethod
    def _settled(cls) -> ColumnElement[bool]:
        by_post = and_(cls.package.is_(None), cls.sent_on.is_not(None))
        return or_(and_(cls.outcome.is_not(None), cls.outcome.in_(FINAL)), by_post)


class Incoming(Base):
    """One package as it came in. Once its `sender` is proven, it is kept byte for byte in the store under its sha256.

    Of a package of unproven origin there is only this row: when it came, its sha256, and why it was refused. `agreement` is
    the code of the agreement between the two States for which it is, or was, held. Where it was reconsidered, `earlier_receipt` is the
    receipt given before, and the new one is to be carried to the sender from `receipt_due` on.
    """

    __tablename__ = "incoming"
    __table_args__ = (CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),)

    @property
    def kept(self) -> bool:
        """Whether its bytes are in the store."""
        return self.sender is not None

    id: Mapped[int] = mapped_column(primary_key=True)
    package: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    how: Mapped[str]
    sender: Mapped[str | None]
    dossier_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    number: Mapped[int | None]
    trigger: Mapped[str | None]
    agreement: Mapped[str | None] = mapped_column(index=True)
    outcome: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    receipt: Mapped[bytes | None] = mapped_column(LargeBinary)
    earlier_receipt: Mapped[bytes | None] = mapped_column(LargeBinary)
    receipt_due: Mapped[datetime | None] = mapped_column(index=True)
