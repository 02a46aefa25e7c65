"""What the rules may ask of the law: an article, a period. The instruments of `mla/instruments` answer so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class PeriodRecord(Protocol):
    """A period that an instrument fixes."""

    @property
    def article(self) -> str:
        """Where it stands."""

    @property
    def id(self) -> str:
        """By which the deadlines name it."""

    @property
    def extension(self) -> int:
        """By how many days it may be prolonged, once; nought where it may not."""

    @property
    def months(self) -> int | None:
        """How long it is, if it is counted in months."""


class LawOfField(Protocol):
    """The instruments, as the rules of one field of law read them."""

    def about(self, field: str) -> LawOfField:
        """The same, of another field."""

    def article(self, code: str, purpose: str) -> str:
        """The article of an instrument on a purpose; nothing where it has none."""

    def limits(self, code: str, rule: str) -> Sequence[PeriodRecord]:
        """The periods that an instrument sets by a rule."""
