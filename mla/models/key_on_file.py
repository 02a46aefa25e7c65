"""Public keys, ours and other States', with the time during which each was the one in use."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from mla.storage.database import Base


class KeyOnFile(Base):
    """An Ed25519 public key of a State (our own State among them), from `since` until before `until`.

    Rows are only ever closed and added. `since` None: from the beginning, for it was the first. `until` None: still in use.
    """

    __tablename__ = "key_on_file"
    __table_args__ = (CheckConstraint("since IS NULL OR until IS NULL OR since <= until", name="period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(index=True)
    key: Mapped[bytes] = mapped_column(LargeBinary)
    since: Mapped[datetime | None]
    until: Mapped[datetime | None]
