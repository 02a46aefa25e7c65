"""What happened to a dossier: one row for every step taken, chained by hash."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.canonical import Answers
from mla.models.official import Official
from mla.storage.database import Base

if TYPE_CHECKING:
    from mla.models.dossier import Dossier


class Event(Base):
    """A step that was taken.

    `answers` is what the step's form asked and was told. `channel` tells how the other side's step reached us
    (package, post, diplomatic ...), with its dates, and is None for our own steps. `content` is the sha256 of
    everything the dossier held right after the step. `proposed_by` is who wrote what `official` then signed. `log_head` names the newest line that the audit log had then, by
    number and hash. `hash` covers all of it and the previous event's hash.
    """

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("dossier_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"), index=True)
    number: Mapped[int]
    trigger: Mapped[str] = mapped_column(index=True)
    from_stage: Mapped[str]
    to_stage: Mapped[str]
    side: Mapped[str]
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    actor: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    answers: Mapped[Answers] = mapped_column(default=dict)
    channel: Mapped[Answers | None]
    content: Mapped[str]
    log_head: Mapped[str] = mapped_column(default="", server_default="")
    previous: Mapped[str]
    hash: Mapped[str]

    official: Mapped[Official | None] = relationship(foreign_keys=official_id)
    proposed_by: Mapped[Official | None] = relationship(foreign_keys=proposed_by_id)
    dossier: Mapped[Dossier] = relationship(back_populates="events")
