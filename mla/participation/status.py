"""How an instrument stands between two States on the day of a request. One pure function; no treaty is named here.

The day that counts is that of the request, never today: so a request made before a denunciation stays valid, and
acts committed before the entry into force are covered, unless a State has reserved against acts before a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mla.instruments.checks import cited
from mla.instruments.schema import ASSISTANCE, Instrument, Participation
from mla.instruments.states import state_name
from mla.participation.cut_off import Act, Cut, cuts
from mla.participation.facts import Facts, Register


class Status(StrEnum):
    """How it stands between the two. `PROVISIONAL_BOTH` also when it is in force for one and neither may refuse.

    `PROVISIONAL_ONE`: one State applies it provisionally and the other is a State Party, which may refuse.
    `PROVISIONAL_ALONE`: one State applies it provisionally and the other is no State Party, so that nothing is owed.
    `NOT_LISTED`: a list that names all who take part does not name one of the two; a list is of a day, and can be old.
    """

    IN_FORCE = "in force"
    PROVISIONAL_BOTH = "applied provisionally on both sides"
    PROVISIONAL_ONE = "applied provisionally by one State"
    PROVISIONAL_ALONE = "applied provisionally by one State alone"
    SIGNED_ONLY = "signed, not in force between the two"
    NOT_LISTED = "not known to apply between the two"
    NONE = "not applicable between the two"
    UNKNOWN = "not known: to be verified"
    NOT_NEEDED = "needs no treaty"


APPLICABLE = (Status.IN_FORCE, Status.PROVISIONAL_BOTH, Status.PROVISIONAL_ONE, Status.NOT_NEEDED)


@dataclass(frozen=True)
class Standing:
    """The answer: the status, what both share, and in sentences what speaks for it and what against."""

    status: Status
    refusable: bool = False
    annexes: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    reserved: frozenset[str] = frozenset()
    barred: bool = False
    cuts: tuple[Cut, ...] = ()
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    known_by: tuple[Facts, ...] = field(default=(), repr=False)
    old_list: str = ""

    @property
    def applicable(self) -> bool:
        """Whether a request may rest on it today, every crime and act considered."""
        cut = any(one.how != "unknown" for one in self.cuts)
        return self.status in APPLICABLE and not self.missing and not cut


@dataclass(frozen=True)
class _Pair:
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


def pair_status(
    requesting: str,
    requested: str,
    instrument: Instrument,
    on: date,
    register: Register,
    *,
    kind: str = ASSISTANCE,
    crimes: Iterable[str] = (),
    measures: Iterable[str] = (),
    acts: Iterable[Act] = (),
    old_before: date | None = None,
) -> Standing:
    """How `instrument` stands for a request made on a day by one State to another.

    `crimes` and `measures` are the codes asked for; `acts` are the acts alleged, with their days as far as they are
    told. A list of who takes part that was held against its source before `old_before` is said to be old.
    """
    part = next((one.number for one in instrument.parts if one.kind == kind), "")
    code = instrument.code
    facts = (register.get((requesting, code)), register.get((requested, code)))
    pair = _Pair(requesting, requested, instrument, on, part, facts, old_before)
    status = _status(pair)
    if status in (Status.NOT_NEEDED, Status.NONE, Status.NOT_LISTED, Status.UNKNOWN):
        return Standing(status, reasons=tuple(_why(pair, status)), known_by=_known(pair), old_list=_old(pair, status))
    shared = _shared_annexes(pair)
    missing = frozenset(_annexes(instrument, crimes)) - shared
    held_back = _reserved(pair, measures)
    alleged = list(acts)
    cut = tuple(_cuts(pair, alleged))
    refusable = status is Status.PROVISIONAL_ONE
    against = [*_owed(pair, status), *_annexes_against(pair, missing), *held_back.values(), *(str(one) for one in cut)]
    return Standing(
        status,
        refusable,
        shared,
        missing,
        frozenset(held_back),
        _all_before(alleged, cut),
        cut,
        (*_why(pair, status), *_other_reservations(pair)),
        tuple(against),
        _known(pair),
    )


def _cuts(pair: _Pair, alleged: list[Act]) -> Iterator[Cut]:
    annexes = {row.code: row.annex for row in pair.instrument.crimes}
    for state, known in pair.sides():
        yield from cuts(state, known, alleged, pair.rules.cut_off, annexes)


def _all_before(alleged: list[Act], cut: Iterable[Cut]) -> bool:
    """Whether nothing is left of what is alleged: every act lies wholly before a day that one of the States named."""
    gone = {one.act for one in cut if one.how == "before"}
    return bool(alleged) and gone == set(alleged)


def _status(pair: _Pair) -> Status:
    rule, done = pair.rules.rule, pair.instrument.done
    if rule == "none":
        return Status.NOT_NEEDED
    if rule == "court" or pair.requesting == pair.requested or (done and pair.on < done):
        return Status.NONE
    ours, theirs = (_side(facts, pair) for _, facts in pair.sides())
    both = {ours, theirs}
    if "out" in both:
        return Status.NONE
    if "absent" in both:
        return Status.NOT_LISTED
    if "unknown" in both:
        return Status.UNKNOWN
    if both == {"force"}:
        return Status.IN_FORCE
    if "signed" in both:
        return Status.PROVISIONAL_ALONE if "provisional" in both else Status.SIGNED_ONLY
    asked = pair.facts[1]
    undeclared = theirs == "force" and asked is not None and asked.provisional_from is None
    return Status.PROVISIONAL_ONE if undeclared else Status.PROVISIONAL_BOTH


def _side(facts: Facts | None, pair: _Pair) -> str:
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


def _known(pair: _Pair) -> tuple[Facts, ...]:
    return tuple(facts for _, facts in pair.sides() if facts is not None)


def _annexes(instrument: Instrument, crimes: Iterable[str]) -> Iterator[str]:
    wanted = set(crimes)
    return (row.annex for row in instrument.crimes if row.annex and row.code in wanted)


def _shared_annexes(pair: _Pair) -> frozenset[str]:
    """The annexes that both States have notified, on the day."""
    ours, theirs = (
        frozenset(one.what for one in facts.annexes if one.holds(pair.on)) if facts else frozenset[str]()
        for facts in pair.facts
    )
    return ours & theirs


def _art(article: str) -> str:
    return f" (art. {article})" if article else ""


def _name(state: str) -> str:
    return state_name(state, "en")


def _why(pair: _Pair, status: Status) -> Iterator[str]:
    """In sentences, what the register knows of each State."""
    if status is Status.NOT_NEEDED:
        yield "It needs no treaty; it binds nobody either."
        return
    done = pair.instrument.done
    if done and pair.on < done:
        yield f"On {pair.on} the instrument had not been made yet: it is of {done}."
        return
    for state, facts in pair.sides():
        yield _told(state, facts, pair)
    if old := _old(pair, status):
        yield old
    if status is Status.UNKNOWN and pair.rules.worldwide:
        yield "Nearly every State takes part, yet nobody has verified these two: look them up and enter them."


def _told(state: str, facts: Facts | None, pair: _Pair) -> str:
    name, rules = _name(state), pair.rules
    if facts is None or not (facts.joined or facts.left(pair.on)):
        return f"{name} {silence(pair.instrument)}."
    if facts.in_force(pair.on):
        return f"In force for {name} since {facts.in_force_from}{_art(rules.force)}."
    if facts.left(pair.on):
        return f"{name} has left with effect from {facts.denounced_effective}{_art(rules.denunciation)}."
    if facts.provisional(pair.on, pair.part):
        scope = f", parts {', '.join(facts.provisional_scope)}" if facts.provisional_scope else ""
        return f"{name} applies it provisionally since {facts.provisional_from}{scope}{_art(rules.provisional)}."
    if facts.ratified and facts.ratified <= pair.on:
        return f"{name} deposited its instrument on {facts.ratified}; no entry into force is on record."
    if facts.signed and facts.signed <= pair.on:
        return f"{name} signed on {facts.signed}; no ratification is on record."
    return f"{name} took no part on {pair.on}, as far as the register goes."


def silence(instrument: Instrument) -> str:
    """What it means that the register names a State not at all: said of the list, with its day and source, if it has one."""
    rules = instrument.participation
    if not rules.complete:
        return "is not in the register: look it up"
    return f"is not known to take part as of {rules.list_day} ({rules.list_source})"


def old_list(instrument: Instrument, before: date | None) -> str:
    """The warning that the list of all who take part was known before this day; nothing where it is not old."""
    rules = instrument.participation
    if not (rules.list_day and rules.complete and before and rules.list_day < before):
        return ""
    return f"The list is of {rules.list_day} and may have changed since: look it up with the depositary."


def _old(pair: _Pair, status: Status) -> str:
    """Where all rests on the silence of a list: that the list is old, if it is."""
    return old_list(pair.instrument, pair.old_before) if status is Status.NOT_LISTED else ""


def _owed(pair: _Pair, status: Status) -> Iterator[str]:
    """What the one State may expect of the other, where one of the two applies the instrument provisionally only."""
    article = _art(pair.rules.refusable)
    if status is Status.PROVISIONAL_ONE:
        yield f"{_name(pair.requested)} may refuse for that reason alone{article}."
    elif status is Status.PROVISIONAL_ALONE:
        other = next(_name(state) for state, facts in pair.sides() if _side(facts, pair) == "signed")
        yield (
            f"{other} is no State Party, and it is to States Parties alone that provisional application speaks{article}: "
            "on this basis alone neither owes the other anything. Name another treaty or reciprocity as well."
        )


def _annexes_against(pair: _Pair, missing: frozenset[str]) -> Iterator[str]:
    for annex in sorted(missing):
        without = [
            _name(state)
            for state, facts in pair.sides()
            if not facts or not any(one.what == annex and one.holds(pair.on) for one in facts.annexes)
        ]
        way_out = f" An agreement for this one request may help{_art(pair.rules.ad_hoc)}." * bool(pair.rules.ad_hoc)
        yield f"Annex {annex} is not notified by {' and '.join(without)}{_art(pair.rules.annexes)}.{way_out}"


def _reserved(pair: _Pair, measures: Iterable[str]) -> dict[str, str]:
    """Which of the measures a reservation of either State holds back, each with its sentence."""
    wanted, found = set(measures), {}
    for row in pair.instrument.measures:
        if row.code not in wanted:
            continue
        for state, facts in pair.sides():
            for one in facts.reservations if facts else ():
                if one.holds(pair.on) and one.what in cited(row.article):
                    found[row.code] = f"{row.label.en}: {_name(state)} has a reservation to art. {one.what}."
    return found


def _other_reservations(pair: _Pair) -> Iterator[str]:
    measured = {number for row in pair.instrument.measures for number in cited(row.article)}
    for state, facts in pair.sides():
        for one in facts.reservations if facts else ():
            if one.holds(pair.on) and one.what not in measured:
                yield f"{_name(state)} has a reservation to art. {one.what}."
