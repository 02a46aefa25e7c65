"""The register of participation as the database keeps it: read as plain facts, and added to, never overwritten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from functools import cache

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.instruments import Law
from mla.instruments.final_clauses import Entry
from mla.models import Agreement, Participation, ParticipationList
from mla.participation.entry import begun_of
from mla.participation.facts import Begun, Dated, Facts, Listing, Register
from mla.participation.lists import shipped
from mla.participation.table import COLUMNS, LISTS
from mla.storage.database import now

EARLIER_DATA = "shipped data"
"""Who entered what earlier versions put into the register themselves: what ships today stands in its place."""


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
        .where(Participation.recorded_by != EARLIER_DATA)
        .group_by(Participation.state, Participation.instrument)
        .subquery()
    )
    return select(Participation).join(
        highest,
        (Participation.state == highest.c.state)
        & (Participation.instrument == highest.c.instrument)
        & (Participation.number == highest.c.number),
    )


def known(session: Session, *states: str) -> Register:
    """What holds now, by State and instrument; of these States only, if any are named.

    What this installation entered comes before what ships; the lists, and what has entered into force, come along.
    """
    ships = shipped()
    query = _newest()
    if states:
        query = query.where(Participation.state.in_(states))
    rows = {place: facts for place, facts in ships.facts.items() if not states or place[0] in states}
    rows |= {(row.state, row.instrument): facts_of(row) for row in session.scalars(query)}
    rows |= {(facts.state, facts.instrument): facts for facts in _agreed(session, states)}
    return Register(rows, {**ships.lists, **_newer(session)}, _begun(session))


def _agreed(session: Session, states: Collection[str]) -> Iterator[Facts]:
    """The part of either State in every agreement of two that was accepted here: all versions end with the newest.

    None of it is asked of the register, and what the register says of one does not count. Of an agreement with a State that
    is not asked about nothing is told.
    """
    found = select(Agreement.line, Agreement.code, Agreement.signed, Agreement.in_force_from, Agreement.ends)
    if states:
        found = found.where(Agreement.state.in_(states))
    versions = session.execute(found.where(Agreement.accepted.is_not(None)).order_by(Agreement.number)).all()
    newest = {one.line: one for one in versions}
    for one in versions:
        last = newest[one.line]
        for state in one.code.partition(".")[0].split("-"):
            if not states or state in states:
                yield Facts(
                    state, one.code, signed=one.signed, in_force_from=last.in_force_from, denounced_effective=last.ends,
                    source="The agreement itself, accepted here", mark="C",
                )  # fmt: skip


@cache
def _counted() -> tuple[dict[str, Entry], dict[tuple[str, str], Facts]]:
    """The instruments that take a number of deposits to enter into force, and what ships of them."""
    law = Law().instruments
    counted = {code: one.participation.entry for code, one in law.items() if one.participation.entry.deposits}
    return counted, {place: facts for place, facts in shipped().facts.items() if place[1] in counted}


def _begun(session: Session) -> dict[str, Begun]:
    """Since when each instrument is in force that takes a number of deposits: asked of all States."""
    counted, ships = _counted()
    rows = dict(ships)
    entered = session.scalars(_newest().where(Participation.instrument.in_(counted)))
    rows |= {(row.state, row.instrument): facts_of(row) for row in entered}
    return {
        code: begun_of(entry, [facts for place, facts in rows.items() if place[1] == code])
        for code, entry in counted.items()
    }


def _newer(session: Session) -> dict[str, Listing]:
    """The lists that this installation took in, the newest of each."""
    rows = session.scalars(select(ParticipationList).order_by(ParticipationList.number))
    return {
        row.code: Listing(row.code, row.day, row.source, row.mark, row.complete, row.count, row.gaps) for row in rows
    }


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
        new, changed = (new, changed + 1) if held else (new + 1, changed)
    session.flush()
    return new, changed


def keep_list(session: Session, one: Listing, who: str) -> None:
    """Add a list that was taken in: from now on it is the list of its treaty."""
    newest = session.scalar(select(func.max(ParticipationList.number)).where(ParticipationList.code == one.code)) or 0
    session.add(ParticipationList(**vars(one), number=newest + 1, recorded_at=now(), recorded_by=who))
    session.flush()


def _told(one: Dated) -> dict[str, str | None]:
    return {
        "what": one.what,
        "since": one.since.isoformat() if one.since else None,
        "until": one.until.isoformat() if one.until else None,
    }
