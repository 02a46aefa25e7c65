"""What is known of one State's part in one instrument, as plain facts without a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta


@dataclass(frozen=True)
class Dated:
    """Something notified, from a day and until a day; an unknown day is none, and then it holds without that limit."""

    what: str
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it holds on a day. On the day of its end it holds no more."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

    def __str__(self) -> str:
        """As a table cell says it: F, F=2025-01-01, F=2025-01-01/2026-01-01."""
        if not (self.since or self.until):
            return self.what
        end = f"/{self.until}" if self.until else ""
        return f"{self.what}={self.since or ''}{end}"


@dataclass(frozen=True)
class Facts:
    """One State, one instrument. A date that is not known is None, which is not the same as “no”.

    `cut_off` is the day before which acts are not covered; `annex_cut_offs` the day (`since`) for the crimes of an annex.
    `act` says how the State joined (ratified, accepted, approved, acceded, succeeded). `in_force_by` is the day of a list that
    names the State as a party and does not tell since when: it proves nothing of earlier days. `denounced` is the day of
    the notice. `objections` are those of other States to reservations of this one, such as “DE 40”. `territory` tells, in
    words, to which territory the State limits it.
    """

    state: str
    instrument: str
    signed: date | None = None
    ratified: date | None = None
    in_force_from: date | None = None
    provisional_from: date | None = None
    provisional_until: date | None = None
    provisional_scope: tuple[str, ...] = ()
    denounced_effective: date | None = None
    cut_off: date | None = None
    reservations: tuple[Dated, ...] = ()
    annexes: tuple[Dated, ...] = ()
    annex_cut_offs: tuple[Dated, ...] = ()
    declarations: str = ""
    source: str = ""
    mark: str = ""
    checked_on: date | None = None
    checked_by: str = ""
    act: str = ""
    in_force_by: date | None = None
    denounced: date | None = None
    objections: tuple[Dated, ...] = ()
    territory: str = ""

    def in_force(self, on: date) -> bool:
        """Whether the instrument is in force for the State on a day, as far as days were told."""
        begun = self.in_force_from is not None and self.in_force_from <= on
        return begun and not self.left(on)

    def left(self, on: date) -> bool:
        """Whether a denunciation has taken effect by a day, and the State has not come back since."""
        end = self.denounced_effective
        if end is None or on < end:
            return False
        back = self.in_force_from
        return not (back is not None and end <= back <= on)

    def provisional(self, on: date, part: str = "") -> bool:
        """Whether the State applies the instrument, or that part of it, provisionally on a day."""
        if self.provisional_from is None or on < self.provisional_from:
            return False
        if self.provisional_until is not None and self.provisional_until <= on:
            return False
        return not self.provisional_scope or not part or part in self.provisional_scope

    def attached(self, on: date) -> bool:
        """Whether the State has signed or ratified by a day."""
        return any(day is not None and day <= on for day in (self.signed, self.ratified))

    def not_before(self, annex: str = "") -> date | None:
        """The day before which an act is not covered, or None: of an annex crime, the later of the two days named."""
        days = [self.cut_off, *(one.since for one in self.annex_cut_offs if annex and one.what == annex)]
        return max((day for day in days if day), default=None)

    @property
    def joined(self) -> tuple[date, ...]:
        """Every day on which the State took part in some way, or began to. Of its leaving alone nothing follows."""
        every = (self.signed, self.ratified, self.in_force_from, self.provisional_from, self.in_force_by)
        return tuple(day for day in every if day is not None)

    @property
    def dates(self) -> tuple[date, ...]:
        """Every day on which the State did something."""
        return tuple(day for day in (*self.joined, self.denounced, self.denounced_effective) if day is not None)


@dataclass(frozen=True)
class Listing:
    """A list of who takes part in an instrument: the day it is of, where it was read, and whether it is held to name all.

    Its silence on a State means “not known to take part as of that day”, and never more. `gaps` tells, in a sentence, what
    it is known to lack and what is doubtful.
    """

    code: str
    day: date
    source: str
    mark: str
    complete: bool = False
    count: int = 0
    gaps: str = ""


@dataclass(frozen=True)
class Begun:
    """Since when an instrument is in force at all, or how many of the deposits that this takes are on record."""

    day: date | None
    deposits: int = 0


class Register(dict[tuple[str, str], Facts]):
    """What the register knows, by State and instrument; with the lists it was made from, and what has entered into force."""

    def __init__(
        self,
        rows: Mapping[tuple[str, str], Facts] | None = None,
        lists: Mapping[str, Listing] | None = None,
        begun: Mapping[str, Begun] | None = None,
    ) -> None:
        super().__init__(rows or {})
        self.lists = dict(lists or {})
        self.begun = dict(begun or {})


def old_before(today: date, months: int) -> date:
    """What was last checked before this day is old, where knowledge is to be checked again after so many months."""
    return today - relativedelta(months=months)
