"""What a request speaks of: persons, offences, measures, attachments. Each is numbered within its dossier."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from mla.canonical import Answers
from mla.storage.database import Base

OUTCOMES = ("done", "done_in_part", "impossible", "refused")
"""How a measure can end."""


class Item:
    """Something numbered within a dossier. The number is what officials and letters call it by."""

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]

    @declared_attr
    @classmethod
    def dossier_id(cls) -> Mapped[uuid.UUID]:
        """The dossier it belongs to."""
        return mapped_column(ForeignKey("dossier.id"), index=True)


class Answered(Item):
    """An item about which a form was filled in. What its answers mean is told by `mla/lifecycle/text.py`."""

    answers: Mapped[Answers] = mapped_column(default=dict)


class PersonKey(Base):
    """One of those by which a person is compared with the persons of other requests (`mla/search.py`)."""

    __tablename__ = "person_key"
    __table_args__ = (Index("ix_person_key_key", "key", "person_id"),)  # whoever is found is read in the index alone

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)


class Person(Answered, Base):
    """A person, natural or legal, whom the request concerns."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("dossier_id", "number"),)

    keys: Mapped[list[PersonKey]] = relationship(cascade="all, delete-orphan")


class Offence(Answered, Base):
    """An offence under the requesting State's law, with its penalty and its place in the Convention."""

    __tablename__ = "offence"
    __table_args__ = (UniqueConstraint("dossier_id", "number"),)


class Measure(Answered, Base):
    """One measure sought, with its own life in the requested State.

    `outcome` is None while the measure is open. `authority` is who executes it there.
    """

    __tablename__ = "measure"
    __table_args__ = (
        UniqueConstraint("dossier_id", "number"),
        CheckConstraint(f"outcome IS NULL OR outcome IN {OUTCOMES}", name="outcome"),
        CheckConstraint("outcome IS NULL OR outcome <> 'refused' OR ground IS NOT NULL", name="refused_with_ground"),
    )

    authority: Mapped[str | None]
    outcome: Mapped[str | None]
    result: Mapped[str] = mapped_column(default="")
    ground: Mapped[str | None]

    @property
    def open(self) -> bool:
        """Whether it still waits for its outcome."""
        return self.outcome is None

    @property
    def status(self) -> str:
        """sought, executing, done, done_in_part, impossible or refused."""
        return self.outcome or ("executing" if self.authority else "sought")


class Attachment(Item, Base):
    """A document attached to a dossier.

    `role` says what it is: part of the request (`request`), sent with a later step (`step`), a received
    letter (`scan`), or a paper of this ministry alone (`internal`). `sent_by` is the number of the event that
    carried it across the border; None means that the other State has never seen it. `side` is the State it
    came from. Numbers run within one side's annexes, and apart within its scans and internal papers. `language` is the
    one it is written in, by its two letters; empty where nobody has said so. `found` says whether the request is found by
    its words; until then it waits to be read.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("dossier_id", "side", "role", "number"),
        CheckConstraint("role IN ('request', 'step', 'scan', 'internal')", name="role"),
        CheckConstraint("role NOT IN ('scan', 'internal') OR sent_by IS NULL", name="internal_stays"),
        Index("ix_attachment_waits", "id", sqlite_where=text("found = 0"), postgresql_where=text("NOT found")),
    )

    side: Mapped[str]
    role: Mapped[str]
    title: Mapped[str]
    filename: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int]
    event_number: Mapped[int]
    sent_by: Mapped[int | None]
    language: Mapped[str] = mapped_column(default="", server_default="")
    found: Mapped[bool] = mapped_column(default=False, server_default=false())
