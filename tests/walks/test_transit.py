"""A person passes through a third State: authorised, landed without plan, held, passed on; and once all on paper."""

from __future__ import annotations

import pytest

from mla.deadlines.due import due
from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry, Misfilled
from tests.support.drive import assert_both_agree, assign, letter, today
from tests.walks.extraditions import draft, request

ROUTE = {
    "purpose": "extradited",
    "from_state": "Spain",
    "to_state": "Slovenia",
    "route": "Madrid to Ljubljana by way of Brussels",
    "day": "2027-06-01",
    "landing": "planned",
    "escort": "Two officers, unarmed.",
}


def test_authorised_landed_without_plan_held_and_passed(pair: tuple[Ministry, Ministry]) -> None:
    si, be = pair
    with pytest.raises(Misfilled, match="Name the escort"):
        draft(si, "BE", "transit", state_route={**ROUTE, "escort": ""})
    number = draft(si, "BE", "transit", state_route=ROUTE)
    request(si, be, number)
    be.take(number, "authorise", decided_by="Minister", valid_until="2027-06-03", authority="Federal police")
    with pytest.raises(StepNotOpen):
        be.take(number, "refuse_transit", ground="X-law", reasons="Too late.")
    be.take(number, "report_landing", Role.DECIDER, landed_on="2027-06-01", place="Ostend", held_until="2027-06-04")
    be.post_to(si)
    with si.session() as session:
        assert [one.on.isoformat() for one in due(session.get_one(Dossier, number), si.installation)] == ["2027-06-04"]
    be.take(number, "authorise", decided_by="Minister", valid_until="2027-06-04", authority="Federal police")
    be.take(number, "report_passage", Role.DECIDER, left_on="2027-06-02", detained_days="1")
    be.post_to(si)
    si.take(number, "close")
    si.post_to(be)
    assert_both_agree(si, be, number)


def test_all_on_paper(slovenia: Ministry) -> None:
    number = draft(slovenia, "NL", "transit", state_route=ROUTE)
    slovenia.take(number, "submit")
    slovenia.take(number, "sign", read=True)
    slovenia.take(number, "transmit")
    received = {"received_on": slovenia.clock().date().isoformat(), "responsible": "AIRS", "confidentiality": "kept"}
    slovenia.record(number, "acknowledge", letter(), [annex("order.pdf", "Scan")], **received)
    slovenia.record(number, "authorise", letter(), decided_by="Minister", valid_until="2027-06-03", authority="Police")
    slovenia.record(number, "report_passage", letter(), left_on=today())
    slovenia.take(number, "close")
    assert slovenia.stage(number) == "closed"

    theirs = slovenia.register(
        letter(), [annex("order.pdf", "Scan")], "transit", counterpart="NL", title="Transit of P.", instrument="reciprocity",
        language="en", authority="AIRS", facts="Transit to the Netherlands.",
        persons=[{"family_name": "P.", "capacity": "suspect"}],
    )  # fmt: skip
    slovenia.take(theirs, "acknowledge", **received)
    assign(slovenia, theirs)
    slovenia.take(theirs, "refuse_transit", ground="X-law", reasons="The person's life is in danger on the way.")
    with slovenia.session() as session:
        assert [o.package for o in session.get_one(Dossier, theirs).outgoing] == [None, None]
        assert list(verify(session, slovenia.installation)) == []
