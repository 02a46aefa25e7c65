"""What an official has said of two persons of different requests: that they are the same, or that they are not."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.canonical import Answers
from mla.models.contents import Person
from mla.models.official import Official
from mla.storage.database import Base

STANDS = text("taken_back_at IS NULL")


class Identification(Base):
    """One verdict on two persons, with its reason, until it is taken back. `told` is what both were called on that day.

    Of two persons `one_id` is the lesser number, so that a pair has one verdict whoever is asked about the other.
    """

    __tablename__ = "identification"
    __table_args__ = (
        Index(
            "ix_identification_pair", "one_id", "other_id", unique=True, sqlite_where=STANDS, postgresql_where=STANDS
        ),
        CheckConstraint("one_id < other_id", name="two_persons"),
        CheckConstraint("(taken_back_by_id IS NULL) = (taken_back_at IS NULL)", name="taken_back_at_a_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    one_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    same: Mapped[bool]
    reason: Mapped[str]
    told: Mapped[Answers] = mapped_column(default=dict)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    at: Mapped[datetime]
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    taken_back_at: Mapped[datetime | None]
    taken_back_because: Mapped[str] = mapped_column(default="")

    one: Mapped[Person] = relationship(foreign_keys=one_id)
    other: Mapped[Person] = relationship(foreign_keys=other_id)
    official: Mapped[Official] = relationship(lazy="joined", foreign_keys=official_id)
    taken_back_by: Mapped[Official | None] = relationship(lazy="joined", foreign_keys=taken_back_by_id)

    def of(self, person_id: int) -> int:
        """The other person of the two."""
        return self.other_id if person_id == self.one_id else self.one_id
