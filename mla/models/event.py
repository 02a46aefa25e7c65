"""What happened to a dossier: one row for every step taken, chained by hash."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.canonical import Answers
from mla.lifecycle.case_file import EventRecord
from mla.models.official import Official
from mla.storage.database import Base, local_day

if TYPE_CHECKING:
    from mla.models.dossier import Dossier


NOTED = ("request_text", "text_laid_before", "text_translated", "letter_translated")
"""What the application itself notes beside the answers of a form: names of texts in the store."""


class Event(Base):
    """A step that was taken.

    `answers` is what the step's form asked and was told. `channel` tells how the other side's step reached us
    (package, post, diplomatic ...), with its dates, and is None for our own steps. `content` is the sha256 of
    everything the dossier held right after the step. `proposed_by` is who wrote what `official` then signed. `log_head` names the newest line that the audit log had then, by
    number and hash. `hash` covers all of it and the previous event's hash.

    One that was recorded in error is struck out by a later one (`struck_by`, its number): it stays in the record, and nobody reads it.

    `written` and `written_channel` are what was recorded then, and stay so. Where a later event corrects it
    (`corrected_by`, its number), `answers` and `channel` are as corrected: this is what everybody reads.
    """

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("dossier_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"), index=True)
    number: Mapped[int]
    trigger: Mapped[str] = mapped_column(index=True)
    from_stage: Mapped[str]
    to_stage: Mapped[str]
    side: Mapped[str]
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    actor: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    written: Mapped[Answers] = mapped_column("answers", default=dict)
    written_channel: Mapped[Answers | None] = mapped_column("channel")
    corrected_by: Mapped[int | None]
    struck_by: Mapped[int | None]
    content: Mapped[str]
    log_head: Mapped[str] = mapped_column(default="", server_default="")
    previous: Mapped[str]
    hash: Mapped[str]

    official: Mapped[Official | None] = relationship(foreign_keys=official_id)
    proposed_by: Mapped[Official | None] = relationship(foreign_keys=proposed_by_id)
    dossier: Mapped[Dossier] = relationship(back_populates="record")

    @property
    def answers(self) -> Answers:
        """What was said with the step, as it stands after corrections."""
        newer = self._correction
        return {**newer.get("told", {}), **_kept(self.written)} if newer else self.written or {}

    @answers.setter
    def answers(self, told: Answers) -> None:
        self.written = told

    @property
    def channel(self) -> Answers | None:
        """How the other side's step reached us, as it stands after corrections."""
        newer = (self._correction or {}).get("channel")
        return {**(self.written_channel or {}), **newer} if newer else self.written_channel

    @channel.setter
    def channel(self, told: Answers | None) -> None:
        self.written_channel = told

    @property
    def _correction(self) -> Answers | None:
        if self.corrected_by is None:
            return None
        return next((event.written for event in self.dossier.record if event.number == self.corrected_by), None)


def _kept(written: Answers) -> Answers:
    """What the application itself noted beside the answers of the form: no correction of a form touches it."""
    return {name: value for name, value in written.items() if name in NOTED}


def day_of(event: EventRecord, zone: str) -> date:
    """The day of a step as both States know it: the day of the sender's calendar, which travels with package and letter."""
    told = (event.channel or {}).get("sent_on")
    return date.fromisoformat(told) if told else local_day(event.at, zone)
