"""Wherever a condition is typed, it enters the ledger of both States; and what is called done has a result."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from mla.exchange.reception import receive
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, report_all, results, send, take_in
from tests.walks.extraditions import draft, request

Pair = tuple[Ministry, Ministry]
TWO = "Used in this case only.\n\nErased after the trial."


def ledger(ministry: Ministry, dossier_id: UUID) -> list[tuple[str, int, str, str, str]]:
    with ministry.session() as session:
        obligations = session.get_one(Dossier, dossier_id).obligations
        return [(one.side, one.number, one.owner, one.words, one.status) for one in obligations]


@pytest.fixture
def examined(pair: Pair, small: Any) -> UUID:
    """A request on the desk of Belgium's examiner."""
    si, be = pair
    number: UUID = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    return number


def test_conditions_of_an_acceptance_stand_in_both_ledgers_and_hold_the_results_until_they_are_answered(
    pair: Pair, examined: UUID
) -> None:
    si, be = pair
    be.take(examined, "accept", conditions=TWO)
    be.post_to(si)
    expected = [
        ("requested", 1, "requesting", "Used in this case only.", "offered"),
        ("requested", 2, "requesting", "Erased after the trial.", "offered"),
    ]
    assert ledger(si, examined) == ledger(be, examined) == expected
    report_all(be, examined)
    with pytest.raises(NotAllowed, match="not yet answered condition 1, 2"):
        be.take(examined, "answer", results=results(be, examined))
    answers = [{"number": "1", "answer": "accepted"}, {"number": "2", "answer": "accepted"}]
    si.take(examined, "answer_conditions", conditions=answers)
    si.post_to(be)
    be.take(examined, "answer", results=results(be, examined))
    be.post_to(si)
    assert {row[-1] for row in ledger(si, examined)} == {"accepted"}
    assert_both_agree(si, be, examined)


def test_conditions_of_a_consultation_are_answered_by_the_reply(pair: Pair, examined: UUID) -> None:
    si, be = pair
    be.take(examined, "consult", concerns="The register is not public.", conditions=TWO)
    be.post_to(si)
    with pytest.raises(Misfilled, match="Conditions were proposed"):
        si.take(examined, "reply", position="Agreed.", conditions="none")
    si.take(examined, "reply", position="Agreed.", conditions="accepted")
    si.post_to(be)
    assert ledger(si, examined) == ledger(be, examined)
    assert {row[-1] for row in ledger(be, examined)} == {"accepted"}


def test_a_condition_that_was_accepted_in_a_consultation_is_not_entered_twice(pair: Pair, examined: UUID) -> None:
    si, be = pair
    be.take(examined, "consult", concerns="The register is not public.", conditions=TWO)
    be.post_to(si)
    si.take(examined, "reply", position="Agreed.", conditions="accepted")
    si.post_to(be)
    with be.session() as session:
        examiner = be.official(session, Role.EXAMINER).id
    be.take(examined, "assign", examiner=str(examiner))
    be.take(examined, "accept", conditions=TWO)
    be.post_to(si)
    assert len(ledger(si, examined)) == len(ledger(be, examined)) == 2


def test_a_grant_on_a_condition_waits_with_the_surrender_until_it_is_accepted(pair: Pair) -> None:
    si, be = pair
    number = draft(si, "BE")
    request(si, be, number)
    be.take(number, "grant", decided_by="Minister", decided_on="2026-11-01", conditions="No life sentence.")
    be.post_to(si)
    assert ledger(si, number)[-1][2:] == ("requesting", "No life sentence.", "offered")
    be.take(number, "agree_surrender", place="Airport", day="2026-12-20", agreed_with="Ministry")
    with pytest.raises(NotAllowed, match="not yet answered condition"):
        be.take(number, "surrender", day="2026-12-20", place="Airport", to_whom="Police")
    numbered = [str(row[1]) for row in ledger(si, number) if row[-1] == "offered"]
    be.post_to(si)
    si.take(number, "answer_conditions", conditions=[{"number": n, "answer": "accepted"} for n in numbered])
    si.post_to(be)
    be.take(number, "surrender", day="2026-12-20", place="Airport", to_whom="Police")
    be.post_to(si)
    assert ledger(si, number) == ledger(be, number)
    assert_both_agree(si, be, number)


