"""Absences: said beforehand or on the day, ended early, never two of one official at once. They give nobody a role, and no sight that only an administrator grants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.lifecycle.shared import CASEWORK
from mla.lifecycle.terms import Role
from mla.models import Absence, Official
from mla.permission import SEES_ALL
from mla.words import _, day_in_words


class AbsenceRefused(Exception):
    """It cannot be said so; the message is the sentence to show."""


@dataclass(frozen=True)
class Away:
    """What is said of an absence: the days, both included, and the substitute."""

    first: date
    last: date
    substitute: Official


def may_say(by: Official, whose: Official) -> bool:
    """Whether an official says of another, or of himself or herself, that he or she is absent."""
    return by.id == whose.id or decides_who_works(by) or by.has(Role.ADMINISTRATOR)


def decides_who_works(by: Official) -> bool:
    """Whether an official sees every request and works on them, and so decides who deals with what."""
    return by.has(*SEES_ALL) and by.has(*CASEWORK)


def who_may_stand_in(by: Official, whose: Official, officials: Iterable[Official]) -> list[Official]:
    """The colleagues whom `by` may name. An administrator, who sees no request, gives nobody sight of one: only whoever sees all of them may be named."""
    working = [one for one in officials if one.id != whose.id and one.has(*CASEWORK)]
    if by.id == whose.id or decides_who_works(by):
        return working
    return [one for one in working if one.has(*SEES_ALL)]


def say(session: Session, by: Official, whose: Official, told: Away, at: datetime, zone: str) -> Absence:
    """Keep an absence; the caller commits. `zone` is the ministry's. Raises AbsenceRefused where it overlaps another, or the substitute is absent, too."""
    session.scalars(
        select(Official.id).where(Official.id == whose.id).with_for_update()
    ).one()  # two who say it at once queue up
    since, until = _midnight(told.first, zone), _midnight(told.last + timedelta(days=1), zone)
    ahead = max(since, at), until
    if there := _overlapping(session, whose, *ahead):
        raise AbsenceRefused(
            _("An absence from %(first)s until %(last)s stands here already. End that one first.", **_days(there))
        )
    if there := _overlapping(session, told.substitute, *ahead):
        why = _(
            "%(name)s is absent from %(first)s until %(last)s. Choose somebody else.",
            name=told.substitute.name,
            **_days(there),
        )
        raise AbsenceRefused(why)
    made = Absence(
        official=whose, substitute=told.substitute, first=told.first, last=told.last, since=since, until=until,
        said_by=by, said_at=at,
    )  # fmt: skip
    session.add(made)
    return made


def end(session: Session, absence: Absence, at: datetime, today: date) -> None:
    """End an absence now: one that has not begun is taken back. The caller commits."""
    if absence.since >= at:
        session.delete(absence)
        return
    absence.last, absence.until = max(absence.first, min(absence.last, today)), at


def not_over(session: Session, whose: Official, at: datetime) -> list[Absence]:
    """The absences of an official that run or are still to come, the next first."""
    wanted = select(Absence).where(Absence.official_id == whose.id, Absence.until > at).order_by(Absence.since)
    return list(session.scalars(wanted))


def _overlapping(session: Session, whose: Official, since: datetime, until: datetime) -> Absence | None:
    same = (Absence.official_id == whose.id, Absence.since < until, Absence.until > since)
    return session.scalars(select(Absence).where(*same).order_by(Absence.since)).first()


def _days(one: Absence) -> dict[str, object]:
    return {"first": day_in_words(one.first), "last": day_in_words(one.last)}


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))
