"""A joint team of three States: one text, each holding the signatures of the others; joined later, changed, left, ended.

Convention (2023), art. 41.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from mla.deadlines.due import due
from mla.lifecycle.machine import open_steps
from mla.lifecycle.members import ROLL, roll, rows
from mla.lifecycle.team import others_in_team
from mla.models import Dossier
from mla.permission import why_not
from mla.records.verify import verify
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, assign, in_days, send, staffed, today
from tests.walks.extraditions import BASIS, TERMS, draft
from tests.walks.test_questions_side_by_side import newest
from tests.walks.test_team import TEAM

ROLE = {"signed_by": "Federal Prosecutor", "signed_on": today(), "until": in_days(300), "members": "Two prosecutors."}
CONFIRM = {"signed_by": "State Prosecutor General", "signed_on": today()}
Trio = tuple[Ministry, Ministry, Ministry]


def siblings(lead: Ministry, number: UUID) -> dict[str, UUID]:
    """The files that arose from a proposal, by the State that each is with."""
    with lead.session() as session:
        found = session.scalars(select(Dossier).where(Dossier.arises_from == number))
        return {one.counterpart: one.id for one in found}


def received(lead: Ministry, other: Ministry, number: UUID) -> None:
    """The proposal is signed, sent, acknowledged and on the examiner's desk."""
    send(lead, other, number)
    other.take(number, "acknowledge", received_on=today(), responsible="Desk", confidentiality="kept")
    assign(other, number)
    other.post_to(lead)


def invited(lead: Ministry, first: UUID, other: Ministry) -> UUID:
    """A further State is invited with the same text, and examines the proposal."""
    lead.take(first, "invite_member", states=[{"state": other.config.state}])
    number = siblings(lead, first)[other.config.state]
    lead.take(number, "choose_basis", **{**BASIS, "instrument": "reciprocity"})
    lead.take(number, "set_terms", **TERMS)
    received(lead, other, number)
    return number


def signed(lead: Ministry, other: Ministry, number: UUID) -> None:
    """Both States sign the agreement."""
    other.take(number, "agree_team", **ROLE)
    other.post_to(lead)
    lead.take(number, "confirm_team", **CONFIRM)
    lead.post_to(other)


def told(lead: Ministry, other: Ministry, number: UUID) -> list[dict[str, Any]]:
    """The lead sends the roll; both hold the same."""
    lead.take(number, ROLL, **roll_of(lead, number))
    lead.post_to(other)
    with lead.session() as ours, other.session() as theirs:
        known = roll(theirs.get_one(Dossier, number))
        assert known == roll(ours.get_one(Dossier, number)) == rows(others_in_team(ours.get_one(Dossier, number)))
        return known


def roll_of(lead: Ministry, number: UUID) -> dict[str, Any]:
    with lead.session() as session:
        return {"members": rows(others_in_team(session.get_one(Dossier, number)))}


def last_days(ministry: Ministry, number: UUID) -> list[str]:
    with ministry.session() as session:
        rows_ = due(session.get_one(Dossier, number), ministry.installation)
        return [one.on.isoformat() for one in rows_ if one.what == "The team ends"]


@pytest.fixture
def three(of: Callable[[str], Ministry]) -> Trio:
    return of("SI"), of("BE"), of("FR")


