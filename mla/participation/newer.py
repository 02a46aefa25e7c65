"""A newer list of who takes part, or a whole table: what it would change, before anything is taken in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from mla.instruments import Law
from mla.participation import csvtable
from mla.participation.csvtable import Slip, Slips, plain
from mla.participation.facts import Facts, Listing, Register
from mla.participation.lists import FACT, Made, Row, by_piece, facts_of
from mla.participation.marks import TOLD, grade, mark_of, others, source_of
from mla.participation.table import of_source, of_state, problems
from mla.words import _

COLUMNS = tuple(field.name for field in fields(Row))
NEEDED = ("state", "action")
SILENT = ("checked_on", "checked_by")
"""What makes no change by itself: that a list says again what was known."""


@dataclass(frozen=True)
class Change:
    """What would change of one State's part in an instrument: new, changed, or gone from a list that names all."""

    kind: str
    after: Facts
    before: Facts | None = None

    @property
    def fields(self) -> list[tuple[str, object, object]]:
        """Each fact that differs: its name, what was known, what the table says."""
        before = self.before or Facts(self.after.state, self.after.instrument)
        pairs = ((one.name, getattr(before, one.name), getattr(self.after, one.name)) for one in fields(Facts))
        return [(name, was, now) for name, was, now in pairs if was != now and name not in SILENT]


def is_list(raw: bytes) -> bool:
    """Whether a table is a list of acts, by the names of its columns, and not a table of the register."""
    return "action" in raw.split(b"\n")[0].decode(errors="replace").strip("\ufeff\r\n ").split(",")


def read_list(raw: bytes, listing: Listing, known: Register, law: Law, today: date, who: str) -> list[Facts]:
    """What a list of acts tells, laid over what is known of each State. Raises Slips, which lists all mistakes by line."""
    rows = csvtable.read(raw, COLUMNS, NEEDED, ("state", "action", "on"), lambda cells: _row(cells, listing, today))
    made = {row.source: Made(listing.day, listing.day) for row in rows}
    told = facts_of(listing.code, rows, made, who)
    merged = [laid_over(known.get((state, listing.code)), facts) for state, facts in told.items()]
    lines = _lines(raw)
    slips = [Slip(lines[one.state], wrong) for one in merged for wrong in problems(one, law, today)]
    if slips:
        raise Slips(slips)
    return merged


def _row(cells: Mapping[str, str], listing: Listing, today: date) -> tuple[Row | None, list[str]]:
    given = {name: plain(text) for name, text in cells.items()}
    wrong: list[str] = [_("“%(name)s” is empty", name=name) for name in NEEDED if not given.get(name)]
    one = Row(**{"on": "", "source": "", "mark": "", **given})
    one = replace(one, source=one.source or listing.source, mark=one.mark or listing.mark)
    wrong += [*of_state(one.state), *of_source(one.mark, None, today), *_of_act(one, today)]
    return (None if wrong else one), wrong


def _of_act(one: Row, today: date) -> Iterator[str]:
    if one.action and one.action not in FACT:
        yield _("“%(action)s” is no act; expected: %(acts)s", action=one.action, acts=", ".join(FACT))
    year = len(one.on) == len("2024") and one.on.isdigit()
    day, bad = csvtable.day("" if year else one.on)
    if bad:
        yield _("“%(bad)s” is no day and no year; expected: such as 2024-02-14 or 2024", bad=bad)
    if (day and day > today and one.action != "in_force") or (year and int(one.on) > today.year):
        yield _("“%(day)s” has not come yet", day=one.on)


def _lines(raw: bytes) -> dict[str, int]:
    """In which line each State is first named."""
    table = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    found: dict[str, int] = {}
    for cells in table:
        found.setdefault(plain(cells.get("state") or ""), table.line_num)
    return found


def laid_over(held: Facts | None, told: Facts) -> Facts:
    """What a list tells over what is known: what it does not tell stays, and what it says again keeps its better mark."""
    if held is None or not held.joined:
        return told
    newer = {
        name: value for name in TOLD if (value := getattr(told, name, None)) and not _known_better(held, told, name)
    }
    if not newer:
        return held
    if told.act and "ratified" in newer:
        newer["act"] = told.act
    marks = dict(others(held.mark))
    sources = {word: source_of(held.source, word) for word in marks}
    for name in TOLD:
        if getattr(held, name) or name in newer:
            origin = told if name in newer else held
            marks[name], sources[name] = mark_of(origin.mark, name), source_of(origin.source, name)
    return replace(
        held,
        **newer,
        mark=" / ".join(f"{mark}{about}" for mark, about in by_piece(marks, " ({})")),
        source=" / ".join(f"{about}{source}" for source, about in by_piece(sources, "{}: ")),
        checked_on=told.checked_on,
        checked_by=told.checked_by,
    )


def _known_better(held: Facts, told: Facts, name: str) -> bool:
    """Whether what is known already says the same at least as surely; that it was a party on an earlier day says more."""
    was, now = getattr(held, name), getattr(told, name)
    if was is None or grade(held.mark, name) < grade(told.mark, name):
        return False
    stayed = name == "in_force_by" and not (held.denounced or held.denounced_effective)
    return bool(was == now or (stayed and was < now))


def as_list(code: str, known: Register) -> list[Row]:
    """What is known of who takes part in a treaty, as a list that can be taken in again."""
    rows = []
    for (state, instrument), facts in sorted(known.items()):
        if instrument != code:
            continue
        for name, action in (
            ("signed", "signed"), ("ratified", facts.act or "ratified"), ("in_force_from", "in_force"),
            ("in_force_by", "in_force"), ("denounced", "denounced"), ("denounced_effective", "withdrew"),
        ):  # fmt: skip
            day = getattr(facts, name)
            if day and not (name == "in_force_by" and facts.act == "succeeded" and day == facts.ratified):
                told = "" if name == "in_force_by" else day.isoformat()
                rows.append(Row(state, action, told, source_of(facts.source, name), mark_of(facts.mark, name)))
    return rows


def changes(known: Register, rows: Iterable[Facts], listing: Listing | None = None, who: str = "") -> list[Change]:
    """What would change, new first, then changed, then gone: States that a list of all does not name any more."""
    told = list(rows)
    found = [
        Change(
            "changed" if known.get((one.state, one.instrument)) else "new", one, known.get((one.state, one.instrument))
        )
        for one in told
    ]
    if listing and listing.complete:
        named = {one.state for one in told}
        gone = [
            facts
            for (state, code), facts in known.items()
            if code == listing.code and state not in named and facts.joined
        ]
        found += [Change("gone", _gone(facts, listing, who), facts) for facts in gone]
    order = ("new", "changed", "gone")
    return sorted(
        (one for one in found if one.fields),
        key=lambda one: (order.index(one.kind), one.after.instrument, one.after.state),
    )


def _gone(facts: Facts, listing: Listing, who: str) -> Facts:
    words = _("The list of %(day)s does not name it any more.", day=listing.day)
    return Facts(
        facts.state, facts.instrument, declarations=str(words), source=listing.source, mark=listing.mark,
        checked_on=listing.day, checked_by=who,
    )  # fmt: skip
