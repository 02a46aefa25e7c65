"""Binds a dossier into one PDF: cover and index, letters, annexes, bookmarks, and a number on every page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import cast

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, OutlineItem, String

from mla.documents.bounded import BINDING, TOO_MUCH, Busy, Limit, run
from mla.documents.draw import Drawn, draw
from mla.documents.leaves import Leaf, Part
from mla.documents.merged_tags import Tree
from mla.documents.reading import PDF, page_count, readable
from mla.documents.refusing import PaperNotDrawn
from mla.documents.stamp import stamp
from mla.documents.standard import BOTH, Claim, lowest, marks, save
from mla.documents.tags import settle
from mla.words import _

__all__ = ["Cover", "Part", "Row", "assemble", "cover_of", "page_count", "readable"]

MOST_DRAWINGS = 5
"""How often the cover is drawn at most until its index, and with it its length, no longer changes."""


MAKING = Limit(90.0, BINDING.memory)
"""What making pages of one part may take."""

PATIENCE = 120.0
"""Seconds after which whatever is no PDF becomes a sheet: whoever asked for the dossier waits for it."""


@dataclass(frozen=True)
class Row:
    """A line of the index: what, and on which pages of the bound dossier."""

    title: str
    date: date | None
    depth: int
    first: int
    last: int
    enclosed: bool
    converted: bool = False
    taken_out: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    anchor: str = ""
    volume: int = 1

    @property
    def span(self) -> str:
        """The pages as the index prints them."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True)
class Volume:
    """One of several books of a dossier: which, of how many, and of how many pages it is; what it may claim."""

    number: int
    of: int
    pages: int
    claimed: Claim


Cover = Callable[[Sequence[Row], Volume], Drawn]
"""Draws the cover of a volume from the index of all volumes."""

Told = Callable[[int, int], None]
"""Hears how many documents are made ready, of how many."""


def to_nobody(_done: int, _all: int) -> None:
    """Nobody waits to hear how far it is."""


ROW = "row:"
"""How the cover calls the page on which a line of its index begins, for nobody knows it while the cover is drawn."""


def cover_of(context: Mapping[str, object], reference: str, language: str) -> Cover:
    """The usual cover, drawn from what a letter is drawn from (and `today`)."""

    def drawn(index: Sequence[Row], volume: Volume) -> Drawn:
        known = {**context, "reference": reference, "index": index, "volume": volume}
        return draw("dossier_cover", language, known)

    return drawn


def assemble(cover: Cover, parts: Sequence[Part], reference: str, language: str) -> bytes:
    """The dossier as one PDF. Its index tells the real pages; what cannot be bound is enclosed as a file.

    Opening and binding what others made has so much time and memory and no more. Raises PaperNotDrawn.
    """
    return assemble_volumes(cover, parts, reference, language, None)[0]


def assemble_volumes(
    cover: Cover, parts: Sequence[Part], reference: str, language: str, most: int | None, told: Told = to_nobody
) -> list[bytes]:
    """The dossier as volumes of at most so many pages, each with the index of all. Raises PaperNotDrawn, also where they are too thin, and what `told` raises."""
    try:
        leaves = []
        for leaf in leaves_of(parts, reference, language):
            leaves.append(leaf)
            told(len(leaves), len(parts))
        books = _settle(cover, leaves, most)
        return [
            cast(
                bytes,
                run(__name__, "bind_leaves", *book, reference, language, number * (len(books) > 1), limit=BINDING),
            )
            for number, book in enumerate(books, 1)
        ]
    except RuntimeError as error:
        raise PaperNotDrawn(
            _("The dossier could not be put together (%(error)s). Tell the administrator.", error=error)
        ) from error


def leaves_of(parts: Sequence[Part], reference: str, language: str) -> Iterator[Leaf]:
    """The parts made ready for binding, each with so much time and memory. One that takes more, or harms what opens it, is a sheet."""
    ends = time.monotonic() + PATIENCE
    for number, part in enumerate(parts, 1):
        late = time.monotonic() > ends
        try:
            if late and part.media_type != PDF:
                raise PaperNotDrawn(TOO_MUCH)
            yield run("mla.documents.leaves", "leaf", part, reference, language, number, not late, limit=MAKING)
        except Busy:
            raise
        except (PaperNotDrawn, RuntimeError) as error:
            why = "long" if isinstance(error, PaperNotDrawn) else "damaged"
            yield run("mla.documents.leaves", "sheet", part, reference, language, why, number, limit=MAKING)