def test_each_holds_the_one_text_with_the_signatures_of_the_others(three: Trio) -> None:
    si, be, fr = three
    first = draft(si, "BE", "team", propose_team=TEAM)
    with pytest.raises(Misfilled, match="named twice, or is invited already"):
        si.take(first, "invite_member", states=[{"state": "BE"}])
    received(si, be, first)
    second = invited(si, first, fr)
    signed(si, be, first)
    assert told(si, be, first) == [
        {"state": "FR", "standing": "invited", "signed_by": "", "signed_on": "", "until": "", "changes": ""}
    ]
    signed(si, fr, second)
    (belgium,) = told(si, fr, second)
    assert (belgium["state"], belgium["standing"], belgium["signed_by"]) == ("BE", "member", "Federal Prosecutor")
    assert [one["standing"] for one in told(si, be, first)] == ["member"]
    assert "France" in " ".join(newest(be, "roll_of_team").split())

    # A change holds where the other State agrees; France does not.
    for number, other, answer in ((first, be, "accepted"), (second, fr, "declined")):
        si.take(
            number,
            "propose_change",
            what="prolong",
            until=in_days(600),
            words="Nine more months.",
            answer_by=in_days(20),
        )
        si.post_to(other)
        with pytest.raises(Misfilled, match="Say why you do not agree"):
            other.take(
                number, "answer_change", question="requesting-1", answer="declined", signed_by="Prosecutor", words=""
            )
        other.take(
            number, "answer_change", question="requesting-1", answer=answer, signed_by="Prosecutor", words="As told."
        )
        other.post_to(si)
    assert last_days(si, first) == last_days(be, first) == [in_days(600)]
    assert last_days(si, second) == last_days(fr, second) == [in_days(300)]
    assert [one["until"] for one in told(si, fr, second)] == [in_days(600)]

    # Officials, evidence and its conditions; France leaves, the others go on, and anybody may end it.
    be.take(
        first,
        "second_official",
        official="Inspector N.",
        authority="Federal police",
        powers="Is present.",
        from_day=today(),
        until=in_days(90),
    )
    be.take(
        first,
        "share_evidence",
        inventory="Statements 1 to 4.",
        obtained="By the team in Bruges.",
        terms="For the named offences only.",
    )
    be.post_to(si)
    fr.take(second, "leave_team", left_on=today(), reason="The case here is closed.")
    fr.post_to(si)
    assert si.stage(second) == fr.stage(second) == "left"
    assert [one["standing"] for one in told(si, be, first)] == ["left"]
    be.take(first, "end_team", ended_on=today(), reason="done")
    be.post_to(si)
    for number, other in ((first, be), (second, fr)):
        si.take(number, "close")
        si.post_to(other)
        assert_both_agree(si, other, number)
    for ministry in three:
        with ministry.session() as session:
            assert list(verify(session, ministry.installation)) == []


def test_a_state_joins_a_team_that_is_at_work(three: Trio) -> None:
    si, be, fr = three
    first = draft(si, "BE", "team", propose_team=TEAM)
    received(si, be, first)
    signed(si, be, first)
    with pytest.raises(NotAllowed, match="No other State has been invited"):
        si.take(first, ROLL, members=[{"state": "FR", "standing": "member"}])
    second = invited(si, first, fr)
    signed(si, fr, second)
    assert [(one["state"], one["standing"]) for one in told(si, be, first)] == [("FR", "member")]


def test_prolongations_that_cross_end_the_team_on_one_day_in_both_states(three: Trio) -> None:
    si, be, _fr = three
    first = draft(si, "BE", "team", propose_team=TEAM)
    received(si, be, first)
    signed(si, be, first)
    si.take(first, "propose_change", what="prolong", until=in_days(600), words="Nine more months.")
    be.take(first, "propose_change", what="prolong", until=in_days(500), words="Six more months.")
    si.post_to(be)
    be.post_to(si)
    si.take(first, "answer_change", question="requested-1", answer="accepted", signed_by="Prosecutor")
    be.take(first, "answer_change", question="requesting-1", answer="accepted", signed_by="Prosecutor")
    si.post_to(be)
    be.post_to(si)
    assert last_days(si, first) == last_days(be, first) == [in_days(600)]


