"""What one State owes the other beside the request itself: conditions offered and accepted, undertakings given."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mla.models.contents import Item
from mla.storage.database import Base

KINDS = (
    "use_limitation", "death_penalty", "return_originals", "return_person", "retrial", "confidentiality", "erasure",
    "report_on_use", "presence", "speciality", "other",
)  # fmt: skip
STATUSES = ("offered", "accepted", "declined", "dropped", "discharged")


class Obligation(Item, Base):
    """One line of the ledger.

    `side` is the State that set it forth: the requested State offers conditions, the requesting State gives
    undertakings; numbers run within a side, so that letters that cross do not confuse them. `owner` is the State that
    must keep it. `due_on` is its last day, `period` a time that is no date. Offered conditions bind nobody; accepted
    ones do, until a report discharges them (`proof`, and the annexes of that event).
    """

    __tablename__ = "obligation"
    __table_args__ = (
        UniqueConstraint("dossier_id", "side", "number"),
        CheckConstraint("side IN ('requesting', 'requested') AND owner IN ('requesting', 'requested')", name="sides"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("status <> 'discharged' OR discharged_on IS NOT NULL", name="discharged_on_a_day"),
    )

    side: Mapped[str]
    owner: Mapped[str]
    kind: Mapped[str]
    words: Mapped[str]
    due_on: Mapped[date | None]
    period: Mapped[str] = mapped_column(default="")
    status: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    discharged_on: Mapped[date | None]
    proof: Mapped[str] = mapped_column(default="")

    FIELDS = ("side", "number", "owner", "kind", "words", "due_on", "period", "status", "reason", "discharged_on", "proof")  # fmt: skip

    @property
    def name(self) -> str:
        """By which both States call it: whose it is, and its number."""
        return f"{self.side}-{self.number}"
