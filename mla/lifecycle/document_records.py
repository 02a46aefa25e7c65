"""What the rules may ask of the documents of a request: attachments, and formal papers."""

from __future__ import annotations

from typing import Protocol


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


class Numbered(Protocol):
    """An entry of the record, as far as its paper names it."""

    @property
    def number(self) -> int:
        """Its place in the history."""

    @property
    def trigger(self) -> str:
        """The step."""


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
    def event(self) -> Numbered:
        """The step that drew it."""

    @property
    def sha256(self) -> str:
        """Of the PDF, in hexadecimal."""

    @property
    def size(self) -> int:
        """In bytes."""

    @property
    def pages(self) -> int:
        """How many it has."""
