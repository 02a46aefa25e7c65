"""Tables of the lawyer's room as CSV: read with every mistake at once or not at all; written to be read again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from mla.words import _, joined

Row = TypeVar("Row")


@dataclass(frozen=True, order=True)
class Slip:
    """A mistake in a table: its line (the first is the line of names) and what is expected."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return _("Line %(line)s: %(sentence)s", line=self.line, sentence=self.sentence)


class Slips(Exception):
    """The table was not taken in; every mistake is listed."""

    def __init__(self, slips: Iterable[Slip]) -> None:
        self.slips = sorted(set(slips))
        super().__init__("\n".join(str(slip) for slip in self.slips))


def write(columns: Sequence[str], rows: Iterable[object]) -> str:
    """The table. What a spreadsheet would take for a formula is put in an apostrophe, which `plain` takes off."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(columns)
    for one in rows:
        table.writerow(_cell(getattr(one, name)) for name in columns)
    return out.getvalue()


def _cell(value: object) -> str:
    text = "; ".join(str(one) for one in value) if isinstance(value, tuple) else str(value or "")
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def read(
    raw: bytes,
    columns: Sequence[str],
    needed: Sequence[str],
    key: Sequence[str],
    row: Callable[[dict[str, str]], tuple[Row | None, list[str]]],
) -> list[Row]:
    """Every row of a table, each as `row` makes it of its cells. Raises Slips, which lists all mistakes of all rows.

    A table may leave out columns that are not `needed`; no two rows have the same `key`.
    """
    lines = csv.reader(io.StringIO(_text(raw), newline=""), strict=True)
    slips: list[Slip] = []
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    try:
        names = next(lines, [])
        _columns(names, columns, needed)
        for cells in lines:
            number = lines.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(names):
                slips.append(_miscounted(number, len(cells), len(names)))
                continue
            given = dict(zip(names, cells, strict=True))
            one, wrong = row(given)
            place = tuple(given.get(name, "").strip() for name in key)
            first = seen.setdefault(place, number)
            if first != number:
                wrong.append(_already(place, first))
            slips += [Slip(number, sentence) for sentence in wrong]
            rows += [one] if one else []
    except csv.Error as error:
        slips.append(
            Slip(lines.line_num, _("this is not CSV: %(error)s; expected: cells separated by commas", error=error))
        )
    if slips:
        raise Slips(slips)
    return rows


def _already(place: Iterable[str], line: int) -> str:
    return _("%(key)s stand in line %(line)s already", key=joined(_(" and "), filter(None, place)), line=line)


def _miscounted(line: int, given: int, expected: int) -> Slip:
    told = _("%(given)s cells; expected: %(expected)s, as many as the first line has", given=given, expected=expected)
    return Slip(line, told)


def _text(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Slips([Slip(line, _("this is not UTF-8; expected: a table saved as “CSV UTF-8”"))]) from None
    if "\0" in text:
        raise Slips([Slip(text[: text.index("\0")].count("\n") + 1, _("this is no text; expected: a CSV table"))])
    return text


def _columns(names: list[str], columns: Sequence[str], needed: Sequence[str]) -> None:
    unknown = [name for name in names if name not in columns]
    missing = [name for name in needed if name not in names]
    if unknown or missing or len(set(names)) != len(names):
        raise Slips(
            [Slip(1, _("the names of the columns are not as expected: %(columns)s", columns=",".join(columns)))]
        )


def plain(text: str) -> str:
    """A cell's text without spaces around, and without the apostrophe that `write` put before a formula."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def day(text: str) -> tuple[date | None, str]:
    """A date; or none, and the text that is no date."""
    if not text:
        return None, ""
    try:
        return (date.fromisoformat(text), "") if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else (None, text)
    except ValueError:
        return None, text
