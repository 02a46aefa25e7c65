"""Makes a PDF of a letter or of slides, whichever office program wrote them, with LibreOffice where it is installed.

It runs without a window in a room of its own (`confined.py`), with an empty profile that runs no macro, follows no link and asks
nothing. It reads old kinds that no kept library reads, and is the only one that lays pages out as their author saw them.
"""

from __future__ import annotations

from mla.documents import confined
from mla.documents.kinds import OF_TYPE, OPEN_DOCUMENT, OPEN_XML
from mla.documents.reading import Lacking, TooLong, Unreadable
from mla.words import _

PROGRAM = "soffice"

OLD = ("application/msword", "application/vnd.ms-powerpoint", "application/rtf")
"""Kinds that are read by no other means."""

LETTERS = (f"{OPEN_XML}wordprocessingml.document", f"{OPEN_DOCUMENT}text", "application/msword", "application/rtf")
SLIDES = (f"{OPEN_XML}presentationml.presentation", f"{OPEN_DOCUMENT}presentation", "application/vnd.ms-powerpoint")
CONVERTED = (*LETTERS, *SLIDES)
"""Whatever becomes a PDF here."""

PATIENCE = 50
"""Seconds that one document may take. Starting takes two of them."""

WRITER, IMPRESS = "writer_pdf_Export", "impress_pdf_Export"
OPTIONS = ':{"SelectPdfVersion":{"type":"long","value":"3"},"UseTaggedPDF":{"type":"boolean","value":"true"}}'
"""PDF/A-3, with tags; everything that it needs lies in it."""

PROFILE = "profile/user/registrymodifications.xcu"
SETTINGS: dict[str, dict[str, str]] = {
    "Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",
        "DisableOLEAutomation": "true",
        "DisablePythonRuntime": "true",
    },
    "Common/Misc": {"UseLocking": "false"},
    "Writer/Content/Update": {"Link": "0", "Field": "false", "Chart": "false"},
}
"""What the empty profile says: no macro, no link, nothing updated. A version ignores what it does not know."""


def possible() -> bool:
    """Whether documents become PDF here."""
    return confined.installed(PROGRAM)


def as_pdf(data: bytes, media_type: str) -> bytes:
    """A document as PDF. Raises Lacking where there is no LibreOffice, or no room to run it in; Unreadable."""
    if not possible():
        raise Lacking("office")
    name = f"document{OF_TYPE[media_type].endings[0]}"
    to = f"pdf:{WRITER if media_type in LETTERS else IMPRESS}{OPTIONS}"
    command = [
        PROGRAM, f"-env:UserInstallation=file://{confined.ROOM}/profile", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", to, "--outdir", confined.ROOM, f"{confined.ROOM}/{name}",
    ]  # fmt: skip
    try:
        _said, pdf = confined.run(command, {name: data, PROFILE: _profile()}, PATIENCE, "document.pdf")
    except confined.TooLong as error:
        raise TooLong(_("Making pages of this document takes longer than this installation allows.")) from error
    if not pdf:
        raise Unreadable(_("This document cannot be opened: it is damaged, or protected by a password."))
    return pdf


def _profile() -> bytes:
    """The settings, as the program keeps them; it may change none of them."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{where}"><prop oor:name="{name}" oor:op="fuse" oor:finalized="true">'
        f"<value>{value}</value></prop></item>"
        for where, told in SETTINGS.items()
        for name, value in told.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    return f"{head}{items}</oor:items>".encode()
