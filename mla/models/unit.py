"""The units of this ministry."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from mla.storage.database import Base


class Unit(Base):
    """A part of the ministry to which officials belong, each to one at most. Letters print its name under the signature, in the
    letter's language where it was given in it. A request lies with the unit of the official who deals with it; that stands nowhere else."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    name_fr: Mapped[str] = mapped_column(default="", server_default="")
    name_es: Mapped[str] = mapped_column(default="", server_default="")

    def name_in(self, language: str) -> str:
        """The name as letters in a language print it."""
        return {"fr": self.name_fr, "es": self.name_es}.get(language) or self.name
