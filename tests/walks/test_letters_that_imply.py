"""The other State answers on paper without what usually goes before: what its letter implies is derived, and said to be."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mla.dossier.history import timeline
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.fates import fates
from mla.lifecycle.machine import implied_before, open_steps
from mla.lifecycle.terms import Side, Step
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry
from mla.steps.step_taken import Upload
from tests.support.drive import assert_both_agree, letter, report_all, results
from tests.walks.extraditions import NOBODY_ASKED, PERSON, draft
from tests.walks.test_questions_side_by_side import Pair, newest, received

__all__ = ["received"]  # a fixture

Small = Callable[[Ministry, str], UUID]


@cache
def scan() -> list[Upload]:
    """The letter as it came."""
    return [annex("order.pdf", "Scan")]


def posted(si: Ministry, number: UUID) -> UUID:
    """Signed, and sent to a State that has no system."""
    si.take(number, "submit")
    si.take(number, "sign", read=True)
    si.take(number, "transmit")
    return number


def story(si: Ministry, number: UUID) -> list[str]:
    """What the page tells happened after it was sent, the oldest first; the record holds."""
    with si.session() as session:
        assert list(verify(session, si.installation)) == []
        return [entry.title for entry in timeline(session, session.get_one(Dossier, number))[::-1] if not entry.ours]


def test_a_refusal_implies_receipt(si: Ministry, small: Small) -> None:
    number = posted(si, small(si, "CR"))
    words = {"ground": "M-f", "reasons": "The measure does not exist here.", **NOBODY_ASKED}
    si.record(number, "refuse", letter(), scan(), **words)
    assert si.stage(number) == "refused"
    assert story(si, number) == ["Receipt acknowledged (derived from a later letter)", "Request refused"]
    with si.session() as session:
        receipt = next(e for e in session.get_one(Dossier, number).events if e.trigger == "acknowledge")
        assert receipt.channel
        assert receipt.channel["derived_from"] == "refuse"
        assert receipt.answers["received_on"] == receipt.channel["sent_on"]
        assert [a.title for a in session.get_one(Dossier, number).attachments if a.event_number == receipt.number] == []


def test_results_imply_receipt_and_acceptance(si: Ministry, small: Small) -> None:
    number = posted(si, small(si, "CR"))
    si.record(number, "answer", letter(), scan(), results=results(si, number))
    assert si.stage(number) == "answered"
    assert story(si, number) == [
        "Receipt acknowledged (derived from a later letter)", "Request accepted (derived from a later letter)", "Results sent",
    ]  # fmt: skip


def test_a_question_implies_receipt_alone(si: Ministry, small: Small) -> None:
    number = posted(si, small(si, "CR"))
    si.record(number, "ask", letter(), scan(), questions=[{"question": "Which year?"}], answer_by="2027-01-01")
    assert si.stage(number) == "clarifying"
    assert len(story(si, number)) == 2


def test_a_surrender_implies_that_it_was_granted_and_agreed(si: Ministry) -> None:
    number = posted(si, draft(si, "CR"))
    taken_over = {"day": "2026-11-20", "place": "Airport", "to_whom": "Police"}
    si.record(number, "surrender", letter(), scan(), **taken_over)
    assert si.stage(number) == "surrendered"
    assert [title for title in story(si, number) if "derived" in title] == [
        f"{done} (derived from a later letter)"
        for done in ("Receipt acknowledged", "Extradition granted", "Surrender agreed")
    ]


ROWS = [(kind, step) for kind, table in LIFECYCLES.items() for step in table.steps if step.crosses]


@given(st.sampled_from(ROWS), st.sampled_from(list(Side)), st.data())
def test_what_is_implied_leads_to_a_stage_at_which_the_letter_is_open_and_nothing_else(
    row: tuple[str, Step], side: Side, data: st.DataObject
) -> None:
    table, step = LIFECYCLES[row[0]], row[1]
    stage = data.draw(st.sampled_from([one.name for one in table.stages]))
    before = implied_before(table, side, stage, step.trigger)
    for one in before or ():
        assert one.side is side.other
        assert one.trigger in open_steps(table, side, stage)
        stage = one.target(stage)
    assert before is None or step.trigger in open_steps(table, side, stage)


@pytest.mark.parametrize("trigger", ["close", "withdraw", "supply"])
def test_nothing_of_our_own_is_ever_derived(trigger: str) -> None:
    assert not [
        step for table in LIFECYCLES.values() for step in table.steps if step.implied and step.trigger == trigger
    ]


def test_a_late_reply_to_a_request_that_was_closed_without_one_is_recorded(si: Ministry, small: Small) -> None:
    number = posted(si, small(si, "CR"))
    si.take(number, "withdraw", reason="No reply in two years.")
    si.record(number, "send_late", letter(), scan(), words="The record of the hearing, of last year.")
    assert si.stage(number) == "withdrawn"
    assert story(si, number) == ["Sent after the end"]


def test_a_late_consignment_follows_the_answer_and_binds_like_it(pair: Pair, received: UUID) -> None:
    si, be = pair
    be.take(received, "accept")
    report_all(be, received)
    be.take(received, "answer", results=results(be, received))
    be.post_to(si)
    si.take(received, "close")
    si.post_to(be)
    be.take(received, "send_late", words="The second volume.", uploads=[annex("order.pdf", "Volume II")])
    be.post_to(si)
    assert si.stage(received) == be.stage(received) == "closed"
    assert "The second volume." in newest(si, "late_consignment")
    assert_both_agree(si, be, received)


def test_the_surrender_of_one_implies_the_grant_of_nobody_else(si: Ministry) -> None:
    number = draft(si, "CR")
    si.take(number, "name_person", **{**PERSON, "given_names": "K."})
    posted(si, number)
    handed = {"day": "2026-11-20", "place": "Airport", "to_whom": "Police"}
    si.record(number, "surrender", letter(), scan(), for_persons=["1"], **handed)
    with si.session() as session:
        stages = fates(session.get_one(Dossier, number))
    assert stages == {1: "surrendered", 2: "received"}
    si.record(number, "surrender", letter(), scan(), for_persons=["2"], **handed)
    assert si.stage(number) == "surrendered"
    assert [title for title in story(si, number) if "granted" in title] == [
        "Extradition granted (derived from a later letter)"
    ] * 2
