"""What cannot be twice: a request that goes first, a person who is handed over; and no grant over an open appeal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from mla.exchange.reception import receive
from mla.lifecycle.machine import StepNotOpen
from mla.models import Dossier
from mla.sample.ministry import Ministry
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree
from tests.walks.extraditions import draft, request

Pair = tuple[Ministry, Ministry]
FIRST = {"outcome": "first", "decided_on": "2026-11-20", "reasons": "Gravity."}
GRANTED = {"decided_by": "Minister", "decided_on": "2026-11-01"}
AGREED = {"place": "Airport", "day": "2027-04-20", "agreed_with": "Ministry"}
HANDED = {"place": "Airport", "day": "2027-04-20", "to_whom": "Police"}
RULED = {
    "court": "Court of Bruges",
    "ruled_on": "2026-10-01",
    "ruling": "admissible",
    "reasons": "All conditions are met.",
}
APPEAL = {"by": "person", "court": "Court of Cassation", "lodged_on": "2026-10-10"}


def asked(si: Ministry, be: Ministry, **answers: Any) -> UUID:
    number = draft(si, be.config.state, **answers)
    request(si, be, number)
    return number


def judged_there(sender: Ministry, receiver: Ministry, dossier_id: UUID) -> tuple[str, str]:
    """What the receiver makes of the sender's last package."""
    with sender.session() as session:
        package = session.get_one(Dossier, dossier_id).outgoing[-1].package
    with receiver.session() as session:
        incoming = receive(
            session, receiver.installation, sender.installation.store.read(package), "file", receiver.clock()
        )
        session.commit()
        return incoming.outcome, incoming.reason


