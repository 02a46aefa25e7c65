"""A request that rests on several bases is asked, bound and refused under each of them, and every rule names its source."""

from __future__ import annotations

import pytest

from mla.instruments import Law, Refusable
from mla.instruments.cumulative import resting_on

LAW = Law()
ASKED = Refusable("assistance", "assistance")
EXTRADITION = Refusable("extradition", "extradition")


def test_a_request_on_one_basis_sees_the_law_as_it_is() -> None:
    assert resting_on(LAW, "uncac", ()) is LAW
    assert resting_on(LAW, "uncac", ["uncac", "no-such-treaty"]) is LAW


def test_the_grounds_of_both_are_offered_each_with_its_source_and_the_narrower_right_first() -> None:
    both = resting_on(LAW, "lhc", ["ets30"])
    found = both.grounds("lhc", ASKED)
    alone = {code: len(LAW.grounds(code, ASKED)) for code in ("lhc", "ets30")}
    assert len(found) == sum(alone.values())
    assert alone["ets30"] < alone["lhc"]
    assert [both.instrument_of("lhc", row.code) for row in found] == ["ets30"] * alone["ets30"] + ["lhc"] * alone["lhc"]
    assert all(both.short(both.instrument_of("lhc", row.code), "en") in row.article for row in found)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_letter_finds_the_words_of_a_ground_of_a_further_basis(language: str) -> None:
    first = next(row for row in resting_on(LAW, "lhc", ["ets24"]).grounds("lhc", EXTRADITION) if ":" in row.code)
    own = LAW.ground("ets24", first.code.split(":")[1], language)
    assert LAW.ground("lhc", first.code, language) == own
    assert own.label


def test_where_both_rest_on_agreement_there_is_one_answer_that_there_is_none() -> None:
    team = Refusable("assistance", "team", by_agreement=True)
    rows = resting_on(LAW, "uncac", ["untoc"]).grounds("uncac", team)
    assert [row.code for row in rows].count("agreement") == 1


def test_the_rule_of_each_is_cited_and_an_item_that_both_ask_stands_once() -> None:
    both = resting_on(LAW, "lhc", ["uncac"])
    told = both.cite_all("lhc", "request", "en")
    assert LAW.cite("lhc", "request", "en") in told
    assert LAW.cite("uncac", "request", "en") in told
    assert both.cite("lhc", "request", "en") == LAW.cite("lhc", "request", "en")
    items = [row.id for row in both.contents("lhc")]
    assert len(items) == len(set(items))
    assert {row.id for code in ("lhc", "uncac") for row in LAW.contents(code)} == set(items)


def test_a_duty_to_consult_of_one_binds_and_so_does_what_each_attaches_to_results() -> None:
    both = resting_on(LAW, "ets30", ["uncac"])
    assert not LAW.must_consult("ets30", "assistance")
    assert both.must_consult("ets30", "assistance")
    assert [row.code for row in both.obligations("ets30", "results")] == ["uncac:use"]


def test_periods_are_those_of_the_first_that_fixes_any() -> None:
    both = resting_on(LAW, "reciprocity", ["ets24", "lhc"])
    assert [row.article for row in both.limits("reciprocity", "provisional_arrest")] == ["16(4)", "16(4)"]
    assert both.article("reciprocity", "speciality") == "14, European Convention on Extradition"
