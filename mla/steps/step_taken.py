"""A deed: one step about to be taken, with all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mla.lifecycle.terms import Side, Step
from mla.models import Dossier, Official
from mla.request_text.text import RequestText


@dataclass(frozen=True)
class Upload:
    """A document handed in with a step, already checked (see `mla/steps/annexes.py`).

    `active` names the kinds of what it could do by itself (`mla/documents/active_content.py`); it is kept as it is.
    """

    title: str
    filename: str
    media_type: str
    data: bytes
    pages: int
    active: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sealed:
    """What a package brought besides words: the other State's paper and annexes, its text, its reference."""

    sha256: str
    manifest: dict[str, Any]
    files: dict[str, bytes]


@dataclass(frozen=True)
class Deed:
    """A step on a dossier: who takes it, when, what was said, which documents come with it.

    Exactly one of three: ours (`official` set, `channel` None), the other State's by package (`sealed` set), or
    the other State's by letter, recorded by our registrar (`official` and `channel` set). `shared` is what of our own
    answers may cross the border, `text` the whole text of the request where a package brings one.
    """

    dossier: Dossier
    step: Step
    answers: dict[str, Any]
    at: datetime
    today: date
    official: Official | None = None
    uploads: Sequence[Upload] = ()
    channel: dict[str, Any] | None = None
    sealed: Sealed | None = None
    shared: dict[str, Any] | None = None
    text: RequestText | None = None

    @property
    def ours(self) -> bool:
        """Whether it is our own step and not the other State's."""
        return self.channel is None and self.sealed is None

    @property
    def weighed(self) -> dict[str, Any]:
        """What was said, and under `brought` how many documents come along, besides the letter that is recorded."""
        annexes = len(self.sealed.manifest.get("annexes", ())) if self.sealed else len(self.uploads)
        return self.answers | {"brought": max(0, annexes - 1) if self.channel else annexes}

    @property
    def side(self) -> Side:
        """Whose step it is."""
        return self.dossier.our_side if self.ours else self.dossier.our_side.other

    @property
    def actor(self) -> str:
        """Who is named in the record."""
        if self.sealed:
            return str(self.sealed.manifest["actor"])
        return (
            self.official.name
            if self.official and self.ours
            else f"Recorded by {self.official.name}"
            if self.official
            else ""
        )
