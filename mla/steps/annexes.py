"""Documents handed in with a step: what they may be, and whether they are what their name says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

import puremagic
from werkzeug.datastructures import FileStorage

from mla.documents.active_content import looked_at
from mla.documents.bounded import Busy
from mla.documents.printable import missing
from mla.documents.reading import Unreadable, readable
from mla.documents.refusing import PaperNotDrawn
from mla.steps.step_taken import Upload
from mla.words import _, joined

KINDS = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
}


ACTIVE = {
    "script": _("a script"),
    "action": _("actions that run by themselves"),
    "file": _("other files within it"),
    "xfa": _("an interactive form (XFA)"),
    "media": _("moving pictures or sound"),
}


class BadUpload(Exception):
    """A document that cannot be taken; the message says why and what to do."""


def take(files: Iterable[FileStorage], most: int, title: str = "") -> list[Upload]:
    """The uploads of a form, each checked. Raises BadUpload; `most` is in bytes."""
    return [check(file.filename or "", file.read(most + 1), most, title) for file in files]


def check(filename: str, data: bytes, most: int, title: str = "") -> Upload:
    """One document, checked by its name, its first bytes and by opening it. Raises BadUpload, Busy."""
    # Marks that nobody sees are left out: they could make “exe.pdf” of “fdp.exe”, and some databases keep none; what no
    # font has is left out too, for the list of annexes is printed.
    name = "".join(c for c in PurePath(filename.replace("\\", "/")).name[:200] if c.isprintable() and not missing(c))
    answers = KINDS.get(PurePath(name).suffix.lower())
    if not answers:
        raise BadUpload(
            _("“%(file)s” is not a PDF, PNG, JPEG or TIFF. Save it as one of these and choose it again.", file=name)
        )
    if not data:
        raise BadUpload(_("“%(file)s” is empty. Choose the file again.", file=name))
    if len(data) > most:
        raise BadUpload(
            _(
                "“%(file)s” is larger than %(most)s MB. Split it or scan it at a lower resolution.",
                file=name,
                most=most // 1024 // 1024,
            )
        )
    if _looks_like(data) != answers:
        raise BadUpload(_("“%(file)s” is not what its name says. Save it again as PDF, PNG, JPEG or TIFF.", file=name))
    title = title or PurePath(name).stem
    if answers == "application/pdf":
        return Upload(title, name, answers, data, *_look(name, data))
    if problem := readable(data, answers):
        raise BadUpload(_("“%(file)s” cannot be read: %(why)s", file=name, why=problem))
    return Upload(title, name, answers, data, 1)


def _look(name: str, data: bytes) -> tuple[int, tuple[str, ...]]:
    """The pages of a PDF and what it could do by itself. Raises BadUpload, Busy."""
    try:
        return looked_at(data)
    except Unreadable as error:
        raise BadUpload(_("“%(file)s” cannot be read: %(why)s", file=name, why=error.sentence)) from error
    except Busy:
        raise
    except PaperNotDrawn as error:
        raise BadUpload(
            _(
                "“%(file)s” takes longer to look through, or more memory, than this installation allows."
                " Print it to a new PDF, or split it, and attach that.",
                file=name,
            )
        ) from error


def warning(upload: Upload) -> str:
    """What is to be known of a document that can do something by itself; nothing where it cannot."""
    if not upload.active:
        return ""
    return _(
        "“%(file)s” holds %(what)s. It is kept and sent as it is; in the bound dossier this is taken out."
        " If you do not trust the file, print it to a new PDF and attach that.",
        file=upload.filename,
        what=joined(", ", (ACTIVE[kind] for kind in upload.active)),
    )


def _looks_like(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    try:
        return puremagic.from_string(data[:4096], mime=True)
    except puremagic.PureError:
        return ""
