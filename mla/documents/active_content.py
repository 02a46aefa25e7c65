"""What a PDF can do by itself: scripts, actions, files within files. A bound dossier does nothing by itself.

PDF 32000-1, 12.6 (actions), 12.5.6 (annotations), 7.11.4 (embedded files), 12.7.8 (XFA). What leads to another place
of the same document, or to an address that the reader may follow or not, stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

HARMLESS = ("/GoTo", "/URI", "/Named")
PLAYING = ("/RichMedia", "/Movie", "/Screen", "/Sound", "/3D", "/FileAttachment")
SCRIPT, ACTION, FILE, XFA, PLAYS = "script", "action", "file", "xfa", "media"
"""The kinds of what is taken out, as letters and pages name them."""


def take_out(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Take everything active out of an open PDF; returns the kinds of what there was, each once."""
    found = [*_document(pdf.Root)]
    for page in pdf.pages:
        found += _page(page.obj)
    return tuple(dict.fromkeys(found))


def kinds(content: bytes) -> tuple[str, ...]:
    """The kinds of active content in the bytes of a PDF; nothing where it cannot be read."""
    from mla.documents.reading import Unreadable, opened

    try:
        with opened(content) as pdf:
            return take_out(pdf)
    except (Unreadable, pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return ()


def _document(root: Any) -> Iterator[str]:
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        yield from _drop(names, {"/JavaScript": SCRIPT, "/EmbeddedFiles": FILE})
    yield from _drop(root, {"/AF": FILE, "/AA": ACTION, "/Collection": FILE})
    if _acts(root.get("/OpenAction")):
        yield _kind(root["/OpenAction"])
        del root["/OpenAction"]
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        yield from _drop(form, {"/XFA": XFA})


def _page(page: Any) -> Iterator[str]:
    yield from _drop(page, {"/AA": ACTION, "/AF": FILE})
    marks = page.get("/Annots")
    if not isinstance(marks, pikepdf.Array):
        return
    kept = []
    for mark in marks:
        if not isinstance(mark, pikepdf.Dictionary) or str(mark.get("/Subtype")) in PLAYING:
            yield FILE if isinstance(mark, pikepdf.Dictionary) and mark.get("/Subtype") == "/FileAttachment" else PLAYS
            continue
        yield from _drop(mark, {"/AA": ACTION, "/AF": FILE})
        for name in ("/A", "/PA"):
            if _acts(mark.get(name)):
                yield _kind(mark[name])
                del mark[name]
        kept.append(mark)
    page["/Annots"] = pikepdf.Array(kept)


def _drop(where: Any, named: dict[str, str]) -> Iterator[str]:
    for name, kind in named.items():
        if name in where:
            del where[name]
            yield kind


def _acts(action: Any) -> bool:
    """Whether this does more than lead elsewhere in the document or name an address, or makes something else follow."""
    if not isinstance(action, pikepdf.Dictionary):
        return False  # nothing, or a place in the document itself
    return str(action.get("/S")) not in HARMLESS or "/Next" in action


def _kind(action: Any) -> str:
    return SCRIPT if str(action.get("/S")) == "/JavaScript" else ACTION
