"""A case is proposed to the State where the suspect lives: the file, the decision, the outcome, or the way back.

Convention (2023), art. 48; the European convention of 1972 for its own period.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from mla.lifecycle.machine import StepNotOpen
from mla.models import Dossier
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, send
from tests.walks.extraditions import BASIS, CASE, FACTS, OFFENCE, PERSON, TERMS
from tests.walks.sentences import draft, request, running

Pair = tuple[Ministry, Ministry]
PROPOSAL = {
    "reasons": "The suspect is your national, lives with you and is not extradited.",
    "evidence": "23 statements\nWritten orders",
    "limitation": "None: the acts are not subject to limitation.",
    "victims": "52 families; the list is in the file.",
    "earlier": "None known.",
    "own": "They rest until you have decided.",
    "file": "follows",
}
SECTIONS: dict[str, dict[str, Any]] = {
    "choose_basis": BASIS,
    "describe_case": CASE,
    "state_facts": FACTS,
    "state_offence": OFFENCE,
    "name_person": PERSON,
    "propose_proceedings": PROPOSAL,
    "set_terms": TERMS,
}
FILE = {"inventory": "Volumes I to IX", "copy": "certified"}
TAKEN = {"decided_by": "Federal Prosecutor", "decided_on": "2027-02-01", "authority": "Federal Prosecutor, Brussels"}
OPENED = {
    "authority": "Investigating judge, Brussels",
    "opened_on": "2027-02-20",
    "offences": "Crimes against humanity.",
}
JUDGMENT = {
    "outcome": "conviction",
    "court": "Assize Court, Brussels",
    "decided_on": "2029-06-01",
    "told": "Life.",
    "copy": "certified",
}


def tell(one: Ministry, other: Ministry, dossier_id: UUID, trigger: str, **answers: Any) -> None:
    """A step is taken and its letter carried over."""
    one.take(dossier_id, trigger, **answers)
    one.post_to(other)


def proposed(si: Ministry, be: Ministry, basis: str = "reciprocity", **answers: Any) -> UUID:
    """Slovenia proposes, Belgium examines."""
    number = draft(si, "BE", basis, SECTIONS, "proceedings", **answers)
    request(si, be, number)
    return number


def test_from_the_proposal_to_the_judgment(peers: Pair) -> None:
    si, be = peers
    number = proposed(si, be)
    with pytest.raises(NotAllowed, match="The file has not come yet"):
        be.take(number, "accept_proceedings", **TAKEN)
    with pytest.raises(Misfilled, match="Plain copies prove nothing"):
        si.take(number, "send_file", **{**FILE, "copy": ""})
    tell(si, be, number, "send_file", **FILE, uploads=[annex("order.pdf", "Volume I")])
    with pytest.raises(StepNotOpen):
        be.take(number, "open_proceedings", **OPENED)
    tell(be, si, number, "accept_proceedings", **TAKEN)
    assert si.stage(number) == be.stage(number) == "taken_over"
    tell(si, be, number, "report_own_proceedings", what="suspended", day="2027-02-10")
    tell(be, si, number, "open_proceedings", **OPENED)
    tell(si, be, number, "enquire", words="How do the proceedings stand?")
    assert running(be, number)["enquire-14:requesting-1"][1] == "requested"
    tell(be, si, number, "report_proceedings", words="The trial opens in March 2029.")
    with pytest.raises(Misfilled, match="how the decision is attached"):
        be.take(number, "report_judgment", **{**JUDGMENT, "copy": ""})
    be.take(number, "report_judgment", uploads=[annex("order.pdf", "Judgment, certified copy")], **JUDGMENT)
    be.post_to(si)
    assert si.stage(number) == be.stage(number) == "decided"
    with si.session() as session:
        attached = [a.title for a in session.get_one(Dossier, number).attachments if a.side == "requested"]
    assert attached == ["Judgment, certified copy"]
    tell(si, be, number, "close")
    assert_both_agree(si, be, number)


def test_given_back_the_right_to_prosecute_reverts(pair: Pair) -> None:
    si, be = pair
    number = proposed(si, be, propose_proceedings={"file": "annexed"})
    tell(be, si, number, "accept_proceedings", **TAKEN)
    with pytest.raises(Misfilled, match="prosecute again"):
        be.take(number, "give_back_proceedings", reason="The suspect has left.", file_back="Returned by courier.")
    tell(be, si, number, "give_back_proceedings", reason="The suspect has left.", from_day="2027-05-01",
         file_back="Returned by courier.")  # fmt: skip
    assert si.stage(number) == be.stage(number) == "reverted"
    with pytest.raises(StepNotOpen):
        be.take(number, "report_judgment", **JUDGMENT)
    assert_both_agree(si, be, number)


def test_under_the_home_treaty_there_is_no_duty_and_the_proposal_lacks_nothing(pair: Pair) -> None:
    si, be = pair
    objection = {"choose_basis": {"aware": True, "although": "Both States wish to act in its spirit."}}
    number = draft(si, "BE", "lhc", SECTIONS, "proceedings", **objection, propose_proceedings={"file": "annexed"})
    request(si, be, number)
    with pytest.raises(Misfilled, match="ground"):
        be.take(number, "refuse_proceedings", ground="M-g", reasons="None.")
    tell(be, si, number, "refuse_proceedings", ground="N-consider", reasons="The evidence is elsewhere.")
    assert si.stage(number) == be.stage(number) == "refused"
    assert_both_agree(si, be, number)


def test_under_the_convention_of_1972_the_request_prolongs_the_limitation_by_six_months(pair: Pair) -> None:
    si, be = pair
    objection = {"choose_basis": {"aware": True, "although": "The register does not yet hold its dates."}}
    number = draft(si, "BE", "ets73", SECTIONS, "proceedings", **objection)
    send(si, be, number)
    with si.session() as session:
        sent = session.get_one(Dossier, number).transmitted_on
    assert sent is not None
    months = (sent.month + 6 - 1) % 12 + 1
    on, side = running(si, number)["D-ETS73-02"]
    assert (int(on[5:7]), side) == (months, "requesting")
    assert running(be, number)["D-ETS73-02"] == (on, side)
