"""What a ministry says again and again: its own paragraphs, to be put into a text and changed there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.official import Official
from mla.storage.database import Base


class Paragraph(Base):
    """A paragraph of the ministry's own, for one question of one step (`place`, as “set_terms.costs”).

    `kind` is the kind of request and `measure` the kind of help for which it is meant, empty where it is for all;
    `language` the language of the papers in which it is written. It stays in this ministry; what is inserted is copied.
    """

    __tablename__ = "paragraph"
    __table_args__ = (CheckConstraint("title <> '' AND text <> '' AND place <> ''", name="told"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str]
    kind: Mapped[str]
    measure: Mapped[str]
    language: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    changed_by: Mapped[Official] = relationship()
