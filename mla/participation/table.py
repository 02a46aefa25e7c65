"""The register as a CSV table: read with every mistake at once or not at all; written so that it can be read again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from mla.instruments import Law
from mla.instruments.schema import Mark
from mla.instruments.states import FORMER, state_codes
from mla.participation.facts import Dated, Facts

COLUMNS = tuple(field.name for field in fields(Facts))
DAYS = (
    "signed",
    "ratified",
    "in_force_from",
    "provisional_from",
    "provisional_until",
    "denounced_effective",
    "cut_off",
    "checked_on",
)
LISTS = ("reservations", "annexes")
NEEDED = ("state", "instrument", "source", "mark", "checked_on", "checked_by")
_MARK: TypeAdapter[str] = TypeAdapter(Mark)


@dataclass(frozen=True, order=True)
class Slip:
    """A mistake in a table: its line (the first is the line of names) and what is expected."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.sentence}"


class Slips(Exception):
    """The table was not taken in; every mistake is listed."""

    def __init__(self, slips: Iterable[Slip]) -> None:
        self.slips = sorted(set(slips))
        super().__init__("\n".join(str(slip) for slip in self.slips))


def write(rows: Iterable[Facts]) -> str:
    """The table. What a spreadsheet would take for a formula is put in an apostrophe, which `read` takes off."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in rows:
        table.writerow(_cell(getattr(one, name)) for name in COLUMNS)
    return out.getvalue()


def _cell(value: Any) -> str:
    text = "; ".join(str(one) for one in value) if isinstance(value, tuple) else str(value or "")
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def read(raw: bytes, law: Law, today: date) -> list[Facts]:
    """Every row of a table. Raises Slips, which lists all mistakes of all rows."""
    lines = csv.reader(io.StringIO(_text(raw), newline=""), strict=True)
    slips: list[Slip] = []
    rows: list[Facts] = []
    seen: dict[tuple[str, str], int] = {}
    try:
        names = next(lines, [])
        _columns(names)
        for cells in lines:
            number = lines.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(names):
                slips.append(Slip(number, f"{len(cells)} cells; expected: {len(names)}, as many as the first line has"))
                continue
            given = dict(zip(names, cells, strict=True))
            one, wrong = row(given, law, today)
            first = seen.setdefault((given["state"], given["instrument"]), number)
            if first != number:
                wrong.append(f"{given['state']} and {given['instrument']} stand in line {first} already")
            slips += [Slip(number, sentence) for sentence in wrong]
            rows += [one] if one else []
    except csv.Error as error:
        slips.append(Slip(lines.line_num, f"this is not CSV: {error}; expected: cells separated by commas"))
    if slips:
        raise Slips(slips)
    return rows


def _text(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Slips([Slip(line, "this is not UTF-8; expected: a table saved as “CSV UTF-8”")]) from None
    if "\0" in text:
        raise Slips([Slip(text[: text.index("\0")].count("\n") + 1, "this is no text; expected: a CSV table")])
    return text


def _columns(names: list[str]) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    missing = [name for name in NEEDED if name not in names]
    if unknown or missing or len(set(names)) != len(names):
        raise Slips([Slip(1, f"the names of the columns are not as expected: {','.join(COLUMNS)}")])


def row(cells: dict[str, str], law: Law, today: date) -> tuple[Facts | None, list[str]]:
    """One row as facts, or what is wrong with it."""
    given = {name: _plain(text) for name, text in cells.items()}
    wrong: list[str] = [f"“{name}” is empty" for name in NEEDED if not given.get(name)]
    said: dict[str, Any] = {name: given.get(name, "") for name in COLUMNS}
    for name in DAYS:
        said[name], bad = _day(said[name])
        wrong += [f"“{bad}” in “{name}” is no date; expected: such as 2024-02-14"] if bad else []
    for name in LISTS:
        said[name], bads = _dated(said[name])
        wrong += [f"“{bad}” in “{name}” cannot be read; expected: such as F or F=2025-01-01/2026-01-01" for bad in bads]
    said["provisional_scope"] = tuple(piece.strip() for piece in said["provisional_scope"].split(";") if piece.strip())
    one = Facts(**said)
    wrong += problems(one, law, today)
    return (None if wrong else one), wrong


def _plain(text: str) -> str:
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _day(text: str) -> tuple[date | None, str]:
    if not text:
        return None, ""
    try:
        return (date.fromisoformat(text), "") if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else (None, text)
    except ValueError:
        return None, text


def _dated(text: str) -> tuple[tuple[Dated, ...], list[str]]:
    good: list[Dated] = []
    bad: list[str] = []
    for piece in (piece.strip() for piece in text.split(";") if piece.strip()):
        what, _, days = piece.partition("=")
        since, bad_since = _day(days.partition("/")[0].strip())
        until, bad_until = _day(days.partition("/")[2].strip())
        if bad_since or bad_until or not what.strip():
            bad.append(piece)
        else:
            good.append(Dated(what.strip(), since, until))
    return tuple(good), bad


def problems(one: Facts, law: Law, today: date) -> list[str]:
    """What the law objects to in a row, in sentences."""
    return [*_of_state(one), *_of_instrument(one, law), *_of_order(one), *_of_source(one, today)]


def _of_state(one: Facts) -> Iterator[str]:
    if one.state in FORMER:
        yield f"“{one.state}” ({FORMER[one.state]}) is a State no longer; expected: the State of today"
    elif one.state and one.state not in state_codes():
        yield f"“{one.state}” is no State; expected: two capital letters such as SI"


def _of_instrument(one: Facts, law: Law) -> Iterator[str]:
    instrument = law.instruments.get(one.instrument)
    if instrument is None or instrument["participation"]["rule"] == "none":
        codes = ", ".join(c for c, i in law.instruments.items() if i["participation"]["rule"] != "none")
        if one.instrument:
            yield f"“{one.instrument}” is no instrument in which States take part; expected: one of {codes}"
        return
    if done := instrument["done"]:
        for day in one.dates:
            if day < done:
                yield f"{day} lies before the instrument was made; expected: {done} or later"
    rules = instrument["participation"]
    known = {
        "annex": (one.annexes, {row["code"] for row in instrument["annexes"]}),
        "reservable article": (one.reservations, set(rules["reservable"])),
    }
    for what, (told, expected) in known.items():
        for stranger in [dated.what for dated in told if expected and dated.what not in expected]:
            yield f"“{stranger}” is no {what} of it; expected: {', '.join(sorted(expected))}"
    parts = {row["number"] for row in instrument["parts"]}
    for stranger in [part for part in one.provisional_scope if parts and part not in parts]:
        yield f"“{stranger}” is no part of it; expected: {', '.join(sorted(parts))}"


def _of_order(one: Facts) -> Iterator[str]:
    pairs = (
        ("signed", "ratified"),
        ("ratified", "in_force_from"),
        ("provisional_from", "provisional_until"),
        ("cut_off", "in_force_from"),
    )
    for first, second in pairs:
        before, after = getattr(one, first), getattr(one, second)
        if before and after and after < before and not (second == "in_force_from" and one.denounced_effective):
            yield f"“{second}” ({after}) lies before “{first}” ({before})"
    for dated in (*one.reservations, *one.annexes):
        if dated.since and dated.until and dated.until < dated.since:
            yield f"“{dated.what}” ends ({dated.until}) before it begins ({dated.since})"
    if one.provisional_until and not one.provisional_from:
        yield "“provisional_until” without “provisional_from”"


def _of_source(one: Facts, today: date) -> Iterator[str]:
    if one.mark:
        try:
            _MARK.validate_python(one.mark)
        except ValidationError:
            yield f"“{one.mark}” is no mark; expected: C, R-h, R-m, R-l, U or P, joined by “ / ”"
    if one.checked_on and one.checked_on > today:
        yield f"“checked_on” ({one.checked_on}) lies in the future"
