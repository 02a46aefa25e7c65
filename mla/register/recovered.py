"""What was frozen, confiscated, turned into money and paid at the request of another State: decisions and amounts, by currency, of what the reader may see.

The steps that tell of it say so in their table (`Step.counted`). What is frozen or confiscated is told in words, so of it decisions are counted; only what
was brought, returned early and paid is told as an amount. Amounts of several currencies are never added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, InvalidOperation

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Side
from mla.models import Dossier, Event, Official
from mla.permission import visible_to
from mla.storage.database import local_day

COUNTED = ("freezings", "confiscations", "proceeds", "early_returns", "payments")
"""What is counted, in the order of the work, as `Step.counted` names it."""

MOST_DIGITS = 40
"""So long an amount is that a form takes."""

EXACT = Context(prec=3 * MOST_DIGITS)
"""Sums have every place of what is added up."""


@dataclass(frozen=True)
class Recovered:
    """One thing that is counted, on one side: how often it was told of within the period, and how much of each currency, by its code."""

    what: str
    side: Side
    number: int
    amounts: dict[str, Decimal]


def recovered(session: Session, official: Official, first: date, until: date, zone: str) -> list[Recovered]:
    """What was entered within a period. What was struck out, and a payment that was not made, does not count."""
    numbers: Counter[tuple[str, Side]] = Counter()
    sums: dict[tuple[str, Side, str], Decimal] = {}
    for dossier in _dossiers(session, official):
        for event, what in _counted(dossier):
            if not first <= local_day(event.at, zone) <= until or event.answers.get("result") == "failed":
                continue
            key = what, dossier.our_side
            numbers[key] += 1
            amount, currency = _amount(str(event.answers.get("amount") or "")), str(event.answers.get("currency") or "")
            if amount is not None and currency:
                whole = *key, currency.strip().upper()
                sums[whole] = EXACT.add(sums.get(whole, Decimal()), amount)
    return [
        Recovered(what, side, numbers[what, side], {code: total for (of, on, code), total in sorted(sums.items()) if (of, on) == (what, side)})
        for what in COUNTED
        for side in (Side.REQUESTING, Side.REQUESTED)
    ]  # fmt: skip


def _dossiers(session: Session, official: Official) -> Iterator[Dossier]:
    kinds = [kind for kind, table in LIFECYCLES.items() if any(step.counted for step in table.steps)]
    wanted = select(Dossier).where(Dossier.kind.in_(kinds), Dossier.transmitted_on.is_not(None), visible_to(official))
    yield from session.scalars(wanted.options(selectinload(Dossier.record)).order_by(Dossier.our_reference))


def _counted(dossier: Dossier) -> Iterator[tuple[Event, str]]:
    for event in dossier.events:
        step = dossier.table.step.get(event.trigger)
        if step and step.counted:
            yield event, step.counted


def _amount(told: str) -> Decimal | None:
    """An amount as it was written; None for what is none, or has more digits than a form takes (“1e999999”, in old records)."""
    try:
        amount = Decimal("".join(told.split())) if told.strip() else None
    except InvalidOperation:
        return None
    return amount if amount is None or (amount.is_finite() and abs(amount.adjusted()) < MOST_DIGITS) else None
