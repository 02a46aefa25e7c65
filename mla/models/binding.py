"""A dossier that is being bound beside the web: who asked for it, how far it is, and why it was not bound, where it was not."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.canonical import Answers
from mla.models.official import Official
from mla.storage.database import Base

STATES = ("waiting", "running", "done", "failed", "cancelled")
OPEN = ("waiting", "running")
"""States from which a job goes on."""


class Binding(Base):
    """One job of the worker (`mla/dossier/jobs.py`). It is no part of the record; the volumes that come of it are.

    `choices` is what was chosen for the dossier, its purpose too; `head` the end of the record at that time: what came later was
    not looked at by whoever asked, and is not bound. `done` of `all` documents are made ready. `host` is the machine that works
    on it, `seen_at` when it last said so, `tries` how often it was begun. `why` holds a sentence as `to_keep` in `mla/words.py` keeps it.
    """

    __tablename__ = "binding"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        Index(
            "ix_binding_open", "id", sqlite_where=text(f"state IN {OPEN}"), postgresql_where=text(f"state IN {OPEN}")
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    at: Mapped[datetime]
    address: Mapped[str]
    choices: Mapped[Answers] = mapped_column(default=dict)
    head: Mapped[str]
    state: Mapped[str] = mapped_column(default="waiting")
    done: Mapped[int] = mapped_column(default=0)
    all: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    host: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    why: Mapped[Answers] = mapped_column(default=dict)

    by: Mapped[Official] = relationship(lazy="joined")

    @property
    def is_open(self) -> bool:
        """Whether it waits or is worked on."""
        return self.state in OPEN
