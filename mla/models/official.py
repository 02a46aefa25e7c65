"""An official of this ministry, and the sessions in which they are signed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, and_, bindparam, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.lifecycle.terms import Role
from mla.models.absence import Absence
from mla.models.unit import Unit
from mla.storage.database import Base, Moment, now

NOT_OVER = Absence.until > bindparam(None, callable_=now, type_=Moment())
"""What runs or is still to come: of years of absences only these are read."""


class Official(Base):
    """A person with an account. `roles` holds the names of `Role`; letters print function and unit under the name, each in
    the letter's language where it was given in it, else as it stands without a language. Whoever heads the unit (a head, a deputy)
    is shown its figures; that gives no right. `language` is that of the screens, where one was chosen;
    whoever is `introduced` has read how the desk is used."""

    __tablename__ = "official"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    function: Mapped[str] = mapped_column(default="")
    function_fr: Mapped[str] = mapped_column(default="", server_default="")
    function_es: Mapped[str] = mapped_column(default="", server_default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    heads_unit: Mapped[bool] = mapped_column(default=False, server_default=false())
    email: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(default=list)
    active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(default="", server_default="")
    introduced: Mapped[bool] = mapped_column(default=False, server_default=false())

    unit: Mapped[Unit | None] = relationship()
    absences: Mapped[list[Absence]] = relationship(
        primaryjoin=lambda: and_(Absence.official_id == Official.id, NOT_OVER), order_by=Absence.since, viewonly=True
    )
    substitutions: Mapped[list[Absence]] = relationship(
        primaryjoin=lambda: and_(Absence.substitute_id == Official.id, NOT_OVER), order_by=Absence.since, viewonly=True
    )

    # What flask-login asks of whoever is signed in. (It keeps a session's token, not the official's number.)
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        """Whether the account may be used."""
        return self.active

    def function_in(self, language: str) -> str:
        """The function as letters in a language print it."""
        return {"fr": self.function_fr, "es": self.function_es}.get(language) or self.function

    def unit_in(self, language: str) -> str:
        """The unit as letters in a language print it; empty where the official belongs to none."""
        return self.unit.name_in(language) if self.unit else ""

    @property
    def away(self) -> Absence | None:
        """The absence of this official that runs at this moment, if any."""
        return next((one for one in self.absences if one.runs), None)

    @property
    def told(self) -> str:
        """The name as a choice tells it: of somebody who is absent, until when and who stands in."""
        return self.away.told if self.away else self.name

    def has(self, *roles: Role) -> bool:
        """Whether the official holds one of these roles."""
        return any(role in self.roles for role in roles)


class CalendarFeed(Base):
    """The secret address of an official's calendar. Only its sha256 stands here; a new one replaces it."""

    __tablename__ = "calendar_feed"

    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    since: Mapped[datetime]


class SignIn(Base):
    """One signed-in session, known to the server, so that it expires and can be revoked.

    The cookie holds a random token; only its sha256 stands here.
    """

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    since: Mapped[datetime]
    last_seen: Mapped[datetime]
    expires: Mapped[datetime]
    revoked: Mapped[datetime | None]
    address: Mapped[str] = mapped_column(default="")
    browser: Mapped[str] = mapped_column(default="")

    official: Mapped[Official] = relationship(lazy="joined")
