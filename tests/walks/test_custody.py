"""What becomes of the liberty of a person sought is told at any stage, and the request stays where it is."""

from __future__ import annotations

from uuid import UUID

import pytest

from mla.sample.ministry import Ministry, Misfilled
from tests.support.drive import assert_both_agree
from tests.walks.extraditions import draft, request
from tests.walks.test_questions_side_by_side import newest

Pair = tuple[Ministry, Ministry]
BAIL = {"measure": "bail", "since": "2026-11-20", "ordered_by": "District Court, Example", "detained_days": 12}


@pytest.fixture
def sought(pair: Pair) -> UUID:
    """An extradition that Slovenia asks of Belgium, before the court there."""
    si, be = pair
    number = draft(si, "BE")
    request(si, be, number)
    be.take(number, "open_court", court="Court of Appeal, Example", detained="detained")
    be.post_to(si)
    return number


def test_bail_granted_by_the_court_is_told_and_the_case_stays_before_it(pair: Pair, sought: UUID) -> None:
    si, be = pair
    be.take(sought, "report_custody", **BAIL)
    be.post_to(si)
    assert [ministry.stage(sought) for ministry in pair] == ["in_court", "in_court"]
    words = " ".join(newest(si, "report_on_custody").split())
    assert "is released on bail" in words
    assert "District Court, Example" in words
    assert "12" in words
    assert_both_agree(si, be, sought)


def test_a_measure_short_of_arrest_is_no_arrest(pair: Pair, sought: UUID) -> None:
    si, be = pair
    be.take(sought, "report_custody", **{**BAIL, "measure": "passport", "detained_days": 0})
    be.post_to(si)
    assert "the passport withdrawn" in " ".join(newest(si, "report_on_custody").split())


def test_it_says_since_when_and_by_whom(pair: Pair, sought: UUID) -> None:
    _si, be = pair
    with pytest.raises(Misfilled, match="Name the authority"):
        be.take(sought, "report_custody", **{**BAIL, "ordered_by": ""})
    with pytest.raises(Misfilled, match="Give the date"):
        be.take(sought, "report_custody", **{**BAIL, "since": ""})
