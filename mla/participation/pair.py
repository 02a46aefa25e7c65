"""One instrument between two States on a day: the question, and each State's own part in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mla.instruments.schema import Instrument, Participation
from mla.participation.facts import Facts
from mla.words import _


class Status(StrEnum):
    """How it stands between the two. `PROVISIONAL_BOTH` also when it is in force for one and neither may refuse.

    `PROVISIONAL_ONE`: one State applies it provisionally and the other is a State Party, which may refuse.
    `PROVISIONAL_ALONE`: one State applies it provisionally and the other is no State Party, so that nothing is owed.
    `NOT_LISTED`: a list that names all who take part does not name one of the two; a list is of a day, and can be old.
    """

    IN_FORCE = _("in force")
    PROVISIONAL_BOTH = _("applied provisionally on both sides")
    PROVISIONAL_ONE = _("applied provisionally by one State")
    PROVISIONAL_ALONE = _("applied provisionally by one State alone")
    SIGNED_ONLY = _("signed, not in force between the two")
    NOT_LISTED = _("not known to apply between the two")
    NONE = _("not applicable between the two")
    UNKNOWN = _("not known: to be verified")
    NOT_NEEDED = _("needs no treaty")


APPLICABLE = (Status.IN_FORCE, Status.PROVISIONAL_BOTH, Status.PROVISIONAL_ONE, Status.NOT_NEEDED)


@dataclass(frozen=True)
class Pair:
    """The question, with what is known to answer it."""

    requesting: str
    requested: str
    instrument: Instrument
    on: date
    part: str
    facts: tuple[Facts | None, Facts | None]
    old_before: date | None = None

    @property
    def rules(self) -> Participation:
        """How States take part in this instrument."""
        return self.instrument.participation

    def sides(self) -> Iterator[tuple[str, Facts | None]]:
        """Each State with what is known of it, the one that asks first."""
        yield self.requesting, self.facts[0]
        yield self.requested, self.facts[1]


def part_of(facts: Facts | None, pair: Pair) -> str:
    """One State's own part: force, provisional, signed, out, absent (from a list of all) or unknown."""
    silence = "absent" if pair.rules.complete else "unknown"
    if facts is None:
        return silence
    if facts.in_force(pair.on):
        return "force"
    if facts.left(pair.on):
        return "out"
    if facts.provisional(pair.on, pair.part):
        return "provisional"
    if facts.attached(pair.on):
        return "signed"
    return "out" if facts.joined else silence
