"""Conditions are offered, accepted or declined each; what is accepted is owed until it is reported as kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from mla.deadlines.due import due
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, letter, report_all, results, send, take_in, today

Small = Callable[[Ministry, str], UUID]
USE = {"kind": "use_limitation", "words": "Only in the proceedings named in the request.", "owner": "requesting"}
REPORT = {
    "kind": "report_on_use",
    "words": "A report on the use made of the records.",
    "owner": "requesting",
    "due_on": "2027-09-01",
}


@pytest.fixture
def executing(peers: tuple[Ministry, Ministry], small: Small) -> tuple[Ministry, Ministry, UUID]:
    """A request that was accepted, and all of whose measures have their outcome."""
    si, be = peers
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "accept")
    report_all(be, number)
    be.post_to(si)
    return si, be, number


def ledger(ministry: Ministry, dossier_id: UUID) -> list[tuple[str, str, str]]:
    with ministry.session() as session:
        return [(one.name, one.kind, one.status) for one in session.get_one(Dossier, dossier_id).obligations]


def answers(**by_number: str) -> dict[str, Any]:
    rows = [
        {"number": n[1:], "answer": a, "reason": "Our law." if a == "declined" else ""} for n, a in by_number.items()
    ]
    return {"conditions": rows}


def test_results_wait_until_every_condition_is_accepted_or_has_fallen_away(
    executing: tuple[Ministry, Ministry, UUID],
) -> None:
    si, be, number = executing
    be.take(number, "offer_conditions", conditions=[USE, REPORT], answer_by="2027-02-01")
    be.post_to(si)
    with pytest.raises(NotAllowed, match="not yet answered condition 1, 2"):
        be.take(number, "answer", results=results(be, number))
    with pytest.raises(Misfilled, match="Say why"):
        si.take(number, "answer_conditions", conditions=[{"number": "1", "answer": "declined"}])
    si.take(number, "answer_conditions", **answers(_1="accepted", _2="declined"))
    si.post_to(be)
    with pytest.raises(NotAllowed, match="declined condition 2"):
        be.take(number, "answer", results=results(be, number))
    be.take(number, "offer_conditions", falls=["2"], conditions=[{**REPORT, "due_on": "2028-01-15"}])
    be.post_to(si)
    si.take(number, "answer_conditions", **answers(_3="accepted"))
    si.post_to(be)
    be.take(number, "answer", results=results(be, number))
    be.post_to(si)
    assert ledger(si, number) == ledger(be, number)
    told, by_law = ledger(si, number)[:3], ledger(si, number)[3:]
    assert [status for _, _, status in told] == ["accepted", "dropped", "accepted"]
    assert {status for _, _, status in by_law} == {"accepted"}
    assert_both_agree(si, be, number)


def test_what_was_accepted_is_due_until_its_owner_reports_it_kept_also_after_the_end(
    executing: tuple[Ministry, Ministry, UUID],
) -> None:
    si, be, number = executing
    be.take(number, "offer_conditions", conditions=[REPORT])
    be.post_to(si)
    si.take(number, "answer_conditions", **answers(_1="accepted"))
    si.post_to(be)
    be.take(number, "answer", results=results(be, number), return_by="2027-03-01", use="For the trial only.")
    be.post_to(si)
    si.take(number, "close")
    with be.session() as session:
        running = {one.name: one.on for one in due(session.get_one(Dossier, number), be.installation)}
    assert running == {"obligation-requested-1": date(2027, 9, 1), "obligation-requested-3": date(2027, 3, 1)}
    told = {"obligation": "requested-1", "words": "The report is annexed."}
    with pytest.raises(NotAllowed, match="no obligation of ours"):
        be.take(number, "report_obligation", Role.DECIDER, **told, outcome="kept")
    with pytest.raises(Misfilled, match="day on which"):
        si.take(number, "report_obligation", Role.SIGNATORY, **told, outcome="discharged")
    si.take(number, "report_obligation", Role.SIGNATORY, **told, outcome="kept")
    assert ledger(si, number)[0][2] == "accepted"
    si.take(number, "report_obligation", Role.SIGNATORY, [annex("order.pdf", "The report")], **told,
            outcome="discharged", discharged_on="2027-08-20")  # fmt: skip
    si.post_to(be)
    assert ledger(si, number) == ledger(be, number)
    assert ledger(be, number)[0] == ("requested-1", "report_on_use", "discharged")
    assert_both_agree(si, be, number)


def test_undertakings_are_given_unasked_and_their_numbers_do_not_mix_with_those_of_conditions(
    executing: tuple[Ministry, Ministry, UUID],
) -> None:
    si, be, number = executing
    si.take(number, "undertake", undertakings=[{"kind": "erasure", "words": "The data are erased after the trial."}])
    be.take(number, "offer_conditions", conditions=[USE])
    si.post_to(be)
    be.post_to(si)
    assert sorted(ledger(si, number)) == sorted(ledger(be, number))
    assert ("requesting-1", "erasure", "accepted") in ledger(be, number)
    assert_both_agree(si, be, number)


def test_it_goes_by_paper_post_too(si: Ministry, small: Small) -> None:
    number = small(si, "CR")
    for trigger, told in (("submit", {}), ("sign", {"read": True}), ("transmit", {})):
        si.take(number, trigger, **told)
    si.record(number, "acknowledge", letter(), received_on=today(), responsible="AIRS", confidentiality="kept")
    si.record(number, "offer_conditions", letter(), conditions=[USE], answer_by="2027-02-01")
    si.take(number, "answer_conditions", **answers(_1="accepted"))
    assert ledger(si, number) == [("requested-1", "use_limitation", "accepted")]


def test_more_time_is_given_and_both_clocks_show_it(peers: tuple[Ministry, Ministry], small: Small) -> None:
    si, be = peers
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "ask", questions=[{"question": "Which?"}], answer_by="2027-03-01")
    with pytest.raises(Misfilled, match="later than"):
        be.take(number, "extend", limit="ask-answer_by", until="2027-02-01", reason="None.")
    be.take(number, "extend", limit="ask-answer_by", until="2027-04-06", reason="The archive is closed.")
    be.post_to(si)
    for ministry in (si, be):
        with ministry.session() as session:
            (one,) = due(session.get_one(Dossier, number), ministry.installation)
            assert (one.on, one.extended) == (date(2027, 4, 6), date(2027, 3, 1))
    assert_both_agree(si, be, number)
