"""What an official is told of: that something has happened in a request, or is due; and of what each wishes to be told, and how."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.dossier import Dossier
from mla.storage.database import Base

KINDS = (
    "arrival",
    "decision",
    "assignment",
    "submission",
    "sent_back",
    "mention",
    "due_soon",
    "overdue",
    "refused_package",
    "handover",
)


class Notice(Base):
    """One thing of which one official is told, on screen and by mail. It holds no word: pages and mails say it from the records.

    `key` says what it is about, so that nobody is told twice. `number` is that of an entry of the record, of a comment, of a handover pack, or of a letter that
    waits, whichever its kind is of; `on` is the last day of a limit, `at` when it happened. `seen_at` is when it was opened, or put away; `mailed_at`
    when a mail left that names it.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("official_id", "key"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        Index("ix_notice_unseen", "official_id", "id", sqlite_where=text("seen_at IS NULL"), postgresql_where=text("seen_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    dossier_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    key: Mapped[str]
    number: Mapped[int | None]
    on: Mapped[date | None]
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]

    dossier: Mapped[Dossier | None] = relationship()

    @property
    def about(self) -> str:
        """What it is about: an entry, a letter that waits, a comment, a limit, a package that was sent or came, a handover pack (and whether it was made or countersigned)."""
        return self.key.partition(" ")[0]


class NoticeWish(Base):
    """Of what an official does not wish to be told on screen, or by mail, and whether mails come at once instead of once a day."""

    __tablename__ = "notice_wish"

    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True)
    not_shown: Mapped[list[str]] = mapped_column(default=list)
    not_mailed: Mapped[list[str]] = mapped_column(default=list)
    at_once: Mapped[bool] = mapped_column(default=False)
