"""What the register knows of one State's part in an instrument, in one sentence that says on what it rests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mla.instruments.plain import Fact
from mla.instruments.states import state_told
from mla.participation.entry import Force, entry_day, left_from, own_day
from mla.participation.facts import Facts, Listing
from mla.participation.marks import Grade, grade, source_of
from mla.participation.pair import Pair
from mla.words import _

DEPOSITS: dict[str, Callable[..., str]] = {
    "": lambda **told: _("%(state)s deposited its instrument on %(day)s", **told),
    "ratified": lambda **told: _("%(state)s deposited its instrument of ratification on %(day)s", **told),
    "accepted": lambda **told: _("%(state)s deposited its instrument of acceptance on %(day)s", **told),
    "approved": lambda **told: _("%(state)s deposited its instrument of approval on %(day)s", **told),
    "acceded": lambda **told: _("%(state)s deposited its instrument of accession on %(day)s", **told),
    "succeeded": lambda **told: _("%(state)s gave notice of its succession on %(day)s", **told),
}
"""How a State joined, by the act."""


def art(article: str, rule: Fact | None = None) -> str:
    """An article in brackets; with the mark of the rule, where that is not confirmed."""
    if not article:
        return ""
    if rule and rule.mark[:1] == "R":
        return _(" (art. %(number)s, recalled)", number=article)
    return _(" (art. %(number)s)", number=article)


def name(state: str) -> str:
    """What a State is called."""
    return state_told(state)


def told(state: str, facts: Facts | None, pair: Pair) -> str:
    """What is known of one State on the day."""
    if facts is None or not (facts.joined or pair.left_from(facts)):
        return silence(pair.listing, state)
    if end := pair.left_from(facts):
        return _gone(name(state), facts, pair, end)
    if found := pair.force(facts):
        return _in_force(name(state), facts, pair, found)
    if facts.provisional(pair.on, pair.part):
        return _provisionally(name(state), facts, art(pair.rules.provisional))
    if facts.in_force_by and not own_day(facts, pair.entry, pair.begun):
        return _since_unknown(name(state), facts, pair)
    if facts.ratified and facts.ratified <= pair.on:
        return _deposited(name(state), facts, pair)
    if facts.signed and facts.signed <= pair.on:
        signed = _("%(state)s signed on %(day)s", state=name(state), day=facts.signed)
        return _("%(what)s%(rests)s; no ratification is on record.", what=signed, rests=_rests(facts, "signed"))
    return _("%(state)s took no part on %(day)s, as far as the register goes.", state=name(state), day=pair.on)


def also(state: str, facts: Facts | None, pair: Pair) -> Iterator[str]:
    """What limits a State's part: the territory, and a denunciation that takes effect later."""
    if facts is None:
        return
    if facts.territory:
        yield _("%(state)s limits it to: %(territory)s.", state=name(state), territory=facts.territory)
    end, noticed = left_from(facts, pair.rules.notice), facts.denounced or facts.denounced_effective
    if end and noticed and pair.on < end and (facts.denounced is None or facts.denounced <= pair.on):
        yield _(
            "%(state)s leaves with effect from %(day)s%(article)s; a request made before that day is not affected.",
            state=name(state), day=end, article=art(pair.rules.denunciation or pair.rules.notice.article, pair.rules.notice),
        )  # fmt: skip


def _rests(facts: Facts, fact: str) -> str:
    """On what a fact rests, where it was not confirmed."""
    source, sure = source_of(facts.source, fact), grade(facts.mark, fact)
    if sure is Grade.LISTED:
        return _(", as listed (%(source)s)", source=source)
    return "" if sure is Grade.CONFIRMED else _(", as believed (%(source)s): verify it", source=source)


