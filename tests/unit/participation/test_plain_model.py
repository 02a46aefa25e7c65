"""The answers held against a slow plain model of arts. 2 and 89-93 of the Ljubljana-The Hague Convention.

The model knows what four States did, and walks through the calendar day by day. It shares no line with what it judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mla.instruments import Law
from mla.participation import Act, Dated, Facts, Status, pair_status
from mla.participation.entry import begun_of
from mla.participation.facts import Listing, Register

LAW = Law()
LHC = LAW.instruments["lhc"]
MADE = date(2023, 5, 26)
STATES = ("SI", "BE", "NL", "FR")
PARTS = {"assistance": "III", "proceedings": "III", "extradition": "IV", "transfer": "V"}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Deeds:
    """What one State did."""

    signed: date | None = None
    deposit: date | None = None
    provisional: tuple[date, date | None, tuple[str, ...]] | None = None
    notice: date | None = None
    annexes: tuple[tuple[str, date, date | None], ...] = ()
    limits_8_3: date | None = None
    reserves_40: tuple[date, date | None] | None = None
    not_before: date | None = None
    mark: str = "C"


def first_of_month_after_three_months(day: date) -> date:
    """Three months expire on the day of that number, or on the last of a shorter month; then the next first of a month."""
    month = day
    for _ in range(3):  # walk to the next month, three times
        walk = month.replace(day=1)
        while walk.month == month.month:
            walk += DAY
        month = walk
    expires = month
    while expires.day < day.day and (expires + DAY).month == month.month:
        expires += DAY
    walk = expires + DAY
    while walk.day != 1:
        walk += DAY
    return walk


def years_later(day: date, years: int) -> date:
    """The same day, so many years later; of 29 February the 28th."""
    while True:
        try:
            return date(day.year + years, day.month, day.day)
        except ValueError:
            day -= DAY


def in_force_at_all(world: dict[str, Deeds]) -> date | None:
    """Art. 90(1): after the third deposit. What is only recalled is no deposit that counts."""
    deposits = sorted(deeds.deposit for deeds in world.values() if deeds.deposit and deeds.mark != "R")
    return first_of_month_after_three_months(deposits[2]) if len(deposits) >= 3 else None


def entry(world: dict[str, Deeds], state: str) -> date | None:
    """Art. 90(1) and (2): for one State."""
    begun, deposit = in_force_at_all(world), world[state].deposit
    if begun is None or deposit is None:
        return None
    own = first_of_month_after_three_months(deposit)
    return max(begun, own)


def left(deeds: Deeds, on: date) -> bool:
    """Art. 93(2): a year after the notice."""
    return deeds.notice is not None and on >= years_later(deeds.notice, 1)


def part_in(world: dict[str, Deeds], state: str, on: date, part: str) -> str:
    """How a State stands towards one part of the Convention on a day."""
    deeds, since = world[state], entry(world, state)
    if left(deeds, on):
        return "left"
    if since is not None and since <= on:
        return "party"
    if deeds.provisional:
        begins, ends, parts = deeds.provisional
        if begins <= on and (ends is None or on < ends) and (not parts or part in parts):
            return "provisional"
    if any(day is not None and day <= on for day in (deeds.signed, deeds.deposit)):
        return "signatory"
    return "later" if any((deeds.signed, deeds.deposit, deeds.provisional)) else "not listed"


def expected(world: dict[str, Deeds], asking: str, asked: str, on: date, part: str) -> Status:
    """Arts. 89 to 93 between two States."""
    one, other = part_in(world, asking, on, part), part_in(world, asked, on, part)
    if on < MADE or {one, other} & {"left", "later"}:
        return Status.NONE
    if "not listed" in (one, other):
        return Status.NOT_LISTED
    if (one, other) == ("party", "party"):
        weakest = min((world[state].mark for state in (asking, asked)), key="RDC".index)
        return {"C": Status.IN_FORCE, "D": Status.LISTED, "R": Status.BELIEVED}[weakest]
    if "signatory" in (one, other):
        return Status.PROVISIONAL_ALONE if "provisional" in (one, other) else Status.SIGNED_ONLY
    if (one, other) == ("provisional", "party") and world[asked].provisional is None:
        return Status.PROVISIONAL_ONE
    return Status.PROVISIONAL_BOTH


def annexes(world: dict[str, Deeds], state: str, on: date, part: str) -> set[str]:
    """Arts. 2(2), 90(3) and (4): which annexes apply to a State on a day."""
    found, since = set(), entry(world, state)
    for annex, received, withdrawn in world[state].annexes:
        begins = received
        if part_in(world, state, on, part) == "party" and since is not None:
            begins = since if received <= since else first_of_month_after_three_months(received)
        if begins <= on and (withdrawn is None or on < withdrawn):
            found.add(annex)
    return found


# The same world, told to the register.
def told(state: str, deeds: Deeds) -> Facts:
    begins, ends, parts = deeds.provisional or (None, None, ())
    reservations = [Dated("8(3)", deeds.limits_8_3)] if deeds.limits_8_3 else []
    reservations += [Dated("40", *deeds.reserves_40)] if deeds.reserves_40 else []
    return Facts(
        state, "lhc", signed=deeds.signed, ratified=deeds.deposit, provisional_from=begins, provisional_until=ends,
        provisional_scope=parts, denounced=deeds.notice, cut_off=deeds.not_before, reservations=tuple(reservations),
        annexes=tuple(Dated(*one) for one in deeds.annexes), source="Depositary", mark=deeds.mark,
    )  # fmt: skip


def register(world: dict[str, Deeds]) -> Register:
    rows = {(state, "lhc"): told(state, deeds) for state, deeds in world.items()}
    listing = Listing("lhc", date(2030, 1, 1), "Depositary", "C", complete=True)
    return Register(rows, {"lhc": listing}, {"lhc": begun_of(LHC.participation.entry, rows.values())})


days = st.sampled_from(
    [date(year, month, day) for year in (2025, 2026, 2027) for month in range(1, 13) for day in (1, 14, 28)]
    + [date(2025, 1, 31), date(2025, 8, 31), date(2025, 11, 30), date(2026, 3, 31), date(2028, 2, 29)]
)
"""Few days, so that they often meet."""
firsts = st.sampled_from([date(2025 + month // 12, month % 12 + 1, 1) for month in range(3, 16)])
early = st.sampled_from([date(2025, month, day) for month in range(1, 10) for day in (1, 28)])
maybe = st.one_of(st.none(), days)
# Made once: a strategy that is made anew in every draw is looked through anew as well, which took half of the time.
deposits = st.one_of(early, early, days, st.none())
parts = st.sampled_from([(), ("III",), ("IV", "V")])
annex = st.tuples(st.sampled_from("FG"), st.one_of(firsts, days), maybe)
annexes_of_one = st.lists(annex, max_size=2, unique_by=lambda one: one[0])
marks = st.sampled_from("CCCDR")


@st.composite
def deeds(draw: Any) -> Deeds:
    begins = draw(maybe)
    deposit = draw(deposits)
    provisional = None
    if begins:
        ends = draw(st.none() | st.dates(begins + DAY, date(2030, 1, 1)))
        provisional = (begins, ends, draw(parts))
    reserves = draw(maybe)
    return Deeds(
        signed=draw(maybe),
        deposit=deposit,
        provisional=provisional,
        notice=draw(st.one_of(st.none(), st.none(), st.dates(deposit, date(2029, 12, 31)))) if deposit else None,
        annexes=tuple(draw(annexes_of_one)),
        limits_8_3=draw(maybe),
        reserves_40=(reserves, draw(st.none() | st.dates(reserves, date(2030, 1, 1)))) if reserves else None,
        not_before=draw(maybe),
        mark=draw(marks),
    )


worlds = st.fixed_dictionaries({state: deeds() for state in STATES})
kinds = st.sampled_from(sorted(PARTS))
APPLIES = (Status.IN_FORCE, Status.LISTED, Status.BELIEVED, Status.PROVISIONAL_BOTH, Status.PROVISIONAL_ONE)
patient = settings(deadline=None, max_examples=200)


def telling(world: dict[str, Deeds]) -> Iterator[date]:
    """The days around which something begins or ends: there a mistake of one day shows."""
    for state in STATES:
        one = world[state]
        since = entry(world, state)
        every = [one.signed, one.deposit, one.not_before, since, one.notice and years_later(one.notice, 1)]
        every += [day for annex in one.annexes for day in (*annex[1:], first_of_month_after_three_months(annex[1]))]
        every += [
            one.limits_8_3 and years_later(one.limits_8_3, 3),
            *(one.reserves_40 or ()),
            *(one.provisional or ())[:2],
        ]
        for day in every:
            if isinstance(day, date):
                yield from (day - DAY, day)


@patient
@given(worlds, kinds, days, st.data())
def test_how_the_convention_stands_between_two_states(world: dict[str, Deeds], kind: str, on: date, data: Any) -> None:
    asking, asked = data.draw(st.permutations(STATES))[:2]
    for day in {on, *data.draw(st.lists(st.sampled_from(sorted(telling(world)) or [on]), max_size=4))}:
        found = pair_status(asking, asked, LHC, day, register(world), kind=kind)
        assert found.status is expected(world, asking, asked, day, PARTS[kind]), day
        assert found.refusable == (found.status is Status.PROVISIONAL_ONE)
        if found.status in APPLIES:
            both = annexes(world, asking, day, PARTS[kind]) & annexes(world, asked, day, PARTS[kind])
            assert found.annexes == both, day


@patient
@given(worlds, days, st.data())
def test_what_is_reserved_and_until_when(world: dict[str, Deeds], on: date, data: Any) -> None:
    asking, asked = data.draw(st.permutations(STATES))[:2]
    for day in {on, *data.draw(st.lists(st.sampled_from(sorted(telling(world)) or [on]), max_size=4))}:
        found = pair_status(asking, asked, LHC, day, register(world), measures=["covert"])
        if found.status not in APPLIES:
            continue
        held_back = any(
            (one := world[state].reserves_40) and one[0] <= day and (one[1] is None or day < one[1])
            for state in (asking, asked)
        )
        assert found.reserved == ({"covert"} if held_back else set())
        limited = {
            state
            for state in (asking, asked)
            if (since := world[state].limits_8_3) and since <= day < years_later(since, 3)
        }
        assert sum("has a reservation to art. 8(3)" in told for told in found.reasons) == len(limited)
        lapsed = [
            state for state in (asking, asked) if (since := world[state].limits_8_3) and day >= years_later(since, 3)
        ]
        assert sum("ended on" in told and "(art. 92(3))" in told for told in found.reasons) == len(lapsed)


@patient
@given(worlds, days, days, days, st.data())
def test_which_acts_are_covered(world: dict[str, Deeds], on: date, a: date, b: date, data: Any) -> None:
    """Art. 90(5): the day of the request decides, not that of the act; but for a day that a State has named."""
    asking, asked = data.draw(st.permutations(STATES))[:2]
    first, last = sorted((a, b))
    found = pair_status(asking, asked, LHC, on, register(world), acts=[Act(first=first, last=last)])
    if found.status not in APPLIES:
        return
    named = [world[state].not_before for state in (asking, asked)]
    outside = [any(day and act < day for day in named) for act in (first, last)]
    assert found.barred == all(outside)
    assert bool(found.cuts) == any(outside)


class TestTheModelItself:
    """A model that nobody checks proves nothing."""

    @pytest.mark.parametrize(
        ("deposit", "expected"),
        [
            (date(2025, 8, 28), date(2025, 12, 1)),
            (date(2025, 9, 1), date(2026, 1, 1)),
            (date(2025, 8, 31), date(2025, 12, 1)),
            (date(2025, 11, 30), date(2026, 3, 1)),
            (date(2027, 11, 29), date(2028, 3, 1)),
            (date(2025, 12, 31), date(2026, 4, 1)),
        ],
    )
    def test_counts_three_months_and_the_first_of_the_next(self, deposit: date, expected: date) -> None:
        assert first_of_month_after_three_months(deposit) == expected

    def test_two_deposits_bring_nothing_into_force_and_the_third_does(self) -> None:
        world = {state: Deeds(deposit=date(2026, month, 15)) for state, month in (("SI", 1), ("BE", 2))}
        world |= {"NL": Deeds(), "FR": Deeds()}
        assert in_force_at_all(world) is None
        world["FR"] = Deeds(deposit=date(2026, 3, 15))
        assert [entry(world, state) for state in STATES] == [date(2026, 7, 1), date(2026, 7, 1), None, date(2026, 7, 1)]
