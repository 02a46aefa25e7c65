"""The other ministries that run this system, known by their keys."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from mla.storage.database import Base


class Peer(Base):
    """Another State's installation: its Ed25519 public key (32 bytes) and, if it has one, its address.

    Without `url` packages are carried by hand as files.
    """

    __tablename__ = "peer"

    state: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_fr: Mapped[str | None]
    name_es: Mapped[str | None]
    key: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    url: Mapped[str | None]
    trusted: Mapped[bool] = mapped_column(default=True)
