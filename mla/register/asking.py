"""The questions of a desk: how many requests answer to each, and which of them stand first.

Whoever sees all requests has each question answered by an index that knows its answer. Whoever sees only some, be it thousands, has these read
once, and every question asked of each in the same pass: one look through them costs as much as one question does.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Integer, Row, and_, cast, func, literal, or_, select, true
from sqlalchemy.orm import Session

from mla.models import Official, RegisterEntry
from mla.permission import visible_to
from mla.register.counting import MOST, count
from mla.register.query import Asked, conditions, visible

SORTED_BY = ("our_due", "came_at", "changed_at", "held_since", "next_due")
"""The columns by which a desk sorts."""


class Asking:
    """Each question by itself, as an official may ask it on a day."""

    def __init__(self, session: Session, official: Official, today: date) -> None:
        self.session, self.official, self.today = session, official, today

    def count(self, asked: Asked) -> int:
        """How many requests answer to a question, up to one more than `MOST`."""
        rare = (
            "urgent" in asked or "held" in asked
        )  # found by an index of their own, not by that of what lies with whom
        return count(self.session, conditions(self.official, asked, self.today, ordered=rare))

    def first(self, asked: Asked, column: str, most: int, descending: bool = False) -> list[UUID]:
        """The first few requests that answer to a question, in the order of one of `SORTED_BY`."""
        by = getattr(RegisterEntry, column)
        found = select(RegisterEntry.dossier_id).where(*conditions(self.official, asked, self.today))
        return list(
            self.session.scalars(found.order_by(by.desc() if descending else by, RegisterEntry.dossier_id).limit(most))
        )


class AskingOnce(Asking):
    """The same questions, all asked of some requests at once; any other is asked by itself."""

    def __init__(self, session: Session, official: Official, today: date, questions: Iterable[Asked]) -> None:
        super().__init__(session, official, today)
        self._place = {question: place for place, question in enumerate({frozenset(one.items()) for one in questions})}
        self._rows = self._read()

    def count(self, asked: Asked) -> int:
        """As `Asking.count`."""
        place = self._place.get(frozenset(asked.items()))
        return super().count(asked) if place is None else min(MOST + 1, sum(1 for row in self._rows if row[place]))

    def first(self, asked: Asked, column: str, most: int, descending: bool = False) -> list[UUID]:
        """As `Asking.first`."""
        place = self._place.get(frozenset(asked.items()))
        if place is None:
            return super().first(asked, column, most, descending)
        found = sorted((row for row in self._rows if row[place]), key=lambda row: row.dossier_id)
        return [
            row.dossier_id for row in sorted(found, key=lambda row: getattr(row, column), reverse=descending)[:most]
        ]

    def _read(self) -> list[Row[tuple[object, ...]]]:
        """Whatever answers to any of the questions: whether it answers to each, and by what it is sorted."""
        asked = [conditions(self.official, dict(one), self.today, ordered=False) for one in self._place]
        answers = [and_(true(), *one[1:]) for one in asked]  # `visible` stands first, and is asked once for all
        told = [cast(func.coalesce(one, literal(False)), Integer) for one in answers]
        columns = [RegisterEntry.dossier_id, *(getattr(RegisterEntry, name) for name in SORTED_BY)]
        return list(self.session.execute(select(*told, *columns).where(visible(self.official), or_(*answers))))


def asking(session: Session, official: Official, today: date, questions: Iterable[Asked]) -> Asking:
    """The way in which the questions of an official are answered."""
    if visible_to(official) is true():
        return Asking(session, official, today)
    return AskingOnce(session, official, today, questions)
