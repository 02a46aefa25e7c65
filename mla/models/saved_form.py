"""What an official had typed when the session ended, until the form is sent again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mla.storage.database import Base


class SavedForm(Base):
    """The words of one form of one official, sealed (see `mla/accounts/saved_forms.py`). `address` is the page of the form."""

    __tablename__ = "saved_form"

    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    words: Mapped[bytes]
