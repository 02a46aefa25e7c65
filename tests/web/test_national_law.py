"""The pages of our own steps propose what our own law says; nobody else's do. Everyone who signs in may read that law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mla.installation import Installation
from mla.lifecycle.terms import Role
from mla.national_law.reading import SAMPLE
from mla.sample.ministry import Ministry
from tests.support.drive import Matter, Site, Template, opened
from tests.walks.extraditions import draft

ACT = "Act on International Assistance (sample)"


@pytest.fixture
def lawful(accepted: Template, tmp_path: Path) -> Iterator[Matter]:
    """A request that is executed in a ministry with a file of national law."""
    for matter in opened(accepted, tmp_path):
        ministry = matter.be.ministry
        ministry.config = replace(ministry.config, national_law=SAMPLE)
        ministry.installation = Installation(ministry.config)
        yield matter


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DRAFTER, Role.ADMINISTRATOR])
def test_everyone_who_signs_in_reads_the_national_law_with_marks_and_sources(lawful: Matter, role: Role) -> None:
    page = lawful.be.official(role).get("/law/our-state")
    assert page.status == 200
    for words in (
        "This is a sample. It is the law of no State.",
        f"art. 40, {ACT}",
        "Made up for the sample",
        "30 days",
    ):
        assert words in page.main, words


def test_where_no_file_is_named_the_page_says_so(lawful: Matter) -> None:
    assert "No national law is on file here" in lawful.si.official(Role.DRAFTER).get("/law/our-state").main


def test_the_authority_that_our_law_names_is_proposed_where_a_measure_is_entrusted(lawful: Matter) -> None:
    page = lawful.be.official(Role.EXAMINER).get(lawful.at("entrust_measure"))
    assert 'value="District Prosecutor (sample)"' in page.html or 'value="Investigating judge' in page.html
    assert f"(art. 11, {ACT}; U)" in page.main


def test_a_refusal_proposes_bars_only_where_the_instrument_lets_our_law_decide(lawful: Matter) -> None:
    page = lawful.be.official(Role.DECIDER).get(lawful.at("refuse"))
    assert "The measure would not be allowed in a similar domestic case" in page.main  # 30(1)(i) lets it decide


def test_what_is_recorded_of_the_other_state_is_not_filled_in_from_our_law(lawful: Matter) -> None:
    ministry = lawful.si.ministry
    ministry.config = replace(ministry.config, national_law=SAMPLE)
    ministry.installation = Installation(ministry.config)
    page = lawful.si.official(Role.REGISTRAR).get(lawful.at("record/refuse"))
    assert "Remedies against the decision" in page.main
    assert ACT not in page.main


def test_an_assurance_is_given_in_the_words_that_our_law_knows(pair: tuple[Ministry, Ministry]) -> None:
    si, _ = pair
    si.config = replace(si.config, national_law=SAMPLE)
    si.installation = Installation(si.config)
    number = draft(si, "BE")
    visitor = Site(si).official(Role.DRAFTER)
    page = visitor.get(f"/dossiers/{number}/give_assurances")
    assert "The death penalty will not be imposed." in page.main
    assert 'value="death_words:law-death"' in page.html


def test_an_instrument_says_by_which_grounds_it_lets_national_law_decide(lawful: Matter) -> None:
    page = lawful.be.official(Role.DRAFTER).get("/law/uncac")
    assert "By these grounds it lets the law of the requested State decide" in page.main
    assert "U-x-law" in page.main
    assert "By these grounds" not in lawful.be.official(Role.DRAFTER).get("/law/eaw").main
