"""Letters that take documents: every letter to the other State does."""

from __future__ import annotations

from forms.base import Asked, Files
from mla.documents.kinds import TAKEN
from mla.words import _

LAST = 1_000_000
"""Documents are asked for after everything else: fields stand in the order of these counters."""


class Enclosing(Asked):
    """A form whose letter may bring documents. One that asks for particular ones says so by a field `files` of its own."""

    def __init_subclass__(cls) -> None:
        """Ask for documents where the form does not."""
        if not hasattr(cls, "files"):
            files = Files(_("Documents to go with the letter"), TAKEN)
            object.__setattr__(files, "creation_counter", LAST)  # not bound to a form yet
            cls.files = files
        super().__init_subclass__()
