"""A joint investigation team: proposed, signed by both States, prolonged, ended, evaluated."""

from __future__ import annotations

import pytest

from mla.deadlines.due import due
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree
from tests.walks.extraditions import draft, request

TEAM = {
    "purpose": "To hear the survivors once and for both cases.",
    "members": "Two prosecutors of each State.",
    "leader": "Each State on its own territory.",
    "seat": "Bruges",
    "from_day": "2027-01-01",
    "until_day": "2027-12-31",
    "information": "What is obtained serves the named offences only.",
}


def last_days(ministry: Ministry, number: object) -> list[str]:
    with ministry.session() as session:
        return [one.on.isoformat() for one in due(session.get_one(Dossier, number), ministry.installation)]


def test_a_team_lives_until_its_day_and_a_little_longer(pair: tuple[Ministry, Ministry]) -> None:
    si, be = pair
    with pytest.raises(Misfilled, match="must come after the first"):
        draft(si, "BE", "team", propose_team={**TEAM, "until_day": "2026-12-31"})
    number = draft(si, "BE", "team", propose_team=TEAM)
    request(si, be, number)
    be.take(
        number, "agree_team", signed_by="Federal Prosecutor", signed_on="2026-12-20", until="2027-12-31", members="Two."
    )
    be.post_to(si)
    si.take(number, "confirm_team", signed_by="State Prosecutor General", signed_on="2026-12-22")
    si.post_to(be)
    assert last_days(si, number) == last_days(be, number) == ["2027-12-31"]
    with pytest.raises(NotAllowed, match="Name a later day"):
        si.take(number, "ask_prolongation", until="2027-06-30", reason="More witnesses.")
    si.take(number, "ask_prolongation", until="2028-06-30", reason="More witnesses.")
    si.post_to(be)
    be.take(number, "prolong_team", until="2028-06-30", signed_by="Federal Prosecutor")
    be.take(number, "amend_team", Role.DECIDER, change="A new prosecutor.", from_day="2028-01-10")
    be.post_to(si)
    assert last_days(si, number) == ["2028-06-30"]
    be.take(number, "end_team", ended_on="2028-06-30", reason="done")
    be.post_to(si)
    si.take(number, "evaluate_team", Role.SIGNATORY, results="Nineteen witnesses heard once.")
    si.take(number, "close")
    si.post_to(be)
    assert_both_agree(si, be, number)
