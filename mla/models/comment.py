"""What officials of this ministry say to each other about a request, and whom they ask to look."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.official import Official
from mla.storage.database import Base

ACTS = ("said", "resolved", "reopened")
"""What an entry of a thread does: it says something, and settles what the thread is about, or opens it again."""

WHOLE, ON_SECTION, ON_ITEM, ON_LETTER, ON_PAPER = "request", "section:", "item:", "letter:", "paper:"
"""The place of a comment, or how it begins."""


class Comment(Base):
    """One entry of a thread. The first has no `thread`, and its `open` and `blocks` are those of the whole thread.

    `place` is “request”, “section:state_facts” (a section of the text), “item:name_person:12” (an item of a list, by its row: its number may change), “letter:refuse” (the letter of a step, while it waits) or
    “paper:7” (what entry 7 sent or received). Its words are never changed and no row is removed; no row is part of the record, of
    its digests, or of anything that leaves this ministry.
    """

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint(f"act IN {ACTS}", name="act"),
        CheckConstraint("thread_id IS NULL OR NOT (blocks OR open)", name="thread_is_told_by_its_first"),
        Index("ix_comment_open", "open", "blocks", "dossier_id"),
        Index("ix_comment_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), index=True)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    place: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    at: Mapped[datetime]
    act: Mapped[str]
    words: Mapped[str]
    blocks: Mapped[bool]
    open: Mapped[bool]

    author: Mapped[Official] = relationship(lazy="joined")
    mentions: Mapped[list[Mention]] = relationship(lazy="selectin", order_by="Mention.official_id")


class Mention(Base):
    """An official who is asked to look at an entry; `seen_at` is when the thread was opened or answered."""

    __tablename__ = "comment_mention"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True, index=True)
    seen_at: Mapped[datetime | None]

    official: Mapped[Official] = relationship(lazy="joined")
