"""Why an instrument stands between two States as it does, in sentences for a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mla.instruments.checks import cited
from mla.participation.facts import Listing
from mla.participation.pair import Pair, Status, part_of
from mla.participation.side import art, name, told
from mla.words import _, joined


def why(pair: Pair, status: Status) -> Iterator[str]:
    """In sentences, what the register knows of each State, and on what it rests."""
    if status is Status.NOT_NEEDED:
        yield _("It needs no treaty; it binds nobody either.")
        return
    done = pair.instrument.done
    if done and pair.on < done:
        yield _("On %(day)s the instrument had not been made yet: it is of %(made)s.", day=pair.on, made=done)
        return
    for state, facts in pair.sides():
        yield told(state, facts, pair)
        if facts and facts.territory:
            yield _("%(state)s limits it to: %(territory)s.", state=name(state), territory=facts.territory)
    if status is Status.NOT_LISTED and (old := old_list_in(pair, status)):
        yield old
    if status is Status.UNKNOWN and pair.rules.worldwide:
        yield _("Nearly every State takes part, yet nobody has verified these two: look them up and enter them.")


def old_list(listing: Listing | None, before: date | None) -> str:
    """The warning that the list of those who take part was known before this day; nothing where it is not old."""
    if not (listing and before and listing.day < before):
        return ""
    return _("The list is of %(day)s and may have changed since: verify it with the depositary.", day=listing.day)


def old_list_in(pair: Pair, status: Status) -> str:
    """Where the answer rests on a list, or on its silence: that the list is old, if it is."""
    rests = (Status.NOT_LISTED, Status.LISTED, Status.BELIEVED)
    return old_list(pair.listing, pair.old_before) if status in rests else ""


def owed(pair: Pair, status: Status) -> Iterator[str]:
    """What the one State may expect of the other, where one of the two applies the instrument provisionally only."""
    article = art(pair.rules.refusable)
    if status is Status.PROVISIONAL_ONE:
        yield _("%(state)s may refuse for that reason alone%(article)s.", state=name(pair.requested), article=article)
    elif status is Status.PROVISIONAL_ALONE:
        other = next(name(state) for state, facts in pair.sides() if part_of(facts, pair) == "signed")
        yield _(
            "%(state)s is no State Party, and it is to States Parties alone that provisional application speaks%(article)s:"
            " on this basis alone neither owes the other anything. Name another treaty or reciprocity as well.",
            state=other,
            article=article,
        )


def annexes_against(pair: Pair, missing: frozenset[str]) -> Iterator[str]:
    """Which State has not notified an annex that is needed, and what may help."""
    for annex in sorted(missing):
        without = [name(state) for state, facts in pair.sides() if annex not in pair.annexes(facts)]
        lack = _(
            "Annex %(annex)s is not notified by %(states)s%(article)s.",
            annex=annex,
            states=joined(_(" and "), without),
            article=art(pair.rules.annexes),
        )
        if not pair.rules.ad_hoc:
            yield lack
        else:
            way_out = _("An agreement for this one request may help%(article)s.", article=art(pair.rules.ad_hoc))
            yield joined(" ", (lack, way_out))


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
                    found[row.code] = _(
                        "%(measure)s: %(state)s has a reservation to art. %(article)s.",
                        measure=row.label.en,
                        state=name(state),
                        article=one.what,
                    )
    return found


def other_reservations(pair: Pair) -> Iterator[str]:
    """The reservations that hold back no measure."""
    measured = {number for row in pair.instrument.measures for number in cited(row.article)}
    for state, facts in pair.sides():
        for one in pair.reservations(facts):
            if one.what not in measured:
                yield _("%(state)s has a reservation to art. %(article)s.", state=name(state), article=one.what)
