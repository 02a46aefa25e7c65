"""Silence, suspension and reopening: a request rests where it stands, and whatever comes late is taken as what it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from mla.deadlines.due import due
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.resting import resting
from mla.lifecycle.table import Lifecycle
from mla.models import Dossier
from mla.sample.ministry import Ministry
from mla.steps.step_taken import NotAllowed
from tests.support.drive import REFUSAL, assert_both_agree, in_days, letter, results, today
from tests.walks.extraditions import NOBODY_ASKED
from tests.walks.test_letters_that_imply import posted, scan, story
from tests.walks.test_questions_side_by_side import Pair, limits, newest, received

__all__ = ["received"]  # a fixture

Small = Callable[[Ministry, str], UUID]
every_kind = pytest.mark.parametrize("table", LIFECYCLES.values(), ids=list(LIFECYCLES))


def rests(ministry: Ministry, number: UUID) -> list[str]:
    with ministry.session() as session:
        return [one.sort for one in resting(session.get_one(Dossier, number))]


def still(ministry: Ministry, number: UUID) -> set[str]:
    """The limits that stand still."""
    with ministry.session() as session:
        return {one.name for one in due(session.get_one(Dossier, number), ministry.installation) if one.paused}


@every_kind
def test_every_kind_can_rest_at_every_stage_at_which_nothing_is_decided(table: Lifecycle) -> None:
    undecided = {one.name for one in table.stages if one.abroad is not None and not one.kind.decided}
    for trigger in ("suspend", "go_on", "lay_aside", "resume_file"):
        assert set(table.step[trigger].sources) == undecided
        assert table.step[trigger].to is None


@pytest.mark.parametrize("side", [0, 1])
def test_either_state_suspends_and_goes_on_and_the_days_between_do_not_count(
    pair: Pair, received: UUID, side: int
) -> None:
    si, _be = pair
    ours, theirs = pair[side], pair[1 - side]
    si.take(received, "enquire", words="How does it stand?")
    si.post_to(_be)
    before = limits(si, received, "enquire")
    ours.take(
        received, "suspend", reasons="A court is to rule first.", meanwhile="Nothing is to be done.", until=in_days(60)
    )
    ours.post_to(theirs)
    for ministry in pair:
        assert rests(ministry, received) == ["suspended"]
        assert "enquire-14:requesting-1" in still(ministry, received)
        assert list(limits(ministry, received, "rest-")) == [f"rest-{'requesting' if side == 0 else 'requested'}"]
    assert "A court is to rule first." in newest(theirs, "notice_of_suspension")
    with pytest.raises(NotAllowed, match="rests here already"):
        ours.take(received, "suspend", reasons="Again.")
    with pytest.raises(NotAllowed, match="We have not told"):
        theirs.take(received, "go_on")
    for ministry in pair:
        ministry.clock = lambda at=ministry.clock: at() + timedelta(days=5)  # type: ignore[misc]
    ours.take(received, "go_on", remark="The court has ruled.")
    ours.post_to(theirs)
    for ministry in pair:
        assert rests(ministry, received) == []
        assert still(ministry, received) == set()
        after = limits(ministry, received, "enquire")
        assert after == {name: day + timedelta(days=5) for name, day in before.items()}
    assert_both_agree(si, _be, received)


def test_what_is_laid_aside_at_home_stays_at_home_and_moves_no_day(pair: Pair, received: UUID) -> None:
    si, be = pair
    si.take(received, "enquire", words="How does it stand?")
    si.post_to(be)
    before = limits(be, received, "enquire")
    si.take(received, "lay_aside", reason="Nobody expects a reply.")
    assert rests(si, received) == ["aside"]
    assert rests(be, received) == []
    assert still(si, received)
    assert not still(be, received)
    assert limits(si, received, "enquire") == limits(be, received, "enquire") == before
    with pytest.raises(NotAllowed, match="We have not told"):
        si.take(received, "go_on")
    si.take(received, "resume_file", reason="A letter has come.")
    assert rests(si, received) == []
    assert_both_agree(si, be, received)


def test_a_file_is_closed_without_a_reply_by_a_letter_that_is_true(pair: Pair, received: UUID) -> None:
    si, be = pair
    for words in ("How does it stand?", "May we remind you?"):
        si.take(received, "enquire", words=words)
    si.take(received, "close_unanswered", words="The trial goes on without the record.")
    si.post_to(be)
    told = " ".join(newest(be, "notice_of_closure_without_reply").split())
    assert "The enquiries of" in told
    assert "have remained without an answer" in told
    assert "The last letter of your authorities about it is that of" in told
    assert "not withdrawn" in told
    assert "A reply will still be taken in" in told
    for untrue in ("thank", "no longer required", "attention"):
        assert untrue not in told
    for ministry in pair:
        assert rests(ministry, received) == ["unanswered"]
    be.take(received, "accept")
    be.post_to(si)
    assert si.stage(received) == be.stage(received) == "executing", "a late reply is taken as what it is"
    si.take(received, "go_on", remark="Your acceptance has come.")
    si.post_to(be)
    assert rests(si, received) == rests(be, received) == []
    assert_both_agree(si, be, received)


def test_nothing_at_all_came_is_said_so_and_the_late_refusal_is_recorded_from_paper(si: Ministry, small: Small) -> None:
    number = posted(si, small(si, "CR"))
    si.take(number, "close_unanswered")
    told = " ".join(newest(si, "notice_of_closure_without_reply").split())
    assert "not even word that it was received" in told
    si.record(number, "refuse", letter(), scan(), ground="M-f", reasons="It does not exist here.", **NOBODY_ASKED)
    assert si.stage(number) == "refused"
    assert story(si, number) == ["Receipt acknowledged (derived from a later letter)", "Request refused"]
    assert rests(si, number) == [], "what is decided rests no more"


def test_a_closure_that_crosses_the_answer_changes_nothing(pair: Pair, received: UUID) -> None:
    si, be = pair
    be.take(received, "accept")
    be.take(received, "refuse", **REFUSAL)
    si.take(received, "close_unanswered")
    si.post_to(be)
    be.post_to(si)
    assert si.stage(received) == be.stage(received) == "refused"
    assert rests(si, received) == rests(be, received) == []
    assert_both_agree(si, be, received)


def test_whoever_was_asked_acknowledges_receipt_before_suspending(pair: Pair, small: Small) -> None:
    si, be = pair
    number = small(si, "BE")
    posted(si, number)
    si.post_to(be)
    with pytest.raises(NotAllowed, match="Acknowledge receipt first"):
        be.take(number, "suspend", reasons="A hearing.")


@pytest.mark.parametrize("over", ["withdraw", "close"])
def test_what_was_over_is_reopened_by_the_state_that_was_asked(pair: Pair, received: UUID, over: str) -> None:
    si, be = pair
    if over == "close":
        be.take(received, "refuse", **REFUSAL)
        be.post_to(si)
        si.take(received, "close")
    else:
        si.take(received, "withdraw", cause="not_needed", reason="The trial has ended.")
    si.post_to(be)
    with pytest.raises(NotAllowed, match="has not asked"):
        be.take(received, "reopen", received_on=today())
    si.take(received, "ask_reopening", reasons="The appeal orders a new trial.", answer_by=in_days(30))
    si.post_to(be)
    for ministry in pair:
        assert list(limits(ministry, received, "ask_reopening"))
    with pytest.raises(NotAllowed, match="not been answered yet"):
        si.take(received, "ask_reopening", reasons="Again.")
    be.take(received, "reopen", received_on=today(), measures=["1"], words="The court is asked again.")
    be.post_to(si)
    for ministry in pair:
        assert ministry.stage(received) == "received"
        with ministry.session() as session:
            dossier = session.get_one(Dossier, received)
            assert dossier.refusal_ground is None
            assert dossier.measures[0].open
    be.take(received, "take_up")
    be.take(received, "accept")
    be.post_to(si)
    assert_both_agree(si, be, received)


def test_reopening_may_be_declined_and_asked_again(pair: Pair, received: UUID) -> None:
    si, be = pair
    si.take(received, "withdraw", cause="not_needed", reason="The trial has ended.")
    si.take(received, "ask_reopening", reasons="It begins anew.")
    si.post_to(be)
    be.take(received, "decline_reopening", reasons="The records were destroyed.")
    be.post_to(si)
    assert "The records were destroyed." in newest(si, "refusal_to_reopen")
    assert si.stage(received) == be.stage(received) == "withdrawn"
    si.take(received, "ask_reopening", reasons="There is a copy.")
    si.post_to(be)
    assert_both_agree(si, be, received)


def test_results_that_come_on_paper_after_a_withdrawal_are_recorded_as_results(si: Ministry, small: Small) -> None:
    number = posted(si, small(si, "CR"))
    si.take(number, "withdraw", cause="not_needed", reason="No reply in two years.")
    si.record(number, "answer", letter(), scan(), results=results(si, number))
    assert si.stage(number) == "answered"
    assert story(si, number) == [
        "Request reopened (derived from a later letter)", "Request accepted (derived from a later letter)", "Results sent",
    ]  # fmt: skip
