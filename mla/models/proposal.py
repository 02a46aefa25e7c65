"""A step that is filled in and not yet taken: its letter is read, and where the table says so, a second official signs it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.official import Official
from mla.storage.database import Base

if TYPE_CHECKING:
    from mla.models.dossier import Dossier

STATUSES = ("prepared", "proposed", "sent_back")
"""Its author reads it; it waits for a second official; a second official sent it back with words."""


class Proposal(Base):
    """A filled form of one step of one request. It is no event, and the other State never learns of it.

    `content` holds the answers and the documents, sealed (`mla/steps/proposals.py`). `shown` tells which letter each
    official was shown last: whoever signs has seen what is sent. `changed_by` wrote in it after its author. Once the
    request has moved on without it (`overtaken_at`), nobody signs it any more.
    """

    __tablename__ = "proposal"
    __table_args__ = (CheckConstraint(f"status IN {STATUSES}", name="status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"), index=True)
    trigger: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    status: Mapped[str] = mapped_column(default="prepared")
    at: Mapped[datetime] = mapped_column(index=True)
    content: Mapped[bytes]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    returned_by_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    remark: Mapped[str] = mapped_column(default="")
    overtaken_at: Mapped[datetime | None]

    author: Mapped[Official] = relationship(foreign_keys=author_id)
    returned_by: Mapped[Official | None] = relationship(foreign_keys=returned_by_id)
    changed_by: Mapped[Official | None] = relationship(foreign_keys=changed_by_id)
    dossier: Mapped[Dossier] = relationship()
    shown: Mapped[list[LetterShown]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    def shown_to(self, official: int) -> LetterShown | None:
        """The letter that this official was shown last."""
        return next((one for one in self.shown if one.official_id == official), None)

    def other_writer(self, official: int) -> int | None:
        """Who of those who wrote it, last first, is another than this official; None where nobody is."""
        writers = (self.changed_by_id, self.author_id)
        return next((one for one in writers if one is not None and one != official), None)


class LetterShown(Base):
    """The letter of a proposal as an official was shown it: `mark` tells it from any other, `letter` is sealed."""

    __tablename__ = "letter_shown"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True)
    mark: Mapped[str]
    letter: Mapped[bytes]

    official: Mapped[Official] = relationship()
