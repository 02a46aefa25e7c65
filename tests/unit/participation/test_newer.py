"""A newer list, looked at before it is taken in: what is new, what changes, who is gone; mistakes by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mla.instruments import Law
from mla.participation import Dated, Facts, csvtable
from mla.participation.csvtable import Slips
from mla.participation.facts import Listing, Register
from mla.participation.lists import shipped
from mla.participation.newer import COLUMNS, as_list, changes, is_list, laid_over, read_list
from mla.participation.table import read, write

LAW = Law()
TODAY = date(2026, 11, 26)
LIST = Listing("uncac", date(2026, 11, 1), "Depositary's page", "D", complete=True)
HEAD = "state,action,on,source,mark\n"


def of(state: str, **more: object) -> Facts:
    usual = {"ratified": date(2006, 1, 1), "act": "ratified", "source": "Old list", "mark": "D", "checked_on": date(2014, 7, 10)}  # fmt: skip
    return Facts(state, "uncac", **(usual | more))


def register(*rows: Facts) -> Register:
    return Register({(one.state, one.instrument): one for one in rows})


def told(text: str, *held: Facts, listing: Listing = LIST) -> list[Facts]:
    return read_list((HEAD + text).encode(), listing, register(*held), LAW, TODAY, "A. Novak")


def slips(text: str) -> list[str]:
    with pytest.raises(Slips) as caught:
        told(text)
    return [str(one) for one in caught.value.slips]


class TestChanges:
    """New, changed, gone; and what is as it was is left alone."""

    def test_are_told_state_by_state(self) -> None:
        held = of("BE"), of("SI"), of("FR")
        rows = told("SI,ratified,2006-01-01,,\nBE,ratified,2006-02-02,,\nJP,accepted,2017-07-11,,\n", *held)
        found = changes(register(*held), rows, LIST, "A. Novak")
        assert [(one.kind, one.after.state) for one in found] == [("new", "JP"), ("changed", "BE"), ("gone", "FR")]
        assert ("ratified", date(2006, 1, 1), date(2006, 2, 2)) in found[1].fields

    def test_who_is_gone_from_a_list_of_all_is_known_to_take_no_part_as_of_its_day(self) -> None:
        (gone,) = changes(register(of("FR")), [], LIST, "A. Novak")
        assert gone.after.joined == ()
        assert (gone.after.source, gone.after.checked_on) == ("Depositary's page", LIST.day)

    def test_a_list_that_does_not_name_all_takes_nobody_away(self) -> None:
        assert changes(register(of("FR")), [], replace(LIST, complete=False)) == []

    def test_nothing_of_another_treaty_is_gone(self) -> None:
        assert changes(register(replace(of("FR"), instrument="untoc")), [], LIST) == []


class TestLaidOver:
    """What a list does not tell stays; what it says again keeps its better mark."""

    HELD = of(
        "SI", mark="C", source="Depositary", reservations=(Dated("66(2)"),), declarations="Three.", territory="All."
    )

    def test_declarations_and_reservations_stay(self) -> None:
        found = laid_over(self.HELD, of("SI", ratified=date(2008, 4, 1), source="New list"))
        assert (found.ratified, found.reservations, found.territory) == (date(2008, 4, 1), (Dated("66(2)"),), "All.")

    def test_what_was_confirmed_is_not_weakened_by_a_list_that_says_the_same(self) -> None:
        assert laid_over(self.HELD, of("SI")) == self.HELD

    def test_what_was_recalled_is_read_now(self) -> None:
        assert laid_over(of("SI", mark="R", source="recalled"), of("SI", source="New list")).mark == "D"

    def test_that_it_was_a_party_on_an_earlier_day_says_more_than_that_it_is_one_now(self) -> None:
        listed = of("SI", ratified=None, act="", in_force_by=date(2022, 3, 31))
        again = replace(listed, in_force_by=LIST.day, source="New list")
        assert laid_over(listed, again) == listed
        assert laid_over(replace(listed, mark="R"), again).in_force_by == LIST.day
        assert laid_over(replace(listed, denounced=date(2023, 1, 1)), again).in_force_by == LIST.day

    def test_a_fact_that_the_list_adds_has_its_own_mark_and_source(self) -> None:
        found = laid_over(self.HELD, of("SI", ratified=None, in_force_from=date(2006, 1, 31), source="New list"))
        assert found.mark == "C (deposit) / D (entry into force)"
        assert found.source == "deposit: Depositary / entry into force: New list"


class TestMistakes:
    """Each with its line, all at once."""

    @pytest.mark.parametrize(
        ("line", "answer"),
        [
            ("XX,ratified,2006-01-01,,", "“XX” is no State"),
            ("SI,joined,2006-01-01,,", "“joined” is no act; expected: ratified, accepted"),
            ("SI,ratified,1 May 2006,,", "“1 May 2006” is no day and no year; expected: such as 2024-02-14 or 2024"),
            ("SI,ratified,2027-01-01,,", "“2027-01-01” has not come yet"),
            ("SI,ratified,2027,,", "“2027” has not come yet"),
            ("SI,ratified,2006-01-01,,sure", "“sure” is no mark"),
            ("SI,ratified", "2 cells; expected: 5"),
            (",ratified,,,", "“state” is empty"),
        ],
    )
    def test_are_told_in_a_sentence(self, line: str, answer: str) -> None:
        (one,) = slips(f"BE,ratified,2006-01-01,,\n{line}\n")
        assert one.startswith(f"Line 3: {answer}")

    def test_come_all_at_once_with_what_only_the_whole_shows(self) -> None:
        assert slips("SI,signed,2007-01-01,,\nSI,ratified,2006-01-01,,\n") == ["Line 2: “ratified” (2006-01-01) lies before “signed” (2007-01-01)"]  # fmt: skip
        assert [one[:7] for one in slips("XX,ratified,,,\nYY,ratified,,,\n")] == ["Line 2:", "Line 3:"]


def test_a_list_is_told_from_a_table_of_the_register() -> None:
    assert is_list(b"\xef\xbb\xbf" + HEAD.encode())
    assert not is_list(write([of("SI")]).encode())


def test_a_year_and_a_row_without_a_day_count_from_the_day_of_the_list() -> None:
    (one,) = told("SI,in_force,,,\n")
    assert (one.in_force_from, one.in_force_by, one.mark, one.source) == (None, LIST.day, "D", "Depositary's page")


def test_what_a_list_makes_can_be_written_and_read_again() -> None:
    rows = told("SI,succeeded,2006-01-01,,C\nBE,acceded,2005,,\n")
    ready = [replace(one, checked_by="A. Novak") for one in rows]
    assert read(write(ready).encode(), LAW, TODAY) == ready


@pytest.mark.parametrize("code", sorted(shipped().lists))
def test_a_list_that_goes_out_comes_in_and_changes_nothing(code: str) -> None:
    known = Register(shipped().facts, shipped().lists)
    listing = replace(shipped().lists[code], day=TODAY, complete=False)
    rows = read_list(csvtable.write(COLUMNS, as_list(code, known)).encode(), listing, known, LAW, TODAY, "A. Novak")
    found = changes(known, rows, listing)
    assert [(one.after.state, one.fields) for one in found if one.before and not one.before.denounced] == []
    assert {name for one in found for name, _was, _now in one.fields} <= {"in_force_by"}, "Who left, and is named anew."
