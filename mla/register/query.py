"""Which requests a list shows, in which order, and how many there are: one condition for each question, every one of them by an index.

Nothing counts, lists or suggests a request that its reader may not see: `visible` is part of every query.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from mla.deadlines.due import SOON
from mla.models import Involvement, LastRead, Official, RegisterEntry, RegisterTime
from mla.models.label import HIGH, LOW, NORMAL
from mla.permission import lying_with, stands_in_for, visible_to
from mla.register.lookup import among, few
from mla.register.marks import MARKED, bearing
from mla.register.sorting import labelled
from mla.register.work import Place, places_for, places_of

PAGE = 50
EQUAL = ("kind", "side", "stage", "counterpart", "instrument")  # the questions that one column answers

LEVELS = {"high": HIGH, "normal": NORMAL, "low": LOW}
"""The priorities, as an address names them."""

QUESTIONS = (
    *EQUAL,
    "officer",
    "unit",
    "state",
    "due",
    "step",
    "mine",
    "waiting",
    "new",
    "urgent",
    "held",
    "turned_back",
    *MARKED,
    "label",
    "priority",
    "from",
    "until",
    "reached",
    "words",
)
"""By which the register is asked, as an address names them."""


@dataclass(frozen=True)
class Sort:
    """A column by which a list is sorted, whether it begins with the greatest, and how a value of it is read in an address."""

    column: (
        InstrumentedAttribute[str]
        | InstrumentedAttribute[int]
        | InstrumentedAttribute[date]
        | InstrumentedAttribute[datetime]
    )
    descending: bool = False
    read: Callable[[str], object] = str


def _moment(told: str) -> datetime:
    moment = datetime.fromisoformat(told)
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(UTC)


def _level(told: str) -> int:
    level = int(told)
    if level not in LEVELS.values():
        raise ValueError("There is no such priority.")
    return level


SORTS = {
    "side": Sort(RegisterEntry.side),
    "move": Sort(RegisterEntry.move, True),
    "instrument": Sort(RegisterEntry.instrument),
    "officer": Sort(RegisterEntry.officer),
    "unit": Sort(RegisterEntry.unit),
    "labels": Sort(RegisterEntry.labels),
    "measures": Sort(RegisterEntry.measures),
    "crimes": Sort(RegisterEntry.crimes),
    "grounds": Sort(RegisterEntry.grounds),
    "priority": Sort(RegisterEntry.priority, True, _level),
    "changed": Sort(RegisterEntry.changed_at, True, _moment),
    "reference": Sort(RegisterEntry.reference),
    "title": Sort(RegisterEntry.title),
    "counterpart": Sort(RegisterEntry.counterpart),
    "kind": Sort(RegisterEntry.kind),
    "stage": Sort(RegisterEntry.stage),
    "due": Sort(RegisterEntry.next_due, read=date.fromisoformat),
    "opened": Sort(RegisterEntry.opened_on, True, date.fromisoformat),
}
"""By which a list is sorted, as an address names it."""

Asked = Mapping[str, str]


@dataclass(frozen=True)
class Order:
    """By what a list is sorted, in which direction, and from where on: the last row of the page before, or with `back` the first of the page after."""

    sort: str = "changed"
    descending: bool = True
    place: str = ""
    back: bool = False


@dataclass(frozen=True)
class Found:
    """One page of a list: the requests in its order, and the places from which the pages before and after begin; “” where there is none."""

    ids: Sequence[uuid.UUID]
    before: str
    after: str


def conditions(official: Official, asked: Asked, today: date, ordered: bool = True) -> list[ColumnElement[bool]]:
    """What is asked for, among what the official may see; to be read in the order of a list, or only to be counted."""
    found = [visible(official)]
    found += [getattr(RegisterEntry, name) == asked[name] for name in EQUAL if asked.get(name)]
    marked = partial(among, official, ordered=ordered)
    told: dict[str, Callable[[str], ColumnElement[bool]]] = {
        "mine": lambda _: works_on(official),
        "waiting": lambda _: RegisterEntry.move == "us",
        "new": lambda _: unread_by(official),
        "urgent": lambda _: and_(RegisterEntry.urgent, RegisterEntry.open),
        "held": lambda _: RegisterEntry.held_since.is_not(None),
        "turned_back": lambda _: and_(RegisterEntry.turned_back, RegisterEntry.open),
        "officer": _officer,
        "unit": lambda told: _unit(official, told, ordered),
        "state": lambda state: RegisterEntry.open.is_(state != "ended"),
        "due": lambda which: _due(which, today),
        "step": lambda trigger: at(_next_at(official, trigger)),
        **{sort: lambda code, sort=sort: marked(bearing(sort, code)) for sort in MARKED},  # type: ignore[misc]
        "label": lambda told: marked(labelled(told)),
        "priority": lambda told: RegisterEntry.priority == LEVELS.get(told, NORMAL),
        "reached": lambda what: marked(_reached(what)),
    }
    found += _opened_in(official, asked, ordered)
    return found + [made(asked[name].strip()) for name, made in told.items() if asked.get(name, "").strip()]


def conditions_of_times(official: Official, asked: Asked) -> list[ColumnElement[bool]]:
    """Of which requests times are counted: what was opened in the period asked for, among what the official may see."""
    return [visible_to(official, RegisterTime.dossier_id), *_period(RegisterTime.opened_on, asked)]


def visible(official: Official) -> ColumnElement[bool]:
    """The entries of the requests that an official may see."""
    return visible_to(official, RegisterEntry.dossier_id)


def works_on(official: Official) -> ColumnElement[bool]:
    """The requests on which an official works, and those of whomever he or she stands in for."""
    own = among(official, select(Involvement.dossier_id).where(Involvement.official_id == official.id), ordered=True)
    absent = stands_in_for(official)
    return or_(own, RegisterEntry.dossier_id.in_(lying_with(absent))) if absent else own


def unread_by(official: Official) -> ColumnElement[bool]:
    """Something has come from the other State that the official has not seen."""
    seen = (
        select(LastRead.event)
        .where(LastRead.dossier_id == RegisterEntry.dossier_id, LastRead.official_id == official.id)
        .correlate(RegisterEntry)
        .scalar_subquery()
    )
    return and_(RegisterEntry.came > 0, RegisterEntry.came > func.coalesce(seen, 0))


def at(places: Sequence[tuple[str, str, str]]) -> ColumnElement[bool]:
    """Whatever stands at one of these places: kind, our side, stage; and waits for us."""
    columns = tuple_(RegisterEntry.kind, RegisterEntry.side, RegisterEntry.stage)
    return and_(RegisterEntry.open, RegisterEntry.move == "us", columns.in_(places))


def _next_at(official: Official, trigger: str) -> Sequence[Place]:
    """The places at which this step is the next that the official takes, as the desk counts it; for whom it is at none, wherever it leads on."""
    own = [place for place, step in places_for(official.roles).items() if step.trigger == trigger]
    return own or places_of(trigger)


def _officer(told: str) -> ColumnElement[bool]:
    """Who deals with it, by number; anything else: nobody yet, though it was received."""
    if told.isdecimal() and len(told) < 10:
        return RegisterEntry.officer_id == int(told)
    return and_(RegisterEntry.officer_id.is_(None), RegisterEntry.open)


def _unit(official: Official, told: str, ordered: bool) -> ColumnElement[bool]:
    """What lies with the officials of a unit, by its number; anything else: what lies with nobody, or with somebody of no unit."""
    if told.isdecimal() and len(told) < 10:
        theirs = select(Official.id).where(Official.unit_id == int(told))
        by_index = RegisterEntry.officer_id.in_(theirs)
        looked_up = not ordered or few(official, select(RegisterEntry.dossier_id).where(by_index))
        return by_index if looked_up else (RegisterEntry.officer_id + 0).in_(theirs)  # “+ 0”: by no index of officials
    nowhere = RegisterEntry.officer_id.in_(select(Official.id).where(Official.unit_id.is_(None)))
    return or_(RegisterEntry.officer_id.is_(None), nowhere)


def _reached(what: str) -> Select[uuid.UUID]:
    """The requests that have reached something: a value of `Reached`."""
    return select(RegisterTime.dossier_id).where(RegisterTime.reached == what)


def _due(which: str, today: date) -> ColumnElement[bool]:
    """Our time that has run out, or runs out soon; the time of the other State that has."""
    if which == "theirs":
        return RegisterEntry.their_due < today
    if which == "soon":
        return and_(RegisterEntry.our_due >= today, RegisterEntry.our_due <= today + timedelta(days=SOON))
    return RegisterEntry.our_due < today if which == "late" else true()  # what is no such question asks nothing


def page(session: Session, asked: Sequence[ColumnElement[bool]], order: Order) -> Found:
    """One page, found by the place where the last one ended: as quick in the depths of a list as at its head."""
    column = SORTS[order.sort].column
    descending = order.descending != order.back
    wanted = select(column, RegisterEntry.dossier_id).where(*asked)
    if place := _read(order):
        columns = tuple_(column, RegisterEntry.dossier_id)
        wanted = wanted.where(columns < place if descending else columns > place)
    ways = (
        (column.desc(), RegisterEntry.dossier_id.desc())
        if descending
        else (column.asc(), RegisterEntry.dossier_id.asc())
    )
    rows = session.execute(wanted.order_by(*ways).limit(PAGE + 1)).all()
    more, rows = len(rows) > PAGE, rows[:PAGE]
    rows = rows[::-1] if order.back else rows
    if not rows:
        return Found((), "", "")
    ends = more, bool(place)
    earlier, later = ends if order.back else ends[::-1]
    return Found([row[1] for row in rows], _place(rows[0]) if earlier else "", _place(rows[-1]) if later else "")


def _place(row: Sequence[object]) -> str:
    value, number = row
    return f"{value.isoformat() if isinstance(value, date) else value}~{number}"


def _read(order: Order) -> tuple[object, uuid.UUID] | None:
    """The place in an address; what is none counts as the beginning."""
    told, _tilde, number = order.place.rpartition("~")
    try:
        return (SORTS[order.sort].read(told), uuid.UUID(number)) if number else None
    except (ValueError, OverflowError):
        return None


def states(session: Session, official: Official) -> list[str]:
    """The other States in what an official may see, by code; asked of the index, from one State to the next."""
    column, seen = RegisterEntry.counterpart, visible(official)
    if seen is not true():
        return sorted(session.scalars(select(column).where(seen).distinct()))
    first = select(func.min(column).label("code")).cte("codes", recursive=True)
    after = select(func.min(column)).where(column > first.c.code).scalar_subquery()
    codes = first.union_all(select(after).where(first.c.code.is_not(None)))
    return list(session.scalars(select(codes.c.code).where(codes.c.code.is_not(None))))


def _opened_in(official: Official, asked: Asked, ordered: bool) -> list[ColumnElement[bool]]:
    """Opened in a period: looked up where that was few; else the list is walked in its order, and the day of each is asked, by no index of days."""
    by_index = _period(RegisterEntry.opened_on, asked)
    if not (by_index and ordered) or few(official, select(RegisterEntry.dossier_id).where(*by_index)):
        return by_index
    return _period(func.coalesce(RegisterEntry.opened_on, RegisterEntry.opened_on), asked)


def _period(opened: ColumnElement[date] | InstrumentedAttribute[date], asked: Asked) -> list[ColumnElement[bool]]:
    """On or after a day, on or before another; a day that is none asks nothing."""
    first, last = day_asked(asked.get("from", "")), day_asked(asked.get("until", ""))
    return [*([opened >= first] if first else []), *([opened <= last] if last else [])]


def day_asked(told: str) -> date | None:
    """The day that a question names; None where it names none."""
    try:
        return date.fromisoformat(told.strip())
    except ValueError:
        return None
