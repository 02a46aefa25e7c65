"""Addresses of other systems that are told of each step, and what was told."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.event import Event
from mla.models.official import Official
from mla.storage.database import Base


class Webhook(Base):
    """An address that is told of each step of the requests that its official sees. `secret` is sealed: with it the system knows our word.

    `looked_until` is the moment until which the records were gone through for it.
    """

    __tablename__ = "webhook"

    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    name: Mapped[str]
    address: Mapped[str]
    secret: Mapped[bytes]
    since: Mapped[datetime]
    looked_until: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    official: Mapped[Official] = relationship(lazy="joined")


class WebhookDelivery(Base):
    """One step that an address is told of: when it is tried next, how often it was, when it was taken, or given up."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        UniqueConstraint("webhook_id", "event_id"),
        Index(
            "ix_webhook_delivery_waits", "next_attempt", sqlite_where=text("next_attempt IS NOT NULL"),
            postgresql_where=text("next_attempt IS NOT NULL"),
        ),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhook.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt: Mapped[datetime | None]
    taken_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(default="")

    webhook: Mapped[Webhook] = relationship(lazy="joined")
    event: Mapped[Event] = relationship()
