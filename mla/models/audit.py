"""What happened outside the life of a dossier: sign-ins, refusals, downloads, changes of accounts and peers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mla.canonical import Answers
from mla.storage.database import Base


class AuditEntry(Base):
    """One line of the audit log, chained by hash to the line before it.

    `what` is one of: signed_in, signed_out, sign_in_failed, sign_in_throttled, refused, downloaded,
    revoked, account_changed, peer_changed, sent_by_hand, package_dropped, participation_changed,
    identity_shown, identity_changed, identity_sealed, reminded, alerted, password_change_failed, account_change_proposed, account_change_rejected,
    letter_read, letter_corrected, letter_correction_confirmed, letter_correction_taken_back,
    commented, unit_changed, absence_said, absence_ended,
    label_changed, labelled, label_taken_off, prioritised, handover_made, handover_countersigned,
    setting_changed, dossier_bound, document_redacted.
    """

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    what: Mapped[str] = mapped_column(index=True)
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    who: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="", index=True)
    detail: Mapped[Answers] = mapped_column(default=dict)
    previous: Mapped[str]
    hash: Mapped[str]


class AuditHead(Base):
    """The newest line of the audit log, kept a second time: its number, which is the count of all, and its hash."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    hash: Mapped[str]
