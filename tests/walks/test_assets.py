"""Money behind a crime: traced, frozen until a day, claimed, confiscated, turned into cash, and given to the victims."""

from __future__ import annotations

import pytest

from mla.deadlines.due import due
from mla.models import Dossier
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree
from tests.walks.extraditions import draft, request

WANTED = {
    "list_property": {
        "asked": "both",
        "things": "A house at the lake.\n\nAn account with Banque Lys.",
        "link": "Bought with the proceeds.",
    }
}
FROZEN = {
    "what": "The account.",
    "order": "Court of Bruges, 3 May 2027",
    "from_day": "2027-05-03",
    "until": "2027-11-03",
}
SHARED = [
    {"to_whom": "Fund of the victims", "as_what": "victim", "share": "80"},
    {"to_whom": "Kingdom of Belgium", "as_what": "requested", "share": "20"},
]


def test_from_the_trace_to_the_victims(pair: tuple[Ministry, Ministry]) -> None:
    si, be = pair
    number = draft(si, "BE", "assets", **WANTED)
    request(si, be, number)
    be.take(number, "report_traced", found="The account holds money.", worth="412600 EUR")
    with pytest.raises(Misfilled, match="a freezing has an end"):
        be.take(number, "freeze", **{**FROZEN, "until": ""})
    be.take(number, "freeze", **FROZEN)
    be.post_to(si)
    with si.session() as session:
        assert [one.on.isoformat() for one in due(session.get_one(Dossier, number), si.installation)] == ["2027-11-03"]
    with pytest.raises(Misfilled, match="Name a later day"):
        be.take(number, "renew_freezing", until="2027-10-01", reason="The trial goes on.")
    be.take(number, "renew_freezing", until="2028-05-03", reason="The trial goes on.")
    with pytest.raises(NotAllowed, match="has not asked for confiscation"):
        be.take(number, "confiscate", court="Court of Bruges", decided_on="2027-12-01", what="The account.")
    be.post_to(si)
    si.take(
        number,
        "ask_confiscation",
        way="enforce",
        order="Final judgment of 1 June.",
        grounds="The proceeds of the crime.",
    )
    si.post_to(be)
    be.take(number, "record_claim", claimant="A bank", claim="A pledge of 2019.", answer_by="2027-12-24")
    be.take(number, "confiscate", court="Court of Bruges", decided_on="2028-01-15", what="The account.")
    with pytest.raises(Misfilled, match="in digits"):
        be.take(number, "realise", sold_on="2028-02-01", amount="much", currency="EUR")
    be.take(number, "realise", sold_on="2028-02-01", amount="412 600.50", currency="EUR", costs="600.50 EUR")
    with pytest.raises(Misfilled, match="add up to 100"):
        be.take(number, "dispose", given_on="2028-03-01", shares=SHARED[:1], agreement="As agreed.")
    be.take(number, "dispose", given_on="2028-03-01", shares=SHARED, agreement="Exchange of letters of February 2028.")
    be.post_to(si)
    si.take(number, "close")
    si.post_to(be)
    assert_both_agree(si, be, number)
