"""When the receipt of a request was confirmed, when it was decided, how it ended; how long each took, and whose time the days were.

A request that was taken up again after its end has none until it ends anew: what had ended it stands no longer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.deadlines.time_used import Span, known_on, spans
from mla.installation import Installation
from mla.lifecycle.terms import StageKind
from mla.models import Dossier, Event, RegisterTime
from mla.models.register_time import WHOSE
from mla.words import _

ACKNOWLEDGES = "note_receipt"
"""The effect of the steps by which a State confirms that a request came."""

UNDECIDED = frozenset(
    {StageKind.UNOPENED, StageKind.DRAFT, StageKind.SIGNATURE, StageKind.UNDER_WAY, StageKind.ARRIVED}
)


class Reached(StrEnum):
    """What a request reaches."""

    RECEIPT = "receipt"  # confirmed
    DECISION = "decision"  # for the first time, whether or not it is executed
    FULFILLED = "fulfilled"
    TURNED_DOWN = "turned_down"
    OVER = "over"  # ended in another way


TITLES = {
    Reached.RECEIPT: _("Receipt confirmed"),
    Reached.DECISION: _("Decided"),
    Reached.FULFILLED: _("Fulfilled"),
    Reached.TURNED_DOWN: _("Refused"),
    Reached.OVER: _("Ended in another way"),
}
"""How pages call what a request reaches."""

ENDS = {
    StageKind.FULFILLED: Reached.FULFILLED,
    StageKind.TURNED_DOWN: Reached.TURNED_DOWN,
    StageKind.OVER: Reached.OVER,
}
"""How a request ends, what tells most of it first."""


def times_of(installation: Installation, dossier: Dossier) -> list[RegisterTime]:
    """What a request has reached, each with the days that it took. Nothing before it was sent."""
    if dossier.transmitted_on is None:
        return []
    reached = dict(_reached(dossier))
    last = max((known_on(dossier, event, installation) for event in reached.values()), default=date.min)
    told = spans(dossier, installation, last)
    return [
        _time(dossier, what, max(known_on(dossier, event, installation), dossier.transmitted_on), told)
        for what, event in reached.items()
    ]


def may_reach(dossier: Dossier, event: Event) -> bool:
    """Whether something may have been reached by an entry, or be reached no longer. Nothing is before the request was sent."""
    if dossier.transmitted_on is None:
        return False
    step = dossier.table.step.get(event.trigger)
    return step is None or event.to_stage != event.from_stage or step.effect == ACKNOWLEDGES


def write(session: Session, installation: Installation, dossier: Dossier) -> None:
    """Write what a request has reached, as its record has it now."""
    there = {one.reached: one for one in _written(session, dossier)} if len(dossier.record) > 1 else {}
    for told in times_of(installation, dossier):
        one = there.pop(told.reached, None)
        if one is None:
            session.add(told)
        elif _columns(one) != _columns(told):
            for name, value in _columns(told).items():
                setattr(one, name, value)
    for gone in there.values():
        session.delete(gone)


def as_written(session: Session, installation: Installation, dossier: Dossier) -> bool:
    """Whether what stands of a request is what `write` writes."""
    there = {one.reached: _columns(one) for one in _written(session, dossier)}
    return there == {one.reached: _columns(one) for one in times_of(installation, dossier)}


def _written(session: Session, dossier: Dossier) -> Iterator[RegisterTime]:
    yield from session.scalars(select(RegisterTime).where(RegisterTime.dossier_id == dossier.id))


def _columns(one: RegisterTime) -> dict[str, object]:
    return {name: getattr(one, name) for name in ("side", "opened_on", "reached_on", "days", *WHOSE)}


def _reached(dossier: Dossier) -> Iterator[tuple[Reached, Event]]:
    """What was reached by which entry. Of the ends since it was under way last, the one that tells most."""
    table, receipts = dossier.table, dossier.table.triggers(ACKNOWLEDGES)
    first: dict[Reached, Event] = {}
    ends: dict[StageKind, Event] = {}
    for event in dossier.events:
        stage = table.stage.get(event.to_stage)
        if event.trigger in receipts:
            first.setdefault(Reached.RECEIPT, event)
        if stage is None or stage.abroad is None:
            continue
        if stage.kind not in UNDECIDED and stage.kind is not StageKind.OVER:
            first.setdefault(Reached.DECISION, event)
        if stage.kind.decided:
            ends.setdefault(stage.kind, event)
        else:
            ends.clear()
    yield from first.items()
    yield from [(what, ends[kind]) for kind, what in ENDS.items() if kind in ends][:1]


def _time(dossier: Dossier, what: Reached, day: date, told: list[Span]) -> RegisterTime:
    assert dossier.transmitted_on
    whose = dict.fromkeys(WHOSE, 0)
    for one in told:
        whose[one.whose] += max(0, (min(one.end, day) - one.first).days)
    days = (day - dossier.transmitted_on).days
    return RegisterTime(
        dossier_id=dossier.id, reached=what.value, side=dossier.side, opened_on=dossier.opened_on, reached_on=day, days=days, **whose,
    )  # fmt: skip
