"""A redacted copy of a document: what was blacked out on it, why, by whom and when; the copy stands in the file store."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.canonical import Answers
from mla.models.official import Official
from mla.storage.database import Base, Json


class Redaction(Base):
    """A copy of a document of a request on which regions are black. It is never changed; whoever redacts more makes another.

    `original` is the sha256 of the document, by which its copies are found, for the document itself may be detached; `title` is what it
    was called then. `regions` holds for each page, left, top, right and bottom (in hundredths of the page) and the reason; `others` the
    words for a reason that has no name. `language` is that of the words on the copy. `unread` lists the pages on which nobody could look for
    words, `still` those where words stand still that tell who a protected person is, or that were to be black. The audit log has the digest of each. It is no part of the
    record, and leaves this ministry only within a bound dossier or by hand.
    """

    __tablename__ = "redaction"
    __table_args__ = (Index("ix_redaction_of", "dossier_id", "original"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"))
    original: Mapped[str]
    title: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    at: Mapped[datetime]
    regions: Mapped[list[Answers]] = mapped_column(default=list)
    others: Mapped[list[str]] = mapped_column(default=list)
    language: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int]
    unread: Mapped[list[int]] = mapped_column(Json, default=list)
    still: Mapped[list[int]] = mapped_column(Json, default=list)

    by: Mapped[Official] = relationship(lazy="joined")
