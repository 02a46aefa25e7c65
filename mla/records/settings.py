"""What an administrator has set on screen: how it is kept, and what stands. Each change is a row, with its line in the audit log."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config import Config
from mla.canonical import Answers
from mla.models import Official, ReferenceCounter, Setting
from mla.records import audit
from mla.records.digests import setting_digest
from mla.settings import DaysOff, Numbering, of_environment, read

LATER = ("holidays",)
"""With these the register is written anew, by the courier."""


def standing(session: Session) -> dict[str, Answers]:
    """What was set and stands, by name; what was set back to the environment is not there."""
    newest = select(func.max(Setting.id)).group_by(Setting.name)
    rows = session.scalars(select(Setting).where(Setting.id.in_(newest)))
    return {row.name: row.value for row in rows if row.value is not None}


def every_numbering(session: Session, config: Config) -> list[Numbering]:
    """Every way in which references were written at some time: the newest first, that of the environment last."""
    rows = session.scalars(select(Setting).where(Setting.name == "numbering").order_by(Setting.id.desc()))
    found = [read(Numbering, row.value) for row in rows]
    return [*filter(None, found), of_environment(config).numbering]


def next_numbers(session: Session, state: str, year: int) -> dict[str, int]:
    """The number that the next request of each kind gets, by the letters of the kind; 1 where none was given yet."""
    rows = session.scalars(select(ReferenceCounter).where(ReferenceCounter.year == year))
    return {row.series.removeprefix(f"{state}-"): row.last + 1 for row in rows}


def history(session: Session, name: str) -> list[Setting]:
    """Every change of a setting, the newest first."""
    return list(session.scalars(select(Setting).where(Setting.name == name).order_by(Setting.number.desc())))


def change(
    session: Session, name: str, value: Answers | None, reason: str, by: Official, at: datetime, address: str
) -> Setting:
    """Set something, or leave it to the environment again (None). The caller commits.

    Whoever changes the same at the same time fails at the number, which is unique.
    """
    last = session.scalar(select(func.max(Setting.number)).where(Setting.name == name)) or 0
    entered = None if name in LATER else at
    row = Setting(name=name, number=last + 1, value=value, reason=reason, at=at, by_id=by.id, entered_at=entered)
    session.add(row)
    session.flush()
    audit.note(
        session, "setting_changed", by, address, setting=row.id, name=name, change=row.number, reason=reason, sha256=setting_digest(row),
    )  # fmt: skip
    return row


def moved_from(session: Session, row: Setting) -> date:
    """From which day on a change of days off may move time limits: the first that is not as it was before."""
    earlier = select(Setting).where(Setting.name == row.name, Setting.number == row.number - 1)
    before, after = (read(DaysOff, one.value if one else None) or DaysOff() for one in (session.scalar(earlier), row))
    if before.weekend != after.weekend:
        return date.min
    return min((one.on for one in {*before.days} ^ {*after.days}), default=date.max)
