"""An invented treaty and the States that take part in it, for the tests of what is in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import settings

from mla.participation import Dated, Facts

unhurried = settings(deadline=None)
"""The first question loads the names of all States; on a busy machine that takes its time."""

MADE = date(2020, 1, 1)
DAY = date(2025, 6, 1)
EARLIER = date(2024, 1, 1)
LATER = date(2026, 1, 1)

TREATY: dict[str, Any] = {
    "code": "treaty",
    "done": MADE,
    "parts": [{"number": "II", "kind": "assistance"}, {"number": "III", "kind": "extradition"}],
    "measures": [
        {"code": "records", "article": "10", "label": {"en": "Records"}},
        {"code": "covert", "article": "11(h), 12", "label": {"en": "Covert investigation"}},
    ],
    "crimes": [{"code": "core", "annex": ""}, {"code": "torture", "annex": "F"}],
    "participation": {
        "rule": "register", "complete": True, "list_day": EARLIER, "list_source": "Depositary", "worldwide": False, "force": "90", "requests_decide": "90(5)",
        "cut_off": "90(5)", "provisional": "91", "refusable": "91(2)", "denunciation": "93", "annexes": "2(2)",
        "ad_hoc": "6", "reservable": ["12"], "note": None,
    },
}  # fmt: skip


def register(*rows: Facts) -> dict[tuple[str, str], Facts]:
    return {(row.state, row.instrument): row for row in rows}


def party(state: str, since: date = EARLIER, **more: Any) -> Facts:
    return Facts(state, "treaty", signed=MADE, ratified=MADE, in_force_from=since, **more)


def signatory(state: str, **more: Any) -> Facts:
    return Facts(state, "treaty", signed=MADE, **more)


def applier(state: str, **more: Any) -> Facts:
    return signatory(state, **({"provisional_from": EARLIER} | more))


def annex(*codes: str) -> tuple[Dated, ...]:
    return tuple(Dated(code) for code in codes)
