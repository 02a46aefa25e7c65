"""An invented treaty and the States that take part in it, for the tests of what is in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import settings

from mla.instruments.final_clauses import Participation
from mla.instruments.plain import Label
from mla.instruments.schema import Covers, Crime, Instrument, Measure, Part
from mla.participation import Dated, Facts
from mla.participation.facts import Listing, Register

unhurried = settings(deadline=None)
"""The first question loads the names of all States; on a busy machine that takes its time."""

MADE = date(2020, 1, 1)
DAY = date(2025, 6, 1)
EARLIER = date(2024, 1, 1)
LATER = date(2026, 1, 1)


def words(text: str) -> Label:
    return Label(en=text, fr=text)


TREATY = Instrument(
    code="treaty",
    rank=1,
    mark="C",
    source="Invented",
    kinds=["assistance", "extradition"],
    done=MADE,
    name=words("The treaty"),
    short=words("Treaty"),
    of=words("of the treaty"),
    covers=Covers(),
    parts=[
        Part(number="II", title=words("Assistance"), kind="assistance"),
        Part(number="III", title=words("Extradition"), kind="extradition"),
    ],
    measures=[
        Measure(code="records", article="10", label=words("Records")),
        Measure(code="covert", article="11(h), 12", label=words("Covert investigation")),
    ],
    crimes=[
        Crime(code="core", article="5", label=words("Core crimes")),
        Crime(code="torture", article="5", label=words("Torture"), annex="F"),
    ],
    participation=Participation(
        rule="register",
        force="90",
        requests_decide="90(5)",
        cut_off="90(5)",
        provisional="91",
        refusable="91(2)",
        denunciation="93",
        annexes="2(2)",
        ad_hoc="6",
        reservable=["12"],
    ),
)


LISTING = Listing("treaty", EARLIER, "Depositary", "C", complete=True)
"""The list of all who take part in it."""


def register(*rows: Facts, listing: Listing | None = LISTING) -> Register:
    return Register({(row.state, row.instrument): row for row in rows}, {"treaty": listing} if listing else {})


def party(state: str, since: date = EARLIER, **more: Any) -> Facts:
    return Facts(state, "treaty", signed=MADE, ratified=MADE, in_force_from=since, **more)


def signatory(state: str, **more: Any) -> Facts:
    return Facts(state, "treaty", signed=MADE, **more)


def applier(state: str, **more: Any) -> Facts:
    return signatory(state, **({"provisional_from": EARLIER} | more))


def annex(*codes: str) -> tuple[Dated, ...]:
    return tuple(Dated(code) for code in codes)
