"""Extradition is granted for some offences and refused for the others: with a ground, reasons and the consultation (55(2))."""

from __future__ import annotations

from uuid import UUID

import pytest

from mla.sample.ministry import Ministry, Misfilled
from tests.support.drive import assert_both_agree
from tests.walks.extraditions import OFFENCE, draft, request
from tests.walks.test_questions_side_by_side import newest

Pair = tuple[Ministry, Ministry]
GRANTED = {"decided_by": "Ministry of Justice", "decided_on": "2026-11-24"}
IN_PART = {
    **GRANTED,
    "in_part": "part",
    "offences": ["2"],
    "ground": "X-law",
    "reasons": "The theft is time-barred here.",
    "consultation": "held",
    "consultation_reason": "On 3 November 2026, by telephone.",
}


@pytest.fixture
def sought(pair: Pair) -> UUID:
    """An extradition for two offences, which Belgium examines."""
    si, be = pair
    number = draft(si, "BE")
    si.take(number, "state_offence", **{**OFFENCE, "name": "Theft"})
    request(si, be, number)
    return number


def test_for_one_offence_it_is_granted_and_for_the_other_refused_with_ground_and_reasons(
    pair: Pair, sought: UUID
) -> None:
    si, be = pair
    be.take(sought, "grant", **IN_PART)
    be.post_to(si)
    assert [ministry.stage(sought) for ministry in pair] == ["granted", "granted"]
    words = " ".join(newest(si, "notice_of_grant").split())
    assert "for some of the offences; for the others it is refused" in words
    assert "2. Theft" in words
    assert "The theft is time-barred here." in words
    assert_both_agree(si, be, sought)


@pytest.mark.parametrize("lacking", ["offences", "ground", "reasons", "consultation", "consultation_reason"])
def test_no_part_is_refused_without_ground_reasons_and_consultation(pair: Pair, sought: UUID, lacking: str) -> None:
    with pytest.raises(Misfilled, match=lacking):
        pair[1].take(sought, "grant", **{**IN_PART, lacking: [] if lacking == "offences" else ""})


def test_whoever_refuses_every_offence_refuses_extradition(pair: Pair, sought: UUID) -> None:
    with pytest.raises(Misfilled, match="refuse extradition"):
        pair[1].take(sought, "grant", **{**IN_PART, "offences": ["1", "2"]})


def test_granted_for_all_it_says_what_it_always_said(pair: Pair, sought: UUID) -> None:
    _si, be = pair
    be.take(sought, "grant", **GRANTED)
    assert "refused" not in newest(be, "notice_of_grant")
