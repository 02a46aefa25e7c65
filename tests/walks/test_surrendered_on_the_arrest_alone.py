"""The person who was arrested consents, and is surrendered in the simplified procedure: no formal request is waited for.

Convention (2023), art. 63.
"""

from __future__ import annotations

from uuid import UUID

import pytest

from mla.deadlines.due import due
from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample.ministry import Ministry
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, in_days, send, take_in, today
from tests.walks.extraditions import draft
from tests.walks.test_questions_side_by_side import newest

Pair = tuple[Ministry, Ministry]
ARREST = {
    "place": "Ostend",
    "arrested_on": today(),
    "identity": "Passport",
    "consent": "yes",
    "last_day": in_days(40),
    "last_day_source": "Extradition Act, section 5",
}
CONSENT = {"given_on": today(), "before": "Court of Bruges, with counsel", "scope": "surrender", "informed": True}
GRANTED = {"decided_by": "Minister", "decided_on": today(), "detained_days": "1", "simplified": True}
AGREED = {"place": "Airport", "day": in_days(5), "agreed_with": "SIRENE, today"}


def arrested(si: Ministry, be: Ministry) -> UUID:
    number = draft(si, "BE", "provisional_arrest")
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "report_arrest", Role.DECIDER, **ARREST)
    be.post_to(si)
    return number


def last_days(ministry: Ministry, dossier_id: UUID) -> list[str]:
    """The last days for the formal request that run."""
    with ministry.session() as session:
        rows = due(session.get_one(Dossier, dossier_id), ministry.installation)
        return [one.on.isoformat() for one in rows if one.what.startswith("The formal request is to be received")]


def test_from_the_arrest_to_the_surrender_on_consent(peers: Pair) -> None:
    si, be = peers
    number = arrested(si, be)
    with pytest.raises(StepNotOpen):  # nobody is surrendered on an arrest without the consent
        be.take(number, "grant", **GRANTED)
    be.take(number, "record_consent", **CONSENT)
    be.post_to(si)
    assert (si.stage(number), be.stage(number)) == ("consented", "consented")
    assert last_days(be, number) == [in_days(40)], "until it is granted, the time for the formal request runs on"
    be.take(number, "grant", **GRANTED)
    be.post_to(si)
    assert last_days(si, number) == last_days(be, number) == []
    assert "No formal request for extradition is awaited" in " ".join(newest(si, "notice_of_grant").split())
    be.take(number, "agree_surrender", **AGREED)
    be.take(number, "surrender", Role.DECIDER, day=today(), place="Airport", to_whom="Escort", detained_days="6")
    be.post_to(si)
    assert (si.stage(number), be.stage(number)) == ("surrendered", "surrendered")
    si.take(number, "close")
    si.post_to(be)
    assert_both_agree(si, be, number)
    for ministry in peers:
        with ministry.session() as session:
            assert list(verify(session, ministry.installation)) == []


def test_a_consent_withdrawn_leaves_the_arrest_and_its_time(pair: Pair) -> None:
    si, be = pair
    number = arrested(si, be)
    be.take(number, "record_consent", **CONSENT)
    be.take(number, "record_consent_withdrawn", withdrawn_on=today(), effect="The formal request is awaited.")
    be.post_to(si)
    assert (si.stage(number), be.stage(number)) == ("arrested", "arrested")
    assert last_days(si, number) == [in_days(40)]
    be.take(number, "follow", Role.REGISTRAR, received_on=today(), reference="SI-EXT-1")
    be.post_to(si)
    assert_both_agree(si, be, number)


def test_no_surrender_on_consent_against_the_death_penalty_without_the_assurance(pair: Pair) -> None:
    si, be = pair
    number = draft(si, "BE", "provisional_arrest", state_offence={"death_penalty": True})
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "report_arrest", Role.DECIDER, **ARREST)
    be.take(number, "record_consent", **CONSENT)
    be.post_to(si)
    with pytest.raises(NotAllowed, match="carries the death penalty"):
        be.take(number, "grant", **GRANTED)
    si.take(number, "undertake", undertakings=[{"kind": "death_penalty", "words": "It is not imposed."}])
    si.post_to(be)
    be.take(number, "grant", **GRANTED)


def test_whoever_dies_in_custody_leaves_a_request_without_object(pair: Pair) -> None:
    si, be = pair
    number = arrested(si, be)
    be.take(number, "lapse", cause="died", told="Of an illness, in hospital.")
    be.post_to(si)
    assert (si.stage(number), be.stage(number)) == ("lapsed", "lapsed")
    assert_both_agree(si, be, number)
