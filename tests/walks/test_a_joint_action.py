"""A joint action: several States asked to act on one day, each holding the one text; who takes part, another day, the end.

One State leads; each other one answers it alone and learns from the roll who else takes part.
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
from sqlalchemy.orm import Session

from mla.deadlines.due import due
from mla.lifecycle.joint_action import now, others_in_action
from mla.lifecycle.machine import open_steps
from mla.lifecycle.members import ROLL, roll, rows
from mla.models import Dossier
from mla.permission import why_not
from mla.records.verify import verify
from mla.sample.ministry import Ministry, Misfilled
from mla.sample.small import ENGLISH, small
from mla.steps.step_taken import NotAllowed
from tests.support.drive import (
    assert_both_agree,
    in_days,
    ledger_of,
    letter,
    report_all,
    results,
    send,
    staffed,
    take_in,
    today,
)
from tests.walks.extraditions import BASIS, TERMS, draft
from tests.walks.test_a_team_of_three import siblings
from tests.walks.test_questions_side_by_side import newest

Trio = tuple[Ministry, Ministry, Ministry]
DAY, DAY_AFTER, EARLIER, LATER, LATEST = (in_days(days) for days in (30, 31, 20, 40, 50))
ACTION: dict[str, Any] = {
    "what": "Searches in Ghent and Lille, at the same hour.",
    "day": DAY,
    "hour": "06:00, Central European Time",
    "leader": "Specialised State Prosecutor’s Office, +386 1 555 0100",
    "information": "Each member is told at once; nothing is said to the public before the next morning.",
    "answer_by": in_days(14),
}
YES: dict[str, Any] = {
    "answer": "accepted", "signed_by": "Federal Prosecutor", "signed_on": "2026-11-20", "day": DAY,
    "authority": "Federal Judicial Police, +32 2 555 0100",
}  # fmt: skip
NO: dict[str, Any] = {
    "answer": "declined",
    "signed_by": "Prosecutor",
    "signed_on": "2026-11-20",
    "words": "No means then.",
}
ANOTHER_DAY: dict[str, Any] = {"what": "day", "day": LATER, "hour": "05:30", "words": "The court sits later."}
AGREE: dict[str, Any] = {"answer": "accepted", "signed_by": "Prosecutor", "day": LATER}
END: dict[str, Any] = {"reason": "done", "ended_on": "2026-11-20", "words": "As planned."}


@pytest.fixture
def three(of: Callable[[str], Ministry]) -> Trio:
    return of("SI"), of("BE"), of("FR")


def delivered(lead: Ministry, other: Ministry, number: UUID) -> None:
    """The request is signed, sent, and on the examiner's desk."""
    send(lead, other, number)
    take_in(other, lead, number)


def asked(lead: Ministry, first: UUID, state: str) -> UUID:
    """The same is asked of a further State."""
    lead.take(first, "ask_other_states", states=[{"state": state}])
    number = siblings(lead, first)[state]
    lead.take(number, "choose_basis", **{**BASIS, "instrument": "reciprocity"})
    with lead.session() as session:
        between_two = "set_terms" in session.get_one(Dossier, number).contents
    if not between_two:
        lead.take(number, "set_terms", **TERMS)
    return number


def both_asked(three: Trio) -> tuple[UUID, UUID]:
    """Belgium and France have the same request before them."""
    si, be, fr = three
    first = small(si, "BE", "The accounts of a company", "en", ENGLISH)
    delivered(si, be, first)
    second = asked(si, first, "FR")
    delivered(si, fr, second)
    return first, second


def proposed(lead: Ministry, other: Ministry, number: UUID, **otherwise: Any) -> None:
    lead.take(number, "propose_joint_action", **{**ACTION, **otherwise})
    lead.post_to(other)


def answered(lead: Ministry, other: Ministry, number: UUID, answer: dict[str, Any]) -> None:
    other.take(number, "answer_joint_action", **answer)
    other.post_to(lead)


def told(lead: Ministry, other: Ministry, number: UUID) -> list[dict[str, Any]]:
    """The lead sends the roll; both hold the same."""
    with lead.session() as session:
        members = rows(others_in_action(session.get_one(Dossier, number)))
    lead.take(number, ROLL, members=members)
    lead.post_to(other)
    with lead.session() as ours, other.session() as theirs:
        known = roll(theirs.get_one(Dossier, number))
        assert known == roll(ours.get_one(Dossier, number)) == members
    return known


def holds(ministry: Ministry, number: UUID) -> dict[str, Any]:
    """What holds between the two States, as one of them has it on record."""
    with ministry.session() as session:
        return now(session.get_one(Dossier, number))


