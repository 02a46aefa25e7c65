"""A landing is told before anybody has asked for transit; the request that follows stops the clock; sentenced persons have a transit of their own.

Convention (2023), arts. 65(4), 80.
"""

from __future__ import annotations

from uuid import UUID

import pytest

from mla.deadlines.due import due
from mla.instruments import Refusable
from mla.lifecycle.machine import StepNotOpen
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample.ministry import Ministry, Misfilled
from tests.support.drive import assert_both_agree, in_days, send, take_in, today
from tests.walks.extraditions import draft
from tests.walks.sentences import CONVICT
from tests.walks.test_questions_side_by_side import newest
from tests.walks.test_transit import ROUTE

Pair = tuple[Ministry, Ministry]
LANDED = {
    "purpose": "extradited",
    "landed_on": today(),
    "place": "Ostend airport",
    "from_state": "Spain",
    "to_state": "Slovenia",
    "escort": "Two officers, unarmed.",
    "authority": "Federal police",
    "held_until": in_days(4),
    "told": "An engine failed over the Channel.",
}


def landed(si: Ministry, be: Ministry, **told: str) -> UUID:
    """The aircraft came down in Belgium, which tells Slovenia; nobody has asked for transit."""
    number = draft(be, "SI", "landing", tell_landing={**LANDED, **told})
    send(be, si, number)
    si.take(number, "acknowledge", received_on=today(), responsible="Desk", confidentiality="kept")
    si.post_to(be)
    return number


def awaited(ministry: Ministry, dossier_id: UUID) -> list[str]:
    """The last days for the request for transit that run."""
    with ministry.session() as session:
        rows = due(session.get_one(Dossier, dossier_id), ministry.installation)
        return [one.on.isoformat() for one in rows if one.what == "The request for transit is to be received"]


@pytest.mark.parametrize("kind", ["transit", "transit_of_sentenced"])
def test_the_request_for_transit_follows_and_stops_the_clock(peers: Pair, kind: str) -> None:
    si, be = peers
    number = landed(si, be)
    assert awaited(si, number) == awaited(be, number) == [in_days(4)]
    route = {name: value for name, value in ROUTE.items() if kind == "transit" or name != "purpose"}
    transit = draft(si, "BE", kind, state_route={**route, "landing": "unscheduled"})
    send(si, be, transit)
    take_in(be, si, transit)
    with be.session() as session:
        assert session.get_one(Dossier, transit).arises_from == number, "it is found by the person it names"
    assert awaited(be, number) == []
    be.take(number, "follow", received_on=today(), reference="SI-TRA-1")
    be.take(transit, "authorise", decided_by="Minister", valid_until=in_days(5), authority="Federal police")
    be.take(transit, "report_passage", left_on=today(), detained_days="1")
    be.post_to(si)
    assert si.stage(number) == be.stage(number) == "followed"
    for one in (number, transit):
        assert_both_agree(si, be, one)
    for ministry in peers:
        with ministry.session() as session:
            assert list(verify(session, ministry.installation)) == []


def test_without_a_request_the_person_is_released_or_flies_on(pair: Pair) -> None:
    si, be = pair
    with pytest.raises(Misfilled, match="Give the last day"):
        landed(si, be, held_until="")
    first, second = landed(si, be), landed(si, be)
    be.take(first, "end_arrest", released_on=today(), cause="time")
    be.take(second, "report_passage", left_on=today())
    be.post_to(si)
    assert (si.stage(first), si.stage(second)) == ("released", "passed")
    assert "the request for transit was not received in time" in " ".join(newest(si, "notice_of_end_of_arrest").split())
    with pytest.raises(StepNotOpen):
        be.take(first, "report_passage", left_on=today())
    for number in (first, second):
        be.take(number, "close")
        be.post_to(si)
        assert_both_agree(si, be, number)


def test_the_transit_of_a_sentenced_person_rests_on_the_law_of_transfer(pair: Pair) -> None:
    si, be = pair
    route = {name: value for name, value in ROUTE.items() if name != "purpose"}
    number = draft(si, "BE", "transit_of_sentenced", "ets112", state_route=route, name_person=CONVICT,
                   choose_basis={"standing": "Both States take part.", "reciprocity": ""})  # fmt: skip
    send(si, be, number)
    take_in(be, si, number)
    law = be.installation.law
    grounds = [one.code for one in law.grounds("ets112", Refusable("transfer", "transit_of_sentenced"))]
    assert grounds == ["T-transit-national", "T-transit-offence"]
    with pytest.raises(Misfilled, match="ground"):
        be.take(number, "refuse_transit", ground="T-consent", reasons="Nothing obliges.")
    be.take(
        number,
        "refuse_transit",
        ground="T-transit-national",
        reasons="A national.",
        consultation="held",
        consultation_reason="Today.",
    )
    be.post_to(si)
    assert "16(2)(a)" in newest(si, "refusal_of_transit")
    assert_both_agree(si, be, number)
