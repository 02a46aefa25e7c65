"""What lies in a ZIP archive, as far as bounds go: so many files, so many bytes, an archive within the archive and no further.

Nothing is written anywhere, and no name leads anywhere: names are only told.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from mla.documents.kinds import OF_ENDING, Kind, TooMuch, listed
from mla.documents.reading import Unreadable
from mla.words import _

MEDIA_TYPE = "application/zip"

MOST_FILES = 500
MOST_BYTES = 200 * 1024 * 1024
"""So many files of an archive are read, and so many bytes of them all, unfolded."""

DEEPEST = 2
"""The archive itself is the first, one that lies in it the second; what lies in that one as an archive is only named."""


class More(Exception):
    """There are more files than are read."""


@dataclass(frozen=True)
class Member:
    """A file of an archive: its name with that of the archive around it, and its content; None where it is too large, locked or damaged, or is not of the kind its name says."""

    name: str
    data: bytes | None
    media_type: str


def members(data: bytes) -> Iterator[Member]:
    """Every file, in the order of the archive's list, each unfolded when it is asked for. Raises Unreadable where the whole is none or would fill a disk, More after the last that is read."""
    yield from _members(data, _Left(), "", 1)


@dataclass
class _Left:
    """What may still be read."""

    files: int = MOST_FILES
    size: int = MOST_BYTES


def _members(data: bytes, left: _Left, before: str, depth: int) -> Iterator[Member]:
    for one in _listed(data):
        left.files -= 1
        if left.files < 0:
            raise More
        name = f"{before}{one.filename}"
        content = _unfolded(data, one, left)
        kind = OF_ENDING.get(PurePosixPath(one.filename).suffix.lower())
        if content is None or kind is None or not _holds(kind, content):
            yield Member(name, None, "")
        elif kind.media_type == MEDIA_TYPE:
            yield from _inner(content, left, name, depth + 1)
        else:
            yield Member(name, content, kind.media_type)


def _inner(data: bytes, left: _Left, name: str, depth: int) -> Iterator[Member]:
    """The files of an archive within an archive. One that is damaged, or lies too deep, is only named."""
    if depth <= DEEPEST:
        try:
            yield from _members(data, left, f"{name}/", depth)
        except Unreadable:
            pass
        else:
            return
    yield Member(name, None, MEDIA_TYPE)


def _listed(data: bytes) -> list[ZipInfo]:
    try:
        held = listed(data)
    except TooMuch as error:
        raise Unreadable(_("This archive holds more than this system reads.")) from error
    if held is None:
        raise Unreadable(_("This archive cannot be opened, or it is damaged."))
    return [one for one in held if not one.is_dir()]


def _holds(kind: Kind, content: bytes) -> bool:
    """Whether a file is what its name says."""
    try:
        return kind.holds(content)
    except TooMuch:
        return False


def _unfolded(data: bytes, one: ZipInfo, left: _Left) -> bytes | None:
    """The content of a file, never more than may still be read, whatever its list says."""
    if one.flag_bits & 0x1 or one.file_size > left.size:
        return None
    try:
        with ZipFile(BytesIO(data)) as archive, archive.open(one) as file:
            content = file.read(left.size + 1)
    except (BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, struct.error):
        return None
    if len(content) > left.size:
        return None
    left.size -= len(content)
    return content
