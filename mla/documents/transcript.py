"""Pages of what has none of its own: texts, e-mails and tables, as far as anybody would read them on paper.

What is shown is a transcript, and says so where it is not whole: the file itself is enclosed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from mla.documents import mail, office, outlook
from mla.documents.draw import draw
from mla.documents.office import Sheet
from mla.documents.printable import INVISIBLE, UNBROKEN, missing
from mla.documents.reading import Unreadable
from mla.documents.words import text
from mla.words import _

TEXT, TABLE = "text/plain", "text/csv"
SHOWN = (TEXT, TABLE, mail.MEDIA_TYPE, outlook.MEDIA_TYPE, *office.SHEETS)
"""Kinds of which a transcript is made."""

MOST_TEXT = 300_000
MOST_CELLS = 8_000
MOST_IN_CELL = 1_000
"""So many characters of a text, cells of a table, and characters of a cell are shown: some hundred pages."""

ACROSS = 7
"""So many columns stand side by side; those that follow stand below, under their letters."""

BOX = "\u25a1"
"""Stands for a character that no font here has."""


@dataclass(frozen=True)
class Block:
    """Some columns of a table, by their letters, and its rows, by their numbers."""

    name: str
    columns: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]


@dataclass
class Transcript:
    """What is shown: the heads of an e-mail, a text, a table; `cut` where that is not all, `boxes` where a character is not shown."""

    heads: dict[str, str] = field(default_factory=dict)
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    cut: bool = False
    boxes: bool = False


def as_pdf(data: bytes, media_type: str, title: str, language: str) -> bytes:
    """A text, an e-mail or a table as PDF. Raises Unreadable; PaperNotDrawn where it cannot be laid out."""
    told = _transcript(data, media_type, language)
    return draw("transcript", language, {"title": title, "told": told}).pdf


def _transcript(data: bytes, media_type: str, language: str) -> Transcript:
    if media_type in office.SHEETS or media_type == TABLE:
        return _tables(data, media_type, language)
    told = Transcript()
    if media_type == TEXT:
        body = text(data, language)
    else:
        message = (outlook if media_type == outlook.MEDIA_TYPE else mail).message(data)
        told.heads = {name: _shown(value, told) for name, value in message.heads.items() if value}
        body = message.body
    told.text = _shown(body[:MOST_TEXT], told)
    told.cut = len(body) > MOST_TEXT
    return told


def _tables(data: bytes, media_type: str, language: str) -> Transcript:
    told, left = Transcript(), MOST_CELLS
    try:
        for sheet in [_csv(data, language)] if media_type == TABLE else office.sheets(data):
            across = max(map(len, sheet.rows), default=0)
            most = left // max(1, across)
            told.cut = told.cut or most < len(sheet.rows)
            told.blocks += _blocks(sheet, across, most, told)
            left -= min(most, len(sheet.rows)) * across
    except office.WRONG as error:
        raise Unreadable(_("This document cannot be opened, or it is damaged.")) from error
    return told


def _csv(data: bytes, language: str) -> Sheet:
    written = text(data, language).removeprefix("\ufeff")
    between = max(",;\t|", key=written.partition("\n")[0].count)
    try:
        rows = list(islice(csv.reader(io.StringIO(written, newline=""), delimiter=between), MOST_CELLS + 1))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    return Sheet("", (0, 0), rows)


def _blocks(sheet: Sheet, across: int, most: int, told: Transcript) -> Iterator[Block]:
    """A table, so many columns at a time. A table without a cell is only named."""
    down, right = sheet.start
    for first in range(0, max(across, 1), ACROSS):
        columns = range(first, min(first + ACROSS, across))
        rows = [
            (number, [_cell(row, column, told) for column in columns])
            for number, row in enumerate(sheet.rows[:most], down + 1)
        ]
        yield Block(_shown(sheet.name, told), [letters(right + column) for column in columns], rows)


def _cell(row: Sequence[str], column: int, told: Transcript) -> str:
    said = row[column] if column < len(row) else ""
    told.cut = told.cut or len(said) > MOST_IN_CELL
    return _shown(said[:MOST_IN_CELL], told)


def letters(column: int) -> str:
    """The letters of a column, counted from 0: A, B ... Z, AA."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def _shown(said: str, told: Transcript) -> str:
    """The same without control characters, and with a box for what no font here has."""
    said = INVISIBLE.sub("", said.replace("\r\n", "\n").replace("\r", "\n"))
    said = UNBROKEN.sub(lambda word: f"{word[0]}\n", said)
    without = dict.fromkeys(missing(said), BOX)
    told.boxes = told.boxes or bool(without)
    return said.translate(without)
