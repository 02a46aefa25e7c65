"""A request as its refusal sees it, and which rows of an instrument are grounds of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from mla.instruments.plain import Kind, Label
from mla.instruments.schema import Ground


@dataclass(frozen=True)
class Refusable:
    """A request as its refusal sees it: field of law, kind, the kinds of its measures, whether it rests on agreement."""

    field: str
    request: str
    measures: frozenset[str] = frozenset()
    by_agreement: bool = False


AGREEMENT = "agreement"
"""The code of the answer that the States do not agree on what only their agreement can bring about."""


def source_of(code: str, row: str) -> tuple[str, str]:
    """The instrument of a row, and its code there: of a request on several bases, rows of a further one bear its code before their own."""
    source, apart, name = row.rpartition(":")
    return (source, name) if apart else (code, row)


def is_ground_of(row: Ground, asked: Refusable, alone: bool) -> bool:
    """Whether a row is a ground on which this request may be refused; `alone`: it is refused on grounds of its own only."""
    if row.requests or row.measures:
        return asked.request in row.requests or bool(asked.measures & set(row.measures))
    return not alone


def no_agreement(field: str) -> Ground:
    """The one answer where what is asked rests on the agreement of both States."""
    label = Label(
        en="What is asked for rests on the agreement of both States, and there is no agreement",
        fr="La mesure demandée repose sur l’accord des deux États, et cet accord fait défaut",
    )
    return Ground(code=AGREEMENT, kind=cast(Kind, field), level="discretion", article="", label=label)
