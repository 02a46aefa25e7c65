"""What stands in an e-mail of Outlook (.msg): a compound file, whose streams are named by the properties of the message.

[MS-OXMSG] 2.1 and 2.2 (folders and streams), [MS-OXPROPS] (the properties). olefile reads the compound file.
"""

from __future__ import annotations

from email.parser import HeaderParser
from io import BytesIO

import olefile

from mla.documents import encodings
from mla.documents.mail import Message, without_tags
from mla.documents.reading import Unreadable
from mla.words import _

MEDIA_TYPE = "application/vnd.ms-outlook"

UNICODE, OLD_TEXT, BYTES = "001F", "001E", "0102"
"""The types of properties that are read: text, text in the code page of whoever wrote it, bytes."""

SENDER, SENDER_ADDRESS, TO, CC, SUBJECT = "0C1A", "5D01", "0E04", "0E03", "0037"
HEADERS, BODY, HTML = "007D", "1000", "1013"
LONG_NAME, SHORT_NAME = "3707", "3704"

MOST_BYTES = 20 * 1024 * 1024
"""A property that is longer is not read."""


def message(data: bytes) -> Message:
    """What stands in it. Raises Unreadable."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            names = {"/".join(path): path for path in file.listdir()}
            if "__properties_version1.0" not in names:
                raise ValueError("no message")
            held = sorted({path[0] for path in file.listdir() if path[0].startswith("__attach")})
            sender = [_text(file, names, SENDER), _text(file, names, SENDER_ADDRESS)]
            return Message(
                sender=" ".join(dict.fromkeys(filter(None, sender))),
                to=_text(file, names, TO),
                cc=_text(file, names, CC),
                subject=_text(file, names, SUBJECT),
                date=str(HeaderParser().parsestr(_text(file, names, HEADERS)).get("Date", "")),
                body=_text(file, names, BODY) or _page(file, names),
                enclosures=tuple(filter(None, (_name(file, names, folder) for folder in held))),
            )
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, LookupError) as error:
        raise Unreadable(_("This e-mail cannot be opened, or it is damaged.")) from error


def _page(file: olefile.OleFileIO, names: dict[str, list[str]]) -> str:
    """The words of a message that is a page alone."""
    page = _bytes(file, names, f"__substg1.0_{HTML}{BYTES}")
    told = page.decode(encodings.certain(page) or "cp1252", "replace") or _text(file, names, HTML)
    return without_tags(told)


def _name(file: olefile.OleFileIO, names: dict[str, list[str]], folder: str) -> str:
    return _text(file, names, LONG_NAME, f"{folder}/") or _text(file, names, SHORT_NAME, f"{folder}/")


def _text(file: olefile.OleFileIO, names: dict[str, list[str]], code: str, under: str = "") -> str:
    """A property that is text; in a code page that nobody named, as Western Europe wrote."""
    told = _bytes(file, names, f"{under}__substg1.0_{code}{UNICODE}")
    if told:
        return told.decode("utf-16-le", "replace").strip("\0")
    return _bytes(file, names, f"{under}__substg1.0_{code}{OLD_TEXT}").decode("cp1252", "replace").strip("\0")


def _bytes(file: olefile.OleFileIO, names: dict[str, list[str]], name: str) -> bytes:
    path = names.get(name)
    if path is None or file.get_size(path) > MOST_BYTES:
        return b""
    with file.openstream(path) as stream:
        return bytes(stream.read())
