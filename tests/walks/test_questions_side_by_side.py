"""Questions that wait at the same time: each has its own time, and an answer ends the one that it names."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from mla.deadlines.due import due
from mla.lifecycle.limits import SILENCE
from mla.models import Dossier, Paper
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, send, take_in, today
from tests.unit.documents.reader import text
from tests.walks.extraditions import draft, request

WANTED = {"list_property": {"asked": "both", "things": "A house.\n\nAn account.", "link": "Bought with the proceeds."}}
Pair = tuple[Ministry, Ministry]
Small = Any


@pytest.fixture
def received(pair: Pair, small: Small) -> UUID:
    """A request of Slovenia that lies with Belgium's examiner."""
    si, be = pair
    number: UUID = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    return number


def limits(ministry: Ministry, dossier_id: UUID, starts: str) -> dict[str, date]:
    with ministry.session() as session:
        found = due(session.get_one(Dossier, dossier_id), ministry.installation)
        return {one.name: one.on for one in found if one.name.startswith(starts)}


def newest(ministry: Ministry, name: str) -> str:
    with ministry.session() as session:
        paper = session.query(Paper).filter(Paper.name == name).order_by(Paper.id.desc()).first()
        assert paper
        return text(ministry.installation.store.read(paper.sha256))


def test_a_second_enquiry_may_follow_the_first_and_each_has_its_own_time(pair: Pair, received: UUID) -> None:
    si, be = pair
    for words in ("How does it stand?", "May we remind you?"):
        si.take(received, "enquire", words=words)
    si.post_to(be)
    for ministry in pair:
        assert set(limits(ministry, received, "enquire")) == {"enquire-14:requesting-1", "enquire-14:requesting-2"}
    be.take(received, "report_status", words="It lies before the court.")
    be.post_to(si)
    assert [limits(ministry, received, "enquire") for ministry in pair] == [{}, {}]


def test_each_enquiry_that_stays_without_an_answer_proposes_the_next_rung(pair: Pair, received: UUID) -> None:
    si, _be = pair
    for number in range(1, 8):
        si.take(received, "enquire", words=f"Enquiry {number}.")
    with si.session() as session:
        found = [
            one for one in due(session.get_one(Dossier, received), si.installation) if one.name.startswith("enquire")
        ]
    said = [one.then for one in sorted(found, key=lambda one: one.name)]
    assert said[:5] == list(SILENCE)
    assert said[5:] == [SILENCE[-1]] * 2, "after the last rung there is no other"


def test_a_report_that_crosses_a_second_enquiry_answers_only_the_first(pair: Pair, received: UUID) -> None:
    si, be = pair
    si.take(received, "enquire", words="How does it stand?")
    si.post_to(be)
    be.take(received, "report_status", words="It lies before the court.")
    si.take(received, "enquire", words="And when is the hearing?")
    be.post_to(si)
    si.post_to(be)
    for ministry in pair:
        assert set(limits(ministry, received, "enquire")) == {"enquire-14:requesting-2"}


def test_an_answer_on_other_use_names_its_question_and_leaves_the_other_open(pair: Pair, received: UUID) -> None:
    si, be = pair
    for material, day in (("The statements of account", "2027-02-01"), ("The hearing of Witness B", "2027-03-01")):
        si.take(received, "ask_other_use", material=material, use="third", details="A trial.", answer_by=day)
    si.post_to(be)
    with pytest.raises(Misfilled, match="Choose the question"):
        be.take(received, "decide_other_use", decision="given")
    be.take(received, "decide_other_use", question="requesting-2", decision="refused", words="She is not safe.")
    be.post_to(si)
    assert "The hearing of Witness B" in newest(si, "answer_on_other_use")
    assert "The statements of account" not in newest(si, "answer_on_other_use")
    for ministry in pair:
        assert list(limits(ministry, received, "ask_other_use").values()) == [date(2027, 2, 1)]
    be.take(received, "decide_other_use", decision="given")  # the only question left needs no naming
    be.post_to(si)
    assert limits(si, received, "ask_other_use") == {}
    with pytest.raises(Misfilled, match="question"):
        be.take(received, "decide_other_use", question="requesting-1", decision="refused")
    assert_both_agree(si, be, received)


def test_nobody_answers_a_question_of_its_own(pair: Pair, received: UUID) -> None:
    si, be = pair
    for ministry, other in ((si, be), (be, si)):
        ministry.take(received, "ask_other_use", material="M", use="third", details="D", answer_by="")
        ministry.post_to(other)
    with pytest.raises(NotAllowed, match="your own"):
        be.take(received, "decide_other_use", question="requested-2", decision="given")


CONDITION = {"kind": "use_limitation", "owner": "requesting"}