def _in_force(state: str, facts: Facts, pair: Pair, found: Force) -> str:
    if found.how == "told":
        since = _(
            "In force for %(state)s since %(day)s%(article)s",
            state=state,
            day=found.since,
            article=art(pair.rules.force),
        )
        return _("%(what)s%(rests)s.", what=since, rests=_rests(facts, "in_force_from"))
    if found.how == "computed":
        return _(
            "%(what)s%(rests)s; computed from it, in force for it since %(day)s%(article)s.",
            what=_deposit(state, facts), rests=_rests(facts, "ratified"), day=found.since,
            article=art(pair.entry.article, pair.entry),
        )  # fmt: skip
    source = source_of(facts.source, "in_force_by")
    if found.grade is Grade.BELIEVED:
        return _(
            "%(state)s is believed to be a party (%(source)s); no list was read: verify it.", state=state, source=source
        )
    return _("%(state)s is a party as listed (%(source)s); since when is not told.", state=state, source=source)


def _since_unknown(state: str, facts: Facts, pair: Pair) -> str:
    return (
        _("%(state)s is listed as a party by %(by)s (%(source)s), and since when is not told: look up whether it was one on %(day)s.",
          state=state, by=facts.in_force_by, source=source_of(facts.source, "in_force_by"), day=pair.on)
        if grade(facts.mark, "in_force_by") > Grade.BELIEVED
        else _("%(state)s is believed to be a party by %(by)s (%(source)s), and since when is not told: look up whether it was one on %(day)s.",
          state=state, by=facts.in_force_by, source=source_of(facts.source, "in_force_by"), day=pair.on)
    )  # fmt: skip


def _gone(state: str, facts: Facts, pair: Pair, end: object) -> str:
    left = _(
        "%(state)s has left with effect from %(day)s%(article)s",
        state=state,
        day=end,
        article=art(pair.rules.denunciation or pair.rules.notice.article, pair.rules.notice),
    )
    fact = "denounced_effective" if facts.denounced_effective else "denounced"
    if not pair.doubted(facts):
        return _("%(what)s%(rests)s.", what=left, rests=_rests(facts, fact))
    return _(
        "%(what)s%(rests)s; yet a list known on %(day)s still names it (%(source)s): look it up.",
        what=left, rests=_rests(facts, fact), day=facts.in_force_by, source=source_of(facts.source, "in_force_by"),
    )  # fmt: skip


def _deposit(state: str, facts: Facts) -> str:
    return DEPOSITS[facts.act](state=state, day=facts.ratified)


def _deposited(state: str, facts: Facts, pair: Pair) -> str:
    what, day = _deposit(state, facts), entry_day(facts, pair.entry, pair.begun)
    if day or facts.in_force_from:
        return _("%(what)s%(rests)s; in force for it from %(day)s only%(article)s.", what=what, rests=_rests(facts, "ratified"),
                 day=facts.in_force_from or day, article=art(pair.entry.article, pair.entry))  # fmt: skip
    if pair.entry.deposits and pair.begun.deposits:
        return _(
            "%(what)s%(rests)s; no entry into force is on record: it takes %(needed)s deposits, of which %(known)s known%(article)s.",
            what=what, rests=_rests(facts, "ratified"), needed=pair.entry.deposits, known=pair.begun.deposits,
            article=art(pair.entry.article, pair.entry),
        )  # fmt: skip
    return _("%(what)s%(rests)s; no entry into force is on record.", what=what, rests=_rests(facts, "ratified"))


def _provisionally(state: str, facts: Facts, article: str) -> str:
    if not facts.provisional_scope:
        return _(
            "%(state)s applies it provisionally since %(day)s%(article)s.",
            state=state,
            day=facts.provisional_from,
            article=article,
        )
    return _(
        "%(state)s applies it provisionally since %(day)s, parts %(parts)s%(article)s.",
        state=state,
        day=facts.provisional_from,
        parts=", ".join(facts.provisional_scope),
        article=article,
    )


def silence(listing: Listing | None, state: str) -> str:
    """What it means that the register does not name a State at all: said of the list, with its day and source, if there is one."""
    who = name(state)
    if listing is None:
        return _("%(state)s is not in the register: look it up.", state=who)
    known = {"state": who, "day": listing.day, "source": listing.source}
    if listing.complete:
        return _("%(state)s is not known to take part as of %(day)s (%(source)s).", **known)
    return _(
        "%(state)s is not known to take part as of %(day)s (%(source)s), and that list has gaps: look it up.", **known
    )
