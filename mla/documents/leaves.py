"""Makes a document of whatever kind ready to be bound: its pages, or a sheet that says what it is and why it has none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pikepdf

from mla.documents import conversion, recording, transcript
from mla.documents.active_content import take_out
from mla.documents.draw import draw
from mla.documents.reading import PDF, PICTURES, Lacking, TooLong, Unreadable, opened, picture_as_pdf
from mla.documents.refusing import PaperNotDrawn
from mla.words import _

PAGED = (PDF, *PICTURES, *conversion.CONVERTED, *transcript.SHOWN)
"""Kinds that become pages."""


@dataclass(frozen=True)
class Part:
    """A letter (depth 0) or an annex of the letter before it (depth 1).

    `kept` is the size and the sha256 of a document that is kept apart, of which only a sheet tells; it has no content then.
    """

    title: str
    content: bytes
    media_type: str = PDF
    filename: str = "document.pdf"
    date: date | None = None
    depth: int = 0
    kept: tuple[int, str] | None = None


@dataclass(frozen=True)
class Leaf:
    """A part made ready for binding: its pages, and whether the file itself is enclosed beside them.

    `converted` says that the pages were made from a file that has none of its own, `taken_out` what they do no more by themselves
    (`active_content.py`).
    """

    part: Part
    pdf: bytes
    pages: int
    enclosed: bool
    converted: bool = False
    taken_out: tuple[str, ...] = ()


def leaf(part: Part, reference: str, language: str) -> Leaf:
    """A part as PDF pages, or a sheet that says why it is only enclosed."""
    if part.media_type not in PAGED:
        return sheet(part, reference, language, "kind")
    if part.kept:
        return sheet(part, reference, language, "long")
    try:
        pdf, converted = _pages(part, language)
        with ready(pdf) as (source, taken_out):
            return Leaf(part, pdf, len(source.pages), converted, converted, taken_out)
    except TooLong:
        return sheet(part, reference, language, "long")
    except Unreadable as error:
        return sheet(part, reference, language, "locked" if error.locked else "damaged")
    except Lacking:
        return sheet(part, reference, language, "office")
    except PaperNotDrawn:
        return sheet(part, reference, language, "long")


def _pages(part: Part, language: str) -> tuple[bytes, bool]:
    """The pages, and whether they were made from a file that has none of its own."""
    if part.media_type == PDF:
        return part.content, False
    if part.media_type in PICTURES:
        return picture_as_pdf(part.content, part.media_type, part.title, language), False
    if part.media_type in conversion.CONVERTED:
        return conversion.as_pdf(part.content, part.media_type), True
    return transcript.as_pdf(part.content, part.media_type, part.title, language), True


def sheet(part: Part, reference: str, language: str, why: str) -> Leaf:
    """A page in the place of a document that is not bound in: what it is, how large, how long it lasts, its digest, and why.

    `why` is one of the reasons that the words of the papers name (`not_bound`).
    """
    size, sha256 = part.kept or (len(part.content), hashlib.sha256(part.content).hexdigest())
    heard = recording.look(part.content, part.media_type)
    known = {
        "reference": reference, "title": part.title, "filename": part.filename, "media_type": part.media_type,
        "enclosed": part.kept is None, "why": why, "size": size, "sha256": sha256, "duration": heard.duration,
        "still": heard.still,
    }  # fmt: skip
    page = draw("annex_enclosed", language, known)
    return Leaf(part, page.pdf, page.pages, enclosed=part.kept is None)


@contextmanager
def ready(content: bytes) -> Iterator[tuple[pikepdf.Pdf, tuple[str, ...]]]:
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
