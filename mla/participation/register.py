"""The register of participation as the database keeps it: read as plain facts, and added to, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.instruments import Law
from mla.models import Participation
from mla.participation.facts import Dated, Facts
from mla.participation.table import COLUMNS, LISTS, read
from mla.storage.database import now

SHIPPED = Path(__file__).parent / "data.csv"


def facts_of(row: Participation) -> Facts:
    """What a row says, as plain facts."""
    answers: Answers = {name: getattr(row, name) for name in COLUMNS}
    for name in LISTS:
        answers[name] = tuple(Dated(one["what"], _day(one["since"]), _day(one["until"])) for one in answers[name])
    return Facts(**answers | {"provisional_scope": tuple(row.provisional_scope)})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _newest() -> Select[Participation]:
    highest = (
        select(Participation.state, Participation.instrument, func.max(Participation.number).label("number"))
        .group_by(Participation.state, Participation.instrument)
        .subquery()
    )
    return select(Participation).join(
        highest,
        (Participation.state == highest.c.state)
        & (Participation.instrument == highest.c.instrument)
        & (Participation.number == highest.c.number),
    )


def known(session: Session, *states: str) -> dict[tuple[str, str], Facts]:
    """What holds now, by State and instrument; of these States only, if any are named."""
    query = _newest()
    if states:
        query = query.where(Participation.state.in_(states))
    return {(row.state, row.instrument): facts_of(row) for row in session.scalars(query)}


def history(session: Session, state: str) -> list[Participation]:
    """Every row there ever was of a State, newest first."""
    query = select(Participation).where(Participation.state == state)
    return list(session.scalars(query.order_by(Participation.instrument, Participation.number.desc())))


def keep(session: Session, rows: Iterable[Facts], who: str) -> tuple[int, int]:
    """Add what is new or changed; returns how many rows were new and how many changed. Nothing is overwritten.

    Two officials who change the same row at once collide in the database; the second is told.
    """
    there = known(session)
    numbers = {
        (state, instrument): number
        for state, instrument, number in session.execute(
            select(Participation.state, Participation.instrument, func.max(Participation.number)).group_by(
                Participation.state, Participation.instrument
            )
        )
    }
    new = changed = 0
    moment = now()
    for one in rows:
        place = (one.state, one.instrument)
        held = there.get(place)
        if held and replace(held, checked_by=one.checked_by) == one:  # saved as it stood: nobody has checked it anew
            continue
        answers = {field.name: getattr(one, field.name) for field in fields(Facts)}
        answers |= {name: [_told(dated) for dated in answers[name]] for name in LISTS}
        answers["provisional_scope"] = list(one.provisional_scope)
        number = numbers.get(place, 0) + 1
        session.add(Participation(**answers, number=number, recorded_at=moment, recorded_by=who))
        new, changed = (new + 1, changed) if number == 1 else (new, changed + 1)
    session.flush()
    return new, changed


def _told(one: Dated) -> dict[str, str | None]:
    return {
        "what": one.what,
        "since": one.since.isoformat() if one.since else None,
        "until": one.until.isoformat() if one.until else None,
    }


def furnish(session: Session, law: Law) -> int:
    """Fill an empty register with what ships with the system; a register with anything in it is left alone."""
    if session.scalar(select(func.count()).select_from(Participation)):
        return 0
    shipped = read(SHIPPED.read_bytes(), law, date.max)
    return keep(session, shipped, "shipped data")[0]