def test_all_sign_one_text_or_none_does(three: Trio) -> None:
    si, be, fr = three
    first = draft(si, "BE", "team", propose_team=TEAM)
    received(si, be, first)
    si.take(first, "invite_member", states=[{"state": "FR"}])
    second = siblings(si, first)["FR"]
    si.take(second, "choose_basis", **{**BASIS, "instrument": "reciprocity"})
    si.take(second, "propose_team", **{**TEAM, "purpose": "Something else."})
    si.take(second, "set_terms", **TERMS)
    received(si, fr, second)
    fr.take(second, "agree_team", **ROLE)
    fr.post_to(si)
    with pytest.raises(NotAllowed, match="All members hold one text"):
        si.take(second, "confirm_team", **CONFIRM)


# Three parties, two post bags, in any order
WORDS: dict[str, dict[str, Any]] = {
    "agree_team": ROLE,
    "confirm_team": CONFIRM,
    "propose_change": {"what": "prolong", "until": in_days(650), "words": "More time."},
    "answer_change": {"answer": "accepted", "signed_by": "Prosecutor"},
    "amend_team": {"change": "A new prosecutor.", "from_day": today()},
    "ask_prolongation": {"until": in_days(700), "reason": "More witnesses."},
    "prolong_team": {"until": in_days(700), "signed_by": "Prosecutor"},
    "decline_prolongation": {"reason": "No means."},
    "leave_team": {"left_on": today(), "reason": "Closed here."},
    "end_team": {"ended_on": today(), "reason": "done"},
    "withdraw": {"reason": "No longer needed."},
    "close": {},
    ROLL: {},
}


class PostOfThree(RuleBasedStateMachine):
    """Officials of three ministries act as they please; the post is carried now and then, one way at a time."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        home = Path(self.folder.name)
        self.lead, *self.members = (staffed(state, home) for state in ("SI", "BE", "FR"))
        for other in self.members:
            self.lead.knows(other, "http://127.0.0.1:9")
            other.knows(self.lead, "http://127.0.0.1:9")
        first = draft(self.lead, "BE", "team", propose_team=TEAM)
        received(self.lead, self.members[0], first)
        self.numbers = [first, invited(self.lead, first, self.members[1])]

    @precondition(lambda self: hasattr(self, "numbers"))
    @rule(which=st.sampled_from([0, 1]), leads=st.booleans(), trigger=st.sampled_from(sorted(WORDS)))
    def somebody_acts(self, which: int, leads: bool, trigger: str) -> None:
        ministry, number = self.lead if leads else self.members[which], self.numbers[which]
        with ministry.session() as session:
            dossier = session.get_one(Dossier, number)
            step = dossier.table.step[trigger]
            if trigger not in open_steps(dossier.table, dossier.our_side, dossier.stage):
                return
            if why_not(ministry.official(session, step.roles[0]), dossier, step, ministry.installation.law):
                return
        words = WORDS[trigger] | (roll_of(ministry, number) if trigger == ROLL else {})
        with suppress(NotAllowed):  # a day that was agreed on already
            ministry.take(number, trigger, **words)

    @precondition(lambda self: hasattr(self, "numbers"))
    @rule(which=st.sampled_from([0, 1]), leads=st.booleans())
    def the_post_goes_one_way(self, which: int, leads: bool) -> None:
        one, other = (self.lead, self.members[which]) if leads else (self.members[which], self.lead)
        one.post_to(other)

    def teardown(self) -> None:
        if not hasattr(self, "numbers"):
            return
        for other, number in zip(self.members, self.numbers, strict=True):
            for _turn in range(3):
                self.lead.post_to(other)
                other.post_to(self.lead)
            assert_both_agree(self.lead, other, number)
            assert last_days(self.lead, number) == last_days(other, number)
            with self.lead.session() as ours, other.session() as theirs:
                assert roll(ours.get_one(Dossier, number)) == roll(theirs.get_one(Dossier, number))
        for ministry in (self.lead, *self.members):
            ministry.engine.dispose()
        self.folder.cleanup()


@pytest.mark.slow
def test_whatever_three_ministries_do_in_whatever_order_all_of_them_agree() -> None:
    run_state_machine_as_test(
        PostOfThree,
        settings=settings(
            max_examples=8,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
