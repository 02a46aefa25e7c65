"""What was answered, and a person who was handed over, is not withdrawn any more; what truly crossed in the post still is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from mla.exchange.reception import receive
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Role, Side
from mla.models import Dossier, Official
from mla.permission import buttons
from mla.sample.ministry import Ministry
from tests.support.drive import assert_both_agree, report_all, results, send, take_in

Pair = tuple[Ministry, Ministry]


@pytest.fixture
def executed(pair: Pair, small: Any) -> UUID:
    """A request whose results are known and not sent yet."""
    si, be = pair
    number: UUID = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "accept")
    be.post_to(si)
    report_all(be, number)
    return number


def answer(be: Ministry, dossier_id: UUID) -> None:
    be.take(dossier_id, "answer", results=results(be, dossier_id))


def offered(ministry: Ministry, dossier_id: UUID) -> set[str]:
    with ministry.session() as session:
        signatory = ministry.official(session, Role.SIGNATORY)
        found = buttons(
            signatory, session.get_one(Dossier, dossier_id), ministry.installation.law, session.query(Official)
        )
        return {step.trigger for step, _, _ in found}


def test_after_the_answer_withdrawal_is_neither_offered_nor_taken(pair: Pair, executed: UUID) -> None:
    si, be = pair
    assert "withdraw" in offered(si, executed)
    answer(be, executed)
    be.post_to(si)
    assert "withdraw" not in offered(si, executed)
    with pytest.raises(StepNotOpen, match="not open"):
        si.take(executed, "withdraw", reason="Too late.")
    si.take(executed, "close")
    assert_both_agree_after_post(pair, executed)


def assert_both_agree_after_post(pair: Pair, dossier_id: UUID) -> None:
    si, be = pair
    si.post_to(be)
    be.post_to(si)
    assert_both_agree(si, be, dossier_id)


def test_a_withdrawal_that_crosses_the_answer_still_holds_in_both_states(pair: Pair, executed: UUID) -> None:
    si, be = pair
    si.take(executed, "withdraw", reason="The suspect has died.")
    answer(be, executed)
    assert_both_agree_after_post(pair, executed)
    assert si.stage(executed) == be.stage(executed) == "withdrawn"


def test_a_package_that_withdraws_what_was_answered_and_received_is_refused_with_the_reason(
    pair: Pair, executed: UUID
) -> None:
    si, be = pair
    answer(be, executed)
    be.post_to(si)
    with si.session() as session:  # a ministry that does as it pleases with its own records
        session.get_one(Dossier, executed).stage = "executing"
        session.commit()
    si.take(executed, "withdraw", reason="We changed our mind.")
    with si.session() as session:
        package = session.get_one(Dossier, executed).outgoing[-1].package
    with be.session() as session:
        incoming = receive(session, be.installation, si.installation.store.read(package), "file", be.clock())
        assert incoming.outcome == "refused"
        assert "the answer was received" in incoming.reason
    assert be.stage(executed) == "answered"


@pytest.mark.parametrize("table", LIFECYCLES.values(), ids=list(LIFECYCLES))
def test_in_no_kind_is_an_end_open_to_withdrawal(table: Lifecycle) -> None:
    withdraw = table.step.get("withdraw")
    closed = {s for step in table.steps if step.trigger == "close" for s in step.sources} - {"received"}
    assert not withdraw or not closed & set(withdraw.sources)
    assert not withdraw or withdraw.side is Side.REQUESTING
