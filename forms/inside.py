"""What is asked inside one ministry and never crosses the border."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from forms.base import Asked, Files, Pick, Text


class Note(Asked):
    """An internal note."""

    heading = "Internal note"
    guidance = "Stays in this ministry. The other State never sees it."
    words = Text("Note", needed="Write the note.", rows=5, most=20_000)
    files = Files("Documents", "PDF, PNG, JPEG or TIFF. They stay in this ministry.")


class Involve(Asked):
    """Bring in a colleague."""

    heading = "Bring in a colleague"
    colleague = Pick("Colleague", needed="Choose a colleague.")

    def offer(self, dossier: Any, law: Any, officials: Iterable[Any] = ()) -> None:
        """The officials of this ministry."""
        self.colleague.choices = [(str(o.id), o.name) for o in officials]