def days(ministry: Ministry, number: UUID) -> list[str]:
    """The days on which the action is to be carried out, as they stand among what is due."""
    with ministry.session() as session:
        found = due(session.get_one(Dossier, number), ministry.installation)
        return [one.on.isoformat() for one in found if one.what == "The joint action is to be carried out"]


def sound(*ministries: Ministry) -> None:
    for ministry in ministries:
        with ministry.session() as session:
            assert list(verify(session, ministry.installation)) == []


def test_each_learns_who_else_acts_on_the_day(three: Trio) -> None:
    si, be, fr = three
    first, second = both_asked(three)
    proposed(si, be, first)
    with pytest.raises(NotAllowed, match="No other State has been invited"):
        si.take(first, ROLL, members=[{"state": "FR", "standing": "invited"}])
    assert (holds(fr, second)["standing"], roll_in(be, first)) == ("", []), "nobody is told of another beforehand"
    proposed(si, fr, second)
    assert told(si, be, first) == [
        {"state": "FR", "standing": "invited", "signed_by": "", "signed_on": "", "changes": "", "day": DAY, "hour": ACTION["hour"]}
    ]  # fmt: skip
    answered(si, be, first, {**YES, "terms": "The accused is not named to the public."})
    answered(si, fr, second, NO)
    with pytest.raises(NotAllowed, match="There is no joint action in which this State takes part"):
        told(si, fr, second)
    with si.session() as session:
        (belgium,) = rows(others_in_action(session.get_one(Dossier, second)))
    assert (belgium["standing"], belgium["signed_by"], belgium["day"]) == (
        "member",
        "Federal Prosecutor",
        DAY,
    )
    assert [one["standing"] for one in told(si, be, first)] == ["declined"]
    assert "France" in newest(be, "roll_of_joint_action")
    assert [line["kind"] for line in ledger_of(be, first)] == ["use_limitation"], "what Belgium made a condition binds"
    assert (days(si, first), days(be, first), days(fr, second)) == ([DAY], [DAY], [])
    for number, other in ((first, be), (second, fr)):
        assert_both_agree(si, other, number)


def roll_in(ministry: Ministry, number: UUID) -> list[dict[str, Any]]:
    with ministry.session() as session:
        return roll(session.get_one(Dossier, number))


def test_the_same_is_proposed_to_all_or_to_none(three: Trio) -> None:
    si, be, fr = three
    first, second = both_asked(three)
    proposed(si, be, first)
    with pytest.raises(NotAllowed, match="All members hold one text"):
        si.take(second, "propose_joint_action", **{**ACTION, "information": "As each likes."})
    with pytest.raises(NotAllowed, match="The others act on another day"):
        si.take(second, "propose_joint_action", **{**ACTION, "day": DAY_AFTER})
    with pytest.raises(NotAllowed, match="A joint action was proposed to this State already"):
        proposed(si, be, first)
    with pytest.raises(Misfilled, match="before the day on which all act"):
        si.take(second, "propose_joint_action", **{**ACTION, "answer_by": DAY_AFTER})
    proposed(si, fr, second)
    with pytest.raises(Misfilled, match="Say why we do not take part"):
        fr.take(second, "answer_joint_action", **{**NO, "words": ""})
    with pytest.raises(Misfilled, match="Agree to that day, or decline"):
        fr.take(second, "answer_joint_action", **{**YES, "day": DAY_AFTER})
    with pytest.raises(NotAllowed, match="Answer first whether we take part"):
        fr.take(second, "end_joint_action", **END)


def test_another_day_holds_with_each_that_assents_and_either_may_end_its_part(three: Trio) -> None:
    si, be, fr = three
    first, second = both_asked(three)
    for number, other in ((first, be), (second, fr)):
        proposed(si, other, number)
        answered(si, other, number, YES)
        si.take(number, "change_joint_action", **ANOTHER_DAY)
        si.post_to(other)
    be.take(first, "answer_joint_change", question="requesting-1", **AGREE)
    fr.take(second, "answer_joint_change", question="requesting-1", **{**AGREE, "answer": "declined", "words": "No."})
    for number, other, day in ((first, be, LATER), (second, fr, DAY)):
        other.post_to(si)
        assert days(si, number) == days(other, number) == [day]
        assert holds(si, number) == holds(other, number)
    assert [(one["day"], one["hour"]) for one in told(si, fr, second)] == [(LATER, "05:30")]
    fr.take(second, "end_joint_action", **{**END, "reason": "left"})
    fr.post_to(si)
    assert [one["standing"] for one in told(si, be, first)] == ["left"]
    assert (days(si, second), days(fr, second)) == ([], [])
    si.take(first, "end_joint_action", **END)
    si.post_to(be)
    assert holds(si, first)["standing"] == holds(be, first)["standing"] == "left"
    be.take(first, "accept")
    report_all(be, first)
    be.take(first, "answer", results=results(be, first))
    be.post_to(si)
    assert_both_agree(si, be, first)
    sound(*three)


