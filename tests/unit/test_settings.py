"""What may be set on screen: colours, references that cannot be mistaken, and what holds where nothing can be read."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mla.lifecycle import LIFECYCLES
from mla.sample.ministry import Ministry
from mla.settings import Given, Numbering, contrast, in_force

beginnings = st.from_regex(r"[A-Z0-9]{1,3}([.-][A-Z0-9]{1,3}){0,2}", fullmatch=True)
numberings = st.builds(
    Numbering, begins=beginnings, mark=st.sampled_from("-."), number_first=st.booleans(), digits=st.integers(1, 8)
)
givens = st.builds(
    Given,
    st.sampled_from(sorted(table.letters for table in LIFECYCLES.values())),
    st.integers(2026, 2099),
    st.integers(1, 3000),
)


@given(numberings, givens)
def test_a_reference_is_read_as_it_was_written(how: Numbering, told: Given) -> None:
    assert how.read(how.write(told)) == told


@given(numberings, numberings, givens, givens)
def test_two_patterns_never_write_one_reference_for_two_numbers(
    one: Numbering, other: Numbering, told: Given, further: Given
) -> None:
    if told != further and not one.mistaken_for(other):
        assert one.write(told) != other.write(further)


def test_patterns_that_could_write_one_reference_for_two_numbers_are_known() -> None:
    year, number = Numbering(begins="SI", digits=1), Numbering(begins="SI", digits=1, number_first=True)
    assert year.write(Given("MLA", 2027, 2026)) == number.write(Given("MLA", 2026, 2027)) == "SI-MLA-2027-2026"
    assert year.mistaken_for(number)


@pytest.mark.parametrize("wrong", ["SI-MLA-2026", "SI-MLA-2026-7", "SI-MLA-2026-0007/2", "BE-MLA-2026-0007", "SI.MLA.2026.0007", "-MLA-2026-0007", "SI-MLA-²-0007"])  # fmt: skip
def test_what_is_written_otherwise_is_no_reference(wrong: str) -> None:
    assert Numbering(begins="SI").read(wrong) is None


def test_contrast_is_that_of_the_guidelines() -> None:
    assert (contrast("#ffffff"), round(contrast("#000000"), 2)) == (1, 21)
    assert contrast("#767676") >= 4.5 > contrast("#777777"), "the well-known greys on both sides of the limit"


def test_what_cannot_be_read_leaves_what_the_environment_says(si: Ministry) -> None:
    usual = in_force(si.config, {})
    broken = {
        "letterhead": {"city": 7},
        "numbering": {"begins": "si/ä"},
        "holidays": {"weekend": [0, 1, 2, 3, 4, 5, 6]},
        "news": {"at_once": "perhaps"},
    }
    assert in_force(si.config, broken) == usual
    assert usual.letterhead.ministry_en == si.config.ministry_en


def test_no_letters_of_a_kind_hold_a_mark() -> None:
    marks = product(".-", (table.letters for table in LIFECYCLES.values()))
    assert [letters for mark, letters in marks if mark in letters] == []
