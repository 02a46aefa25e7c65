"""The tables of a file of the law: which there are, and what tells their rows apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from mla.instruments.plain import Fact
from mla.instruments.schema import Extension, Instrument

KEYED: dict[str, str] = {"articles": "number", "parts": "number", "contents": "id", "limits": "id"} | dict.fromkeys(
    (
        "annexes",
        "measures",
        "absent",
        "grounds",
        "excluded",
        "silences",
        "duties",
        "obligations",
        "channels",
        "languages",
        "costs",
        "crimes",
    ),
    "code",
)
"""Every table of rows, and by which key its rows are told apart."""


def rows_of(one: Instrument | Extension, table: str) -> Sequence[Fact]:
    """The rows of one of the tables that `KEYED` names; none where an extension has no such table."""
    return cast("Sequence[Fact]", getattr(one, table, ()))


def key_of(table: str, row: Fact) -> str:
    """What tells a row apart from the others of its table."""
    return str(getattr(row, KEYED[table]))
