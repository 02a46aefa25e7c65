"""Which documents are taken, and whether one is what its name says: one list, and what does not stand in it is refused.

Found from the content: by puremagic where the first bytes tell, by what lies inside where many kinds begin alike (files of
Office, archives, text). Nothing is unfolded, and nothing that may run is ever opened: of an archive only its list is read.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from functools import partial

import puremagic

from mla.words import _

HEAD = 4096
"""So many bytes at the beginning tell what begins in a way of its own."""

MOST_LIST = 4 * 1024 * 1024
"""The list of an archive that is read at most, in bytes: some forty thousand files."""

MOST_UNFOLDED = 20 * 1024 * 1024 * 1024
"""An archive that says it holds more than this is there to fill a disk."""

SMALLEST_PART = 1_000
"""An archive that unfolds to more than so many times its own size does not hold documents."""


@dataclass(frozen=True)
class Kind:
    """A kind of document: what people call it, its media type, how its name ends, and whether content is of it.

    `shown` says that a browser may show it, as it is or as what it becomes (`mla/views/showing.py`); everything else is only
    ever downloaded.
    """

    code: str
    name: str
    media_type: str
    endings: tuple[str, ...]
    holds: Callable[[bytes], bool]
    shown: bool = False


class TooMuch(Exception):
    """An archive that would unfold to more than anybody can keep."""


# What begins in a way of its own
def _begins(endings: tuple[str, ...], data: bytes) -> bool:
    """Whether the first bytes are those of a file with one of these endings, more likely than of any other."""
    try:
        found = puremagic.magic_string(data[:HEAD])
    except (puremagic.PureError, ValueError):
        return False
    best = max((one.confidence for one in found), default=0.0)
    return any(one.extension in endings and one.confidence * 2 > best for one in found)


def _pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-")


def _mp3(data: bytes) -> bool:
    """An ID3 tag, or a frame of MPEG audio, layer III."""
    frame = len(data) > 2 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2 and data[2] >> 4 not in (0, 15)
    return data.startswith(b"ID3") or frame


def _matroska(data: bytes) -> bool:
    return data.startswith(b"\x1a\x45\xdf\xa3") and (b"matroska" in data[:HEAD] or b"webm" in data[:HEAD])


# What lies in a container
def listed(data: bytes) -> list[zipfile.ZipInfo] | None:
    """What a ZIP says that it holds; None where it is none, or damaged. Raises TooMuch."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if not data.startswith(b"PK") or end < 0 or len(data) < end + 22:
        return None
    _files, length = struct.unpack("<HI", data[end + 10 : end + 16])
    if length > MOST_LIST:
        raise TooMuch
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        return None
    unfolded = sum(one.file_size for one in held)
    if unfolded > MOST_UNFOLDED or unfolded > max(len(data), HEAD) * SMALLEST_PART:
        raise TooMuch
    return held


def _open_xml(folder: str, data: bytes) -> bool:
    """A file of Office since 2007 whose parts lie in this folder, and that brings no macros."""
    names = [one.filename for one in listed(data) or ()]
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names) and not macros


def _open_document(media_type: str, data: bytes) -> bool:
    """An OpenDocument file: its first part is stored as it is and names the type."""
    held = listed(data)
    return bool(held) and f"mimetype{media_type}".encode() in data[:200]


def _compound(streams: tuple[str, ...], data: bytes) -> bool:
    """A compound file (Office before 2007, Outlook) with a stream of one of these names."""
    return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and any(
        name.encode("utf-16-le") in data for name in streams
    )


def _zip(data: bytes) -> bool:
    return listed(data) is not None


# Text
MARKUP = re.compile(rb"\s*(<!doctype|<html|<svg|<script|<\?xml|#!)", re.IGNORECASE)


def _text(data: bytes) -> bool:
    """Text that is neither a page nor a program: no control characters, readable as one of the usual encodings."""
    if MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")):
        return False
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeDecodeError:
            return False
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data)


def _email(data: bytes) -> bool:
    """A message as it was kept: it begins with its head, which names a sender and a day, a subject or a way."""
    if not re.match(rb"[!-9;-~]+:", data):
        return False
    head = BytesHeaderParser().parsebytes(data[: 64 * HEAD])
    return "From" in head and any(name in head for name in ("Date", "Subject", "Received", "To"))


def _sealed(data: bytes) -> bool:
    """A file in the age format, sealed to a key of the kind X25519."""
    return data.startswith(b"age-encryption.org/v1\n-> X25519 ") and b"\n--- " in data[:HEAD]


OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
LETTER, SHEET, SLIDES = _("word-processing document"), _("spreadsheet"), _("presentation")
PICTURE, MAIL, SOUND, VIDEO, ARCHIVE = _("picture"), _("e-mail"), _("sound recording"), _("video"), _("archive")


def _signed(
    code: str, name: str, media_type: str, *endings: str, also: tuple[str, ...] = (), shown: bool = False
) -> Kind:
    """A kind whose first bytes tell; `also` are endings under which puremagic knows it besides."""
    return Kind(code, name, media_type, endings, partial(_begins, (*endings, *also)), shown)


