"""Who has read which letter of this installation, in which language, and what they say of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.official import Official
from mla.storage.database import Base


class LetterReading(Base):
    """One reading of the text of one letter. `letter` is a template's name, or wordings/ and the name of its file.

    `words` is the sha256 of the text that was read: another text has not been read.
    """

    __tablename__ = "letter_reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(index=True)
    letter: Mapped[str]
    words: Mapped[str]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    at: Mapped[datetime]
    remark: Mapped[str] = mapped_column(default="")

    official: Mapped[Official] = relationship(lazy="joined")