def test_consent_to_another_use_on_conditions_binds_the_state_that_asked(pair: Pair, examined: UUID) -> None:
    si, be = pair
    si.take(examined, "ask_other_use", material="The statements", use="third", details="A trial there.")
    si.post_to(be)
    with pytest.raises(Misfilled, match="Name the conditions"):
        be.take(examined, "decide_other_use", decision="given_with")
    be.take(examined, "decide_other_use", decision="given_with", words="In that trial only.")
    be.post_to(si)
    assert ledger(si, examined) == ledger(be, examined)
    assert ledger(si, examined)[-1] == ("requested", 1, "requesting", "In that trial only.", "accepted")


# Done, without a word and without a document
NOTHING = "“done” alone is no result"


@pytest.fixture
def executed(pair: Pair, examined: UUID) -> UUID:
    """Accepted and reported on."""
    si, be = pair
    be.take(examined, "accept")
    be.post_to(si)
    report_all(be, examined)
    return examined


def bare(ministry: Ministry, dossier_id: UUID) -> list[dict[str, str]]:
    return [row | {"result": ""} for row in results(ministry, dossier_id)]


def test_done_alone_is_no_result(pair: Pair, executed: UUID) -> None:
    _, be = pair
    for trigger in ("answer_in_part", "answer"):
        with pytest.raises(NotAllowed, match=NOTHING):
            be.take(executed, trigger, results=bare(be, executed))


def test_a_document_is_a_result_and_need_not_be_sent_twice(pair: Pair, executed: UUID) -> None:
    si, be = pair
    shown = [annex("order.pdf", "Statement of account")]
    be.take(executed, "answer_in_part", uploads=shown, results=bare(be, executed))
    be.take(executed, "answer", results=bare(be, executed))
    be.post_to(si)
    assert_both_agree(si, be, executed)


def test_a_package_that_says_done_and_nothing_else_is_refused(
    pair: Pair, executed: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    si, be = pair
    with monkeypatch.context() as lax:  # a ministry whose software asks nothing
        lax.setattr("mla.steps.step_taken.OurStep.weighed", property(lambda taken: taken.answers | {"brought": 1}))
        be.take(executed, "answer", results=bare(be, executed))
    with be.session() as session:
        package = session.get_one(Dossier, executed).outgoing[-1].package
    with si.session() as session:
        incoming = receive(session, si.installation, be.installation.store.read(package), "file", si.clock())
        assert (incoming.outcome, NOTHING in incoming.reason) == ("refused", True)


def test_a_letter_that_says_done_and_nothing_else_is_not_recorded_as_a_result(slovenia: Ministry, small: Any) -> None:
    number = small(slovenia, "BE")
    for trigger, answers in (("submit", {}), ("sign", {"read": True}), ("transmit", {})):
        slovenia.take(number, trigger, **answers)
    today = slovenia.clock().date().isoformat()
    letter = {"channel": "post", "sent_on": today, "received_on": today, "their_reference": "BE 1"}
    scan = [annex("order.pdf", "Letter")]
    slovenia.record(
        number, "acknowledge", letter, scan, received_on=today, responsible="Unit 3", confidentiality="kept"
    )
    slovenia.record(number, "accept", letter, scan)
    with slovenia.session() as session:
        numbers = [m.number for m in session.get_one(Dossier, number).measures]
    rows = [{"number": str(n), "authority": "A court", "outcome": "done", "result": "", "ground": ""} for n in numbers]
    with pytest.raises(NotAllowed, match=NOTHING):
        slovenia.record(number, "answer", letter, scan, results=rows)
    slovenia.record(number, "answer", letter, [*scan, annex("order.pdf", "Statements")], results=rows)
    assert slovenia.stage(number) == "answered"
