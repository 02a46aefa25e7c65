"""What stands in a document, page by page, to find it by: of a PDF its text, of a scan what OCR reads, of a letter, a spreadsheet, slides, a text or an e-mail its words.

Others made these files, so all of this runs in a process that may take only so much time and memory (`bounded.py`), a stretch
of pages at a time. Nothing in them is run or followed. Letters and slides of Office before 2007 are read by LibreOffice, where it is
installed, of archives each file; sound and pictures that move are not read. Whoever changes here how a document is read raises `READER` in `mla/register/documents.py`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import docx2txt
import pypdfium2
import pypdfium2.raw
from PIL import Image

from mla.documents import archive, conversion, encodings, mail, office, outlook
from mla.documents.kinds import OPEN_XML
from mla.documents.ocr import text_of_picture
from mla.documents.reading import PDF, PICTURES, Lacking, Unreadable, frames, opened_picture
from mla.words import _

STRETCH = 15.0
"""Seconds after which a stretch of pages ends; the page that is being read then is read to its end."""

DOCX = f"{OPEN_XML}wordprocessingml.document"

OFFICE = (*office.SHEETS, office.SLIDES, office.OPEN_LETTER, office.OPEN_SLIDES)
"""What `office.py` reads."""

MOST_CHARACTERS = 1_000_000
"""So much of a document is read: some four hundred pages close with text."""

FEW = 40
"""A page with fewer letters of its own, and with a picture, is taken for a scan."""

DOTS_AN_INCH, POINTS_AN_INCH = 300, 72
MOST_SIDE = 6_000
"""So many dots a page has at most on each side when it is read as a picture, whatever size it says it has."""


@dataclass(frozen=True)
class Stretch:
    """Some pages of a document: what stands on each, the page from which to go on (None at the end), and why not all of them could be read, as `OUTCOMES` of `mla/models/document_text.py` name it (“scan”: OCR is lacking)."""

    pages: Sequence[str]
    after: int | None = None
    lacking: str = ""


def read(data: bytes, media_type: str, languages: Sequence[str], first: int = 0) -> Stretch | None:
    """What stands in a document from its page `first` on (counted from 0), as far as a stretch goes; None where its kind is not read.

    `languages`, by their two letters, are those in which it may be written. Raises Unreadable.
    """
    if media_type == PDF:
        return _pdf(data, languages, first)
    if media_type in PICTURES:
        with opened_picture(data, media_type) as picture:
            return _stretch(_frames(frames(picture, media_type), languages, first), first)
    if media_type in OFFICE:
        return _stretch((partial(str, told) for told in office.pages(data, media_type)[first:]), first)
    if media_type == archive.MEDIA_TYPE:
        return _stretch(_files(data, languages, first), first)
    if media_type in conversion.OLD:
        return _converted(data, media_type, languages, first)
    plain = {
        "text/plain": text,
        "text/csv": text,
        mail.MEDIA_TYPE: _mail,
        outlook.MEDIA_TYPE: _outlook,
        DOCX: _letter,
    }.get(media_type)
    if plain is None:
        return None
    return Stretch([plain(data, languages[0] if languages else "")[:MOST_CHARACTERS]])


Page = Callable[[], str]
"""A page that says what stands on it. Raises Lacking where not all of it can be read here."""


def _stretch(pages: Iterator[Page], first: int) -> Stretch:
    """Pages, one after the other, until the time of a stretch is over, or enough is read."""
    found: list[str] = []
    ends, length, lacking = time.monotonic() + STRETCH, 0, ""
    for number, told in enumerate(pages, first):
        if time.monotonic() > ends or length > MOST_CHARACTERS:
            return Stretch(found, number, lacking)
        try:
            found.append(told()[:MOST_CHARACTERS])
        except Lacking as error:
            lacking = error.what
            found.append(error.told[:MOST_CHARACTERS])
        length += len(found[-1])
    return Stretch(found, None, lacking)


# A PDF
def _pdf(data: bytes, languages: Sequence[str], first: int) -> Stretch:
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            return _stretch((partial(_page, pdf, number, languages) for number in range(first, len(pdf))), first)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_("This is not a PDF that can be opened, or it is damaged.")) from error


def _converted(data: bytes, media_type: str, languages: Sequence[str], first: int) -> Stretch:
    """What stands on the pages that LibreOffice makes of a document."""
    try:
        return _pdf(conversion.as_pdf(data, media_type), languages, first)
    except Lacking as error:
        return Stretch([""], lacking=error.what)


def _page(pdf: pypdfium2.PdfDocument, number: int, languages: Sequence[str]) -> str:
    """The text of a page; of a scan, what OCR reads. A page that is damaged says nothing."""
    try:
        page = pdf[number]
    except pypdfium2.PdfiumError:
        return ""
    text = page.get_textpage().get_text_bounded(errors="ignore")
    if sum(map(str.isalnum, text)) >= FEW or not _has_picture(page):
        return str(text)
    return f"{text} {text_of_picture(drawn(page), languages)}"


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def drawn(page: pypdfium2.PdfPage) -> Image.Image:
    """A page as a picture, for OCR."""
    scale = min(DOTS_AN_INCH / POINTS_AN_INCH, MOST_SIDE / max(1.0, *page.get_size()))
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture


def _frames(pictures: Iterable[Image.Image], languages: Sequence[str], first: int) -> Iterator[Page]:
    for number, frame in enumerate(pictures):
        if number >= first:
            yield partial(text_of_picture, frame, languages)


# What is written in letters
def text(data: bytes, language: str) -> str:
    """A text, or a table as text, in the encoding in which it seems to be written."""
    data = data[: 4 * MOST_CHARACTERS]
    return data.decode(encodings.certain(data) or encodings.guessed(data, language), "replace")


def _letter(data: bytes, _language: str) -> str:
    """The words of a word-processing document, with those at the head and the foot of its pages."""
    try:
        return str(docx2txt.process(BytesIO(data)))
    except (BadZipFile, ParseError, KeyError, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(_("This document cannot be opened, or it is damaged.")) from error


def _mail(data: bytes, _language: str) -> str:
    return str(mail.message(data))


def _outlook(data: bytes, _language: str) -> str:
    return str(outlook.message(data))


# What lies in an archive
def _files(data: bytes, languages: Sequence[str], first: int) -> Iterator[Page]:
    """Each file of an archive as a page, that begins with its name."""
    held = archive.members(data)
    try:
        for number, one in enumerate(held):
            if number >= first:
                yield partial(_file, one, languages)
    except archive.More:
        yield _more


def _file(one: archive.Member, languages: Sequence[str]) -> str:
    """The name of a file and what it says. Raises Lacking with as much as could be read."""
    if one.data is None:
        raise Lacking("names", one.name)
    try:
        told = read(one.data, one.media_type, languages)
    except Unreadable as error:
        raise Lacking("names", one.name) from error
    words = "\n".join([one.name, *(told.pages if told else ())])
    why = "names" if told is None else "in_part" if told.after is not None else told.lacking
    if why:
        raise Lacking(why, words)
    return words


def _more() -> str:
    raise Lacking("in_part")