def test_days_that_cross_in_the_post_leave_one_day_in_both_states(three: Trio) -> None:
    si, be, _fr = three
    first, _second = both_asked(three)
    proposed(si, be, first)
    answered(si, be, first, YES)
    si.take(first, "change_joint_action", **ANOTHER_DAY)
    be.take(first, "change_joint_action", **{**ANOTHER_DAY, "day": LATEST})
    si.post_to(be)
    be.post_to(si)
    si.take(first, "answer_joint_change", question="requested-1", **{**AGREE, "day": LATEST})
    be.take(first, "answer_joint_change", question="requesting-1", **AGREE)
    si.post_to(be)
    be.post_to(si)
    assert days(si, first) == days(be, first) == [LATER], "that of the State that leads"
    be.take(first, "change_joint_action", **{**ANOTHER_DAY, "day": EARLIER})
    be.post_to(si)
    si.take(first, "answer_joint_change", question="requested-3", **{**AGREE, "day": EARLIER})
    si.post_to(be)
    assert days(si, first) == days(be, first) == [EARLIER], "an earlier day may be agreed on, too"


def test_what_was_about_an_action_that_is_over_says_nothing_of_the_next(three: Trio) -> None:
    si, be, _fr = three
    first, _second = both_asked(three)
    proposed(si, be, first)
    be.take(first, "answer_joint_action", **YES)
    si.take(first, "end_joint_action", **{**END, "reason": "off"})
    si.take(first, "propose_joint_action", **{**ACTION, "day": LATEST})
    be.post_to(si)
    si.post_to(be)
    assert holds(si, first) == holds(be, first)
    assert holds(si, first)["standing"] == "invited"
    assert (days(si, first), days(be, first)) == ([], [])
    answered(si, be, first, {**YES, "day": LATEST})
    assert days(si, first) == days(be, first) == [LATEST]
    assert_both_agree(si, be, first)


def test_a_letter_about_the_action_that_crosses_the_results_is_on_record_in_both_states(three: Trio) -> None:
    si, be, _fr = three
    first, _second = both_asked(three)
    proposed(si, be, first)
    answered(si, be, first, YES)
    be.take(first, "change_joint_action", **ANOTHER_DAY)
    be.post_to(si)
    be.take(first, "accept")
    report_all(be, first)
    be.take(first, "answer", results=results(be, first))
    si.take(first, "answer_joint_change", question="requested-1", **AGREE)
    be.post_to(si)
    si.post_to(be)
    assert holds(si, first) == holds(be, first)
    assert (holds(be, first)["day"], days(si, first), days(be, first)) == (LATER, [], [])
    assert_both_agree(si, be, first)


def test_what_we_ask_elsewhere_to_answer_another_state_is_no_part_of_its_action(three: Trio) -> None:
    si, be, fr = three
    first, _second = both_asked(three)
    proposed(si, be, first)
    answered(si, be, first, YES)
    own = small(be, "FR", "On behalf of Slovenia", "en", ENGLISH, arises_from=str(first))
    send(be, fr, own)
    with be.session() as session:
        assert others_in_action(session.get_one(Dossier, own)) == []
    be.take(own, "propose_joint_action", **{**ACTION, "what": "Something else."})


def test_an_agency_that_may_be_asked_is_a_member(three: Trio) -> None:
    si, be, _fr = three
    first = small(si, "BE", "The accounts of a company", "en", ENGLISH)
    delivered(si, be, first)
    si.take(first, "ask_other_states", states=[{"state": "EUROJUST"}])
    second = siblings(si, first)["EUROJUST"]
    si.take(
        second, "choose_basis", standing="Regulation (EU) 2018/1727.", language="en", channel="diplomatic",
        addressee="The National Member",
    )  # fmt: skip
    si.take(second, "set_terms", **TERMS)
    si.take(second, "submit")
    si.take(second, "sign", read=True, although="It executes nothing: it coordinates.")
    si.take(second, "transmit")
    si.take(second, "propose_joint_action", **ACTION)
    proposed(si, be, first)
    si.record(second, "acknowledge", letter(), received_on=today(), responsible="Desk", confidentiality="kept")
    si.record(second, "answer_joint_action", letter(), **{**YES, "signed_by": "National Member"})
    assert [(one["state"], one["standing"]) for one in told(si, be, first)] == [("EUROJUST", "member")]
    assert "Eurojust" in newest(be, "roll_of_joint_action")
    sound(si, be)


