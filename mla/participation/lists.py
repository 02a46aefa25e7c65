"""The lists that ship: who takes part in each instrument, row by row with source and mark, and what each list is worth.

`lists/<code>.csv` has a row for each act of a State (state, action, on, source, mark); `lists/index.toml` tells of each
list its day, source, mark and known gaps, and of each source between which days it was made. Mark D: read in a dataset or
a document; R: recalled, and only believed. A row without a day, or with a year alone, never proves a day: it counts from the
last day on which its list can have been made.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from mla.canonical import Answers
from mla.instruments import Law
from mla.instruments.states import state_codes
from mla.participation.facts import Facts, Listing
from mla.participation.marks import TOLD
from mla.participation.table import read

HERE = Path(__file__).parent / "lists"
READ_IN_FULL = Path(__file__).parent / "data.csv"
"""What was read of the Convention beyond the acts of States: declarations, reservations, annexes."""

SHIPS = "List that ships with the system"
DEPOSITED = ("ratified", "accepted", "approved", "acceded", "succeeded")
FACT = dict.fromkeys(DEPOSITED, "ratified") | {
    "signed": "signed",
    "in_force": "in_force_from",
    "denounced": "denounced",
    "withdrew": "denounced_effective",
}
"""Which fact each action of a list tells."""


@dataclass(frozen=True)
class Row:
    """One act of one State in one list. `on` is a day, a year, or nothing."""

    state: str
    action: str
    on: str
    source: str
    mark: str


@dataclass(frozen=True)
class Made:
    """Between which days a source was made, as far as that is known."""

    since: date
    by: date


def rows_of(text: str) -> list[Row]:
    """The rows of a list."""
    return [Row(**cells) for cells in csv.DictReader(io.StringIO(text))]


def facts_of(code: str, rows: Iterable[Row], made: Mapping[str, Made], checked_by: str = SHIPS) -> dict[str, Facts]:
    """What a list tells of each State, as facts; of what is told twice, the day rather than none, and D rather than R."""
    by_state: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_state[row.state].append(row)
    found = ((state, _facts(code, state, told, made)) for state, told in by_state.items())
    return {state: replace(facts, checked_by=checked_by) for state, facts in found}


def _facts(code: str, state: str, rows: list[Row], made: Mapping[str, Made]) -> Facts:
    if any(row.action == "withdrew" and len(row.on) == len("2019") for row in rows):  # whoever left, on a day not told
        told = "; ".join(f"{row.action} {row.on}" for row in rows)
        return _sourced(
            Facts(state, code, declarations=f"As told, the day of leaving not known: {told}."), {}, rows, made
        )
    chosen: dict[str, Row] = {}
    answers: Answers = {}
    years: list[str] = []
    for row in sorted(rows, key=lambda row: (row.mark, -len(row.on))):
        fact = FACT[row.action]
        if len(row.on) == len("2019-03-04"):
            day = date.fromisoformat(row.on)
        elif row.on or fact == "in_force_from":
            fact, day = "in_force_by", _counts_from(row, made[row.source])
            years += [f"{row.action.replace('_', ' ')} {row.on}"] if row.on else []
        else:
            continue  # signed, on a day that is not told: of that nothing follows
        if row.action == "succeeded":  # a party by its notice at the latest, and since when is not told
            chosen.setdefault("in_force_by", row)
            answers.setdefault("in_force_by", day)
        if fact not in answers:
            chosen[fact], answers[fact] = row, day
    act = chosen["ratified"].action if "ratified" in chosen else ""
    words = [f"The list gives the year alone: {', '.join(years)}."] if years else []
    if act != "succeeded" and answers.get("in_force_from", date.max) < answers.get("ratified", date.min):
        del chosen["in_force_from"]
        words.append(
            f"The list prints {answers.pop('in_force_from')} as the entry into force, before the deposit: verify."
        )
    return _sourced(Facts(state, code, act=act, declarations=" ".join(words), **answers), chosen, rows, made)


def _counts_from(row: Row, made: Made) -> date:
    """The day by which the State was a party, for what a row without a day can prove."""
    if not row.on:
        return made.by
    return min(made.by, date(int(row.on) + 1, 12, 31))  # a year and more is longer than any period of entry into force


def _sourced(facts: Facts, chosen: Mapping[str, Row], rows: list[Row], made: Mapping[str, Made]) -> Facts:
    used = chosen or {"": rows[0]}
    marks, sources = (
        by_piece({fact: row.mark for fact, row in used.items()}, " ({})"),
        {f: r.source for f, r in used.items()},
    )
    return replace(
        facts,
        mark=" / ".join(f"{mark}{about}" for mark, about in marks),
        source=" / ".join(f"{about}{source}" for source, about in by_piece(sources, "{}: ")),
        checked_on=max(made[row.source].since for row in used.values()),
    )


def by_piece(told: Mapping[str, str], words: str) -> list[tuple[str, str]]:
    """Each mark or source with the facts it is about, or with none where it is about all."""
    about: dict[str, list[str]] = defaultdict(list)
    for fact, piece in told.items():
        about[piece].append(TOLD.get(fact, fact))
    alone = len(about) == 1
    return [(piece, "" if alone else words.format(", ".join(facts))) for piece, facts in sorted(about.items())]


@dataclass(frozen=True)
class Shipped:
    """Everything that ships: what each State does, and what each list is worth."""

    facts: Mapping[tuple[str, str], Facts]
    lists: Mapping[str, Listing]


@cache
def shipped() -> Shipped:
    """The lists, under what was read in full. Read once."""
    index = tomllib.loads((HERE / "index.toml").read_text())
    made = {one["name"]: Made(one["since"], one["by"]) for one in index["sources"]}
    lists = {one["code"]: Listing(**one) for one in index["lists"]}
    known: dict[tuple[str, str], Facts] = {}
    for code in lists:
        found = facts_of(code, rows_of((HERE / f"{code}.csv").read_text()), made)
        known |= {(state, code): facts for state, facts in found.items() if state in state_codes()}
    full = read(READ_IN_FULL.read_bytes(), Law(), date.max)
    return Shipped(known | {(one.state, one.instrument): one for one in full}, lists)
