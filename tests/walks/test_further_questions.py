"""Additional information and consultation at any stage: asked and answered by letter, and the request stays where it is."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from mla.sample.ministry import Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree
from tests.walks.test_questions_side_by_side import Pair, limits, newest, received

__all__ = ["received"]  # a fixture

ASKED = {"purpose": "information", "question": "Which of the two brothers is meant?", "answer_by": "2027-01-11"}
CONSULTED = {"purpose": "refusal", "question": "An assurance is needed.", "answer_by": "2027-02-01"}


@pytest.fixture
def executing(pair: Pair, received: UUID) -> UUID:
    """A request of Slovenia that Belgium executes."""
    si, be = pair
    be.take(received, "accept")
    be.post_to(si)
    return received


def test_during_execution_belgium_asks_and_slovenia_answers_and_the_execution_goes_on(
    pair: Pair, executing: UUID
) -> None:
    si, be = pair
    be.take(executing, "ask_further", **ASKED)
    be.post_to(si)
    for ministry in pair:
        assert ministry.stage(executing) == "executing"
        assert list(limits(ministry, executing, "ask_further").values()) == [date(2027, 1, 11)]
    si.take(executing, "answer_further", words="The elder one.")
    si.post_to(be)
    for ministry in pair:
        assert ministry.stage(executing) == "executing"
        assert limits(ministry, executing, "ask_further") == {}
    assert_both_agree(si, be, executing)


def test_two_questions_wait_side_by_side_and_each_has_its_own_day(pair: Pair, executing: UUID) -> None:
    si, be = pair
    for asked in (ASKED, CONSULTED):
        be.take(executing, "ask_further", **asked)
    be.post_to(si)
    for ministry in pair:
        assert sorted(limits(ministry, executing, "ask_further").values()) == [date(2027, 1, 11), date(2027, 2, 1)]
    with pytest.raises(Misfilled, match="Choose the question"):
        si.take(executing, "answer_further", words="Which one?")
    si.take(executing, "answer_further", question="requested-2", words="The assurance is given.")
    assert list(limits(si, executing, "ask_further").values()) == [date(2027, 1, 11)]
    assert "An assurance is needed." in newest(si, "answer_to_further_question")


def test_the_letter_says_why_it_asks_with_the_article(pair: Pair, executing: UUID) -> None:
    _si, be = pair
    be.take(executing, "ask_further", **CONSULTED)
    words = " ".join(newest(be, "further_question").split())
    assert "a refusal is considered; you are consulted beforehand" in words
    assert "30(5)" in words


def test_while_execution_is_postponed_it_stays_postponed(pair: Pair, executing: UUID) -> None:
    si, be = pair
    be.take(executing, "postpone", reasons="A trial here comes first.", until="2027-03-01")
    be.take(executing, "ask_further", **ASKED)
    be.post_to(si)
    si.take(executing, "answer_further", words="The elder one.")
    si.post_to(be)
    assert [ministry.stage(executing) for ministry in pair] == ["postponed", "postponed"]


def test_an_answer_that_crosses_the_results_is_kept_and_both_agree(pair: Pair, executing: UUID) -> None:
    si, be = pair
    be.take(executing, "ask_further", **ASKED)
    be.post_to(si)
    si.take(executing, "answer_further", words="The elder one.")
    be.take(executing, "ask_further", **CONSULTED)
    si.post_to(be)
    be.post_to(si)
    for ministry in pair:
        assert list(limits(ministry, executing, "ask_further").values()) == [date(2027, 2, 1)]


def test_without_a_question_there_is_no_answer(pair: Pair, executing: UUID) -> None:
    si, _be = pair
    with pytest.raises((NotAllowed, Misfilled)):
        si.take(executing, "answer_further", words="Unasked.")
