"""All figures of a period: counted at once where there are few requests; where there are many, kept for some minutes for those who may see all of them.

What is kept says when it was counted. Whoever sees only some requests has them counted each time: they are few, and what is kept tells of others.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, true
from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.lifecycle.terms import Side
from mla.models import KeptFigures, Official
from mla.permission import visible_to
from mla.register.durations import Duration, Month, durations, months
from mla.register.query import MOST, Asked, conditions, conditions_of_times, count
from mla.register.statistics import Alike, Marked, counted, marked
from mla.register.times import Reached

FRESH = timedelta(minutes=15)
"""So long what was counted is shown."""

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
            [
                Duration(**one | {"reached": Reached(one["reached"]), "side": Side(one["side"])})
                for one in told["durations"]
            ],
            [Month(date.fromisoformat(first), *rest) for first, *rest in told["months"]],
        )


def question(asked: Asked) -> str:
    """The period that is asked for, as what was counted for it is called."""
    return f"{asked.get('from', '')}~{asked.get('until', '')}"


def count_now(session: Session, official: Official, asked: Asked, at: datetime, today: date) -> Figures:
    """Count all that the official may see."""
    where, times = conditions(official, asked, today), conditions_of_times(official, asked)
    return Figures(
        at, counted(session, where, today), marked(session, where, today), durations(session, times), months(session, where, times, today),
    )  # fmt: skip


def are_kept(session: Session, official: Official) -> bool:
    """Whether figures are kept for this official: he or she may see all, and there are many."""
    return visible_to(official) is true() and count(session, []) > MOST


def kept(session: Session, asked: Asked, at: datetime, today: date) -> Figures | None:
    """What was counted for this question today, not long ago; None where it is to be counted."""
    found = session.get(KeptFigures, question(asked))
    if found is None or found.on != today or found.counted_at < at - FRESH:
        return None
    return Figures.from_json(found.counted_at, found.told)


def keep(session: Session, asked: Asked, figures: Figures, today: date) -> None:
    """Keep what was counted, and let go what nobody has asked for lately. The caller commits."""
    session.execute(delete(KeptFigures).where(KeptFigures.counted_at < figures.counted_at - WANTED))
    session.merge(
        KeptFigures(question=question(asked), counted_at=figures.counted_at, on=today, told=figures.to_json())
    )
