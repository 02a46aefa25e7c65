"""A detained witness is lent to testify, and must come back: consent, custody, a longer stay, safe conduct, lateness.

Convention (2023), arts. 36 and 37.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from mla.deadlines.due import due
from mla.instruments import Refusable
from mla.lifecycle.machine import StepNotOpen
from mla.models import Dossier
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree
from tests.walks.extraditions import BASIS, CASE, FACTS, OFFENCE, TERMS
from tests.walks.sentences import CONVICT, draft, request, running

Pair = tuple[Ministry, Ministry]
LENDING = {
    "purpose": "testimony",
    "needed_for": "Trial against the commander, hearing of 12 April 2027.",
    "held_in": "Prison at Leuven",
    "needed_from": "2027-04-10",
    "return_by": "2027-04-30",
    "custody": "Prison at Oster",
    "transport": "By air, two escorts; my State bears the costs.",
    "in_custody": True,
    "give_back": True,
    "credited": True,
    "safe_conduct": True,
}
SECTIONS: dict[str, dict[str, Any]] = {
    "choose_basis": BASIS,
    "describe_case": CASE,
    "state_facts": FACTS,
    "state_offence": OFFENCE,
    "name_person": {**CONVICT, "capacity": "witness"},
    "ask_detainee": LENDING,
    "set_terms": TERMS,
}
ANSWER = {"answer": "given", "given_on": "2027-03-01", "before": "The prison judge, with counsel", "informed": True}
AGREED = {"decided_by": "Minister", "decided_on": "2027-03-10", "return_by": "2027-04-30", "custody": "As undertaken."}
HANDED = {"day": "2027-04-10", "place": "Airport", "to_whom": "Two officers", "return_by": "2027-04-30"}
BACK = {"how": "handed_back", "day": "2027-05-11", "place": "Airport", "days_held": "31", "report": "Testified."}


def tell(one: Ministry, other: Ministry, dossier_id: UUID, trigger: str, **answers: Any) -> None:
    """A step is taken and its letter carried over."""
    one.take(dossier_id, trigger, **answers)
    one.post_to(other)


@pytest.fixture
def asked(pair: Pair) -> tuple[Ministry, Ministry, UUID]:
    """Slovenia has asked for a witness whom Belgium holds; Belgium examines."""
    si, be = pair
    number = draft(si, "BE", sections=SECTIONS, kind="detainee")
    request(si, be, number)
    return si, be, number


def lent(si: Ministry, be: Ministry, dossier_id: UUID) -> None:
    """Consent, agreement, handover."""
    tell(be, si, dossier_id, "record_detainee_consent", **ANSWER)
    tell(be, si, dossier_id, "agree_detainee", **AGREED)
    tell(be, si, dossier_id, "hand_over_detainee", **HANDED)


def test_lent_kept_longer_and_returned(peers: Pair) -> None:
    si, be = peers
    number = draft(si, "BE", sections=SECTIONS, kind="detainee")
    request(si, be, number)
    with pytest.raises(NotAllowed, match="No consent of the person is on record"):
        be.take(number, "agree_detainee", **AGREED)
    with pytest.raises(Misfilled, match="has no worth"):
        be.take(number, "record_detainee_consent", **{**ANSWER, "informed": False})
    with pytest.raises(StepNotOpen):
        be.take(number, "hand_over_detainee", **HANDED)
    tell(be, si, number, "record_detainee_consent", **ANSWER)
    tell(be, si, number, "agree_detainee", **AGREED)
    with pytest.raises(Misfilled, match=re.escape("Return was agreed by 30 April 2027")):
        be.take(number, "hand_over_detainee", **{**HANDED, "return_by": "2027-06-01"})
    tell(be, si, number, "hand_over_detainee", **HANDED)
    assert si.stage(number) == be.stage(number) == "handed_over"
    assert running(si, number)["hand_over_detainee-return_by"] == ("2027-04-30", "requesting")
    with pytest.raises(StepNotOpen, match="Record the return first"):
        si.take(number, "withdraw", reason="No need.")
    tell(si, be, number, "ask_longer", until="2027-05-15", reason="The hearing was put off.")
    tell(be, si, number, "extend", limit="hand_over_detainee-return_by", until="2027-05-15", reason="Agreed.")
    assert running(si, number) == running(be, number)
    assert running(si, number)["hand_over_detainee-return_by"][0] == "2027-05-15"
    with pytest.raises(NotAllowed, match="is to be handed back"):
        si.take(number, "return_detainee", **{**BACK, "how": "stayed"})
    tell(si, be, number, "return_detainee", **BACK)
    assert si.stage(number) == be.stage(number) == "returned"
    assert "hand_over_detainee-return_by" not in running(be, number)
    with be.session() as session:  # the promise to return stands in the ledger until it is reported as kept
        kinds = [one.kind for one in session.get_one(Dossier, number).obligations]
    assert kinds == ["return_person"]
    tell(si, be, number, "close")
    assert_both_agree(si, be, number)


def test_a_person_who_is_not_returned_in_time_shows_late_on_both_sides(asked: tuple[Ministry, Ministry, UUID]) -> None:
    si, be, number = asked
    lent(si, be, number)
    for ministry in (si, be):
        with ministry.session() as session:
            found = {one.name: one for one in due(session.get_one(Dossier, number), ministry.installation)}
        late = found["hand_over_detainee-return_by"]
        assert (late.state(date(2027, 4, 30)), late.state(date(2027, 5, 1))) == ("soon", "late")


def test_set_free_there_the_person_enjoys_safe_conduct_for_fifteen_days(pair: Pair) -> None:
    si, be = pair
    basis = {"aware": True, "although": "Both States wish to act in the spirit of the Convention."}
    number = draft(si, "BE", "lhc", sections=SECTIONS, kind="detainee", choose_basis=basis)
    request(si, be, number)
    lent(si, be, number)
    tell(be, si, number, "end_custody", ended_from="2027-04-20", reason="The sentence was served.")
    tell(si, be, number, "report_no_longer_needed", noticed_on="2027-04-21", by="The court")
    assert running(si, number)["D-LHC-04"] == running(be, number)["D-LHC-04"] == ("2027-05-06", "requesting")
    tell(si, be, number, "return_detainee", **{**BACK, "how": "left", "day": "2027-04-29", "days_held": "10"})
    assert running(si, number).keys() <= {"obligation-requesting-1"}
    assert_both_agree(si, be, number)


def test_a_consent_withdrawn_before_the_handover_keeps_the_person_at_home(
    asked: tuple[Ministry, Ministry, UUID],
) -> None:
    si, be, number = asked
    tell(be, si, number, "record_detainee_consent", **ANSWER)
    tell(be, si, number, "agree_detainee", **AGREED)
    tell(be, si, number, "record_detainee_consent", **{**ANSWER, "answer": "withdrawn", "given_on": "2027-04-02"})
    with pytest.raises(NotAllowed, match="The person does not consent"):
        be.take(number, "hand_over_detainee", **HANDED)
    with be.session() as session:
        dossier = session.get_one(Dossier, number)
        ground = be.installation.law.grounds(dossier.instrument, Refusable(dossier.field, dossier.kind))[0].code
    tell(
        be, si, number, "refuse_detainee", ground=ground, reasons="No consent.", remedy="A hearing by video conference."
    )
    assert si.stage(number) == be.stage(number) == "refused"
    assert_both_agree(si, be, number)
