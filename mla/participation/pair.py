"""One instrument between two States on a day: the question, and each State's own part in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from mla.instruments.bodies import body, carries
from mla.instruments.final_clauses import Entry, Participation
from mla.instruments.schema import ASSISTANCE, Instrument
from mla.participation.entry import Force, annex_from, force, left_from, own_day, reserved_until
from mla.participation.facts import Begun, Dated, Facts, Listing
from mla.participation.marks import Grade
from mla.words import _


class Status(StrEnum):
    """How it stands between the two. `PROVISIONAL_BOTH` also when it is in force for one and neither may refuse.

    `PROVISIONAL_ONE`: one State applies it provisionally and the other is a State Party, which may refuse.
    `PROVISIONAL_ALONE`: one State applies it provisionally and the other is no State Party, so that nothing is owed.
    `LISTED`: in force, as read in a dataset; `BELIEVED`: in force, as recalled, and read nowhere.
    `NOT_LISTED`: a list that names all who take part does not name one of the two; a list is of a day, and can be old.
    """

    IN_FORCE = _("in force")
    LISTED = _("in force, as listed")
    BELIEVED = _("in force, as believed")
    PROVISIONAL_BOTH = _("applied provisionally on both sides")
    PROVISIONAL_ONE = _("applied provisionally by one State")
    PROVISIONAL_ALONE = _("applied provisionally by one State alone")
    SIGNED_ONLY = _("signed, not in force between the two")
    NOT_LISTED = _("not known to apply between the two")
    NONE = _("not applicable between the two")
    UNKNOWN = _("not known: to be verified")
    NOT_NEEDED = _("needs no treaty")


GRADED = {Grade.CONFIRMED: Status.IN_FORCE, Grade.LISTED: Status.LISTED, Grade.BELIEVED: Status.BELIEVED}
FORCE = tuple(GRADED.values())
"""In force between the two, surest first."""

APPLICABLE = (*FORCE, Status.PROVISIONAL_BOTH, Status.PROVISIONAL_ONE, Status.NOT_NEEDED)


UNBEGUN = Begun(None)


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
    listing: Listing | None = None
    begun: Begun = UNBEGUN
    kind: str = ASSISTANCE
    _known: dict[int, Force | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def rules(self) -> Participation:
        """How States take part in this instrument."""
        return self.instrument.participation

    @property
    def of_others(self) -> bool:
        """Whether it does not carry this between these two, whoever takes part: it is of two other States, or for bodies."""
        return unfit(self.instrument, self.requesting, self.requested)

    @cached_property
    def entry(self) -> Entry:
        """When it enters into force for a State, for requests of this kind."""
        protocol = self.rules.protocol(self.kind)
        return protocol.entry if protocol else self.rules.entry

    def force(self, facts: Facts) -> Force | None:
        """On what it rests that the instrument is in force for a State on the day; leaving apart."""
        key = id(facts)
        if key not in self._known:
            self._known[key] = force(facts, self.entry, self.begun, self.on)
        return self._known[key]

    def left_from(self, facts: Facts) -> date | None:
        """The day from which a State has left, and not come back by the day of the request; None where it has not."""
        end = left_from(facts, self.rules.notice)
        if end is None or self.on < end:
            return None
        back = facts.in_force_from
        return None if back and end <= back <= self.on else end

    def doubted(self, facts: Facts) -> bool:
        """Whether a State has left and a list of a later day still names it."""
        end = self.left_from(facts)
        return bool(end and facts.in_force_by and end <= facts.in_force_by <= self.on)

    def annexes(self, facts: Facts | None) -> frozenset[str]:
        """The annexes that apply to a State on the day."""
        return frozenset(
            one.what
            for one, day in self._annexes(facts)
            if (day is None or day <= self.on) and (not one.until or self.on < one.until)
        )

    def annex_from(self, facts: Facts | None, annex: str) -> date | None:
        """The later day from which an annex will apply to a State that has notified it."""
        return next((day for one, day in self._annexes(facts) if one.what == annex and day and self.on < day), None)

    def _annexes(self, facts: Facts | None) -> Iterator[tuple[Dated, date | None]]:
        """Each annex that a State has notified, with the day from which it applies: by its own rule once the whole is in force."""
        if facts:
            whole = part_of(facts, self) == "force"
            for one in facts.annexes:
                yield one, annex_from(one, facts, self.entry, self.begun) if whole else one.since

    def reservations(self, facts: Facts | None) -> Iterator[Dated]:
        """The reservations that a State has on the day, each with its end, told or computed."""
        for one in facts.reservations if facts else ():
            ending = Dated(one.what, one.since, reserved_until(one, self.rules.terms))
            if ending.holds(self.on):
                yield ending

    def sides(self) -> Iterator[tuple[str, Facts | None]]:
        """Each State with what is known of it, the one that asks first."""
        yield self.requesting, self.facts[0]
        yield self.requested, self.facts[1]


def of_others(instrument: Instrument, *states: str) -> bool:
    """Whether an instrument is an agreement between two States that are not these."""
    return bool(instrument.between) and not set(states) <= set(instrument.between)


def unfit(instrument: Instrument, requesting: str, requested: str) -> bool:
    """Whether an instrument carries nothing between these two, whoever takes part: an agreement of others, one for bodies
    between two States, or one on which nothing rests that this body asks, or is asked."""
    if body(requesting) or body(requested) or instrument.participation.for_bodies:
        return not carries(instrument.code, requesting, requested)
    return of_others(instrument, requesting, requested)


def part_of(facts: Facts | None, pair: Pair) -> str:
    """One State's own part: force, provisional, signed, out, absent (from a list of all) or unknown."""
    silence = "absent" if pair.listing and pair.listing.complete else "unknown"
    if facts is None:
        return silence
    if pair.left_from(facts):
        return "unknown" if pair.doubted(facts) else "out"
    if pair.force(facts):
        return "force"
    if facts.provisional(pair.on, pair.part):
        return "provisional"
    if facts.in_force_by and not own_day(facts, pair.entry, pair.begun):
        return "unknown"  # a later list names it, and does not tell since when
    if facts.attached(pair.on):
        return "signed"
    return "out" if facts.joined else silence
