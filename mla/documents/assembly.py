"""Binds a dossier into one PDF: cover and index, letters, annexes, bookmarks, and a number on every page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import cast

import pikepdf
from pikepdf import AttachedFileSpec, Name, OutlineItem

from mla.documents.active_content import take_out
from mla.documents.bounded import BINDING, run
from mla.documents.draw import Drawn, draw
from mla.documents.reading import PDF, PICTURES, Unreadable, opened, page_count, picture_as_pdf, readable
from mla.documents.refusing import PaperNotDrawn
from mla.documents.stamp import stamp
from mla.documents.standard import archive_mark, save
from mla.words import _

__all__ = ["Cover", "Part", "Row", "assemble", "cover_of", "page_count", "readable"]

MOST_DRAWINGS = 5
"""How often the cover is drawn at most until its index, and with it its length, no longer changes."""


@dataclass(frozen=True)
class Part:
    """A letter (depth 0) or an annex of the letter before it (depth 1).

    `kept` is the size and the sha256 of a document that is not bound in, of which only a sheet tells; it has no content then.
    """

    title: str
    content: bytes
    media_type: str = PDF
    filename: str = "document.pdf"
    date: date | None = None
    depth: int = 0
    kept: tuple[int, str] | None = None


@dataclass(frozen=True)
class Row:
    """A line of the index: what, and on which pages of the bound dossier."""

    title: str
    date: date | None
    depth: int
    first: int
    last: int
    enclosed: bool
    taken_out: tuple[str, ...] = ()

    @property
    def span(self) -> str:
        """The pages as the index prints them."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


Cover = Callable[[Sequence[Row], int], Drawn]
"""Draws the cover from the index and the number of all pages."""


@dataclass(frozen=True)
class Leaf:
    """A part made ready for binding: its pages, and the original where it had to be enclosed as a file.

    `taken_out` says what its pages do no more by themselves (`active.py`).
    """

    part: Part
    pdf: bytes
    pages: int
    enclosed: bool
    taken_out: tuple[str, ...] = ()


def cover_of(context: Mapping[str, object], reference: str, language: str) -> Cover:
    """The usual cover, drawn from what a letter is drawn from (and `today`)."""

    def drawn(index: Sequence[Row], total: int) -> Drawn:
        known = {**context, "reference": reference, "index": index, "total": total}
        return draw("dossier_cover", language, known)

    return drawn


def assemble(cover: Cover, parts: Sequence[Part], reference: str, language: str) -> bytes:
    """The dossier as one PDF. Its index tells the real pages; what cannot be bound is enclosed as a file.

    Opening and binding what others made has so much time and memory and no more. Raises PaperNotDrawn.
    """
    try:
        leaves = run(__name__, "leaves_of", list(parts), reference, language, limit=BINDING)
        drawn, index = _settle(cover, leaves)
        return cast(bytes, run(__name__, "bind_leaves", drawn, index, leaves, reference, language, limit=BINDING))
    except RuntimeError as error:
        raise PaperNotDrawn(
            _("The dossier could not be put together (%(error)s). Tell the administrator.", error=error)
        ) from error


def leaves_of(parts: Sequence[Part], reference: str, language: str) -> list[Leaf]:
    """The parts made ready for binding."""
    return [_leaf(part, reference, language) for part in parts]


def bind_leaves(drawn: Drawn, index: Sequence[Row], leaves: Sequence[Leaf], reference: str, language: str) -> bytes:
    """The cover and all leaves in one book."""
    with ExitStack() as stack:
        book = stack.enter_context(pikepdf.open(BytesIO(drawn.pdf)))
        archival = True
        for leaf in leaves:
            source, _ = stack.enter_context(_ready(leaf.pdf))
            archival = archival and "pdfaid:part" in _metadata(source)
            book.add_pages_from(source, forms="strip", outlines="ignore")
        stamp(book, reference, language)
        _bookmarks(book, index)
        for number, leaf in enumerate(leaves, 1):
            if leaf.enclosed:
                _enclose(book, number, leaf.part)
        archive_mark(book, archival=archival)
        return save(book)


