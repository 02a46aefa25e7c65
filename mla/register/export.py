"""The register, or what a question finds of it, as a table for other programs: CSV (RFC 4180) and XLSX, row by row, whatever its length.

A cell that a spreadsheet would take for a formula is written as text: a title is typed by people, here and abroad.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain
from typing import BinaryIO, NamedTuple

import xlsxwriter
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from mla.installation import Installation
from mla.lifecycle.terms import Side
from mla.models import Dossier, Official, RegisterEntry
from mla.models.label import HIGH, LOW, NORMAL
from mla.models.register_entry import NEVER
from mla.register.marks import MARKED, codes, titles
from mla.register.query import Order, page
from mla.register.sorting import labels_on
from mla.storage.database import local_day
from mla.words import _

Cell = str | int | date | None

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""By what a spreadsheet takes a text for a formula (OWASP: CSV injection)."""

CELL_WITHIN = re.compile(rf"([;\t\r\n|][\s\"']*)(?=[{re.escape(''.join(FORMULA[:4] + FORMULA[7:]))}])")
"""Where a formula would begin a cell in a program that takes another sign than the comma to stand between two, as much of Europe does."""

HEADS = (
    _("Our reference"), _("Their reference"), _("Title"), _("Kind"), _("Other State"), _("Our side"), _("Stage"), _("Legal basis"), _("Opened"),
    _("Last change"), _("Next action by"), _("Our last day"), _("Their last day"), _("Official"), _("Urgent"), _("Held since"),
    _("Unit"), _("Priority"), _("Labels"), _("Kinds of help"), _("Crimes"), _("Grounds of refusal"),
)  # fmt: skip


PRIORITIES = {HIGH: _("High"), NORMAL: _("Normal"), LOW: _("Low")}
"""What the priorities are called."""


class Names(NamedTuple):
    """How what rows hold as numbers and codes is called."""

    state: Callable[[str], str]
    officials: dict[int, Official]
    marks: dict[str, dict[str, str]]

    def marked(self, entry: RegisterEntry, sort: str) -> str:
        """The kinds of help, crimes or grounds of an entry."""
        return "; ".join(self.marks[sort].get(code, code) for code in codes(entry.marks, sort))


def rows(
    session: Session, installation: Installation, asked: Sequence[ColumnElement[bool]], order: Order, state_name: Callable[[str], str]
) -> Iterator[list[Cell]]:  # fmt: skip
    """Every request that is asked for, in its order, as the cells below `HEADS`; read some at a time, so that no length matters."""
    everybody = session.scalars(select(Official).options(joinedload(Official.unit)))
    names = Names(state_name, {one.id: one for one in everybody}, titles(installation.law))
    wanted = select(Dossier, RegisterEntry).join(RegisterEntry, RegisterEntry.dossier_id == Dossier.id)
    place = order
    while True:
        found = page(session, asked, place)
        there = {one.id: (one, entry) for one, entry in session.execute(wanted.where(Dossier.id.in_(found.ids)))}
        labels = {number: "; ".join(one.name for one in some) for number, some in labels_on(session, found.ids).items()}
        for number in found.ids:
            if number in there:
                yield _row(installation, *there[number], names) + _sorted(
                    there[number][1], labels.get(number, ""), names
                )
        session.expunge_all()
        if not found.after:
            return
        place = replace(order, place=found.after, back=False)


def _row(installation: Installation, dossier: Dossier, entry: RegisterEntry, names: Names) -> list[Cell]:
    officer = names.officials.get(entry.officer_id or 0)
    return [
        dossier.our_reference, dossier.their_reference or "", dossier.title, dossier.table.title, names.state(dossier.counterpart),
        _("We ask") if dossier.our_side is Side.REQUESTING else _("We are asked"), dossier.current_stage.title,
        installation.law.short(dossier.instrument, "en"), dossier.opened_on, local_day(dossier.changed_at, installation.config.time_zone),
        {"us": _("us"), "them": names.state(dossier.counterpart)}.get(entry.move, ""), entry.our_due, entry.their_due,
        officer.name if officer else "", _("yes") if entry.urgent else "", entry.held_since,
    ]  # fmt: skip


def _sorted(entry: RegisterEntry, labels: str, names: Names) -> list[Cell]:
    """How this ministry sorts a request, and what it is about."""
    officer = names.officials.get(entry.officer_id or 0)
    unit = officer.unit.name if officer and officer.unit else ""
    return [unit, PRIORITIES[entry.priority], labels, *(names.marked(entry, sort) for sort in MARKED)]


UTF_8 = "\ufeff"
"""The mark by which spreadsheets know that a text is in UTF-8; without it letters of many languages are shown as others."""


def as_csv(table: Iterator[list[Cell]]) -> Iterator[bytes]:
    """The table as lines of CSV in UTF-8, with the mark by which spreadsheets know it; days as YYYY-MM-DD."""
    yield UTF_8.encode()
    for row in _with_heads(table):
        line = io.StringIO()
        csv.writer(line).writerow([harmless(cell) for cell in row])
        yield line.getvalue().encode()


def harmless(cell: Cell) -> str:
    """A cell as text that no spreadsheet calculates."""
    told = "" if cell is None or cell == NEVER else cell.isoformat() if isinstance(cell, date) else str(cell)
    told = CELL_WITHIN.sub(r"\1'", told)
    return f"'{told}" if told.startswith(FORMULA) else told


def as_xlsx(table: Iterator[list[Cell]], file: BinaryIO, heads: Sequence[str] = HEADS) -> None:
    """The table as a workbook, written to a file: one row at a time in memory; text stays text, days are days."""
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(heads) - 1, 18)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    first: list[Cell] = [*heads]
    for place, row in enumerate(chain([first], table)):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(place, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001 - a day has no zone
            elif isinstance(cell, int):
                sheet.write_number(place, column, cell)
            elif cell:
                sheet.write_string(place, column, str(cell), None if place else bold)
    book.close()


def _with_heads(table: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    yield [*HEADS]
    yield from table
