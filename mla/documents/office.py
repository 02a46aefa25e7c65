"""The words of spreadsheets and presentations, sheet by sheet and slide by slide, and of OpenDocument letters.

Cells are read by calamine, as they were last computed: no formula runs. What has no kept reader of its own is XML in a ZIP archive,
of which the text is taken. Both run where the rest of the reading runs: in a process with bounds, that expands no external entity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from mla.documents.kinds import OPEN_DOCUMENT, OPEN_XML
from mla.documents.reading import Unreadable
from mla.words import _

SHEETS = (f"{OPEN_XML}spreadsheetml.sheet", f"{OPEN_DOCUMENT}spreadsheet", "application/vnd.ms-excel")
SLIDES = f"{OPEN_XML}presentationml.presentation"
OPEN_LETTER, OPEN_SLIDES = f"{OPEN_DOCUMENT}text", f"{OPEN_DOCUMENT}presentation"

SLIDE = re.compile(r"ppt/(?:slides|notesSlides)/\w+?(\d+)\.xml")
"""A slide, or the notes below it, by its number."""

DRAWN_PAGE = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}page"

MOST_BYTES = 100 * 1024 * 1024
"""So much of an archive is unfolded: whoever packs more does not want it to be read."""


@dataclass(frozen=True)
class Sheet:
    """A table: its name, in which row and column its first cell stands (from 0), and what its cells say."""

    name: str
    start: tuple[int, int]
    rows: list[list[str]]


WRONG = (CalamineError, BadZipFile, ElementTree.ParseError, KeyError, ValueError, OSError, NotImplementedError)
"""What is raised where a document is damaged."""


def pages(data: bytes, media_type: str) -> list[str]:
    """What stands on each sheet, slide or page; a letter is one page. Raises Unreadable."""
    try:
        return list(_sheets(data) if media_type in SHEETS else _of_xml(data, media_type))
    except WRONG as error:
        raise Unreadable(_("This document cannot be opened, or it is damaged.")) from error


def _sheets(data: bytes) -> Iterator[str]:
    """The name of each sheet, and its cells row by row."""
    for one in sheets(data):
        yield "\n".join([one.name, *(" ".join(row) for row in one.rows)])


def sheets(data: bytes) -> Iterator[Sheet]:
    """Each sheet of a workbook, with what its cells say. Raises what the library raises: `pages` turns it into a sentence."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        yield Sheet(name, sheet.start or (0, 0), [list(map(_cell, row)) for row in sheet.to_python()])


def _cell(told: object) -> str:
    """As people read it: a whole number has no point."""
    return str(int(told)) if isinstance(told, float) and told.is_integer() else "" if told is None else str(told)


def _of_xml(data: bytes, media_type: str) -> Iterator[str]:
    with ZipFile(BytesIO(data)) as archive:
        if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
            raise ValueError("It unfolds to more than is read.")
        if media_type == SLIDES:
            yield from _slides(archive)
            return
        content = ElementTree.fromstring(archive.read("content.xml"))  # noqa: S314 - bounded, and expat fetches nothing
    if media_type == OPEN_SLIDES:
        yield from map(_said, content.iter(DRAWN_PAGE))
    else:
        yield _said(content)


def _slides(archive: ZipFile) -> Iterator[str]:
    """Each slide with its notes, in the order of their numbers."""
    found: dict[int, list[str]] = {}
    for name in sorted(archive.namelist()):
        if one := SLIDE.fullmatch(name):
            found.setdefault(int(one[1]), []).append(_said(ElementTree.fromstring(archive.read(name))))  # noqa: S314
    for _number, told in sorted(found.items()):
        yield "\n".join(told)


def _said(part: ElementTree.Element) -> str:
    """All text within an element; what stood in two elements is two words."""
    return " ".join(filter(None, (text.strip() for text in part.itertext())))
