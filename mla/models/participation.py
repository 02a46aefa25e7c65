"""Which State takes part in which instrument, and since when: every change a row of its own, none ever overwritten."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mla.canonical import Answers
from mla.storage.database import Base


class Participation(Base):
    """What was known, at one moment, of one State's part in one instrument. The highest `number` is what holds.

    `reservations` names articles and `annexes` annexes, each as {"what", "since", "until"}. `provisional_scope` names
    parts of the instrument; empty means the whole. `cut_off` is the date before which acts are reserved.
    `in_force_by` is the day of a list that names the State without saying since when. `checked_on`
    and `checked_by` tell who last held it against the source; `recorded_at` and `recorded_by` who wrote it here.
    """

    __tablename__ = "participation"
    __table_args__ = (
        UniqueConstraint("state", "instrument", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("source <> '' AND mark <> ''", name="sourced"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    instrument: Mapped[str] = mapped_column(index=True)
    number: Mapped[int]
    signed: Mapped[date | None]
    ratified: Mapped[date | None]
    in_force_from: Mapped[date | None]
    provisional_from: Mapped[date | None]
    provisional_until: Mapped[date | None]
    provisional_scope: Mapped[list[str]]
    denounced_effective: Mapped[date | None]
    cut_off: Mapped[date | None]
    reservations: Mapped[list[Answers]]
    annexes: Mapped[list[Answers]]
    annex_cut_offs: Mapped[list[Answers]]
    objections: Mapped[list[Answers]]
    act: Mapped[str]
    in_force_by: Mapped[date | None]
    denounced: Mapped[date | None]
    territory: Mapped[str]
    declarations: Mapped[str]
    source: Mapped[str]
    mark: Mapped[str]
    checked_on: Mapped[date]
    checked_by: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class ParticipationList(Base):
    """A list of who takes part that was taken in: its day, its source, and whether it is held to name all. The newest holds."""

    __tablename__ = "participation_list"
    __table_args__ = (
        UniqueConstraint("code", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("source <> '' AND mark <> ''", name="sourced"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    number: Mapped[int]
    day: Mapped[date]
    source: Mapped[str]
    mark: Mapped[str]
    complete: Mapped[bool]
    count: Mapped[int]
    gaps: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