def offer(be: Ministry, dossier_id: UUID, words: str, day: str) -> None:
    be.take(dossier_id, "offer_conditions", conditions=[{**CONDITION, "words": words}], answer_by=day)


def test_two_offers_of_conditions_have_two_last_days_and_an_answer_ends_only_its_own(
    pair: Pair, received: UUID
) -> None:
    si, be = pair
    offer(be, received, "This case only.", "2027-01-15")
    be.post_to(si)
    si.take(received, "answer_conditions", conditions=[{"number": "1", "answer": "accepted"}])
    offer(be, received, "No third State.", "2027-02-15")
    be.post_to(si)
    si.post_to(be)
    for ministry in pair:
        assert list(limits(ministry, received, "offer_conditions").values()) == [date(2027, 2, 15)]
    offer(be, received, "A report on use.", "2027-01-31")
    be.post_to(si)
    for ministry in pair:
        assert list(limits(ministry, received, "offer_conditions").values()) == [date(2027, 1, 31), date(2027, 2, 15)]


def test_of_two_offers_either_may_be_given_more_time(pair: Pair, received: UUID) -> None:
    si, be = pair
    offer(be, received, "This case only.", "2027-01-15")
    offer(be, received, "No third State.", "2027-02-15")
    be.take(received, "extend", limit="offer_conditions-answer_by:requested-1", until="2027-04-01", reason="Asked for.")
    be.post_to(si)
    for ministry in pair:
        assert sorted(limits(ministry, received, "offer_conditions").values()) == [date(2027, 2, 15), date(2027, 4, 1)]


def test_a_request_that_was_never_answered_is_closed_by_a_letter_that_says_so(pair: Pair, received: UUID) -> None:
    si, be = pair
    si.take(received, "withdraw", cause="unanswered", reason="The trial has ended.")
    si.post_to(be)
    letter = newest(be, "notice_of_withdrawal")
    assert "Request closed without an answer" in letter
    assert "no result of it has reached this ministry" in letter
    for untrue in ("no longer required", "thank", "work they have done"):
        assert untrue not in letter
    assert_both_agree(si, be, received)


def test_a_request_that_was_accepted_is_not_called_unanswered(pair: Pair, received: UUID) -> None:
    si, be = pair
    be.take(received, "accept")
    be.post_to(si)
    with pytest.raises(Misfilled, match="cause"):
        si.take(received, "withdraw", cause="unanswered", reason="Nothing came.")
    si.take(received, "withdraw", cause="not_needed", reason=f"The accused died on {today()}.")
    si.post_to(be)
    assert "no longer required" in newest(be, "notice_of_withdrawal")


def test_a_letter_of_withdrawal_may_cross_an_acceptance_whatever_its_cause(pair: Pair, received: UUID) -> None:
    si, be = pair
    si.take(received, "withdraw", cause="unanswered", reason="Nothing came.")
    be.take(received, "accept")
    si.post_to(be)
    be.post_to(si)
    assert si.stage(received) == be.stage(received) == "withdrawn"
    assert_both_agree(si, be, received)


def test_two_claims_have_two_last_days_and_each_is_answered_by_itself(pair: Pair) -> None:
    si, be = pair
    number = draft(si, "BE", "assets", **WANTED)
    request(si, be, number)
    be.take(number, "report_traced", found="An account, and a house.")
    for claimant, day in (("A bank", "2027-12-24"), ("A neighbour", "2027-11-30")):
        be.take(number, "record_claim", claimant=claimant, claim="It is mine.", answer_by=day)
    be.post_to(si)
    assert list(limits(si, number, "record_claim").values()) == [date(2027, 11, 30), date(2027, 12, 24)]
    si.take(number, "answer_claim", question="requested-1", position="The pledge was given after the freezing.")
    si.post_to(be)
    assert "A bank" in newest(be, "answer_to_claim")
    for ministry in pair:
        assert list(limits(ministry, number, "record_claim").values()) == [date(2027, 11, 30)]
    assert_both_agree(si, be, number)


def test_evidence_is_handed_over_for_the_request_that_it_completes(pair: Pair) -> None:
    si, be = pair
    number = draft(si, "BE", "prosecution")
    send(si, be, number)
    be.take(number, "acknowledge", received_on=today(), responsible="Desk", confidentiality="kept")
    be.post_to(si)
    for wanted, day in (("The file", "2027-01-15"), ("The witnesses", "2027-03-15")):
        si.take(number, "ask_evidence", wanted=wanted, answer_by=day)
    si.post_to(be)
    be.take(number, "hand_over_evidence", inventory="Ten binders.", meets=["requesting-1"])
    be.take(number, "hand_over_evidence", inventory="A plan of the house, unasked.")
    be.post_to(si)
    for ministry in pair:
        assert list(limits(ministry, number, "ask_evidence").values()) == [date(2027, 3, 15)]
