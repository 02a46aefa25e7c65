"""What a request speaks of: persons, offences, measures, attachments. Each is numbered within its dossier."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

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


class Told(Item):
    """An item whose text is exactly what its form was told."""

    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)

    def __getattr__(self, name: str) -> Any:
        """Read what was said as if it were a field: `person.family_name`; empty when nothing was said."""
        if name.startswith("_"):
            raise AttributeError(name)
        return (self.answers or {}).get(name, "")


class Person(Told, Base):
    """A person, natural or legal, whom the request concerns."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("dossier_id", "number"),)
    protected: Mapped[bool] = mapped_column(default=False)

    ABROAD: ClassVar = ("nature", "capacity", "protected", "pseudonym", "offences")
    """What the other State may know of a protected person: in the letter, in the package, in the text it reads."""
    SHOWN: ClassVar = (*ABROAD, "link", "rights")
    """What pages of this ministry show of one."""

    def hidden(self) -> list[str]:
        """The answers that tell who a protected person is."""
        known = (*self.SHOWN, "unfinished", "missing")
        return [name for name in self.answers if name not in known] if self.protected else []

    def known_abroad(self) -> dict[str, Any]:
        """What may be said of the person abroad: of a protected person, nothing that tells who it is."""
        if not self.protected:
            return dict(self.answers)
        return {name: self.answers[name] for name in self.ABROAD if name in self.answers}

    def shown(self) -> dict[str, Any]:
        """What pages of this ministry show: of a protected person, nothing that tells who it is."""
        if not self.protected:
            return dict(self.answers)
        return {name: self.answers[name] for name in self.SHOWN if name in self.answers}


class Offence(Told, Base):
    """An offence under the requesting State's law, with its penalty and its place in the Convention."""

    __tablename__ = "offence"
    __table_args__ = (UniqueConstraint("dossier_id", "number"),)


class Measure(Told, Base):
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
    def standing(self) -> str:
        """sought, executing, done, done_in_part, impossible or refused."""
        return self.outcome or ("executing" if self.authority else "sought")


class Attachment(Item, Base):
    """A document attached to a dossier.

    `role` says what it is: part of the request (`request`), sent with a later step (`step`), a received
    letter (`scan`), or a paper of this ministry alone (`internal`). `sent_by` is the number of the event that
    carried it across the border; None means that the other State has never seen it. `side` is the State it
    came from. Numbers run within one side's annexes, and apart within its scans and internal papers.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("dossier_id", "side", "role", "number"),
        CheckConstraint("role IN ('request', 'step', 'scan', 'internal')", name="role"),
        CheckConstraint("role NOT IN ('scan', 'internal') OR sent_by IS NULL", name="internal_stays"),
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

    FIELDS: ClassVar = ("number", "side", "role", "title", "filename", "media_type", "sha256", "size", "pages")