@pytest.mark.parametrize("kind", ["provisional_arrest", "extradition", "assets"])
def test_arrests_and_freezing_are_made_on_one_day(three: Trio, kind: str) -> None:
    si, be, fr = three
    more = (
        {"list_property": {"asked": "both", "things": "A house.", "link": "Bought with it."}}
        if kind == "assets"
        else {}
    )
    first = draft(si, "BE", kind, **more)
    delivered(si, be, first)
    second = asked(si, first, "FR")
    delivered(si, fr, second)
    for number, other in ((first, be), (second, fr)):
        proposed(si, other, number)
        answered(si, other, number, YES)
    for number, other in ((first, be), (second, fr)):
        assert [one["standing"] for one in told(si, other, number)] == ["member"]
        assert days(si, number) == days(other, number) == [DAY]
        assert_both_agree(si, other, number)


# Three parties, two post bags, in any order
WORDS: dict[str, dict[str, Any]] = {
    "propose_joint_action": ACTION,
    "answer_joint_action": YES,
    "change_joint_action": ANOTHER_DAY,
    "answer_joint_change": AGREE,
    "end_joint_action": END,
    "accept": {},
    "withdraw": {"reason": "No longer needed."},
    "close": {},
    ROLL: {},
}


LAST = ("withdraw", "end_joint_action", "close")
"""What ends it is done seldom, so that there is something to end."""


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
        self.numbers = both_asked((self.lead, *self.members))
        for number, other in zip(self.numbers, self.members, strict=True):
            proposed(self.lead, other, number)

    @precondition(lambda self: hasattr(self, "numbers"))
    @rule(
        which=st.sampled_from([0, 1]),
        leads=st.booleans(),
        agrees=st.sampled_from([True, True, True, False]),
        day=st.sampled_from([EARLIER, LATER, LATEST]),
        data=st.data(),
    )
    def somebody_acts(self, which: int, leads: bool, agrees: bool, day: str, data: st.DataObject) -> None:
        ministry, number = self.lead if leads else self.members[which], self.numbers[which]
        with ministry.session() as session:
            dossier = session.get_one(Dossier, number)
            if not (can := [one for one in sorted(WORDS) if self._may(ministry, session, dossier, one)]):
                return
            trigger = data.draw(st.sampled_from([one for one in can for _times in range(1 if one in LAST else 8)]))
            words = dict(WORDS[trigger])
            if trigger == ROLL:
                words["members"] = rows(others_in_action(dossier))
            if trigger == "change_joint_action":
                words["day"] = day
            if trigger == "answer_joint_action":
                words = words | {"day": now(dossier)["day"]} if agrees else NO
            if trigger == "answer_joint_change":
                words |= {
                    "question": self._waits(dossier),
                    "answer": "accepted" if agrees else "declined",
                    "words": "So.",
                }
                words.pop("day")
        with suppress(NotAllowed):  # another text or day than that of the others
            ministry.take(number, trigger, **words)

    def _may(self, ministry: Ministry, session: Session, dossier: Dossier, trigger: str) -> bool:
        step = dossier.table.step[trigger]
        if trigger not in open_steps(dossier.table, dossier.our_side, dossier.stage):
            return False
        return not why_not(ministry.official(session, step.roles[0]), dossier, step, ministry.installation.law)

    def _waits(self, dossier: Dossier) -> str:
        ours = dossier.side
        answered = {one.answers["question"] for one in dossier.events if one.trigger == "answer_joint_change"}
        holding = now(dossier)["proposal"]
        found = (
            f"{one.side}-{one.answers['number']}"
            for one in dossier.events
            if one.trigger == "change_joint_action" and one.side != ours and one.answers["proposal"] == holding
        )
        return next(one for one in found if one not in answered)

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
            assert holds(self.lead, number) == holds(other, number)
            assert days(self.lead, number) == days(other, number)
            assert roll_in(self.lead, number) == roll_in(other, number)
        for ministry in (self.lead, *self.members):
            ministry.engine.dispose()
        self.folder.cleanup()


@pytest.mark.slow
def test_whatever_three_ministries_do_in_whatever_order_all_of_them_agree() -> None:
    run_state_machine_as_test(
        PostOfThree,
        settings=settings(
            max_examples=6,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
