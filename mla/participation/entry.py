"""Since when, and until when: the days that an instrument's own rules give where nobody has told them.

Of the whole: so long after the State's deposit, and never before the instrument is in force at all. Of an annex: with the
instrument, or, declared later, so long after the declaration was received. A day that a source tells is never overruled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mla.instruments.final_clauses import Entry, Notice, Participation, Renewable
from mla.instruments.periods import last_day
from mla.participation.facts import Begun, Dated, Facts
from mla.participation.marks import Grade, grade


@dataclass(frozen=True)
class Force:
    """The instrument is in force for a State: `since` a day that was told or computed, or as a list of that day says."""

    since: date
    how: str
    grade: Grade


def begun_of(entry: Entry, rows: Iterable[Facts]) -> Begun:
    """Since when an instrument is in force at all: a day that is known, or computed from the deposit that completes the number.

    A deposit that is only recalled completes nothing.
    """
    if entry.since or not entry.deposits:
        return Begun(entry.since)
    days = sorted(row.ratified for row in rows if row.ratified and grade(row.mark, "ratified") >= Grade.LISTED)
    enough = len(days) >= entry.deposits
    return Begun(last_day(days[entry.deposits - 1], entry) if enough else None, len(days))


def entry_day(facts: Facts, entry: Entry, begun: Begun) -> date | None:
    """The day on which it enters into force for a State by the rule alone; None where the rule does not tell.

    Of a State that succeeded to another nothing is computed: for it the day lies before its notice.
    """
    if facts.ratified is None or begun.day is None or not entry.fixed or facts.act == "succeeded":
        return None
    return max(begun.day, last_day(facts.ratified, entry))


def force(facts: Facts, entry: Entry, begun: Begun, on: date) -> Force | None:
    """On what it rests that the instrument is in force for a State on a day, the surest first; leaving apart."""
    told, computed = facts.in_force_from, entry_day(facts, entry, begun)
    ways = (
        (told, "told", "in_force_from"),
        (computed if told is None else None, "computed", "ratified"),
        (facts.in_force_by, "listed", "in_force_by"),
    )
    found = [
        Force(day, how, sure) for day, how, fact in ways if day and day <= on and (sure := grade(facts.mark, fact))
    ]
    return max(found, key=lambda one: one.grade, default=None)


def own_day(facts: Facts, entry: Entry, begun: Begun) -> date | None:
    """The day on which it enters into force for a State, told or computed."""
    return facts.in_force_from or entry_day(facts, entry, begun)


def left_from(facts: Facts, notice: Notice) -> date | None:
    """The day from which a denunciation takes effect, told or computed from its notice."""
    if facts.denounced_effective or facts.denounced is None or not notice.fixed:
        return facts.denounced_effective
    return last_day(facts.denounced, notice)


def annex_from(one: Dated, facts: Facts, entry: Entry, begun: Begun) -> date | None:
    """The day from which an annex applies to a State; None where it has no day of its own.

    What was declared by the day on which the instrument entered into force for the State applies with it.
    """
    whole = own_day(facts, entry, begun)
    if one.since is None or whole is None or not entry.annexes:
        return one.since
    return whole if one.since <= whole else last_day(one.since, entry)


@dataclass(frozen=True)
class OwnDay:
    """A day of a State's part: of the whole, a part, an annex, a reservation or its leaving; told, or computed by an article."""

    what: str
    about: str
    day: date
    article: str = ""
    computed: bool = False


def days_of(facts: Facts, rules: Participation, entry: Entry, begun: Begun) -> Iterator[OwnDay]:
    """Every day on which something begins or ends for a State by the instrument's own rules."""
    if whole := own_day(facts, entry, begun):
        yield OwnDay("whole", "", whole, entry.article, facts.in_force_from is None)
    if facts.provisional_from:
        for part in facts.provisional_scope or ("",):
            yield OwnDay("provisionally", part, facts.provisional_from, rules.provisional)
    for one in facts.annexes:
        if day := annex_from(one, facts, entry, begun) or whole:
            later = bool(one.since and day != one.since)
            yield OwnDay("annex", one.what, day, entry.annexes if later else rules.annexes, later or one.since is None)
    for one in facts.reservations:
        if (end := reserved_until(one, rules.terms)) and not one.until:
            article = next(term.article for term in rules.terms if term.reservation == one.what)
            yield OwnDay("reservation", one.what, end, article, computed=True)
    if end := left_from(facts, rules.notice):
        yield OwnDay("leaves", "", end, rules.denunciation or rules.notice.article, facts.denounced_effective is None)


def reserved_until(one: Dated, terms: Iterable[Renewable]) -> date | None:
    """The day on which a reservation ends: as it was told, or after its term where it was not renewed."""
    if one.until or one.since is None:
        return one.until
    return next((last_day(one.since, term) for term in terms if term.reservation == one.what), None)
