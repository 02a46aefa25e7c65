"""What the instruments that ship ask and refuse, in words that exist in every language of letters: an agreement may use them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from mla.instruments.law import Law
from mla.instruments.plain import Kind
from mla.instruments.schema import Content, Ground, Paper

KIND_OF: dict[Paper, Kind] = {
    "request": "assistance",
    "extradition": "extradition",
    "transfer": "transfer",
    "proceedings": "proceedings",
}
"""Of which kind of request a paper is that makes one."""

Row = TypeVar("Row", Content, Ground)


def known_contents(law: Law) -> list[tuple[str, Content]]:
    """Every item that a request must contain under some instrument, each wording once, by its name: “instrument id”."""
    return _once(
        (f"{code} {row.id}", row) for code, one in law.shipped.items() for row in one.contents if row.paper in KIND_OF
    )


def known_grounds(law: Law) -> list[tuple[str, Ground]]:
    """Every ground that stands for all requests of a kind, each wording once, by its name: “instrument ground”."""
    return _once(
        (f"{code} {row.code}", row)
        for code, one in law.shipped.items()
        for row in one.grounds
        if row.kind in KIND_OF.values() and not (row.requests or row.measures)
    )


def _once(rows: Iterator[tuple[str, Row]]) -> list[tuple[str, Row]]:
    found: dict[tuple[str, str], tuple[str, Row]] = {}
    for name, row in rows:
        found.setdefault((_about(row), row.label.en), (name, row))
    order: list[str] = [*KIND_OF, *KIND_OF.values()]
    return sorted(found.values(), key=lambda one: (order.index(_about(one[1])), one[1].label.en))


def _about(row: Content | Ground) -> str:
    return row.paper if isinstance(row, Content) else row.kind
