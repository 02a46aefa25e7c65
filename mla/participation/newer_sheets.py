"""A newer table of State sheets: what it would change, answer by answer, before anything is taken in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mla.participation.sheets import Entry

Place = tuple[str, str, str]
"""State, topic, and kind of measure: where an answer stands."""


@dataclass(frozen=True)
class Change:
    """One answer that the table says otherwise than what is known, or that was not known."""

    after: Entry
    before: Entry | None = None

    @property
    def key(self) -> str:
        """By which the page names it: its place."""
        return "|".join((self.after.state, self.after.topic, self.after.measure))

    @property
    def older(self) -> bool:
        """Whether what is known was checked later than what the table says: then it is not to give way unasked."""
        was, now = self.before and self.before.checked_on, self.after.checked_on
        return bool(was and now and was > now)

    @property
    def only_checked(self) -> bool:
        """Whether the answer is the same, and only its source or the day of its check is another."""
        return self.before is not None and self.before.answer == self.after.answer


def changes(known: Mapping[Place, Entry], rows: Iterable[Entry]) -> list[Change]:
    """What would change, what is new first. That somebody else checked the very same on the same day changes nothing."""
    found = []
    for row in rows:
        held = known.get((row.state, row.topic, row.measure))
        if held is None or replace(held, checked_by=row.checked_by) != row:
            found.append(Change(row, held))
    return sorted(found, key=lambda one: (one.before is not None, one.key))
