"""A dossier that was bound for somebody: what for, in which order, by whom and when; the PDF stands in the file store."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.canonical import Answers
from mla.models.official import Official
from mla.storage.database import Base


class BoundDossier(Base):
    """One volume of a dossier as it was bound for one purpose (`mla/dossier/purposes.py`). It is never changed.

    `choices` is all that was chosen besides: order, tab sheets, pages of a volume, what else was left out, who certifies it. `volume` of
    `volumes` is which of several books it is. The audit log has the digest of each. It is no part of the record and leaves this ministry
    only by hand.
    """

    __tablename__ = "bound_dossier"

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    at: Mapped[datetime]
    purpose: Mapped[str]
    choices: Mapped[Answers] = mapped_column(default=dict)
    volume: Mapped[int]
    volumes: Mapped[int]
    sha256: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int]

    by: Mapped[Official] = relationship(lazy="joined")
