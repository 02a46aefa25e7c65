"""Why an instrument stands between two States as it does, in sentences for a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from mla.instruments.bodies import body
from mla.participation.facts import Listing
from mla.participation.pair import Pair, Status, part_of
from mla.participation.side import also, art, name, told
from mla.words import _, joined


def why(pair: Pair, status: Status) -> Iterator[str]:
    """In sentences, what the register knows of each State, and on what it rests."""
    if pair.rules.rule == "body" and status is Status.NOT_NEEDED:
        yield from of_body(pair)
        return
    if status is Status.NOT_NEEDED:
        yield _("It needs no treaty; it binds nobody either.")
        return
    done = pair.instrument.done
    if done and pair.on < done:
        yield _("On %(day)s the instrument had not been made yet: it is of %(made)s.", day=pair.on, made=done)
        return
    if pair.instrument.between and pair.of_others:
        one, other = pair.instrument.between
        yield _("It is between %(one)s and %(other)s alone.", one=name(one), other=name(other))
        return
    if pair.of_others:
        yield _("It does not carry requests between these two.")
        return
    for state, facts in pair.sides():
        if not body(state):
            yield told(state, facts, pair)
            yield from also(state, facts, pair)
    if status is Status.NOT_LISTED and (old := old_list_in(pair, status)):
        yield old
    if status is Status.UNKNOWN and pair.rules.worldwide:
        yield _("Nearly every State takes part, yet nobody has verified these two: look them up and enter them.")


def of_body(pair: Pair) -> Iterator[str]:
    """On what it rests that a body asks, or is asked, where that is no treaty of the register."""
    for state in (pair.requesting, pair.requested):
        if one := body(state):
            yield _(
                "%(body)s acts under its statute or mandate: %(source)s (%(mark)s). Whether that binds the State is to be verified.",
                body=name(state), source=one.source, mark=one.mark,
            )  # fmt: skip


def beside_the_list(pair: Pair) -> Iterator[str]:
    """That a list of the treaty says nothing of the Protocols which the instrument's file covers too."""
    if pair.rules.listed and not pair.rules.protocols:
        yield _("The list is of the treaty alone: whether a Protocol to it binds both States must be verified.")


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
    """Which State has not notified an annex that is needed, or too late; and what may help."""
    for annex in sorted(missing):
        without = [(state, facts) for state, facts in pair.sides() if annex not in pair.annexes(facts)]
        never = [
            name(state) for state, facts in without if not (facts and annex in {one.what for one in facts.annexes})
        ]
        sentences = [
            _(
                "Annex %(annex)s applies to %(state)s from %(day)s only%(article)s.",
                annex=annex, state=name(state), day=day, article=art(pair.entry.annexes),
            )
            for state, facts in without
            if (day := pair.annex_from(facts, annex))
        ]  # fmt: skip
        if never or not sentences:
            sentences.insert(
                0,
                _(
                    "Annex %(annex)s is not notified by %(states)s%(article)s.",
                    annex=annex, states=joined(_(" and "), never or [name(state) for state, _facts in without]),
                    article=art(pair.rules.annexes),
                ),
            )  # fmt: skip
        if pair.rules.ad_hoc:
            sentences.append(
                _("An agreement for this one request may help%(article)s.", article=art(pair.rules.ad_hoc))
            )
        yield joined(" ", sentences)


IN_A_FILE: dict[Status, Callable[..., str]] = {
    Status.IN_FORCE: lambda **told: _(
        "On %(day)s the %(treaty)s is in force between %(one)s and %(other)s%(force)s.", **told
    ),
    Status.LISTED: lambda **told: _(
        "On %(day)s the %(treaty)s is in force between %(one)s and %(other)s, as the lists tell that are named for each%(force)s.",
        **told,
    ),
    Status.BELIEVED: lambda **told: _(
        "On %(day)s the %(treaty)s is believed to be in force between %(one)s and %(other)s; of one of them at least no list was"
        " read, and it must be verified before anything rests on it%(force)s.",
        **told,
    ),
    Status.PROVISIONAL_BOTH: lambda **told: _(
        "On %(day)s the %(treaty)s applies between %(one)s and %(other)s by provisional application%(provisional)s.",
        **told,
    ),
    Status.PROVISIONAL_ONE: lambda **told: _(
        "On %(day)s the %(treaty)s is applied provisionally by %(one)s; %(other)s, a State Party that made no such declaration,"
        " may refuse for that reason%(refusable)s.",
        **told,
    ),
    Status.PROVISIONAL_ALONE: lambda **told: _(
        "On %(day)s the %(treaty)s is applied provisionally by one of %(one)s and %(other)s alone, and the other is no State"
        " Party: nothing is owed between the two%(refusable)s.",
        **told,
    ),
    Status.SIGNED_ONLY: lambda **told: _(
        "On %(day)s the %(treaty)s is not in force between %(one)s and %(other)s%(force)s.", **told
    ),
    Status.NOT_LISTED: lambda **told: _(
        "On %(day)s the %(treaty)s is not known to apply between %(one)s and %(other)s.", **told
    ),
    Status.NONE: lambda **told: _("On %(day)s the %(treaty)s does not apply between %(one)s and %(other)s.", **told),
    Status.UNKNOWN: lambda **told: _(
        "Whether on %(day)s the %(treaty)s applies between %(one)s and %(other)s is not known.", **told
    ),
    Status.NOT_NEEDED: lambda **told: _("Between %(one)s and %(other)s no treaty is needed for this.", **told),
}
"""How each status is put into a file."""


def for_the_file(pair: Pair, status: Status) -> str:
    """The answer in one sentence that a lawyer can put into a file, with the articles on which it rests."""
    rules = pair.rules
    protocol = rules.protocol(pair.kind)
    return IN_A_FILE[status](
        day=pair.on,
        treaty=(protocol.name if protocol else rules.listed or pair.instrument.name).told,
        one=name(pair.requesting),
        other=name(pair.requested),
        force=art(rules.force or pair.entry.article, None if rules.force else pair.entry),
        provisional=art(rules.provisional),
        refusable=art(rules.refusable),
    )
