"""Days that follow by rule, and what is said of them: entry into force, annexes, denunciations, reservations, territory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mla.instruments import Law
from mla.participation import Dated, Facts, Status, TreatyStatus, pair_status
from mla.participation.entry import begun_of, days_of
from mla.participation.facts import Listing, Register

LAW = Law()
LHC = LAW.instruments["lhc"]
ENTRY = LHC.participation.entry
DEPOSITS = {"SI": date(2026, 1, 10), "BE": date(2026, 2, 10), "NL": date(2026, 3, 10), "FR": date(2026, 9, 30)}
BEGINS, LATER = date(2026, 7, 1), date(2027, 1, 1)


def party(state: str, **more: Any) -> Facts:
    usual = {
        "signed": date(2024, 2, 14),
        "ratified": DEPOSITS[state],
        "act": "ratified",
        "source": "Depositary",
        "mark": "C",
    }
    return Facts(state, "lhc", **(usual | more))


def stands(on: date, *rows: Facts, asking: str = "SI", asked: str = "BE", **more: Any) -> TreatyStatus:
    named = {one.state: one for one in rows}
    every = {state: named.get(state, party(state)) for state in DEPOSITS}
    register = Register(
        {(state, "lhc"): facts for state, facts in every.items()},
        {"lhc": Listing("lhc", date(2026, 11, 1), "Depositary", "C", complete=True)},
        {"lhc": begun_of(ENTRY, every.values())},
    )
    return pair_status(asking, asked, LHC, on, register, **more)


class TestEntryIntoForce:
    """The third deposit brings the Convention into force; each later State follows its own."""

    def test_is_computed_and_said_to_be(self) -> None:
        assert stands(date(2026, 6, 30)).status is Status.SIGNED_ONLY
        found = stands(BEGINS)
        assert found.status is Status.IN_FORCE
        assert found.reasons[0] == (
            "Slovenia deposited its instrument of ratification on 2026-01-10; computed from it, in force for it since"
            " 2026-07-01 (art. 90(1), 90(2))."
        )

    def test_of_a_later_state_follows_its_own_deposit(self) -> None:
        assert stands(date(2026, 12, 31), asked="FR").status is Status.SIGNED_ONLY
        assert stands(LATER, asked="FR").status is Status.IN_FORCE
        told = stands(date(2026, 12, 31), asked="FR").reasons
        assert (
            "France deposited its instrument of ratification on 2026-09-30; in force for it from 2027-01-01 only (art. 90(1), 90(2))."
            in told
        )

    def test_a_told_day_stands_whatever_the_rule_gives(self) -> None:
        told = stands(LATER, party("BE", in_force_from=date(2026, 8, 1))).reasons
        assert "In force for Belgium since 2026-08-01 (art. 90(1))." in told

    def test_a_deposit_that_is_only_recalled_brings_nothing_into_force(self) -> None:
        recalled = replace(party("NL"), mark="R", source="recalled")
        assert stands(LATER, recalled, replace(party("FR"), ratified=None)).status is Status.SIGNED_ONLY

    def test_a_deposit_read_in_a_list_makes_it_in_force_as_listed(self) -> None:
        found = stands(LATER, replace(party("BE"), mark="D", source="A list of 2026"))
        assert found.status is Status.LISTED
        assert "as listed (A list of 2026); computed from it" in found.reasons[1]

    def test_transfer_of_proceedings_belongs_to_part_three(self) -> None:
        applies = [
            Facts(state, "lhc", signed=date(2024, 2, 14), provisional_from=date(2024, 2, 15), provisional_scope=("III",), mark="C")
            for state in ("SI", "BE")
        ]  # fmt: skip
        by_kind = {
            kind: stands(date(2025, 1, 1), *applies, kind=kind).status
            for kind in ("assistance", "proceedings", "extradition")
        }
        assert by_kind["assistance"] is by_kind["proceedings"] is Status.PROVISIONAL_BOTH
        assert by_kind["extradition"] is Status.SIGNED_ONLY


class TestAnnexes:
    """With the Convention, or three months and the first of a month after the declaration was received."""

    @pytest.mark.parametrize(
        ("received", "begins"),
        [(DEPOSITS["BE"], BEGINS), (BEGINS, BEGINS), (date(2026, 8, 5), date(2026, 12, 1)), (None, BEGINS)],
    )
    def test_apply_from_a_day_of_their_own(self, received: date | None, begins: date) -> None:
        rows = party("SI", annexes=(Dated("F"),)), party("BE", annexes=(Dated("F", received),))
        assert stands(begins, *rows).annexes == {"F"}
        before = stands(date(2026, 11, 30), *rows, crimes=["F"])
        assert ("F" in before.annexes) == (begins <= date(2026, 11, 30))

    def test_that_come_later_are_told_with_their_day(self) -> None:
        rows = party("SI", annexes=(Dated("F"),)), party("BE", annexes=(Dated("F", date(2026, 8, 5)),))
        (told,) = stands(date(2026, 9, 1), *rows, crimes=["F"]).against
        assert told.startswith("Annex F applies to Belgium from 2026-12-01 only (art. 90(4)).")
        assert "not notified" not in told


class TestLeaving:
    """A year after the notice; what was asked before is not affected."""

    LEAVES = party("BE", denounced=date(2026, 10, 1))

    def test_takes_effect_a_year_after_the_notice(self) -> None:
        assert stands(date(2027, 9, 30), self.LEAVES).status is Status.IN_FORCE
        found = stands(date(2027, 10, 1), self.LEAVES)
        assert found.status is Status.NONE
        assert "Belgium has left with effect from 2027-10-01 (art. 93(2))." in found.reasons

    def test_is_told_from_the_notice_on(self) -> None:
        leaving = (
            "Belgium leaves with effect from 2027-10-01 (art. 93(2)); a request made before that day is not affected."
        )
        assert leaving in stands(date(2026, 10, 1), self.LEAVES).reasons
        assert leaving not in stands(date(2026, 9, 30), self.LEAVES).reasons

    def test_and_a_later_list_that_still_names_it_is_told_as_a_doubt(self) -> None:
        doubtful = replace(self.LEAVES, in_force_by=date(2028, 1, 1))
        found = stands(date(2028, 2, 1), doubtful)
        assert found.status is Status.UNKNOWN
        assert "yet a list known on 2028-01-01 still names it (Depositary): look it up." in found.reasons[1]


class TestReservations:
    """Each with its end, and with the objection of the other State."""

    def test_that_end_by_themselves_say_when(self) -> None:
        limited = party("BE", reservations=(Dated("8(3)", BEGINS),))
        assert (
            "Belgium has a reservation to art. 8(3). It ends on 2029-07-01 unless it is renewed (art. 92(3))."
            in stands(LATER, limited).reasons
        )
        ended = "The reservation of Belgium to art. 8(3) ended on 2029-07-01 (art. 92(3)): ask whether it was renewed."
        assert ended in stands(date(2029, 7, 1), limited).reasons
        assert ended not in stands(date(2029, 6, 30), limited).reasons

    def test_whose_beginning_nobody_knows_say_that(self) -> None:
        (told,) = [one for one in stands(LATER, party("BE", reservations=(Dated("8(3)"),))).reasons if "8(3)" in one]
        assert "It holds for 3 years from a day that is not on record (art. 92(3)): ask whether it was renewed." in told

    def test_the_other_state_objected_to_are_told_so_and_hold_back_all_the_same(self) -> None:
        objected = party("BE", reservations=(Dated("40"),), objections=(Dated("SI 40", LATER), Dated("FR 40")))
        found = stands(LATER, objected, measures=["covert"])
        assert found.reserved == {"covert"}
        assert found.against == (
            "Covert investigation: Belgium has a reservation to art. 40. Slovenia has objected to it.",
        )
        assert "objected" not in " ".join(stands(BEGINS, objected, measures=["covert"]).against), "Not yet."


def test_a_territory_to_which_a_state_limits_it_is_told() -> None:
    assert (
        "Belgium limits it to: its territory in Europe."
        in stands(LATER, party("BE", territory="its territory in Europe")).reasons
    )


def test_the_answer_is_a_sentence_for_a_file() -> None:
    assert stands(LATER).sentence == (
        "On 2027-01-01 the Ljubljana-The Hague Convention on International Cooperation in the Investigation and Prosecution of"
        " the Crime of Genocide, Crimes against Humanity, War Crimes and other International Crimes (2023) is in force between"
        " Slovenia and Belgium (art. 90(1))."
    )


def test_every_day_that_follows_by_rule_is_told_with_its_article() -> None:
    one = party(
        "BE", annexes=(Dated("F", date(2026, 8, 5)), Dated("G")), reservations=(Dated("8(3)", BEGINS),), denounced=LATER,
        provisional_from=date(2024, 2, 15), provisional_scope=("III",),
    )  # fmt: skip
    begun = begun_of(ENTRY, [one, party("SI"), party("NL")])
    assert [(day.what, day.about, day.day, day.article, day.computed) for day in days_of(one, LHC.participation, ENTRY, begun)] == [
        ("whole", "", BEGINS, "90(1), 90(2)", True),
        ("provisionally", "III", date(2024, 2, 15), "91", False),
        ("annex", "F", date(2026, 12, 1), "90(4)", True),
        ("annex", "G", BEGINS, "2(2)", True),
        ("reservation", "8(3)", date(2029, 7, 1), "92(3)", True),
        ("leaves", "", date(2028, 1, 1), "93(2)", True),
    ]  # fmt: skip
