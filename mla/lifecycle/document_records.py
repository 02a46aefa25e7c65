"""What the rules may ask of the documents of a request: attachments, and formal papers.

A document has a name by which entries of the record speak of it: that of the entry with which it came, and of its content.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mla.lifecycle.case_file import CaseFile

DOMESTIC = "domestic"
"""What stands for the side of a paper that went to an own authority: neither State sent it to the other."""


class AttachmentRecord(Protocol):
    """A document of the dossier."""

    @property
    def number(self) -> int:
        """Its number among those of its State."""

    @property
    def side(self) -> str:
        """The State it came from."""

    @property
    def role(self) -> str:
        """request, step, scan or internal."""

    @property
    def title(self) -> str:
        """What it is."""

    @property
    def filename(self) -> str:
        """As it was handed in."""

    @property
    def media_type(self) -> str:
        """Of the file."""

    @property
    def sha256(self) -> str:
        """Of the file, in hexadecimal."""

    @property
    def language(self) -> str:
        """The language it is written in, by its two letters; empty where nobody has said so."""

    @property
    def event_number(self) -> int:
        """The entry with which it came into the dossier."""

    @property
    def sent_by(self) -> int | None:
        """The entry that carried it across the border; None where the other State has never seen it."""

    @property
    def size(self) -> int:
        """In bytes."""

    @property
    def pages(self) -> int:
        """How many it has."""


class PaperRecord(Protocol):
    """A formal paper: drawn here, or received in a package."""

    @property
    def number(self) -> int:
        """Its number among those of its side."""

    @property
    def side(self) -> str:
        """The State that wrote it; “domestic” for a letter to an own authority."""

    @property
    def name(self) -> str:
        """What it is: letter_of_request and so on."""

    @property
    def language(self) -> str:
        """The language it is written in."""

    @property
    def event_number(self) -> int:
        """The entry with which it came into the dossier."""

    @property
    def sha256(self) -> str:
        """Of the PDF, in hexadecimal."""

    @property
    def size(self) -> int:
        """In bytes."""

    @property
    def pages(self) -> int:
        """How many it has."""


Document = AttachmentRecord | PaperRecord


def name_of(document: Document) -> str:
    """By which entries of the record speak of a document."""
    return f"{document.event_number}.{document.sha256[:12]}"


def documents(dossier: CaseFile) -> list[Document]:
    """Every document of a request but letters to own authorities: the papers, then the attachments."""
    return [*(one for one in dossier.papers if one.side != DOMESTIC), *dossier.attachments]


def by_name(dossier: CaseFile, names: Collection[str]) -> list[Document]:
    """The documents with these names, in the order of the names; a name that none has is passed over."""
    known = {name_of(one): one for one in documents(dossier)}
    return [known[name] for name in names if name in known]
