"""A State gives information without being asked: conditions, the mark “not evidence”, and what lifts it.

Convention (2023), art. 17.
"""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from mla.lifecycle.machine import StepNotOpen
from mla.models import Dossier
from mla.sample.ministry import Ministry, Misfilled
from mla.sample.small import ENGLISH, small
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, send, take_in, today
from tests.walks.extraditions import BASIS

Pair = tuple[Ministry, Ministry]
KNOWINGLY = {"aware": True, "although": "Both States wish to act in its spirit."}
INFORMATION = {
    "provider": "Specialised prosecutor, Oster (sample)",
    "receiver": "Federal prosecutor (sample)",
    "information": "A man who calls himself Voss has been living at 4 Quay Street since May.",
    "useful": "For the inquiry into the camp at Ravna.",
    "contact": "Desk officer, +999 1 555 0100",
}
LIMITS = {
    "confidentiality": "Not to be shown to the press.",
    "use": "Only for the inquiry named.",
    "not_evidence": True,
}
OPENED = {"proceedings": "Inquiry 7/2026, Federal prosecutor", "opened_on": today(), "request": "BE-MLA-2026-0001"}


def given(one: Ministry, other: Ministry, language: str = "en", **limits: Any) -> uuid.UUID:
    """Information drafted, signed by a colleague, sent, received and on the examiner's desk."""
    number = one.start("information", counterpart="BE", title="A man called Voss", instrument="lhc", language=language)
    one.take(number, "choose_basis", **BASIS | KNOWINGLY | {"instrument": "lhc", "language": language})
    one.take(number, "tell_information", **INFORMATION)
    one.take(number, "limit_use", **LIMITS | limits)
    send(one, other, number)
    take_in(other, one, number)
    return number


def answers(first: str, second: str) -> list[dict[str, str]]:
    return [{"number": "1", "answer": first}, {"number": "2", "answer": second, "reason": "Our law opens the file."}]


def ledger(ministry: Ministry, dossier_id: uuid.UUID) -> list[tuple[str, str, str]]:
    with ministry.session() as session:
        return [(one.kind, one.owner, one.status) for one in session.get_one(Dossier, dossier_id).obligations]


def test_intelligence_becomes_evidence_when_a_request_that_arises_from_it_is_granted(peers: Pair) -> None:
    si, be = peers
    number = given(si, be)
    assert (si.stage(number), be.stage(number)) == ("received", "examining")

    # The conditions bind whoever accepts them.
    with pytest.raises(NotAllowed, match="Answer the conditions of use first"):
        be.take(number, "open_as_evidence", **OPENED)
    be.take(number, "answer_conditions", conditions=answers("accepted", "accepted"))
    be.post_to(si)
    accepted = [("confidentiality", "requested", "accepted"), ("use_limitation", "requested", "accepted")]
    assert ledger(si, number) == ledger(be, number) == accepted

    # A request that arises from it is not enough: it must be granted.
    with pytest.raises(NotAllowed, match="does not allow its use as evidence before a request"):
        be.take(number, "open_as_evidence", **OPENED)
    request = small(be, "SI", "The tenancy at Quay Street", "en", ENGLISH, arises_from=str(number))
    send(be, si, request)
    take_in(si, be, request)
    with pytest.raises(NotAllowed, match="does not allow its use as evidence before a request"):
        be.take(number, "open_as_evidence", **OPENED)
    si.take(request, "accept")
    si.post_to(be)
    be.take(number, "open_as_evidence", **OPENED)
    be.post_to(si)
    assert si.stage(number) == be.stage(number) == "usable"

    # Disclosure that speaks for the accused is told, and the ledger outlives the file.
    be.take(number, "disclose_exculpatory", material="Paragraph 1.", to_whom="The defence", disclosed_on=today())
    be.post_to(si)
    si.take(number, "close")
    si.post_to(be)
    be.take(number, "report_obligation", obligation=obligation(be, number), outcome="kept", words="Kept under seal.")
    be.post_to(si)
    assert_both_agree(si, be, number)


def obligation(ministry: Ministry, dossier_id: uuid.UUID) -> str:
    with ministry.session() as session:
        return session.get_one(Dossier, dossier_id).obligations[0].name


def test_a_condition_declined_keeps_the_information_out_of_every_file(pair: Pair) -> None:
    si, be = pair
    number = given(si, be, not_evidence=False)
    with pytest.raises(Misfilled, match="Say why"):
        be.take(number, "answer_conditions", conditions=[{"number": "1", "answer": "declined"}])
    be.take(number, "answer_conditions", conditions=answers("accepted", "declined"))
    be.post_to(si)
    assert [status for *_, status in ledger(si, number)] == ["accepted", "declined"]
    with pytest.raises(NotAllowed, match="not to be used"):
        be.take(number, "open_as_evidence", **OPENED)
    si.take(number, "withdraw", reason="The source is in danger.")
    si.post_to(be)
    with pytest.raises(StepNotOpen):
        be.take(number, "open_as_evidence", **OPENED)
    assert_both_agree(si, be, number)


def test_unmarked_information_without_conditions_is_evidence_at_once(pair: Pair) -> None:
    si, be = pair
    with pytest.raises(Misfilled, match="Say why the information may be useful"):
        given_without_a_word_of_its_use(si)
    number = given(si, be, not_evidence=False, confidentiality="", use="")
    be.take(number, "note", words="Ask the desk in Oster by telephone.")
    be.take(number, "open_as_evidence", **OPENED)
    be.post_to(si)
    with si.session() as session:
        assert "note" not in [event.trigger for event in session.get_one(Dossier, number).events]
    assert_both_agree(si, be, number)


def given_without_a_word_of_its_use(ministry: Ministry) -> None:
    number = ministry.start("information", counterpart="BE", title="Voss", instrument="lhc", language="en")
    ministry.take(number, "tell_information", **INFORMATION | {"useful": ""})
