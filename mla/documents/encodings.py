"""In which encoding a text is written: said by its first bytes, plain from UTF-8, or guessed where it is an old one.

A guess is told as a guess. It is better where the language of the document is known, which few old encodings serve.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from mla.words import _

WESTERN, CENTRAL, CYRILLIC = ("cp1252", "iso8859_15"), ("cp1250", "iso8859_2"), ("cp1251", "iso8859_5", "koi8_r")
GREEK, TURKISH, HEBREW, ARABIC, BALTIC = ("cp1253",), ("cp1254",), ("cp1255",), ("cp1256",), ("cp1257",)

OF_LANGUAGE = {
    **dict.fromkeys(("da", "de", "en", "es", "fi", "fr", "is", "it", "nl", "no", "pt", "sv"), WESTERN),
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), CENTRAL),
    **dict.fromkeys(("be", "bg", "kk", "mk", "ru", "uk"), CYRILLIC),
    **dict.fromkeys(("et", "lt", "lv"), BALTIC),
    "sr": (*CYRILLIC, *CENTRAL), "el": GREEK, "tr": TURKISH, "he": HEBREW, "ar": ARABIC, "fa": ARABIC,
}  # fmt: skip
"""By its two letters, in which old encodings a language was written, the most usual first."""

NAMES = {
    "cp1252": _("Windows-1252 (Western Europe)"),
    "iso8859_15": _("ISO 8859-15 (Western Europe)"),
    "cp1250": _("Windows-1250 (Central Europe)"),
    "iso8859_2": _("ISO 8859-2 (Central Europe)"),
    "cp1251": _("Windows-1251 (Cyrillic)"),
    "iso8859_5": _("ISO 8859-5 (Cyrillic)"),
    "koi8_r": _("KOI8-R (Cyrillic)"),
    "cp1253": _("Windows-1253 (Greek)"),
    "cp1254": _("Windows-1254 (Turkish)"),
    "cp1255": _("Windows-1255 (Hebrew)"),
    "cp1256": _("Windows-1256 (Arabic)"),
    "cp1257": _("Windows-1257 (Baltic)"),
}
"""The old encodings that are known here, as people call them."""

CONTROLS = re.compile(rb"[\x80-\x9f]")
BARRED, WITHOUT = ("iso8859_15", "iso8859_2", "iso8859_5"), ("cp1250",)
"""Where ISO 8859 has control characters, which no text holds, Windows has letters; in Central Europe hardly a line does without."""

SAMPLE = 64 * 1024
"""So many bytes are looked at to guess."""
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def certain(data: bytes) -> str | None:
    """The encoding of a text that tells it: by its first bytes, or because it can be read as UTF-8; else None."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return encoding
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    return "utf-8"


def guessed(data: bytes, language: str = "") -> str:
    """The likeliest old encoding of a text that does not tell it, one of NAMES; `language` is its own, if that is known."""
    likely = [
        one for one in OF_LANGUAGE.get(language, NAMES) if one not in (BARRED if CONTROLS.search(data) else WITHOUT)
    ]
    found = from_bytes(data[:SAMPLE], cp_isolation=likely, threshold=0.4, preemptive_behaviour=False).best()
    return found.encoding if found and found.encoding in likely else likely[0]


@dataclass(frozen=True)
class Read:
    """A text as it is read: in one of NAMES, which was `guessed` or chosen."""

    text: str
    encoding: str
    guessed: bool


def read(data: bytes, language: str = "", chosen: str = "") -> Read | None:
    """A text in an old encoding, as it was chosen or as it is guessed; None where the text tells its encoding itself."""
    if certain(data):
        return None
    encoding = chosen if chosen in NAMES else guessed(data, language)
    return Read(data.decode(encoding, "replace"), encoding, encoding != chosen)
