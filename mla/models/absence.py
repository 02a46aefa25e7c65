"""When an official is absent, and who stands in for him or her."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.storage.database import Base, now
from mla.words import _, day_in_words

if TYPE_CHECKING:
    from mla.models.official import Official


class Absence(Base):
    """The days on which an official is absent, both included, and the substitute. `since` and `until` are the moments at which these days
    begin and are over at the ministry, so that whoever asks needs no calendar."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("first <= last AND since < until", name="days_in_order"),
        CheckConstraint("official_id <> substitute_id", name="by_another"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    substitute_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    first: Mapped[date]
    last: Mapped[date]
    since: Mapped[datetime]
    until: Mapped[datetime]
    said_by_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    said_at: Mapped[datetime]

    official: Mapped[Official] = relationship(foreign_keys=official_id)
    substitute: Mapped[Official] = relationship(foreign_keys=substitute_id)
    said_by: Mapped[Official] = relationship(foreign_keys=said_by_id)

    @property
    def runs(self) -> bool:
        """Whether the official is absent at this moment."""
        return self.since <= now() < self.until

    @property
    def told(self) -> str:
        """Who is absent, as a choice names him or her."""
        told = {"name": self.official.name, "day": day_in_words(self.last), "substitute": self.who_stands_in}
        return _("%(name)s (absent until %(day)s; %(substitute)s stands in)", **told)

    @property
    def who_stands_in(self) -> str:
        """The name of the substitute; nobody, where that account was closed since."""
        return self.substitute.name if self.substitute.active else _("nobody")
