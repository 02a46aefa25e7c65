"""A person sought: arrest before the request, the days that run, assurances, surrender, and what remains after it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from mla.deadlines.due import due
from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.terms import Role, Side
from mla.models import Dossier, Event
from mla.records.verify import verify
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, assign
from tests.walks.extraditions import draft, refuse, request, today_of

ARRESTED = date(2028, 2, 15)  # a leap year; the sixty days also pass a change of summer time
SURRENDER = {"place": "Airport of Example", "agreed_with": "Duty prosecutor, by secure e-mail"}
DEATH = {"state_offence": {"death_penalty": True}, "give_assurances": {"death": "open"}}


def at(ministries: tuple[Ministry, ...], day: date) -> None:
    """The calendar on every wall says this day."""
    moment = datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)
    for ministry in ministries:
        ministry.clock = lambda: moment


def last_days(ministry: Ministry, dossier_id: UUID, article: str) -> list[date]:
    """The last days that run under an article."""
    with ministry.session() as session:
        return [
            one.on for one in due(session.get_one(Dossier, dossier_id), ministry.installation) if one.article == article
        ]


def test_arrest_sixty_days_release_and_a_request_that_comes_later(peers: tuple[Ministry, Ministry]) -> None:
    si, be = peers
    at(peers, ARRESTED - timedelta(days=1))
    arrest = draft(si, "BE", "provisional_arrest", "lhc", choose_basis=KNOWINGLY)
    request(si, be, arrest)
    at(peers, ARRESTED)
    be.take(
        arrest, "report_arrest", place="Bruges", arrested_on=ARRESTED.isoformat(), identity="Passport", consent="no"
    )
    be.post_to(si)

    sixtieth = ARRESTED + timedelta(days=60)
    assert sixtieth == date(2028, 4, 15)
    assert last_days(si, arrest, "59(4)") == last_days(be, arrest, "59(4)") == [sixtieth]

    at(peers, sixtieth + timedelta(days=1))
    be.take(arrest, "end_arrest", Role.DECIDER, released_on="2028-04-16", cause="time")
    be.post_to(si)
    assert last_days(si, arrest, "59(4)") == []
    assert_both_agree(si, be, arrest)

    # Neither a new arrest nor a later request is barred.
    at(peers, date(2028, 5, 20))
    be.take(arrest, "report_arrest", place="Ostend", arrested_on="2028-05-02", identity="Passport", consent="no")
    be.post_to(si)
    assert last_days(si, arrest, "59(4)") == [date(2028, 7, 1)]
    formal = draft(si, "BE", "extradition", "lhc", arrest, choose_basis=KNOWINGLY)
    request(si, be, formal)
    be.take(arrest, "follow", Role.REGISTRAR, received_on="2028-05-20", reference="SI-EXT-2028-0001")
    be.post_to(si)
    assert last_days(be, arrest, "59(4)") == []
    with be.session() as session:
        assert session.get_one(Dossier, formal).arises_from == arrest


KNOWINGLY = {
    "aware": True,
    "although": "The treaty is not known to be in force between the two States; its rules are offered as a common ground.",
}


def test_no_grant_without_the_assurance_and_no_surrender_without_the_grant(pair: tuple[Ministry, Ministry]) -> None:
    si, be = pair
    number = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY, **DEATH)
    si.take(number, "submit")
    with pytest.raises(NotAllowed, match="Death-penalty assurance"):
        si.take(number, "sign", read=True)
    si.take(number, "sign", read=True, although="The assurance is being asked of the Ministry; it will follow.")
    si.take(number, "transmit")
    si.post_to(be)
    be.take(number, "acknowledge", received_on=today_of(be), responsible="Desk", confidentiality="kept")
    assign(be, number)
    with pytest.raises(NotAllowed, match=r"death penalty.*\(art\. 51\(1\)\(b\)\)"):
        be.take(number, "grant", decided_by="Minister", decided_on=today_of(be))
    with pytest.raises(StepNotOpen):
        be.take(number, "surrender", Role.DECIDER, day=today_of(be), place="Airport", to_whom="Escort")
    be.take(
        number,
        "offer_conditions",
        conditions=[{"kind": "death_penalty", "words": "It is not carried out.", "owner": "requesting"}],
    )
    be.post_to(si)
    si.take(number, "answer_conditions", conditions=[{"number": "1", "answer": "accepted"}])
    si.post_to(be)
    be.take(number, "grant", decided_by="Minister", decided_on=today_of(be), detained_days="0")
    be.post_to(si)
    assert_both_agree(si, be, number)


def test_no_consent_to_another_offence_that_carries_death_without_the_assurance(
    pair: tuple[Ministry, Ministry],
) -> None:
    si, be = pair
    surrender = {"consent_to": "offence", "surrendered_on": "2026-05-20", "reference": "BE-1"}
    number = draft(si, "BE", "consent", "lhc", choose_basis=KNOWINGLY, state_surrender=surrender,
                   state_offence={"death_penalty": True})  # fmt: skip
    request(si, be, number)
    given = {"decided_by": "Court of Bruges", "decided_on": today_of(be)}
    with pytest.raises(NotAllowed, match=r"death penalty.*\(art\. 51\(1\)\(b\)\)"):
        be.take(number, "give_consent", **given)
    si.take(number, "undertake", undertakings=[{"kind": "death_penalty", "words": "It is not imposed."}])
    si.post_to(be)
    be.take(number, "give_consent", **given)
    be.post_to(si)
    assert_both_agree(si, be, number)


def test_court_consent_taken_back_surrender_missed_and_done_and_speciality(pair: tuple[Ministry, Ministry]) -> None:
    si, be = pair
    number = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY)
    request(si, be, number)
    be.take(number, "open_court", court="Court of Bruges", detained="detained")
    be.take(
        number,
        "record_consent",
        given_on="2027-03-02",
        before="Court of Bruges, with counsel",
        scope="surrender",
        informed=True,
    )
    be.take(number, "record_consent_withdrawn", withdrawn_on="2027-03-03", effect="The ordinary proceedings go on.")
    be.take(
        number,
        "record_ruling",
        court="Court of Bruges",
        ruled_on="2027-03-20",
        ruling="inadmissible",
        reasons="Doubts on identity.",
    )
    be.take(number, "record_appeal", by="prosecutor", court="Court of Appeal", lodged_on="2027-03-21")
    be.take(
        number,
        "record_ruling",
        court="Court of Appeal",
        ruled_on="2027-04-20",
        ruling="admissible",
        reasons="Identity is proved.",
    )
    be.take(number, "grant", decided_by="Minister", decided_on="2027-04-25", detained_days="50")
    be.take(number, "agree_surrender", day="2027-05-04", **SURRENDER)
    be.post_to(si)
    assert last_days(si, number, "61(2)") == [date(2027, 6, 3), date(2027, 6, 18)]
    at(pair, date(2027, 5, 5))
    be.take(number, "report_failed_surrender", cause="not_taken", told="Nobody came.")
    be.take(number, "agree_surrender", day="2027-05-20", **SURRENDER)
    at(pair, date(2027, 5, 20))
    be.take(
        number,
        "surrender",
        day="2027-05-20",
        place="Airport",
        to_whom="Escort",
        detained_days="76",
        property_given="A laptop.",
    )
    be.post_to(si)

    # After the surrender another offence comes to light: consent is asked.
    at(pair, date(2028, 1, 10))
    consent = draft(si, "BE", "consent", "lhc", number, choose_basis=KNOWINGLY,
                    state_surrender={"consent_to": "offence", "surrendered_on": "2027-05-20", "reference": "BE-1"})  # fmt: skip
    request(si, be, consent)
    at(pair, date(2028, 2, 1))
    be.take(consent, "give_consent", decided_by="Court of Bruges", decided_on="2028-02-01")
    be.post_to(si)
    si.take(consent, "close")
    si.post_to(be)
    assert_both_agree(si, be, consent)

    at(pair, date(2040, 1, 10))
    si.take(number, "report_final_release", released_on="2040-01-10")
    si.post_to(be)
    assert last_days(be, number, "52(1)(b)") == [date(2040, 2, 24)]


def test_five_months_are_too_few_and_a_person_who_dies_leaves_nothing_to_decide(
    pair: tuple[Ministry, Ministry],
) -> None:
    si, be = pair
    convicted = {"status": "convicted", "sentence": "Three years", "enforceable": "Final since May."}
    with pytest.raises(Misfilled, match=r"At least 6 must remain for extradition \(art\. 49\(2\)\)"):
        draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY, state_title={**convicted, "remaining": "5"})
    number = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY, state_title={**convicted, "remaining": "6"})
    request(si, be, number)
    be.take(number, "lapse", cause="died", told="Death certificate of the hospital.")
    be.post_to(si)
    si.take(number, "close")
    si.post_to(be)
    assert_both_agree(si, be, number)


def test_a_national_is_refused_and_the_file_is_opened(pair: tuple[Ministry, Ministry]) -> None:
    si, be = pair
    number = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY)
    request(si, be, number)
    with pytest.raises(Misfilled, match="say what is done instead"):
        refuse(be, number, "A national is not extradited.", ground="E-nat", instead="")
    refuse(be, number, "A national is not extradited.", ground="E-nat", instead="prosecution")
    be.post_to(si)
    with si.session() as session:
        papers = [paper.name for paper in session.get_one(Dossier, number).papers]
        triggers = {e.trigger for e in session.query(Event).filter_by(dossier_id=number, side="requested")}
        assert papers[-1] == "refusal_of_extradition"
        assert "assign" not in triggers
        assert session.query(Dossier).filter_by(kind="prosecution").count() == 0, "the other State's file is not ours"
    with be.session() as session:
        file = session.query(Dossier).filter_by(kind="prosecution").one()
        assert (file.counterpart, file.arises_from, file.stage, file.our_side) == (
            "SI",
            number,
            "drafting",
            Side.REQUESTING,
        )
        assert [one.answers["family_name"] for one in file.persons]
        assert file.contents["tell_custody"]["occasion"] == "refusal"
        assert file.contents["tell_custody"]["unfinished"], "who is held, and what was found, only an official knows"
        assert any(one.has(Role.DRAFTER) for one in file.team), "it has an owner"
        assert [one.name for one in due(file, be.installation)] == ["open-10"], "and a clock"
        assert list(verify(session, be.installation)) == []
    with si.session() as session:
        assert list(verify(session, si.installation)) == []
