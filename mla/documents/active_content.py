"""What a PDF can do by itself: scripts, actions, files within files. A bound dossier does nothing by itself.

PDF 32000-1, 12.6 (actions), 12.5.6 (annotations), 7.11.4 (embedded files), 12.7.8 (XFA). What leads to another place
of the same document stays; its words stay where a link led out of it, and the link goes (decision 55).

Every object of the document is looked through, not only the places where such things usually stand: an annotation that
is only another's window, a step of a presentation or a picture can carry them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import pikepdf

from mla.documents.bounded import LOOKING, run
from mla.documents.reading import Unreadable, opened
from mla.words import _

ADDRESSES = ("http", "https", "mailto")
PLACES = ("/NextPage", "/PrevPage", "/FirstPage", "/LastPage")
"""Addresses that a reader may follow or not, and named actions (12.6.4.11) that only turn pages."""

ACTIONS = ("/A", "/PA", "/NA", "/PNA")
"""Where an action stands: of a mark or a bookmark, and of the steps of a presentation (12.4.4.2)."""

PLAYING = ("/RichMedia", "/Movie", "/Screen", "/Sound", "/3D", "/FileAttachment")
SCRIPT, ACTION, FILE, XFA, PLAYS, LINK = "script", "action", "file", "xfa", "media", "link"
"""The kinds of what is taken out, as letters and pages name them."""

ANYWHERE = {"/AA": ACTION, "/AF": FILE, "/EF": FILE, "/XFA": XFA}
"""Names that mean the same in every dictionary in which they stand."""


def take_out(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Take everything active out of an open PDF; returns the kinds of what there was, each once."""
    found = [*_document(pdf.Root)]
    for page in pdf.pages:
        found += _marks(page.obj)
    for whole in pdf.objects:
        for one in _dictionaries(whole):
            found += _dictionary(one)
    return tuple(dict.fromkeys(found))


def looked_at(content: bytes) -> tuple[int, tuple[str, ...]]:
    """How many pages a PDF has, and the kinds of its active content: found where time and memory are bounded.

    A small file can unfold to any size. Raises Unreadable; PaperNotDrawn at the limit, Busy when others are looked at.
    """
    try:
        return cast(tuple[int, tuple[str, ...]], run(__name__, "look", content, limit=LOOKING))
    except RuntimeError as error:
        raise Unreadable(_("This PDF is damaged.")) from error


def look(content: bytes) -> tuple[int, tuple[str, ...]]:
    """The same here and now. Raises Unreadable."""
    with opened(content) as pdf:
        return len(pdf.pages), _kinds(pdf)


def _kinds(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Nothing where the document is too damaged to tell; it cannot be bound then."""
    try:
        return take_out(pdf)
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return ()


def _document(root: pikepdf.Object) -> Iterator[str]:
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        yield from _drop(names, {"/JavaScript": SCRIPT, "/EmbeddedFiles": FILE})
    yield from _drop(root, {"/Collection": FILE})
    opening = root.get("/OpenAction")
    if _acts(opening) or _of_kind(opening, "/URI"):  # nobody chose to follow it
        yield ACTION if _of_kind(opening, "/URI") else _kind(opening)
        del root["/OpenAction"]


def _marks(page: pikepdf.Object) -> Iterator[str]:
    """Leave out the marks that play or hold something, and those that are nothing but a link out of the document."""
    marks = page.get("/Annots")
    if not isinstance(marks, pikepdf.Array):
        return
    kept = []
    for mark in marks:
        if not isinstance(mark, pikepdf.Dictionary) or str(mark.get("/Subtype")) in PLAYING:
            yield FILE if isinstance(mark, pikepdf.Dictionary) and mark.get("/Subtype") == "/FileAttachment" else PLAYS
        elif mark.get("/Subtype") == "/Link" and _of_kind(mark.get("/A"), "/URI"):
            yield _kind(mark["/A"])
        else:
            kept.append(mark)
    page["/Annots"] = pikepdf.Array(kept)


def _dictionaries(whole: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every dictionary within one object; what it only refers to is an object of its own."""
    inner = [whole]
    while inner:
        one = inner.pop()
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            values = [value for _, value in one.items()]
        elif isinstance(one, pikepdf.Array):
            values = list(one)
        else:
            continue
        inner += [v for v in values if isinstance(v, pikepdf.Dictionary | pikepdf.Array) and not v.is_indirect]


def _dictionary(one: pikepdf.Object) -> Iterator[str]:
    yield from _drop(one, ANYWHERE)
    for name in ACTIONS:
        if _acts(one.get(name)):
            yield _kind(one[name])
            del one[name]


def _drop(where: pikepdf.Object, named: dict[str, str]) -> Iterator[str]:
    for name, kind in named.items():
        if name in where:
            del where[name]
            yield kind


def _acts(action: pikepdf.Object | None) -> bool:
    """Whether this does more than lead elsewhere in the document, or makes something else follow."""
    if not isinstance(action, pikepdf.Dictionary):
        return False  # nothing, or a place in the document itself
    if "/S" not in action and "/O" in action:
        return False  # an attribute of the structure, which has the same name (14.7.5)
    if "/Next" in action:
        return True
    if _of_kind(action, "/Named"):
        return str(action.get("/N")) not in PLACES
    return not _of_kind(action, "/GoTo")


def _of_kind(action: pikepdf.Object | None, kind: str) -> bool:
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) == kind


def _may_be_followed(address: pikepdf.Object | None) -> bool:
    """Whether an address is one of the web or of the mail, or names no scheme at all (RFC 3986, 3.1)."""
    bare = "".join(c for c in str(address) if c.isprintable() and not c.isspace())
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return scheme is None or scheme[1].lower() in ADDRESSES


def _kind(action: pikepdf.Object | None) -> str:
    if _of_kind(action, "/JavaScript"):
        return SCRIPT
    if not isinstance(action, pikepdf.Dictionary) or "/Next" in action or not _of_kind(action, "/URI"):
        return ACTION
    return LINK if _may_be_followed(action.get("/URI")) else ACTION
