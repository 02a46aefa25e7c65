"""Makes a PDF of whoever's making one that does nothing by itself and is tagged, and says what it may claim within a dossier.

Tags that are there are kept; pages that have none are given some (`tagging.py`). PDF/UA-1 and level A of PDF/A are claimed of a part
that claims them itself, and of pages that are only pictures: what is put before somebody else's text can be read aloud, but nobody
knows whether its order is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from mla.documents import tagging, tags
from mla.documents.active_content import take_out
from mla.documents.draw import environment
from mla.documents.standard import Claim, claim, lowest
from mla.documents.unsealed import take_off
from mla.languages import LETTERS

BROUGHT_IN = b"\nQ\n"
"""With this qpdf begins the stream that holds what was in the fields of a form."""

MISTAKES = (pikepdf.PdfError, tags.Unsound, ValueError, TypeError, AttributeError, KeyError, IndexError, RuntimeError)
"""What damaged tags can raise: they are dropped then, and the pages read without them."""


@dataclass(frozen=True)
class Whose:
    """Of what the pages are: their title, the language of the dossier and the document's own, its place in it, whether a picture became of it by us."""

    title: str
    language: str
    written_in: str
    number: int
    is_picture: bool = False
    look: bool = True

    @property
    def alternative(self) -> str:
        """The alternative text of a page, with `{number}` for its number."""
        words = environment().get_template(f"{self.language}/words.html").make_module({"language": self.language})
        named = f"{self.title}, {cast(str, words.picture_of_page)} "  # type: ignore[attr-defined]
        return named.replace("{", "{{").replace("}", "}}") + "{number}"

    @property
    def languages(self) -> Sequence[str]:
        """The languages that OCR looks for: the one that somebody has said, or that of the dossier and those of letters."""
        return (self.written_in,) if self.written_in else tuple(dict.fromkeys((self.language, *LETTERS)))

    @property
    def patience(self) -> float:
        """Seconds that OCR has."""
        return tagging.PATIENCE if self.look else 0.0


@dataclass(frozen=True)
class Made:
    """What was taken out of a part, what it may claim, and what a reader must know of it (`lacking_of_parts` of the papers)."""

    taken_out: tuple[str, ...]
    holds: Claim
    lacking: tuple[str, ...]


def make(pdf: pikepdf.Pdf, whose: Whose) -> Made:
    """Make an open PDF ready to be bound. Raises what pikepdf raises where it is damaged."""
    claimed = claim(pdf)
    take_off(pdf)
    taken_out = take_out(pdf)
    form = _flatten(pdf)
    for page in pdf.pages:
        if "/Contents" not in page.obj:
            page.obj.Contents = pdf.make_stream(b"")
        page.contents_coalesce()
    holds, lacking = _tag(pdf, whose, claimed, form=form)
    kept = {"": ("not_archival",), "B": ("looks_only",)}.get(holds.keeps, ())
    return Made(taken_out, holds, (*lacking, *kept))


def _tag(pdf: pikepdf.Pdf, whose: Whose, claimed: Claim, *, form: bool) -> tuple[Claim, tuple[str, ...]]:
    had = "/StructTreeRoot" in pdf.Root
    try:
        told = tagging.read_pictures(pdf, whose.languages, patience=whose.patience) if whose.is_picture else None
        sound = tags.settle(pdf, f"{whose.number}.")
        if sound.names_nothing:
            raise tags.Unsound("the structure tree names nothing on any page")
    except MISTAKES:
        tags.drop(pdf)
        return _tag_anew(pdf, whose, claimed, damaged=had)
    lacking = [
        *(["form"] if form else []),
        *(["figures"] if sound.figures_without_words else []),
        *([] if claimed.accessible else ["unproved"]),
    ]
    keeps = claimed.keeps if claimed.keeps != "A" or not lacking else "U"
    return Claim(not lacking, keeps), (*lacking, *_read(told))


def _tag_anew(pdf: pikepdf.Pdf, whose: Whose, claimed: Claim, *, damaged: bool) -> tuple[Claim, tuple[str, ...]]:
    told = tagging.tag(pdf, whose.title, whose.alternative, whose.languages, patience=whose.patience)
    tags.settle(pdf, f"{whose.number}.")
    if told.as_written or damaged:
        keeps = lowest([claimed.keeps, "U"])
        return Claim(accessible=False, keeps=keeps), ("damaged_tags" if damaged else "untagged", *_read(told))
    return Claim(accessible=True, keeps="A" if claimed.keeps else ""), _read(told)


def _read(told: tagging.Tagged | None) -> tuple[str, ...]:
    """What is to be known of pages that are pictures."""
    if told is None:
        return ()
    return (*(["by_ocr"] if told.by_ocr else []), *(["unread"] if told.unread else []))


def _flatten(pdf: pikepdf.Pdf) -> bool:
    """Make what stands in the fields of a form part of the pages; whether there was one.

    Where the document has tags, what was filled in becomes a paragraph of them, for it is read aloud by nobody else.
    """
    if "/AcroForm" not in pdf.Root:
        return False
    there = any(True for page in pdf.pages for mark in page.obj.get("/Annots", []) if mark.get("/Subtype") == "/Widget")
    free = [tagging.first_free(page) for page in pdf.pages] if there and "/StructTreeRoot" in pdf.Root else []
    pdf.generate_appearance_streams()
    pdf.flatten_annotations()
    for page, number in zip(pdf.pages, free, strict=False):
        _tag_filled_in(pdf, page.obj, number)
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
    return there


def _tag_filled_in(pdf: pikepdf.Pdf, page: Object, number: int) -> None:
    streams = list(page.Contents) if isinstance(page.get("/Contents"), Array) else []
    content = streams[-1].read_bytes() if streams else b""
    if not content.startswith(BROUGHT_IN):
        return
    marked = BROUGHT_IN + f"/P <</MCID {number}>> BDC\n".encode() + content.removeprefix(BROUGHT_IN) + b"\nEMC\n"
    page.Contents = Array([*streams[:-1], pdf.make_stream(marked)])
    root = pdf.Root.StructTreeRoot
    element = Dictionary(Type=Name.StructElem, S=Name.P, P=root, Pg=page, K=Array([number]))
    root.K = Array([*tags.several(root.get("/K")), pdf.make_indirect(element)])
