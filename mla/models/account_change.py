"""A change of an account that one administrator has proposed and a second has not yet confirmed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.models.official import Official
from mla.storage.database import Base


class AccountChange(Base):
    """What the account is to be: its address, roles and whether it may be used. A newer proposal replaces it.

    `password` is the hash of a new password, empty where the present one stays; `invite` says that its owner gets a link to
    choose one.
    """

    __tablename__ = "account_change"

    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    at: Mapped[datetime]
    email: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(default=list)
    active: Mapped[bool]
    password: Mapped[str] = mapped_column(default="")
    invite: Mapped[bool] = mapped_column(default=False)

    official: Mapped[Official] = relationship(foreign_keys=official_id)
    proposed_by: Mapped[Official] = relationship(foreign_keys=proposed_by_id)
