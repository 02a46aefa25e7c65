"""Reservations between two States: what they hold back, when they end, and who of the two objected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mla.instruments.checks import cited
from mla.instruments.final_clauses import Renewable
from mla.participation.entry import reserved_until
from mla.participation.facts import Dated, Facts
from mla.participation.pair import Pair
from mla.participation.side import art, name
from mla.words import _, joined


def reserved(pair: Pair, measures: Iterable[str]) -> dict[str, str]:
    """Which of the measures a reservation of either State holds back, each with its sentence."""
    wanted = set(measures)
    found: dict[str, str] = {}
    for row in pair.instrument.measures:
        if row.code not in wanted:
            continue
        for state, facts in pair.sides():
            for one in pair.reservations(facts):
                if one.what in cited(row.article):
                    said = _(
                        "%(measure)s: %(state)s has a reservation to art. %(article)s.",
                        measure=row.label.told,
                        state=name(state),
                        article=one.what,
                    )
                    found[row.code] = joined(" ", (said, *_more(pair, state, facts, one)))
    return found


def other_reservations(pair: Pair) -> Iterator[str]:
    """The reservations that hold back no measure, and those that ended by themselves."""
    measured = {number for row in pair.instrument.measures for number in cited(row.article)}
    for state, facts in pair.sides():
        for one in pair.reservations(facts):
            if one.what not in measured:
                said = _("%(state)s has a reservation to art. %(article)s.", state=name(state), article=one.what)
                yield joined(" ", (said, *_more(pair, state, facts, one)))
        for one in facts.reservations if facts else ():
            term = _term(pair, one.what)
            end = reserved_until(one, pair.rules.terms)
            if term and end and not one.until and end <= pair.on:
                yield _(
                    "The reservation of %(state)s to art. %(article)s ended on %(day)s%(rule)s: ask whether it was renewed.",
                    state=name(state), article=one.what, day=end, rule=art(term.article),
                )  # fmt: skip


def _term(pair: Pair, article: str) -> Renewable | None:
    return next((one for one in pair.rules.terms if one.reservation == article), None)


def _more(pair: Pair, state: str, facts: Facts | None, one: Dated) -> Iterator[str]:
    """When a reservation ends, and whether the other State objected to it."""
    term = _term(pair, one.what)
    if term and one.until:
        yield _("It ends on %(day)s unless it is renewed%(rule)s.", day=one.until, rule=art(term.article))
    elif one.until:
        yield _("It ends on %(day)s.", day=one.until)
    elif term:
        yield _(
            "It holds for %(years)s years from a day that is not on record%(rule)s: ask whether it was renewed.",
            years=term.years, rule=art(term.article),
        )  # fmt: skip
    other = pair.requested if state == pair.requesting else pair.requesting
    for objection in facts.objections if facts else ():
        if objection.what == f"{other} {one.what}" and objection.holds(pair.on):
            yield _("%(state)s has objected to it.", state=name(other))
