"""The counterpart does not run the system: its steps are recorded from letters, ours are printed and posted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from mla.lifecycle.machine import StepNotOpen
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import REFUSAL, assign, in_days, letter, results, today

Small = Callable[[Ministry, str], UUID]


def test_a_request_we_send_is_carried_to_its_end_on_paper(si: Ministry, small: Small) -> None:
    number = small(si, "CR")
    si.take(number, "submit")
    si.take(number, "sign", read=True)
    si.take(number, "transmit")
    si.record(number, "acknowledge", letter(), [annex("order.pdf", "Scan")], received_on=today(), responsible="AIRS",
              confidentiality="kept")  # fmt: skip
    si.record(number, "ask", letter(), questions=[{"question": "Which year?"}], answer_by="2027-01-01")
    si.take(number, "supply", information="2014.")
    si.record(number, "accept", letter())
    si.record(number, "answer", letter(), results=results(si, number), letter="Enclosed.")
    si.take(number, "close")
    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        assert (dossier.stage, dossier.their_reference) == ("closed", "NL/77")
        assert [o.package for o in dossier.outgoing] == [None, None, None]
        assert [a.role for a in dossier.attachments] == ["scan"]
        assert [e.channel["channel"] for e in dossier.events if e.channel] == ["diplomatic"] * 4
        assert list(verify(session, si.installation)) == []


def test_a_request_that_came_on_paper_is_carried_to_its_end(si: Ministry) -> None:
    number = si.register(
        letter(),
        [annex("order.pdf", "Note verbale")],
        counterpart="CR",
        title="Hearing of a witness",
        instrument="reciprocity",
        language="en",
        authority="Public Prosecutor, San José",
        facts="A case of torture.",
        persons=[{"family_name": "Rosa Inventada", "capacity": "witness"}, {"family_name": "", "capacity": ""}],
        measures=[
            {"kind": "hearing", "heading_line": "Hearing", "description": "By a judge."},
            {"kind": "", "heading_line": ""},
        ],
    )
    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        assert (dossier.side, dossier.stage, dossier.transmitted_on) == (
            "requested",
            "transmitted",
            date.fromisoformat(today()),
        )
        assert (len(dossier.persons), len(dossier.measures)) == (1, 1)
    si.take(number, "acknowledge", received_on=today(), responsible="Office", confidentiality="kept")
    assign(si, number)
    si.take(number, "ask", questions=[{"question": "The address?"}], answer_by="2027-01-01")
    si.record(number, "supply", letter(), information="Ljubljana.")
    assign(si, number)
    with pytest.raises(Misfilled, match="ground"):
        si.take(number, "refuse", **REFUSAL)  # a ground of another instrument
    si.take(number, "accept")
    si.take(number, "report_measure", measure="1", outcome="done", result="Heard.")
    si.take(number, "answer", results=results(si, number), uploads=[annex("order.pdf", "Record of the hearing")])
    si.record(number, "close", letter())
    with si.session() as session:
        assert session.get_one(Dossier, number).stage == "closed"
        assert list(verify(session, si.installation)) == []


def test_only_what_the_other_state_can_do_is_recorded_and_only_by_the_registrar(si: Ministry, small: Small) -> None:
    number = small(si, "CR")
    si.take(number, "submit")
    si.take(number, "sign", read=True)
    si.take(number, "transmit")
    with pytest.raises(NotAllowed):
        si.record(number, "withdraw", letter(), reason="Not theirs to withdraw.")
    with pytest.raises(StepNotOpen):
        si.record(number, "entrust_measure", letter(), measure="1", authority="Not ours to know", due_on=in_days(9))
    with pytest.raises(Misfilled, match="before it was sent"):
        si.record(number, "acknowledge", {**letter(), "received_on": "2026-10-01"}, received_on=today(), responsible="x",
                  confidentiality="kept")  # fmt: skip


def test_a_letter_that_comes_after_the_package_is_not_applied_twice(
    peers: tuple[Ministry, Ministry], small: Small
) -> None:
    si, be = peers
    number = small(si, "BE")
    si.take(number, "submit")
    si.take(number, "sign", read=True)
    si.take(number, "transmit")
    answers = {"received_on": today(), "responsible": "Office", "confidentiality": "kept"}
    si.record(number, "acknowledge", letter(), **answers)
    si.post_to(be)
    be.take(number, "acknowledge", **answers)
    be.post_to(si)  # the same step, by package, after it was recorded from the letter: filed
    assert si.stage(number) == be.stage(number) == "received"
    with be.session() as session:
        assert session.get_one(Dossier, number).outgoing[0].outcome == "filed"
