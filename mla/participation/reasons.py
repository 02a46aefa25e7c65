"""Why an instrument stands between two States as it does, in sentences for a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mla.instruments.checks import cited
from mla.instruments.schema import Instrument
from mla.instruments.states import state_name
from mla.participation.facts import Facts
from mla.participation.pair import Pair, Status, part_of
from mla.words import _, joined


def _art(article: str) -> str:
    return _(" (art. %(number)s)", number=article) if article else ""


def _name(state: str) -> str:
    return state_name(state, "en")


def why(pair: Pair, status: Status) -> Iterator[str]:
    """In sentences, what the register knows of each State."""
    if status is Status.NOT_NEEDED:
        yield _("It needs no treaty; it binds nobody either.")
        return
    done = pair.instrument.done
    if done and pair.on < done:
        yield _("On %(day)s the instrument had not been made yet: it is of %(made)s.", day=pair.on, made=done)
        return
    for state, facts in pair.sides():
        yield _told(state, facts, pair)
    if old := old_list_in(pair, status):
        yield old
    if status is Status.UNKNOWN and pair.rules.worldwide:
        yield _("Nearly every State takes part, yet nobody has verified these two: look them up and enter them.")


def _told(state: str, facts: Facts | None, pair: Pair) -> str:
    name, rules = _name(state), pair.rules
    if facts is None or not (facts.joined or facts.left(pair.on)):
        return silence(pair.instrument, state)
    if facts.in_force(pair.on):
        return _(
            "In force for %(state)s since %(day)s%(article)s.",
            state=name,
            day=facts.in_force_from,
            article=_art(rules.force),
        )
    if facts.left(pair.on):
        return _(
            "%(state)s has left with effect from %(day)s%(article)s.",
            state=name,
            day=facts.denounced_effective,
            article=_art(rules.denunciation),
        )
    if facts.provisional(pair.on, pair.part):
        return _provisionally(name, facts, _art(rules.provisional))
    if facts.ratified and facts.ratified <= pair.on:
        return _(
            "%(state)s deposited its instrument on %(day)s; no entry into force is on record.",
            state=name,
            day=facts.ratified,
        )
    if facts.signed and facts.signed <= pair.on:
        return _("%(state)s signed on %(day)s; no ratification is on record.", state=name, day=facts.signed)
    return _("%(state)s took no part on %(day)s, as far as the register goes.", state=name, day=pair.on)


def _provisionally(name: str, facts: Facts, article: str) -> str:
    if not facts.provisional_scope:
        return _(
            "%(state)s applies it provisionally since %(day)s%(article)s.",
            state=name,
            day=facts.provisional_from,
            article=article,
        )
    return _(
        "%(state)s applies it provisionally since %(day)s, parts %(parts)s%(article)s.",
        state=name,
        day=facts.provisional_from,
        parts=", ".join(facts.provisional_scope),
        article=article,
    )


def silence(instrument: Instrument, state: str) -> str:
    """What it means that the register does not name a State at all: said of the list, with its day and source, if it has one."""
    name, rules = _name(state), instrument.participation
    if not rules.complete:
        return _("%(state)s is not in the register: look it up.", state=name)
    return _(
        "%(state)s is not known to take part as of %(day)s (%(source)s).",
        state=name,
        day=rules.list_day,
        source=rules.list_source,
    )


def old_list(instrument: Instrument, before: date | None) -> str:
    """The warning that the list of all who take part was known before this day; nothing where it is not old."""
    rules = instrument.participation
    if not (rules.list_day and rules.complete and before and rules.list_day < before):
        return ""
    return _("The list is of %(day)s and may have changed since: look it up with the depositary.", day=rules.list_day)


def old_list_in(pair: Pair, status: Status) -> str:
    """Where all rests on the silence of a list: that the list is old, if it is."""
    return old_list(pair.instrument, pair.old_before) if status is Status.NOT_LISTED else ""


def owed(pair: Pair, status: Status) -> Iterator[str]:
    """What the one State may expect of the other, where one of the two applies the instrument provisionally only."""
    article = _art(pair.rules.refusable)
    if status is Status.PROVISIONAL_ONE:
        yield _("%(state)s may refuse for that reason alone%(article)s.", state=_name(pair.requested), article=article)
    elif status is Status.PROVISIONAL_ALONE:
        other = next(_name(state) for state, facts in pair.sides() if part_of(facts, pair) == "signed")
        yield _(
            "%(state)s is no State Party, and it is to States Parties alone that provisional application speaks%(article)s:"
            " on this basis alone neither owes the other anything. Name another treaty or reciprocity as well.",
            state=other,
            article=article,
        )


def annexes_against(pair: Pair, missing: frozenset[str]) -> Iterator[str]:
    """Which State has not notified an annex that is needed, and what may help."""
    for annex in sorted(missing):
        without = [
            _name(state)
            for state, facts in pair.sides()
            if not facts or not any(one.what == annex and one.holds(pair.on) for one in facts.annexes)
        ]
        lack = _(
            "Annex %(annex)s is not notified by %(states)s%(article)s.",
            annex=annex,
            states=joined(_(" and "), without),
            article=_art(pair.rules.annexes),
        )
        if not pair.rules.ad_hoc:
            yield lack
        else:
            way_out = _("An agreement for this one request may help%(article)s.", article=_art(pair.rules.ad_hoc))
            yield joined(" ", (lack, way_out))


def reserved(pair: Pair, measures: Iterable[str]) -> dict[str, str]:
    """Which of the measures a reservation of either State holds back, each with its sentence."""
    wanted = set(measures)
    found: dict[str, str] = {}
    for row in pair.instrument.measures:
        if row.code not in wanted:
            continue
        for state, facts in pair.sides():
            for one in facts.reservations if facts else ():
                if one.holds(pair.on) and one.what in cited(row.article):
                    found[row.code] = _(
                        "%(measure)s: %(state)s has a reservation to art. %(article)s.",
                        measure=row.label.en,
                        state=_name(state),
                        article=one.what,
                    )
    return found


def other_reservations(pair: Pair) -> Iterator[str]:
    """The reservations that hold back no measure."""
    measured = {number for row in pair.instrument.measures for number in cited(row.article)}
    for state, facts in pair.sides():
        for one in facts.reservations if facts else ():
            if one.holds(pair.on) and one.what not in measured:
                yield _("%(state)s has a reservation to art. %(article)s.", state=_name(state), article=one.what)
