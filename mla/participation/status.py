"""How an instrument stands between two States on the day of a request. One pure function; no treaty is named here.

The day that counts is that of the request, never today: so a request made before a denunciation stays valid, and
acts committed before the entry into force are covered, unless a State has reserved against acts before a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from mla.instruments.bodies import body
from mla.instruments.schema import ASSISTANCE, Instrument
from mla.participation.cut_off import Act, Cut, cuts
from mla.participation.facts import Begun, Facts, Register
from mla.participation.pair import APPLICABLE, GRADED, Pair, Status, part_of
from mla.participation.reasons import annexes_against, beside_the_list, for_the_file, old_list_in, owed, why
from mla.participation.reservations import other_reservations, reserved


@dataclass(frozen=True)
class TreatyStatus:
    """The answer: the status, what both share, and in sentences what speaks for it and what against; `sentence` is for a file."""

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
    asked: Pair | None = field(default=None, repr=False, compare=False)

    @property
    def sentence(self) -> str:
        """The answer in one sentence for a file."""
        return for_the_file(self.asked, self.status) if self.asked else ""

    @property
    def applicable(self) -> bool:
        """Whether a request may rest on it today, every crime and act considered."""
        cut = any(one.how != "unknown" for one in self.cuts)
        return self.status in APPLICABLE and not self.missing and not cut


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
) -> TreatyStatus:
    """How `instrument` stands for a request made on a day by one State to another.

    `crimes` and `measures` are the codes asked for; `acts` are the acts alleged, with their days as far as they are
    told. A list of who takes part that was held against its source before `old_before` is said to be old.
    """
    pair = pair_of(requesting, requested, instrument, on, register, kind, old_before)
    status = _status(pair)
    found = TreatyStatus(
        status,
        reasons=tuple(why(pair, status)),
        known_by=_known(pair),
        old_list=old_list_in(pair, status),
        asked=pair,
    )
    if status in (Status.NOT_NEEDED, Status.NONE, Status.NOT_LISTED, Status.UNKNOWN):
        return found
    return _in_detail(found, pair, crimes, measures, list(acts))


def _in_detail(
    found: TreatyStatus, pair: Pair, crimes: Iterable[str], measures: Iterable[str], alleged: list[Act]
) -> TreatyStatus:
    """The answer with what the treaty does not carry of what is asked, where it may carry anything at all."""
    status, shared = found.status, _shared_annexes(pair)
    missing = frozenset(_annexes(pair.instrument, crimes)) - shared
    held_back = reserved(pair, measures)
    cut = tuple(_cuts(pair, alleged))
    against = [
        *beside_the_list(pair),
        *owed(pair, status),
        *annexes_against(pair, missing),
        *held_back.values(),
        *(str(one) for one in cut),
    ]
    return replace(
        found,
        refusable=status is Status.PROVISIONAL_ONE,
        annexes=shared,
        missing=missing,
        reserved=frozenset(held_back),
        barred=_all_before(alleged, cut),
        cuts=cut,
        reasons=(*found.reasons, *other_reservations(pair)),
        against=tuple(against),
    )


def pair_of(
    requesting: str, requested: str, instrument: Instrument, on: date, register: Register, kind: str, old: date | None
) -> Pair:
    """The question, with what the register holds on the treaty that answers it for this kind of request."""
    rules = instrument.participation
    part = next((one.number for one in instrument.parts if kind in (one.kind, *one.also)), "")
    protocol = rules.protocol(kind)
    code, entry = (protocol.code, protocol.entry) if protocol else (instrument.code, rules.entry)
    facts = (register.get((requesting, code)), register.get((requested, code)))
    begun = register.begun.get(code) or Begun(entry.since)
    return Pair(requesting, requested, instrument, on, part, facts, old, register.lists.get(code), begun, kind)


def _cuts(pair: Pair, alleged: list[Act]) -> Iterator[Cut]:
    annexes = {row.code: row.annex for row in pair.instrument.crimes}
    for state, known in pair.sides():
        yield from cuts(state, known, alleged, pair.rules.cut_off, annexes)


def _all_before(alleged: list[Act], cut: Iterable[Cut]) -> bool:
    """Whether nothing is left of what is alleged: every act lies wholly before a day that one of the States named."""
    gone = {one.act for one in cut if one.how == "before"}
    return bool(alleged) and gone == set(alleged)


def _status(pair: Pair) -> Status:
    rule, done = pair.rules.rule, pair.instrument.done
    if rule == "none":
        return Status.NOT_NEEDED
    if pair.of_others or pair.requesting == pair.requested or (done and pair.on < done):
        return Status.NONE
    if rule == "body":
        return Status.NOT_NEEDED
    theirs = part_of(pair.facts[1], pair)
    both = {part_of(facts, pair) for state, facts in pair.sides() if not body(state)}
    if "out" in both:
        return Status.NONE
    if "absent" in both:
        return Status.NOT_LISTED
    if "unknown" in both:
        return Status.UNKNOWN
    if both == {"force"}:
        rests = (pair.force(facts) for facts in pair.facts if facts)
        return GRADED[min(one.grade for one in rests if one)]
    if "signed" in both:
        return Status.PROVISIONAL_ALONE if "provisional" in both else Status.SIGNED_ONLY
    asked = pair.facts[1]
    undeclared = theirs == "force" and asked is not None and asked.provisional_from is None
    return Status.PROVISIONAL_ONE if undeclared else Status.PROVISIONAL_BOTH


def _known(pair: Pair) -> tuple[Facts, ...]:
    return tuple(facts for _, facts in pair.sides() if facts is not None)


def _annexes(instrument: Instrument, crimes: Iterable[str]) -> Iterator[str]:
    wanted = set(crimes)
    return (row.annex for row in instrument.crimes if row.annex and row.code in wanted)


def _shared_annexes(pair: Pair) -> frozenset[str]:
    """The annexes that apply to both States, on the day."""
    ours, theirs = (pair.annexes(facts) for facts in pair.facts)
    return ours & theirs