def unruly(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """A ministry whose software refuses nothing of this."""
    for name in names:
        monkeypatch.setattr(name, lambda *_: None)


# An appeal
def test_nothing_is_granted_while_an_appeal_waits_for_its_ruling(pair: Pair) -> None:
    si, be = pair
    number = asked(si, be)
    be.take(number, "open_court", court="Court of Bruges", detained="detained")
    be.take(number, "record_ruling", **RULED)
    be.take(number, "record_appeal", **APPEAL)
    for trigger, answers in (("grant", GRANTED), ("postpone_surrender", {"reasons": "Our own case."})):
        with pytest.raises(NotAllowed, match="An appeal is pending"):
            be.take(number, trigger, **answers)
    be.take(number, "record_ruling", **{**RULED, "court": "Court of Cassation"})
    be.take(number, "grant", **GRANTED)
    be.post_to(si)
    assert_both_agree(si, be, number)


def test_a_consent_overtakes_the_appeal_and_its_withdrawal_brings_it_back(pair: Pair) -> None:
    si, be = pair
    number = asked(si, be)
    be.take(number, "open_court", court="Court of Bruges", detained="detained")
    be.take(number, "record_ruling", **RULED)
    be.take(number, "record_appeal", **APPEAL)
    consent = {"given_on": "2026-10-12", "before": "The court", "scope": "surrender", "informed": True}
    be.take(number, "record_consent", **consent)
    be.take(number, "record_consent_withdrawn", withdrawn_on="2026-10-13", effect="The appeal goes on.")
    with pytest.raises(NotAllowed, match="appeal"):
        be.take(number, "grant", **GRANTED)


def test_a_package_that_grants_over_an_open_appeal_is_refused(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    si, be = pair
    number = asked(si, be)
    be.take(number, "open_court", court="Court of Bruges", detained="detained")
    be.take(number, "record_ruling", **RULED)
    be.take(number, "record_appeal", **APPEAL)
    be.post_to(si)
    with monkeypatch.context() as lax:
        lax.setattr("mla.lifecycle.guards._appeal_pending", lambda _events: False)
        be.take(number, "grant", **GRANTED)
    outcome, reason = judged_there(be, si, number)
    assert (outcome, "appeal" in reason) == ("refused", True)


# Who goes first
def test_of_several_requests_for_one_person_only_one_goes_first(of: Callable[[str], Ministry]) -> None:
    belgium, slovenia, chad = of("BE"), of("SI"), of("TD")
    one, other = asked(slovenia, belgium), asked(chad, belgium)
    belgium.take(one, "decide_priority", other="Chad", **FIRST)
    with pytest.raises(NotAllowed, match=r"\(Slovenia\) goes first already"):
        belgium.take(other, "decide_priority", other="Slovenia", **FIRST)
    belgium.take(one, "decide_priority", other="Chad", **{**FIRST, "outcome": "after"})
    belgium.take(other, "decide_priority", other="Slovenia", **FIRST)


def test_another_person_may_go_first_too(pair: Pair) -> None:
    si, be = pair
    one = asked(si, be)
    other = asked(si, be, name_person={"family_name": "Other", "born_on": "1950-01-01"})
    for number in (one, other):
        be.take(number, "decide_priority", other="Chad", **FIRST)


def test_a_package_that_lets_a_second_request_of_ours_go_first_is_refused(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    si, be = pair
    one, other = asked(si, be), asked(si, be)
    be.take(one, "decide_priority", other="Chad", **FIRST)
    be.post_to(si)
    with monkeypatch.context() as lax:
        unruly(lax, "mla.steps.advance.done_already")
        be.take(other, "decide_priority", other="Chad", **FIRST)
    outcome, reason = judged_there(be, si, other)
    assert (outcome, "goes first already" in reason) == ("refused", True)


# Who is handed over
def brought_to_the_day(be: Ministry, dossier_id: UUID) -> None:
    be.take(dossier_id, "grant", **GRANTED)
    be.take(dossier_id, "agree_surrender", **AGREED)


def comes_first(be: Ministry, first: UUID, *all_of_them: UUID) -> None:
    """The one goes first, whichever did so before."""
    for number in sorted(all_of_them, key=lambda one: one == first):
        outcome = "first" if number == first else "after"
        be.take(number, "decide_priority", other="Another State", **{**FIRST, "outcome": outcome})


def test_one_person_is_surrendered_once_until_the_return_is_told(of: Callable[[str], Ministry]) -> None:
    belgium, slovenia, chad = of("BE"), of("SI"), of("TD")
    one, other = asked(slovenia, belgium), asked(chad, belgium)
    with pytest.raises(NotAllowed, match=r"\(Chad\) asks for the same person. Decide first"):
        belgium.take(one, "grant", **GRANTED)
    for number in (one, other):
        comes_first(belgium, number, one, other)
        brought_to_the_day(belgium, number)
    comes_first(belgium, one, one, other)
    belgium.take(one, "surrender", **HANDED)
    with pytest.raises(NotAllowed, match=r"was handed over already, in BE-EXT-\d{4}-\d+ \(Slovenia\)"):
        belgium.take(other, "surrender", **HANDED)
    belgium.take(other, "surrender", **HANDED, back="Sent back by Slovenia on 12 May 2026 after acquittal.")


def test_a_person_who_is_lent_is_lent_to_nobody_else_before_the_return(of: Callable[[str], Ministry]) -> None:
    belgium, slovenia, chad = of("BE"), of("SI"), of("TD")
    one, other = asked(slovenia, belgium), asked(chad, belgium)
    lent = {"day": "2026-11-20", "place": "Airport", "return_by": "2027-01-20"}
    for number in (one, other):
        comes_first(belgium, number, one, other)
        belgium.take(number, "postpone_surrender", reasons="Our own case.")
    comes_first(belgium, one, one, other)
    belgium.take(one, "lend", **lent, conditions="Held in custody.")
    with pytest.raises(NotAllowed, match="handed over already"):
        belgium.take(other, "lend", **lent, conditions="Held in custody.")
    belgium.post_to(slovenia)
    with pytest.raises(StepNotOpen, match="Record the return first"):
        slovenia.take(one, "withdraw", reason="No need.")
    slovenia.take(one, "give_back", day="2026-12-20", place="Airport", report="Heard.")
    slovenia.post_to(belgium)
    comes_first(belgium, other, one, other)
    belgium.take(other, "lend", **lent, conditions="Held in custody.")


def test_a_package_that_surrenders_the_same_person_to_us_again_is_refused(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    si, be = pair
    one, other = asked(si, be), asked(si, be)
    for number in (one, other):
        brought_to_the_day(be, number)
    be.take(one, "surrender", **HANDED)
    be.post_to(si)
    with monkeypatch.context() as lax:
        unruly(lax, "mla.steps.advance.done_already")
        be.take(other, "surrender", **HANDED)
    outcome, reason = judged_there(be, si, other)
    assert (outcome, "handed over already" in reason) == ("refused", True)
    assert si.stage(other) == "surrender_agreed"


def test_a_state_is_not_told_from_which_other_state_the_person_came(of: Callable[[str], Ministry]) -> None:
    belgium, slovenia, chad = of("BE"), of("SI"), of("TD")
    one, other = asked(slovenia, chad), asked(slovenia, belgium)
    for giving, number in ((chad, one), (belgium, other)):
        brought_to_the_day(giving, number)
        giving.take(number, "surrender", **HANDED)
    chad.post_to(slovenia)
    belgium.post_to(slovenia)
    with belgium.session() as session:
        last = session.get_one(Dossier, other).outgoing[-1]
        assert (last.outcome, "handed over already, in another request" in last.outcome_reason) == ("refused", True)
        assert "Chad" not in last.outcome_reason
        assert "SI-EXT" not in last.outcome_reason


def test_a_withdrawal_that_crosses_a_temporary_surrender_does_not_hold(pair: Pair) -> None:
    si, be = pair
    number = asked(si, be)
    be.take(number, "postpone_surrender", reasons="Our own case.")
    be.post_to(si)
    be.take(number, "lend", day="2026-11-20", place="Airport", return_by="2027-01-20", conditions="Held in custody.")
    si.take(number, "withdraw", reason="No need.")
    si.post_to(be)
    be.post_to(si)
    assert si.stage(number) == be.stage(number) == "lent"
    assert_both_agree(si, be, number)
