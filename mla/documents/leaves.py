"""Makes a document of whatever kind ready to be bound: its pages, or a sheet that says what it is and why it has none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from mla.documents import conversion, recording, transcript
from mla.documents.accessible import MISTAKES, Whose, make
from mla.documents.draw import draw
from mla.documents.reading import HEIC, PDF, PICTURES, Lacking, TooLong, Unreadable, opened, picture_as_pdf
from mla.documents.refusing import PaperNotDrawn
from mla.documents.standard import BOTH, Claim
from mla.words import _

PAGED = (PDF, *PICTURES, HEIC, *conversion.CONVERTED, *transcript.SHOWN)
"""Kinds that become pages."""


@dataclass(frozen=True)
class Part:
    """A letter (depth 0) or an annex of the letter before it (depth 1).

    `kept` is the size and the sha256 of a document that is kept apart, of which only a sheet tells; it has no content then.
    `written_in` is the language of the document itself (two letters), empty where nobody has said it.
    """

    title: str
    content: bytes
    media_type: str = PDF
    filename: str = "document.pdf"
    date: date | None = None
    depth: int = 0
    kept: tuple[int, str] | None = None
    written_in: str = ""


@dataclass(frozen=True)
class Leaf:
    """A part made ready for binding: its pages, all of them tagged, and whether the file itself is enclosed beside them.

    `converted` says that the pages were made from a file that has none of its own, `taken_out` what they do no more by themselves
    (`active_content.py`). `holds` is what the part may claim within the dossier, `lacking` what a reader must know of it, as the
    words of the papers name it (`lacking_of_parts`).
    """

    part: Part
    pdf: bytes
    pages: int
    enclosed: bool
    converted: bool = False
    taken_out: tuple[str, ...] = ()
    holds: Claim = BOTH
    lacking: tuple[str, ...] = ()


def leaf(part: Part, reference: str, language: str, number: int = 0, look: bool = True) -> Leaf:
    """A part as PDF pages, or a sheet that says why it is only enclosed.

    `number` is its place among the parts, which tells its tags from those of others. OCR is not asked where `look` is false.
    """
    if part.media_type not in PAGED:
        return sheet(part, reference, language, "kind", number)
    if part.kept:
        return sheet(part, reference, language, "long", number)
    try:
        pdf, converted = _pages(part, language)
        return _ready(part, pdf, language, number, converted=converted, look=look)
    except TooLong:
        return sheet(part, reference, language, "long", number)
    except Unreadable as error:
        return sheet(part, reference, language, "locked" if error.locked else "damaged", number)
    except Lacking:
        return sheet(part, reference, language, "office", number)
    except PaperNotDrawn:
        return sheet(part, reference, language, "long", number)


def _pages(part: Part, language: str) -> tuple[bytes, bool]:
    """The pages, and whether they were made from a file that has none of its own."""
    if part.media_type == PDF:
        return part.content, False
    if part.media_type in PICTURES:
        return picture_as_pdf(part.content, part.media_type, part.title, language), False
    if part.media_type == HEIC:
        return picture_as_pdf(part.content, HEIC, part.title, language), True
    if part.media_type in conversion.CONVERTED:
        return conversion.as_pdf(part.content, part.media_type), True
    return transcript.as_pdf(part.content, part.media_type, part.title, language), True


def sheet(part: Part, reference: str, language: str, why: str, number: int = 0) -> Leaf:
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
    made = _ready(Part(part.title, page.pdf), page.pdf, language, number, look=False)
    return replace(made, part=part, enclosed=part.kept is None)


def _ready(
    part: Part, content: bytes, language: str, number: int, *, converted: bool = False, look: bool = True
) -> Leaf:
    """The leaf of a PDF; the original in the store stays as it is. Raises Unreadable."""
    whose = Whose(
        part.title, language, part.written_in, number, part.media_type in (*PICTURES, HEIC) and not part.kept, look
    )
    with opened(content) as pdf:
        try:
            made = make(pdf, whose)
            pdf.save(out := BytesIO(), fix_metadata_version=False)
        except MISTAKES as error:
            raise Unreadable(_("The pages of this PDF cannot be read: it is damaged.")) from error
        return Leaf(
            part, out.getvalue(), len(pdf.pages), converted, converted, made.taken_out, made.holds, made.lacking
        )
