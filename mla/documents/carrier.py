"""A letter that carries its data: the pages of the letter, and in the file what its step says, for machines (PDF/A-3, AFRelationship Data).

Two files stand in it: what the step says (`payload.json`, docs/package-1.schema.json), and the signed package, which holds that, the letter as
it was sealed, and its annexes. What others made is opened where time and memory are bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest
from typing import cast

import pikepdf
import pypdfium2
from pikepdf import AttachedFileSpec, Name

from mla.documents.active_content import FILE, take_out
from mla.documents.bounded import LOOKING, Busy, run
from mla.documents.reading import TooLong, Unreadable, opened
from mla.documents.refusing import PaperNotDrawn
from mla.documents.standard import save
from mla.documents.unsealed import take_off
from mla.words import _

PAYLOAD, PACKAGE = "payload.json", ".mla.zip"
"""The name of the one file, and how that of the other ends."""

DAY = "D:20230526000000Z"
"""PDF/A-3 asks for a date of each file; the same for all, so that the same letter gives the same bytes."""

ODD = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError)
"""What a PDF raises that is not made as it should be."""

SHOWS_OTHERWISE = ("/AcroForm", "/OCProperties", "/Collection")
"""Parts of a document that let it show other than its pages: forms, layers, a case of files (ISO 32000-2, 12.7, 8.11, 12.3.5)."""

MOST_SHOWN = 5
"""So many differences are told."""


@dataclass(frozen=True)
class Carried:
    """What a PDF carries: the signed package and what the step says; nothing of what it lacks."""

    package: bytes = b""
    payload: bytes = b""


@dataclass(frozen=True)
class Difference:
    """A page that is not as it was signed: its number, a line as it stands here and as it was signed; both empty where only its look differs.

    The number is 0 where the pages are the same here, and the file can show something else all the same.
    """

    page: int
    here: str = ""
    signed: str = ""


def letter_with_data(letter: bytes, payload: bytes, package: bytes, name: str) -> bytes:
    """A copy of a letter that carries its data. The seal stands on the letter itself, in the package."""
    with pikepdf.open(BytesIO(letter)) as pdf:
        take_off(pdf)
        _carry(pdf, PAYLOAD, payload, "application/json")
        _carry(pdf, f"{name}{PACKAGE}", package, "application/zip")
        return save(pdf)


def with_packages(book: bytes, packages: Sequence[tuple[str, bytes]]) -> bytes:
    """A bound dossier that also carries packages, each by its name."""
    return cast(bytes, _bounded("carrying", book, packages))


def carrying(book: bytes, packages: Sequence[tuple[str, bytes]]) -> bytes:
    """The same here and now."""
    with pikepdf.open(BytesIO(book)) as pdf:
        for name, data in packages:
            _carry(pdf, f"{name}{PACKAGE}", data, "application/zip")
        return save(pdf)


def _carry(pdf: pikepdf.Pdf, name: str, data: bytes, kind: str) -> None:
    pdf.attachments[name] = AttachedFileSpec(
        pdf,
        data,
        filename=name,
        description=name,
        mime_type=kind,
        creation_date=DAY,
        mod_date=DAY,
        relationship=Name.Data,
    )


def carried_in(content: bytes, most: int) -> Carried:
    """What a PDF carries, where none of it has more than so many bytes: a small file can unfold to any size. Raises Unreadable; Busy."""
    return cast(Carried, _bounded("carried", content, most))


def differences(content: bytes, letter: bytes) -> list[Difference]:
    """Where the pages of a PDF say or show something else than those of the letter that was signed. Raises Unreadable; Busy."""
    return cast(list[Difference], _bounded("compared", content, letter))


def _bounded(name: str, *arguments: object) -> object:
    try:
        return run(__name__, name, *arguments, limit=LOOKING)
    except Busy:
        raise
    except PaperNotDrawn as error:
        raise TooLong(_("Looking at this file takes longer, or more memory, than this installation allows.")) from error
    except RuntimeError as error:
        raise Unreadable(_("This PDF is damaged.")) from error


def carried(content: bytes, most: int) -> Carried:
    """The same here and now. Raises Unreadable, also where there are several packages."""
    try:
        found = _carried(content)
    except ODD as error:
        raise Unreadable(_("This PDF is damaged.")) from error
    if max(len(found.package), len(found.payload)) > most:
        raise Unreadable(_("What this PDF carries is larger than this installation takes."))
    return found


def _carried(content: bytes) -> Carried:
    with opened(content) as pdf:
        names = [one for one in pdf.attachments if one.endswith(PACKAGE)]
        if len(names) > 1:
            raise Unreadable(_("This PDF carries several packages. Take each in by itself."))
        if not names:
            return Carried()
        payload = pdf.attachments[PAYLOAD].get_file().read_bytes() if PAYLOAD in pdf.attachments else b""
        return Carried(pdf.attachments[names[0]].get_file().read_bytes(), payload)


def compared(content: bytes, letter: bytes) -> list[Difference]:
    """The same here and now: the words of each page, then its picture."""
    found: list[Difference] = []
    with pypdfium2.PdfDocument(content) as here, pypdfium2.PdfDocument(letter) as signed:
        for number in range(max(len(here), len(signed))):
            one, other = (_page(book, number) for book in (here, signed))
            if one != other:
                lines = zip_longest(one[0].splitlines(), other[0].splitlines(), fillvalue="")
                told = next(((a.strip(), b.strip()) for a, b in lines if a.strip() != b.strip()), ("", ""))
                found.append(Difference(number + 1, *told))
            if len(found) == MOST_SHOWN:
                break
    try:
        return found or _otherwise(content, letter)
    except ODD:
        return [Difference(0)]


def _otherwise(content: bytes, letter: bytes) -> list[Difference]:
    """Where a file can show something else than was drawn here: in print, after a click, in a form, as a layer, in another program."""
    with opened(content) as here, opened(letter) as signed:
        take_off(signed)
        pages = zip(here.pages, signed.pages, strict=True)
        found = [Difference(number) for number, two in enumerate(pages, 1) if _marks(two[0]) != _marks(two[1])]
        more = [name for name in SHOWS_OTHERWISE if name in here.Root and name not in signed.Root]
        does = {*take_out(here)} - {FILE, *take_out(signed)}
    return found[:MOST_SHOWN] or ([Difference(0)] if more or does else [])


def _marks(page: pikepdf.Page) -> tuple[object, ...]:
    """What of a page shows, or not, by where and how it is looked at: its edges, and what lies upon it."""
    edges = [str([float(one) for one in box]) for box in (page.mediabox, page.cropbox, page.trimbox)]
    turned = [str(page.obj.get(name, "")) for name in ("/Rotate", "/UserUnit")]
    lying = cast(Iterable[pikepdf.Object], page.obj.get("/Annots", []))
    marks = [tuple(str(mark.get(name, "")) for name in ("/Subtype", "/F", "/OC")) for mark in lying]
    return (*edges, *turned, *sorted(marks))


def _page(book: pypdfium2.PdfDocument, number: int) -> tuple[str, bytes]:
    if number >= len(book):
        return "", b""
    page = book[number]
    text = page.get_textpage().get_text_bounded()
    picture = page.render(scale=1).to_pil().convert("RGB")
    return text, f"{picture.size}".encode() + picture.tobytes()
