"""What happens before courts: hearings, stays, rulings quashed or remitted, a second ruling; nobody is granted or surrendered meanwhile."""

from __future__ import annotations

from uuid import UUID

import pytest

from mla.deadlines.due import due
from mla.lifecycle.machine import StepNotOpen
from mla.models import Dossier
from mla.sample.ministry import Ministry
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, in_days
from tests.walks.extraditions import PERSON, draft, request
from tests.walks.test_extradition import KNOWINGLY
from tests.walks.test_questions_side_by_side import newest

Pair = tuple[Ministry, Ministry]
GRANT = {"decided_by": "Ministry of Justice", "decided_on": "2026-11-24"}
RULING = {
    "court": "Court of First Instance",
    "ruled_on": "2026-11-20",
    "ruling": "admissible",
    "reasons": "The conditions are met.",
}
AGREED = {"day": "2026-12-08", "place": "Brussels Airport", "agreed_with": "Police"}
QUASHED = {
    "court": "Court of Appeal", "cause": "quashed", "decided_on": "2026-11-24", "words": "The defence was not heard.", "next_on": "2026-12-15",
}  # fmt: skip
STAYED = {
    "court": "Constitutional Court",
    "happened": "stayed",
    "happened_on": "2026-11-24",
    "words": "Until its judgment.",
}
LIFTED = {**STAYED, "happened": "resumed"}


@pytest.fixture
def in_court(pair: Pair) -> UUID:
    """An extradition of two men, whose case the court has."""
    si, be = pair
    number = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY)
    si.take(number, "name_person", **{**PERSON, "given_names": "K."})
    request(si, be, number)
    be.take(number, "open_court", court="Court of First Instance", hearing_on="2026-12-01", detained="detained")
    be.post_to(si)
    return number


def agree(pair: Pair, number: UUID, stage: str) -> None:
    """Both stand at a stage, after the post."""
    si, be = pair
    be.post_to(si)
    assert [ministry.stage(number) for ministry in pair] == [stage, stage]
    assert_both_agree(si, be, number)


def test_a_ruling_is_quashed_and_another_one_given(pair: Pair, in_court: UUID) -> None:
    si, be = pair
    be.take(in_court, "record_ruling", **RULING)
    be.take(in_court, "grant", **GRANT)
    agree(pair, in_court, "granted")
    be.take(in_court, "back_to_court", **QUASHED)
    agree(pair, in_court, "in_court")
    assert "does not stand for the time being" in newest(si, "notice_of_reopened_case")
    with pytest.raises(NotAllowed, match="the court has the case again"):
        be.take(in_court, "grant", **GRANT)
    be.take(in_court, "record_ruling", **{**RULING, "ruled_on": "2026-11-25"})
    be.take(in_court, "grant", **GRANT)
    agree(pair, in_court, "granted")


@pytest.mark.parametrize("told", ["report_hearing", "note_hearing"])
def test_nobody_is_granted_while_a_court_has_stayed_it_told_abroad_or_not(
    pair: Pair, in_court: UUID, told: str
) -> None:
    si, be = pair
    be.take(in_court, "record_ruling", **RULING)
    be.take(in_court, told, **STAYED)
    with pytest.raises(NotAllowed, match="A court has stayed it"):
        be.take(in_court, "grant", **GRANT)
    agree(pair, in_court, "ruled")
    with si.session() as session:
        known = [event.trigger for event in session.get_one(Dossier, in_court).events]
    assert ("report_hearing" in known) == (told == "report_hearing"), "what is noted stays in the ministry"
    assert "note_hearing" not in known
    be.take(in_court, told, **LIFTED)
    be.take(in_court, "grant", **GRANT)
    agree(pair, in_court, "granted")


def test_a_surrender_that_a_court_has_stayed_waits(pair: Pair, in_court: UUID) -> None:
    _si, be = pair
    be.take(in_court, "record_ruling", **RULING)
    be.take(in_court, "grant", **GRANT)
    be.take(in_court, "agree_surrender", **AGREED)
    be.take(in_court, "report_hearing", **STAYED)
    handed = {"day": "2026-11-24", "place": "Airport", "to_whom": "Police"}
    with pytest.raises(NotAllowed, match="A court has stayed it"):
        be.take(in_court, "surrender", **handed)
    be.take(in_court, "report_hearing", **LIFTED)
    be.take(in_court, "surrender", **handed)
    agree(pair, in_court, "surrendered")


def test_the_court_of_one_is_not_that_of_the_other(pair: Pair, in_court: UUID) -> None:
    _si, be = pair
    be.take(in_court, "record_ruling", **RULING)
    be.take(in_court, "grant", **GRANT)
    be.take(in_court, "back_to_court", for_persons=["2"], **QUASHED)
    be.take(in_court, "agree_surrender", for_persons=["1"], **AGREED)
    agree(pair, in_court, "in_court")
    handed = {"day": "2026-11-24", "place": "Airport", "to_whom": "Police"}
    be.take(in_court, "surrender", for_persons=["1"], **handed)
    agree(pair, in_court, "in_court")


def test_each_next_date_runs_until_it_is_told_what_happened_there(pair: Pair, in_court: UUID) -> None:
    _si, be = pair
    heard = {"court": "Court", "happened": "adjourned", "happened_on": "2026-11-24"}
    be.take(in_court, "report_hearing", **heard, next_on="2026-12-15")
    assert running(be, in_court) == ["2026-12-15"]
    be.take(in_court, "report_hearing", **{**heard, "happened": "heard", "happened_on": "2026-11-25"})
    assert running(be, in_court) == []


def running(ministry: Ministry, number: UUID) -> list[str]:
    with ministry.session() as session:
        found = due(session.get_one(Dossier, number), ministry.installation)
        return [str(one.on) for one in found if "next date before the court" in str(one.what)]


def test_a_consultation_after_a_ruling_leaves_the_case_where_it_is(pair: Pair, in_court: UUID) -> None:
    si, be = pair
    be.take(in_court, "record_ruling", **RULING)
    with pytest.raises(StepNotOpen):
        be.take(in_court, "consult", concerns="The report of the doctor.")
    be.take(
        in_court,
        "ask_further",
        purpose="refusal",
        question="What of the doctor's report, enclosed?",
        answer_by=in_days(20),
    )
    agree(pair, in_court, "ruled")
    si.take(in_court, "answer_further", question="requested-1", words="The person can be treated here.")
    agree(pair, in_court, "ruled")
    be.take(in_court, "grant", **GRANT)
    agree(pair, in_court, "granted")
