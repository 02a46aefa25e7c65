"""An e-mail, whichever program kept it: who writes to whom, when and about what, the words, what its enclosures are called."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default

import nh3

MEDIA_TYPE = "message/rfc822"

ENDS = re.compile(r"(?i)(?=<(?:br|/p|/div|/tr|/td|/th|/li|/h[1-6]|/pre|/blockquote)\b)")
"""Where a line of a page ends."""


@dataclass(frozen=True)
class Message:
    """What stands in an e-mail; its words without tags."""

    sender: str
    to: str
    cc: str
    date: str
    subject: str
    body: str
    enclosures: tuple[str, ...] = ()

    @property
    def heads(self) -> dict[str, str]:
        """The lines above the words, by the names that the papers know them by."""
        told = {"from": self.sender, "to": self.to, "cc": self.cc, "date": self.date, "subject": self.subject}
        return {**told, "enclosures": "\n".join(self.enclosures)}

    def __str__(self) -> str:
        return "\n".join(filter(None, [self.sender, self.to, self.cc, self.date, self.subject, self.body, *self.enclosures]))  # fmt: skip


def message(data: bytes) -> Message:
    """What stands in an e-mail as it travels (RFC 5322). One that is written wrongly says what it can."""
    told = message_from_bytes(data, policy=default)
    sender, to, cc, date, subject = (_head(told, name) for name in ("From", "To", "Cc", "Date", "Subject"))
    names = tuple(one.get_filename() or "" for one in told.iter_attachments())
    return Message(sender, to, cc, date, subject, _body(told.get_body(("plain", "html"))), tuple(filter(None, names)))


def without_tags(page: str) -> str:
    """The words of a page, line by line; what runs, and what only looks, is gone."""
    text = html.unescape(nh3.clean(ENDS.sub("\n", page), tags=set()))
    return re.sub(r"[ \t]*\n\s*\n\s*", "\n\n", text).strip()


def _head(told: EmailMessage, name: str) -> str:
    """A line of the head; as it was written, where its form is wrong: the library fails at some that real programs write."""
    try:
        return str(told.get(name, ""))
    except (IndexError, ValueError, AttributeError, TypeError, LookupError, RecursionError):
        return next((str(value) for called, value in told.raw_items() if called.lower() == name.lower()), "")


def _body(part: MIMEPart | None) -> str:
    if part is None:
        return ""
    try:
        told = str(part.get_content())
    except (KeyError, LookupError, ValueError):  # an encoding that nobody knows
        return ""
    return without_tags(told) if part.get_content_type() == "text/html" else told
