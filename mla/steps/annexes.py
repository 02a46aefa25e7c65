"""Documents handed in with a step: what they may be, and whether they are what their name says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import SEEK_END
from pathlib import PurePath

from werkzeug.datastructures import FileStorage

from mla.documents.active_content import looked_at
from mla.documents.bounded import Busy
from mla.documents.encodings import NAMES, certain, guessed
from mla.documents.kinds import OF_ENDING, TAKEN, WITH_SEALED, Kind, TooMuch
from mla.documents.printable import missing
from mla.documents.reading import PDF, PICTURES, Unreadable, readable
from mla.documents.refusing import PaperNotDrawn
from mla.lifecycle.sealed_identity import SEALS
from mla.lifecycle.terms import Step
from mla.steps.step_taken import Upload
from mla.words import _, joined

MEGABYTE = 1024 * 1024

ACTIVE = {
    "script": _("a script"),
    "action": _("actions that run by themselves"),
    "file": _("other files within it"),
    "xfa": _("an interactive form (XFA)"),
    "media": _("moving pictures or sound"),
    "link": _("links to addresses outside"),
}


class BadUpload(Exception):
    """A document that cannot be taken; the message says why and what to do."""


@dataclass(frozen=True)
class Limits:
    """How large documents may be here, in bytes: each, and all that are handed in with one step."""

    file: int
    step: int


def take(
    files: Iterable[FileStorage], limits: Limits, title: str = "", kinds: Mapping[str, Kind] = OF_ENDING
) -> list[Upload]:
    """The uploads of a form, each checked. Raises BadUpload, whose sentence names the limit and the size."""
    chosen = list(files)
    sizes = [(_shown(file.filename or ""), _length(file)) for file in chosen]
    for name, size in sizes:
        _not_larger(name, size, limits.file)
    together = sum(size for _name, size in sizes)
    if together > limits.step:
        raise BadUpload(
            _(
                "The documents are %(size)s together; this installation takes %(most)s with one step."
                " Hand some of them in with another step.",
                size=in_megabytes(together),
                most=in_megabytes(limits.step),
            )
        )
    return [check(file.filename or "", file.read(), limits.file, title, kinds) for file in chosen]


def kinds_with(step: Step | None) -> Mapping[str, Kind]:
    """What is taken with a step, by the endings: a sealed file with the one step that brings it."""
    return WITH_SEALED if step and step.effect == SEALS else OF_ENDING


def _length(file: FileStorage) -> int:
    size = file.stream.seek(0, SEEK_END)
    file.stream.seek(0)
    return size


def _shown(filename: str) -> str:
    """The name of a file without its folders, and without marks that nobody sees or no font has.

    They could make “exe.pdf” of “fdp.exe”, and some databases keep none; the list of annexes is printed.
    """
    return "".join(c for c in PurePath(filename.replace("\\", "/")).name[:200] if c.isprintable() and not missing(c))


def in_megabytes(size: int) -> str:
    """A size as sentences tell it."""
    if size < MEGABYTE:
        return _("%(size)s KB", size=max(1, -(-size // 1024)))
    return _("%(size)s MB", size=f"{-(-size * 10 // MEGABYTE) / 10:,g}")


def _not_larger(name: str, size: int, most: int) -> None:
    if size > most:
        raise BadUpload(
            _(
                "“%(file)s” is %(size)s large; this installation takes %(most)s a file."
                " Split it, scan it at a lower resolution, or send it on a data carrier by post.",
                file=name,
                size=in_megabytes(size),
                most=in_megabytes(most),
            )
        )


def check(filename: str, data: bytes, most: int, title: str = "", kinds: Mapping[str, Kind] = OF_ENDING) -> Upload:
    """One document, checked by its name, by its content and by opening it. Raises BadUpload, Busy."""
    name = _shown(filename)
    kind = kinds.get(PurePath(name).suffix.lower())
    if not kind:
        raise BadUpload(
            _("“%(file)s” is of no kind of document that is taken here. Taken: %(taken)s", file=name, taken=TAKEN)
        )
    if not data:
        raise BadUpload(_("“%(file)s” is empty. Choose the file again.", file=name))
    _not_larger(name, len(data), most)
    if not _is(kind, name, data):
        raise BadUpload(
            _(
                "“%(file)s” is not what its name says: by its content it is no %(kind)s. Save it again in its own kind.",
                file=name,
                kind=kind.name,
            )
        )
    title = title or PurePath(name).stem
    if kind.media_type == PDF:
        return Upload(title, name, kind.media_type, data, *_look(name, data))
    if kind.media_type not in PICTURES:
        return Upload(title, name, kind.media_type, data, 0)
    if problem := readable(data, kind.media_type):
        raise BadUpload(_("“%(file)s” cannot be read: %(why)s", file=name, why=problem))
    return Upload(title, name, kind.media_type, data, 1)


def _is(kind: Kind, name: str, data: bytes) -> bool:
    try:
        return kind.holds(data)
    except TooMuch as error:
        raise BadUpload(
            _("“%(file)s” unfolds to more than anybody can keep. Pack fewer documents into it.", file=name)
        ) from error


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
    """What is to be known of a document: that it can do something by itself, or will not be seen as it was; mostly nothing."""
    if upload.media_type == "text/plain" and not certain(upload.data):
        return _(
            "“%(file)s” does not say in which encoding it is written, and is shown as %(encoding)s, which is guessed."
            " If letters are wrong there, save it as UTF-8 and attach that.",
            file=upload.filename,
            encoding=NAMES[guessed(upload.data)],
        )
    if upload.media_type == "image/heic":
        return _(
            "“%(file)s” is a picture of a kind that is only downloaded here, and that not every office can open."
            " In the bound dossier it becomes a page."
            " Attach it as JPEG too, if it is to be looked at.",
            file=upload.filename,
        )
    if not upload.active:
        return ""
    return _(
        "“%(file)s” holds %(what)s. It is kept and sent as it is; in the bound dossier this is taken out."
        " If you do not trust the file, print it to a new PDF and attach that.",
        file=upload.filename,
        what=joined(", ", (ACTIVE[kind] for kind in upload.active)),
    )