def _leaf(part: Part, reference: str, language: str) -> Leaf:
    """A part as PDF pages, or a page that says why it is only enclosed."""
    try:
        if part.media_type in PICTURES:
            pdf = picture_as_pdf(part.content, part.media_type, part.title, language)
        elif part.media_type == PDF:
            pdf = part.content
        else:
            return _sheet(part, reference, language)
        with _ready(pdf) as (source, taken_out):
            return Leaf(part, pdf, len(source.pages), enclosed=False, taken_out=taken_out)
    except Unreadable as error:
        return _sheet(part, reference, language, enclosed=True, locked=error.locked)


def _sheet(part: Part, reference: str, language: str, *, enclosed: bool = False, locked: bool = False) -> Leaf:
    """A page in the place of a document that is not bound in: what it is, how large, and its digest."""
    size, sha256 = part.kept or (len(part.content), hashlib.sha256(part.content).hexdigest())
    known = {
        "reference": reference, "title": part.title, "filename": part.filename, "media_type": part.media_type,
        "enclosed": enclosed, "locked": locked, "size": size, "sha256": sha256,
    }  # fmt: skip
    page = draw("annex_enclosed", language, known)
    return Leaf(part, page.pdf, page.pages, enclosed=enclosed)


@contextmanager
def _ready(content: bytes) -> Iterator[tuple[pikepdf.Pdf, tuple[str, ...]]]:
    """A PDF whose forms and visible signatures are part of its pages, and that does nothing by itself any more.

    With it come the kinds of what was taken out. The original in the store stays as it is.
    """
    with opened(content) as pdf:
        try:
            taken_out = take_out(pdf)
            if "/AcroForm" in pdf.Root:
                pdf.generate_appearance_streams()
                pdf.flatten_annotations()
                if "/AcroForm" in pdf.Root:
                    del pdf.Root["/AcroForm"]
            for page in pdf.pages:
                if "/Contents" not in page.obj:
                    page.obj.Contents = pdf.make_stream(b"")
                page.contents_coalesce()
        except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as error:
            raise Unreadable(_("The pages of this PDF cannot be read: it is damaged.")) from error
        yield pdf, taken_out


def _settle(cover: Cover, leaves: Sequence[Leaf]) -> tuple[Drawn, list[Row]]:
    """Draw the cover until the pages in its index are true: its own length moves every other page."""
    length = 1
    for _turn in range(MOST_DRAWINGS):
        index = _index(leaves, length)
        drawn = cover(index, length + sum(leaf.pages for leaf in leaves))
        if drawn.pages == length:
            break
        length = drawn.pages
    else:
        raise RuntimeError("the cover of the dossier never settled")
    return drawn, index


def _index(leaves: Sequence[Leaf], before: int) -> list[Row]:
    rows = []
    for leaf in leaves:
        part, first = leaf.part, before + 1
        before += leaf.pages
        rows.append(Row(part.title, part.date, part.depth, first, before, leaf.enclosed, leaf.taken_out))
    return rows


def _bookmarks(book: pikepdf.Pdf, index: Sequence[Row]) -> None:
    with book.open_outline() as outline:
        outline.root.clear()
        for row in index:
            item = OutlineItem(row.title, row.first - 1)
            under = outline.root[-1].children if row.depth and outline.root else outline.root
            under.append(item)
    book.Root.PageMode = Name.UseOutlines


def _enclose(book: pikepdf.Pdf, number: int, part: Part) -> None:
    """Attach a file that could not be bound, unchanged."""
    spec = AttachedFileSpec(
        book,
        part.content,
        filename=part.filename,
        description=part.title,
        mime_type=part.media_type,
        relationship=Name.Unspecified,
    )
    book.attachments[f"{number:04d} {part.filename}"] = spec


def _metadata(pdf: pikepdf.Pdf) -> str:
    return pdf.Root.Metadata.read_bytes().decode(errors="replace") if "/Metadata" in pdf.Root else ""
