"""The lists that ship: each row with its source and mark, each list with its day, and no day that nobody has read."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta

import pytest

from mla.instruments import Law
from mla.instruments.final_clauses import Entry
from mla.instruments.states import state_codes
from mla.participation.entry import begun_of, entry_day, force, left_from
from mla.participation.facts import Facts
from mla.participation.lists import DEPOSITED, FACT, HERE, READ_IN_FULL, Made, Row, facts_of, rows_of, shipped
from mla.participation.marks import Grade, grade, source_of
from mla.participation.table import problems, read

LAW = Law()
TODAY = date(2026, 11, 24)
INDEX = tomllib.loads((HERE / "index.toml").read_text())
CODES = [one["code"] for one in INDEX["lists"]]
MADE = {one["name"]: Made(one["since"], one["by"]) for one in INDEX["sources"]}
LIST = Made(date(2022, 3, 1), date(2022, 3, 31))


def rows(code: str) -> list[Row]:
    return rows_of((HERE / f"{code}.csv").read_text())


def entry_of(code: str) -> Entry:
    instrument = LAW.taken_part_in(code)
    assert instrument, code
    protocols = {one.code: one.entry for one in instrument.participation.protocols}
    return protocols.get(code, instrument.participation.entry)


def one_state(*acts: tuple[str, str, str]) -> Facts:
    told = [Row("SI", action, on, "A list", mark) for action, on, mark in acts]
    return facts_of("uncac", told, {"A list": LIST})["SI"]


def test_there_is_a_list_for_every_treaty_in_which_states_take_part() -> None:
    told = {code for code, _ in LAW.taking_part()} - {"unmodel", "bilateral"}
    assert told == set(CODES) == {path.stem for path in HERE.glob("*.csv")}
    assert len(CODES) == len(set(CODES)) == 21
    assert sum(len(rows(code)) for code in CODES) == 2909


@pytest.mark.parametrize("code", CODES)
def test_every_row_has_a_source_that_has_its_days_and_a_mark(code: str) -> None:
    for row in rows(code):
        assert row.mark in ("D", "R"), row
        assert row.source in MADE, row
        assert row.action in FACT, row
        assert len(row.on) in (0, len("2019"), len("2019-03-04")), row
        assert ("recalled" in row.source) == (row.mark == "R"), row
    assert {one["name"] for one in INDEX["sources"]} >= {row.source for row in rows(code)}


@pytest.mark.parametrize("one", INDEX["lists"], ids=CODES)
def test_as_many_are_bound_as_the_list_says(one: dict[str, object]) -> None:
    code, on = str(one["code"]), TODAY
    instrument, entry = LAW.taken_part_in(code), entry_of(code)
    assert instrument
    known = facts_of(code, rows(code), MADE)
    begun = begun_of(entry, known.values())
    bound = {state for state, facts in known.items() if force(facts, entry, begun, on)}
    gone = {state for state in bound if (end := left_from(known[state], instrument.participation.notice)) and end <= on}
    doubted = {state for state in gone if (by := known[state].in_force_by) and by >= (known[state].denounced or by)}
    assert len(bound - gone | doubted) == one["count"]


def test_every_list_says_what_it_lacks_and_names_only_states_of_this_installation() -> None:
    assert all(one.gaps and one.source and one.mark in ("D", "R") for one in shipped().lists.values())
    assert {state for state, _ in shipped().facts} <= state_codes()
    left_out = {row.state for code in CODES for row in rows(code)} - state_codes()
    assert left_out == {"CK", "EU", "NU"}


def test_what_ships_would_be_taken_in_as_a_table() -> None:
    assert [(facts.state, facts.instrument, wrong) for facts in shipped().facts.values() if (wrong := problems(facts, LAW, TODAY))] == []  # fmt: skip


def test_the_list_of_the_convention_agrees_with_what_was_read_of_it_in_full() -> None:
    listed = facts_of("lhc", rows("lhc"), MADE)
    full = {one.state: one for one in read(READ_IN_FULL.read_bytes(), LAW, date.max)}
    assert {state: (one.signed, one.ratified) for state, one in listed.items()} == {
        state: (one.signed, one.ratified) for state, one in full.items()
    }
    assert shipped().facts["NL", "lhc"] == full["NL"], "What was read in full stands."


@pytest.mark.parametrize("code", [code for code in CODES if entry_of(code).fixed])
def test_what_is_computed_never_contradicts_what_is_listed(code: str) -> None:
    """The day that a list tells stands, whatever the rule gives; and the rule gives the listed day of nearly every State."""
    entry, known = entry_of(code), facts_of(code, rows(code), MADE)
    begun = begun_of(entry, known.values())
    both = [one for one in known.values() if one.in_force_from and entry_day(one, entry, begun)]
    for one in both:
        found = force(one, entry, begun, max(one.in_force_from or TODAY, TODAY))
        assert found
        assert (found.since, found.how) == (one.in_force_from, "told") or found.how == "listed"
    differ = [one.state for one in both if one.in_force_from != entry_day(one, entry, begun)]
    assert len(differ) <= max(3, len(both) // 10), differ


class TestARowWithoutADay:
    """It proves nothing of any day before the list can have been made."""

    def test_counts_from_the_last_day_on_which_its_list_can_have_been_made(self) -> None:
        one = one_state(("in_force", "", "D"))
        assert (one.in_force_from, one.in_force_by) == (None, LIST.by)
        assert force(one, entry_of("uncac"), begun_of(entry_of("uncac"), ()), LIST.by - timedelta(days=1)) is None

    @pytest.mark.parametrize("action", ["in_force", "acceded"])
    def test_nor_does_a_year_alone_prove_a_day(self, action: str) -> None:
        one = one_state((action, "2015", "D"))
        assert (one.in_force_from, one.ratified, one.in_force_by) == (None, None, date(2016, 12, 31))
        assert "2015" in one.declarations
        assert one_state((action, "2021", "D")).in_force_by == LIST.by

    def test_of_a_signature_without_a_day_nothing_follows(self) -> None:
        assert one_state(("signed", "", "D")).joined == ()

    def test_a_notice_of_succession_proves_its_own_day_and_nothing_is_computed_from_it(self) -> None:
        one = one_state(("succeeded", "1993-01-01", "D"))
        assert (one.ratified, one.in_force_by, one.act) == (date(1993, 1, 1), date(1993, 1, 1), "succeeded")
        assert entry_day(one, entry_of("uncac"), begun_of(entry_of("uncac"), ())) is None

    def test_an_entry_into_force_before_the_deposit_is_told_and_not_believed(self) -> None:
        one = one_state(("acceded", "2010-12-18", "D"), ("in_force", "2010-03-17", "D"))
        assert (one.ratified, one.in_force_from) == (date(2010, 12, 18), None)
        assert "prints 2010-03-17" in one.declarations
        assert one_state(("succeeded", "2010-12-18", "D"), ("in_force", "1990-03-17", "D")).in_force_from

    def test_who_left_in_a_year_alone_is_said_to_take_no_part_with_all_that_is_told(self) -> None:
        one = one_state(("acceded", "2019-03-04", "R"), ("withdrew", "2019", "R"))
        assert one.joined == ()
        assert "withdrew 2019" in one.declarations


class TestMarks:
    """What was read and what is recalled stay apart, fact by fact."""

    def test_one_mark_for_all_or_each_fact_its_own(self) -> None:
        assert one_state(("signed", "2005-01-01", "D"), ("ratified", "2006-01-01", "D")).mark == "D"
        mixed = one_state(("signed", "2005-01-01", "D"), ("ratified", "2006-01-01", "R"))
        assert mixed.mark == "D (signature) / R (deposit)"
        assert [grade(mixed.mark, fact) for fact in ("signed", "ratified")] == [Grade.LISTED, Grade.BELIEVED]

    def test_what_is_read_comes_before_what_is_recalled(self) -> None:
        one = one_state(("ratified", "2006-01-01", "R"), ("ratified", "2007-01-01", "D"))
        assert (one.ratified, one.mark) == (date(2007, 1, 1), "D")

    def test_each_fact_finds_its_own_source(self) -> None:
        ukraine = shipped().facts["UA", "rome"]
        assert source_of(ukraine.source, "ratified") == "recalled"
        assert source_of(ukraine.source, "in_force_by").startswith("ASP/ICC list")
        assert source_of("One list", "signed") == "One list"

    @pytest.mark.parametrize(
        ("mark", "fact", "expected"),
        [
            ("C", "ratified", Grade.CONFIRMED),
            ("", "ratified", Grade.CONFIRMED),
            ("R-m", "ratified", Grade.BELIEVED),
            ("C (signature, deposit) / U (entry into force, declarations)", "ratified", Grade.CONFIRMED),
            ("C (signature, deposit) / U (entry into force, declarations)", "in_force_from", Grade.UNKNOWN),
        ],
    )
    def test_say_how_much_a_fact_carries(self, mark: str, fact: str, expected: Grade) -> None:
        assert grade(mark, fact) is expected


def test_every_act_of_joining_is_a_deposit() -> None:
    assert {action for action, fact in FACT.items() if fact == "ratified"} == set(DEPOSITED)
