"""All figures of a period: counted at once where there are few requests; where there are many, kept for some minutes.

What is kept says when it was counted. Those who may see all requests read the same; whoever sees only some reads what was counted of these, and nobody else does.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select, true
from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.lifecycle.terms import Side
from mla.models import Dossier, Involvement, KeptFigures, Official
from mla.permission import SEES_OWN, stands_in_for, visible_to
from mla.register.counting import MOST, count
from mla.register.durations import Duration, Month, durations, durations_by, months
from mla.register.query import Asked, conditions, conditions_of_times
from mla.register.statistics import Alike, Marked, counted, marked
from mla.register.times import Reached

FRESH = timedelta(minutes=15)
"""After so long the courier counts anew what is asked for most, all requests there are."""

SHOWN = 3 * FRESH
"""So long what was counted is shown, whatever becomes of the courier."""

WANTED = timedelta(days=1)
"""So long what was asked for is kept."""


@dataclass(frozen=True)
class Figures:
    """What was counted, and when: requests that are alike together, and those that bear one mark; how long they took, month by month."""

    counted_at: datetime
    alike: list[Alike]
    marked: list[Marked]
    durations: list[Duration]
    months: list[Month]

    def to_json(self) -> Answers:
        """As it is kept."""
        return {
            "alike": [list(one) for one in self.alike],
            "marked": [list(one) for one in self.marked],
            "durations": [asdict(one) for one in self.durations],
            "months": [[one.first.isoformat(), *one[1:]] for one in self.months],
        }

    @classmethod
    def from_json(cls, counted_at: datetime, told: Answers) -> Figures:
        """What `to_json` told."""
        return cls(
            counted_at,
            [Alike(*one) for one in told["alike"]],
            [Marked(*one) for one in told["marked"]],
            [_duration(one) for one in told["durations"]],
            [Month(date.fromisoformat(first), *rest) for first, *rest in told["months"]],
        )


@dataclass(frozen=True)
class Times:
    """How long requests took, apart by one thing (by State, by kind ...), and when it was counted."""

    counted_at: datetime
    durations: dict[str, list[Duration]]

    def to_json(self) -> Answers:
        """As it is kept."""
        return {key: [asdict(one) for one in some] for key, some in self.durations.items()}

    @classmethod
    def from_json(cls, counted_at: datetime, told: Answers) -> Times:
        """What `to_json` told."""
        return cls(counted_at, {key: [_duration(one) for one in some] for key, some in told.items()})


def _duration(told: Answers) -> Duration:
    return Duration(**told | {"reached": Reached(told["reached"]), "side": Side(told["side"])})


@dataclass(frozen=True)
class Kept:
    """Of which requests figures are kept: of all (`of` is empty), or of those of one official; and how long they are shown."""

    of: str = ""
    shown: timedelta = SHOWN


ALL = Kept()


def question(asked: Asked, by: str = "", which: Kept = ALL) -> str:
    """Of which requests, in which period and by what the times are apart, as what was counted for it is called."""
    period = f"{asked.get('from', '')}~{asked.get('until', '')}"
    return which.of + (f"{period}~{by}" if by else period)


def count_now(session: Session, official: Official, asked: Asked, at: datetime, today: date) -> Figures:
    """Count all that the official may see."""
    where, times = conditions(official, asked, today), conditions_of_times(official, asked)
    return Figures(
        at, counted(session, where, today), marked(session, where, today), durations(session, times), months(session, where, times, today),
    )  # fmt: skip


def count_times(session: Session, official: Official, asked: Asked, by: str, at: datetime) -> Times:
    """Count how long it took, apart by one thing, of what the official may see."""
    return Times(at, durations_by(session, conditions_of_times(official, asked), by))


def kept_for(session: Session, official: Official) -> Kept | None:
    """Which kept figures an official reads; None for whom all is counted each time: there are few requests, or he or she stands in for somebody, and sees more only meanwhile.

    Of requests of an official's own the name tells how many there are: once there is one more, or one less, they are counted anew.
    """
    if visible_to(official) is true():
        return ALL if count(session, []) > MOST else None
    if stands_in_for(official):
        return None
    ways = Involvement.official_id == official.id, Dossier.examiner_id == official.id
    each = [session.scalar(select(func.count()).where(way)) or 0 for way in ways]
    return Kept(f"{official.id}:{each[0]}:{each[1]}:", FRESH) if max(each) > MOST and official.has(*SEES_OWN) else None


def kept(session: Session, asked: Asked, at: datetime, today: date, which: Kept = ALL) -> Figures | None:
    """What was counted for this question today, not long ago; None where it is to be counted."""
    found = _fresh(session, question(asked, which=which), at, today, which)
    as_now = found is not None and all(len(one) == len(Marked._fields) for one in found.told["marked"])
    return Figures.from_json(found.counted_at, found.told) if found and as_now else None  # an earlier release kept less


def kept_times(session: Session, asked: Asked, by: str, at: datetime, today: date, which: Kept = ALL) -> Times | None:
    """The same of times apart by one thing."""
    found = _fresh(session, question(asked, by, which), at, today, which)
    return Times.from_json(found.counted_at, found.told) if found else None


def _fresh(session: Session, asked: str, at: datetime, today: date, which: Kept) -> KeptFigures | None:
    found = session.get(KeptFigures, asked)
    return None if found is None or found.on != today or found.counted_at < at - which.shown else found


def counted_anew(session: Session, at: datetime, today: date) -> Figures | None:
    """All requests, counted where figures are kept and these were not counted lately, so that nobody who asks has to wait for it; else None."""
    everybody = session.scalars(select(Official).order_by(Official.id))
    reader = next((one for one in everybody if visible_to(one) is true()), None)
    last = session.get(KeptFigures, question({}))
    as_of_today = last is not None and last.on == today and last.counted_at > at - FRESH
    if reader is None or as_of_today or not kept_for(session, reader):
        return None
    return count_now(session, reader, {}, at, today)


def keep(
    session: Session, asked: Asked, figures: Figures | Times, today: date, by: str = "", which: Kept = ALL
) -> None:
    """Keep what was counted, and let go what nobody has asked for lately. The caller commits."""
    session.execute(delete(KeptFigures).where(KeptFigures.counted_at < figures.counted_at - WANTED))
    name = question(asked, by, which)
    session.merge(KeptFigures(question=name, counted_at=figures.counted_at, on=today, told=figures.to_json()))
