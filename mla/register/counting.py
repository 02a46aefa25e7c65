"""How many requests there are. Nothing is counted to the end where there are very many: a page with a figure costs the same among a million as among a thousand.

Whatever is counted is counted up to one more than `MOST`, found by an index; of more it is said that there are more (`in_figures`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Integer, ScalarSelect, String, column, func, literal_column, select, values
from sqlalchemy.orm import Session

from mla.models import RegisterEntry
from mla.register.work import Place

MOST = 1000
"""So many requests are counted; of more it is said that there are more."""


@dataclass(frozen=True)
class Load:
    """How much lies with somebody: under way, waiting for us, and late by our time; each up to one more than `MOST`."""

    under_way: int
    waiting: int
    late: int


def in_figures(how_many: int) -> str:
    """As a page prints what was counted."""
    return f"{MOST:,}+" if how_many > MOST else str(how_many)


def count(session: Session, asked: Sequence[ColumnElement[bool]]) -> int:
    """How many there are, up to one more than `MOST`."""
    return session.scalar(select(_up_to_most(asked))) or 0


def counted_at(session: Session, asked: Sequence[ColumnElement[bool]], places: Collection[Place]) -> dict[Place, int]:
    """How many of what is asked for stand at each of these places, under way and waiting for us; places where nothing stands are left out."""
    if not places:
        return {}
    told = values(column("kind", String), column("side", String), column("stage", String), name="place")
    place = told.data(sorted(places)).cte("place")
    entry = RegisterEntry
    there = [entry.open.is_(True), entry.move == "us", *(getattr(entry, one.name) == one for one in place.c)]
    rows = session.execute(select(*place.c, _up_to_most([*there, *asked], place)))
    return {(row[0], row[1], row[2]): row[3] for row in rows if row[3]}


def loads(session: Session, officials: Iterable[int], today: date) -> dict[int | None, Load]:
    """How much lies with each of these officials and, under None, with nobody; whoever has nothing is left out."""
    entry, who = RegisterEntry, values(column("id", Integer), name="who")
    them = who.data([(one,) for one in (*officials, 0)]).cte("who")  # no official is 0: a list must name somebody
    ways: tuple[list[ColumnElement[bool]], ...] = ([], [entry.move == "us"], [entry.our_due < today])
    theirs = [_up_to_most([entry.open.is_(True), entry.officer_id == them.c.id, *way], them) for way in ways]
    nobodys = [_up_to_most([entry.open.is_(True), entry.officer_id.is_(None), *way]) for way in ways]
    rows = [*session.execute(select(them.c.id, *theirs)), (None, *session.execute(select(*nobodys)).one())]
    return {row[0]: Load(row[1], row[2], row[3]) for row in rows if row[1]}


def _up_to_most(asked: Sequence[ColumnElement[bool]], *beside: object) -> ScalarSelect[int]:
    """How many answer to a question, up to one more than `MOST`; the question may be about a row of what stands beside it."""
    one = literal_column("1", Integer)  # no column of the row, so that an index alone is read
    few = select(one).select_from(RegisterEntry).where(*asked).limit(MOST + 1)
    return select(func.count()).select_from(few.correlate(*beside).subquery()).scalar_subquery()  # type: ignore[arg-type]
