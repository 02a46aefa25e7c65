"""Each thing of an asset matter has a life of its own: frozen, lifted in part, run out, returned early, refused, confiscated, given out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from forms import form_for
from mla.deadlines.due import due
from mla.instruments import Refusable
from mla.lifecycle.assets import ASSETS
from mla.lifecycle.fates import WHAT, fates, names
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import Site, assert_both_agree
from tests.walks.extraditions import NOBODY_ASKED, draft, request

Pair = tuple[Ministry, Ministry]
WANTED = {
    "list_property": {
        "asked": "both",
        "things": "Three things.",
        "items": [
            {"what": "House at the lake", "where": "Bruges", "holder": "A shell company"},
            {"what": "Account with Banque Lys", "mark": "BE00 1234", "amount": "412600.50", "currency": "EUR"},
            {"what": "Yacht"},
        ],
        "link": "Bought with the proceeds.",
    }
}
FROZEN = {"what": "As named.", "order": "Court of Bruges", "from_day": "2027-05-03", "until": "2027-11-03"}
ASKED = {"way": "enforce", "order": "Final judgment of 1 June.", "grounds": "The proceeds of the crime."}
CONFISCATED = {"court": "Court of Bruges", "decided_on": "2028-01-15", "what": "As named."}


def asked(pair: Pair, **told: Any) -> UUID:
    si, be = pair
    number = draft(si, "BE", "assets", list_property={**WANTED["list_property"], **told})
    request(si, be, number)
    return number


def both(pair: Pair, number: UUID) -> dict[int, str]:
    """Where each thing stands, the same on both sides and on record."""
    found = []
    for ministry in pair:
        with ministry.session() as session:
            dossier = session.get_one(Dossier, number)
            found.append({one: dossier.table.stage[stage].abroad for one, stage in fates(dossier).items()})
            assert list(verify(session, ministry.installation)) == []
    assert found[0] == found[1]
    return found[0]


def clocks(ministry: Ministry, number: UUID) -> list[tuple[str, str]]:
    with ministry.session() as session:
        dossier = session.get_one(Dossier, number)
        return [(one.on.isoformat(), str(one.what)) for one in due(dossier, ministry.installation)]


def test_each_thing_goes_its_own_way(pair: Pair) -> None:
    si, be = pair
    number = asked(pair)
    be.take(
        number,
        "report_traced",
        found="The three, and a fourth.",
        found_items=[{"what": "Wallet", "amount": "12.5", "currency": "XBT"}],
    )
    be.take(number, "freeze", for_property=["1", "2", "3"], **FROZEN)
    be.post_to(si)
    assert both(pair, number) == {1: "frozen", 2: "frozen", 3: "frozen", 101: "traced"}
    with si.session() as session:
        assert names(session.get_one(Dossier, number))[101] == "Wallet"

    # Lifted in part, renewed, run out, lifted: each for itself.
    lifted = {
        "what": "Fees of counsel.",
        "amount": "10000",
        "lifted_on": "2026-11-20",
        "reason": "The right to a defence.",
    }
    with pytest.raises(Misfilled, match="currency"):
        be.take(number, "lift_in_part", for_property=["2"], **lifted)
    be.take(number, "lift_in_part", for_property=["2"], currency="EUR", **lifted)
    be.take(number, "renew_freezing", for_property=["1", "2"], until="2028-11-03", reason="The trial goes on.")
    ends = [(day, what) for day, what in clocks(be, number) if "freezing ends" in what]
    assert [day for day, _what in ends] == ["2027-11-03", "2028-11-03"], "each from its own last decision"
    assert "Yacht" in str(ends[0])
    be.take(number, "record_expiry", for_property=["3"], expired_on="2026-11-20", next_step="It is free.")
    be.take(number, "freeze", for_property=["101"], **FROZEN)
    be.take(number, "lift_freezing", for_property=["3"], lifted_on="2026-11-21", reason="Not asked for any longer.")
    be.take(
        number,
        "report_account",
        told="As the bank says.",
        balances=[{"what": "Account", "amount": "402600.50", "currency": "EUR", "on": "2026-11-20"}],
    )
    be.post_to(si)
    assert both(pair, number) == {1: "frozen", 2: "frozen", 3: "lifted", 101: "frozen"}

    # Confiscation: granted for one, refused for another while its freezing stands, returned early into an escrow.
    with pytest.raises(Misfilled, match="no longer offered"):
        si.take(number, "ask_confiscation", for_property=["1", "3"], **ASKED)
    si.take(number, "ask_confiscation", for_property=["1", "2"], **ASKED)
    si.post_to(be)
    be.take(number, "return_early", for_property=["2"], what="Half of it.", amount="200000", currency="EUR", day="2026-11-22",
            to_whom="Escrow agent", terms="For the victims.", account_by="2027-06-30")  # fmt: skip
    with be.session() as session:
        dossier = session.get_one(Dossier, number)
        grounds = be.installation.law.grounds(dossier.instrument, Refusable(dossier.field, dossier.kind))
    be.take(
        number,
        "refuse_confiscation",
        for_property=["1"],
        ground=grounds[0].code,
        reasons="A good-faith owner.",
        freezing="It stands.",
        remedy="",
        **NOBODY_ASKED,
    )
    be.take(number, "confiscate", for_property=["2"], **CONFISCATED)
    be.post_to(si)
    assert both(pair, number) == {1: "not_confiscated", 2: "confiscated", 3: "lifted", 101: "frozen"}
    assert any("accounted for" in what for _day, what in clocks(si, number))

    # A second decision, money in its currency, and any number of recipients, each with a clock of its own.
    be.take(number, "confiscate", for_property=["2"], **{**CONFISCATED, "court": "Court of Cassation"})
    be.take(number, "realise", for_property=["2"], sold_on="2028-02-01", amount="402 600.50", currency="EUR")
    for n in range(1, 6):
        be.take(
            number,
            "award_share",
            for_property=["2"],
            to_whom=f"Victim {n}",
            as_what="victim",
            amount=f"{n}000",
            currency="EUR",
            pay_by=f"2029-0{n}-01",
        )
    waiting = [what for _day, what in clocks(be, number) if "is to be paid" in what]
    assert len(waiting) == 5
    be.take(number, "report_payment", question="requested-2", result="paid", paid_on="2028-02-10")
    assert [day for day, what in clocks(be, number) if "is to be paid" in what] == [
        "2029-01-01",
        "2029-03-01",
        "2029-04-01",
        "2029-05-01",
    ]
    shares = [
        {"to_whom": f"Victim {n}", "as_what": "victim", "share": "20", "amount": f"{n}000", "currency": "EUR"}
        for n in range(1, 6)
    ]
    be.take(
        number, "dispose", for_property=["2"], given_on="2028-03-01", shares=shares, agreement="Exchange of letters."
    )
    be.take(number, "lift_freezing", for_property=["1", "101"], lifted_on="2028-03-02", reason="Not confiscated.")
    be.post_to(si)
    assert both(pair, number) == {1: "lifted", 2: "disposed", 3: "lifted", 101: "lifted"}
    assert si.stage(number) == be.stage(number) == "disposed", "the end that fulfils most"
    assert_both_agree(si, be, number)
    page = Site(si).official(Role.SIGNATORY).get(f"/dossiers/{number}").main
    assert "The property, and where each stands" in page
    assert "Wallet" in page


@pytest.mark.parametrize("trigger", ASSETS.per_property)
def test_every_such_step_asks_which_property_it_concerns(trigger: str) -> None:
    assert WHAT in form_for(ASSETS.step[trigger].form)()


def test_a_final_order_is_enforced_at_once(pair: Pair) -> None:
    si, be = pair
    number = asked(pair, asked="enforce", order="Judgment of 1 June 2026, final.")
    be.take(number, "confiscate", for_property=["2"], **{**CONFISCATED, "decided_on": "2026-11-20"})
    be.post_to(si)
    assert both(pair, number) == {1: "received", 2: "confiscated", 3: "received"}
    other = asked(pair)
    with pytest.raises(NotAllowed, match="has not asked for confiscation"):
        be.take(other, "confiscate", **{**CONFISCATED, "decided_on": "2026-11-20"})


def test_what_was_told_in_words_alone_goes_one_way_as_before(pair: Pair) -> None:
    si, be = pair
    number = asked(pair, items=[])
    be.take(number, "freeze", **FROZEN)
    be.post_to(si)
    assert both(pair, number) == {}
    assert si.stage(number) == be.stage(number) == "frozen"
    be.take(number, "report_account", told="And a wallet.", found_items=[{"what": "Wallet"}, {"what": "Safe"}])
    be.post_to(si)
    assert both(pair, number) == {0: "frozen", 101: "traced", 102: "traced"}
    assert si.stage(number) == be.stage(number) == "traced"
    be.take(number, "freeze", for_property=["102"], **FROZEN)
    be.post_to(si)
    assert both(pair, number) == {0: "frozen", 101: "traced", 102: "frozen"}


def test_what_was_lifted_is_frozen_again_when_it_is_asked_for(pair: Pair) -> None:
    si, be = pair
    number = asked(pair)
    be.take(number, "freeze", **FROZEN)
    be.take(number, "lift_freezing", for_property=["2"], lifted_on="2027-06-01", reason="The court ordered it.")
    be.post_to(si)
    si.take(number, "ask_freezing_again", for_property=["2"], reason="A new witness.")
    si.post_to(be)
    be.take(number, "freeze", for_property=["2"], **{**FROZEN, "from_day": "2027-06-20"})
    be.post_to(si)
    assert set(both(pair, number).values()) == {"frozen"}