def bind_leaves(
    drawn: Drawn, index: Sequence[Row], leaves: Sequence[Leaf], reference: str, language: str, volume: int
) -> bytes:
    """The cover and all leaves in one book, with the tags of each; `volume` is its number, 0 where there is but one."""
    with ExitStack() as stack:
        book = stack.enter_context(pikepdf.open(BytesIO(drawn.pdf)))
        settle(book, "0.")
        tree = Tree(book)
        tree.add(book, 0, str(book.docinfo.get("/Title", reference)), language, 0)
        tree.letter = tree.top  # an annex that comes first is no annex of the cover
        for leaf in leaves:
            source = stack.enter_context(pikepdf.open(BytesIO(leaf.pdf)))
            first = len(book.pages)
            book.add_pages_from(source, forms="strip", outlines="ignore")
            tree.add(source, first, leaf.part.title, leaf.part.written_in or language, leaf.part.depth)
        tree.finish()
        stamp(book, reference, language, volume)
        _bookmarks(book, index)
        _lead(book, index, drawn.pages)
        for number, leaf in enumerate(leaves, 1):
            if leaf.enclosed:
                _enclose(book, number, leaf)
        marks(book, _claimed(leaves))
        return save(book)


def _claimed(leaves: Sequence[Leaf]) -> Claim:
    """What the book may claim: what all its parts do."""
    held = [leaf.holds for leaf in leaves]
    return Claim(all(one.accessible for one in held), lowest([BOTH.keeps, *(one.keeps for one in held)]))


def _lead(book: pikepdf.Pdf, index: Sequence[Row], cover: int) -> None:
    """Make each line of the index a link to the page on which its part begins (12.3.2.2), told by its title (PDF/UA-1, 7.18.5)."""
    for page in list(book.pages)[:cover]:
        for mark in page.obj.get("/Annots", []):
            address = str(mark.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(ROW):
                row = index[int(address.removeprefix(ROW))]
                del mark["/A"]
                mark.Dest = Array([book.pages[row.first - 1].obj, Name.Fit])
                mark.Contents = String(f"{row.title}, {row.first}")


Book = tuple[Drawn, list[Row], Sequence[Leaf]]
"""A cover, the lines of the index that are of this volume, and what is bound behind it."""


def _settle(cover: Cover, leaves: Sequence[Leaf], most: int | None) -> list[Book]:
    """Draw the covers until the pages in the index are true: their own length moves every other page."""
    lengths, longest = [1], 1
    for _turn in range(MOST_DRAWINGS):
        groups = _groups(leaves, longest, most)
        lengths = lengths if len(lengths) == len(groups) else [longest] * len(groups)
        index = [row for number, group in enumerate(groups) for row in _index(group, lengths[number], number + 1)]
        drawn = [cover(index, one) for one in _volumes(groups, lengths)]
        if [one.pages for one in drawn] == lengths:
            of = [[row for row in index if row.volume == number] for number in range(1, len(groups) + 1)]
            return list(zip(drawn, of, groups, strict=True))
        lengths = [one.pages for one in drawn]
        longest = max(longest, *lengths)
    raise RuntimeError("the cover of the dossier never settled")


def _volumes(groups: Sequence[Sequence[Leaf]], lengths: Sequence[int]) -> Iterator[Volume]:
    for number, (group, length) in enumerate(zip(groups, lengths, strict=True), 1):
        yield Volume(number, len(groups), length + sum(leaf.pages for leaf in group), _claimed(group))


def _groups(leaves: Sequence[Leaf], cover: int, most: int | None) -> list[list[Leaf]]:
    """What goes into each volume, in its order; no part is torn apart."""
    groups: list[list[Leaf]] = [[]]
    for leaf in leaves:
        if most is not None and cover + leaf.pages > most:
            raise PaperNotDrawn(
                _(
                    "A volume of at most %(most)s pages is too thin: with its cover, “%(title)s” has %(pages)s pages.",
                    most=most, title=leaf.part.title, pages=cover + leaf.pages,
                )
            )  # fmt: skip
        if most is not None and groups[-1] and cover + sum(one.pages for one in (*groups[-1], leaf)) > most:
            groups.append([])
        groups[-1].append(leaf)
    return groups


def _index(leaves: Sequence[Leaf], before: int, volume: int) -> list[Row]:
    rows = []
    for number, leaf in enumerate(leaves):
        part, first = leaf.part, before + 1
        before += leaf.pages
        row = Row(part.title, part.date, part.depth, first, before, leaf.enclosed, leaf.converted, leaf.taken_out)
        rows.append(replace(row, lacking=leaf.lacking, anchor=f"{ROW}{number}", volume=volume))
    return rows


def _bookmarks(book: pikepdf.Pdf, index: Sequence[Row]) -> None:
    with book.open_outline() as outline:
        outline.root.clear()
        for row in index:
            item = OutlineItem(row.title, row.first - 1)
            under = outline.root[-1].children if row.depth and outline.root else outline.root
            under.append(item)
    book.Root.PageMode = Name.UseOutlines


def _enclose(book: pikepdf.Pdf, number: int, leaf: Leaf) -> None:
    """Attach a file, unchanged: the source of pages that were made from it, or what could not be bound."""
    part = leaf.part
    spec = AttachedFileSpec(
        book,
        part.content,
        filename=part.filename,
        description=part.title,
        mime_type=part.media_type,
        relationship=Name.Source if leaf.converted else Name.Unspecified,
    )
    book.attachments[f"{number:04d} {part.filename}"] = spec