KINDS = (
    Kind("pdf", _("PDF"), "application/pdf", (".pdf",), _pdf, shown=True),
    _signed("picture", PICTURE, "image/png", ".png", shown=True),
    _signed("picture", PICTURE, "image/jpeg", ".jpg", ".jpeg", also=(".jfif", ".jpe"), shown=True),
    _signed("picture", PICTURE, "image/tiff", ".tif", ".tiff", shown=True),
    _signed("picture", PICTURE, "image/gif", ".gif"),
    _signed("picture", PICTURE, "image/webp", ".webp"),
    _signed("picture", PICTURE, "image/heic", ".heic", ".heif"),
    Kind("letter", LETTER, f"{OPEN_XML}wordprocessingml.document", (".docx",), partial(_open_xml, "word/")),
    Kind("sheet", SHEET, f"{OPEN_XML}spreadsheetml.sheet", (".xlsx",), partial(_open_xml, "xl/")),
    Kind("slides", SLIDES, f"{OPEN_XML}presentationml.presentation", (".pptx",), partial(_open_xml, "ppt/")),
    Kind("letter", LETTER, f"{OPEN_DOCUMENT}text", (".odt",), partial(_open_document, f"{OPEN_DOCUMENT}text")),
    Kind("sheet", SHEET, f"{OPEN_DOCUMENT}spreadsheet", (".ods",), partial(_open_document, f"{OPEN_DOCUMENT}spreadsheet")),
    Kind("slides", SLIDES, f"{OPEN_DOCUMENT}presentation", (".odp",), partial(_open_document, f"{OPEN_DOCUMENT}presentation")),
    Kind("letter", LETTER, "application/msword", (".doc",), partial(_compound, ("WordDocument",))),
    Kind("sheet", SHEET, "application/vnd.ms-excel", (".xls",), partial(_compound, ("Workbook", "Book"))),
    Kind("slides", SLIDES, "application/vnd.ms-powerpoint", (".ppt",), partial(_compound, ("PowerPoint Document",))),
    _signed("letter", LETTER, "application/rtf", ".rtf"),
    Kind("text", _("text"), "text/plain", (".txt",), _text, shown=True),
    Kind("table", _("table (CSV)"), "text/csv", (".csv",), _text),
    Kind("mail", MAIL, "message/rfc822", (".eml",), _email),
    Kind("mail", MAIL, "application/vnd.ms-outlook", (".msg",), partial(_compound, ("__properties_version1.0",))),
    Kind("sound", SOUND, "audio/mpeg", (".mp3",), _mp3),
    _signed("sound", SOUND, "audio/wav", ".wav"),
    _signed("sound", SOUND, "audio/mp4", ".m4a"),
    _signed("sound", SOUND, "audio/ogg", ".ogg", ".oga", ".opus"),
    _signed("sound", SOUND, "audio/flac", ".flac"),
    _signed("video", VIDEO, "video/mp4", ".mp4", ".m4v"),
    _signed("video", VIDEO, "video/quicktime", ".mov"),
    _signed("video", VIDEO, "video/x-msvideo", ".avi"),
    Kind("video", VIDEO, "video/x-matroska", (".mkv",), _matroska),
    Kind("video", VIDEO, "video/webm", (".webm",), _matroska),
    Kind("archive", ARCHIVE, "application/zip", (".zip",), _zip),
    _signed("archive", ARCHIVE, "application/x-7z-compressed", ".7z"),
)  # fmt: skip
"""Every document that is taken: in forms, in recorded letters and in packages alike."""

SEALED = Kind("sealed", _("sealed file (age)"), "application/x-age", (".age",), _sealed)
"""Taken only with the step that brings it, and chosen for none of ours: the ministry seals it itself. Nobody here can look into it."""

OF_TYPE = {kind.media_type: kind for kind in (*KINDS, SEALED)}
OF_ENDING = {ending: kind for kind in KINDS for ending in kind.endings}
WITH_SEALED = OF_ENDING | dict.fromkeys(SEALED.endings, SEALED)
ACCEPT = ",".join(OF_ENDING)
"""The endings, as the field for files tells them to the browser."""

TAKEN = _(
    "PDF, pictures, Office files, text, tables (CSV), e-mails (.eml, .msg), sound, video, archives (.zip, .7z)."
    " What cannot be shown is downloaded."
)
"""What may be chosen, as the field says it."""


def name_of(media_type: str) -> str:
    """What people call a document of a media type."""
    kind = OF_TYPE.get(media_type)
    return kind.name if kind else media_type


def code_of(media_type: str) -> str:
    """The same, as the words of the papers know it."""
    return OF_TYPE[media_type].code


def shown(media_type: str) -> bool:
    """Whether a browser may show a document of a media type on a page of its own."""
    kind = OF_TYPE.get(media_type)
    return kind is not None and kind.shown
