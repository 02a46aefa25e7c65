"""What is found in a draft: its contents, its basis, the days of its acts, and what the other State's sheet objects to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from mla.contents_check import Finding
from mla.contents_check.findings import against, basis_chosen, findings
from mla.lifecycle.terms import Side
from mla.models import Dossier
from mla.participation.lists import shipped
from mla.participation.sheets import Entry
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, small

TODAY = date(2026, 11, 25)
BASIS = "choose_basis"


@pytest.fixture
def drafted(slovenia: Ministry) -> UUID:
    """A request to Belgium, drafted to the last page."""
    return small(slovenia, "BE", "Test request", "en", ENGLISH)


def found(ministry: Ministry, number: UUID, today: date = TODAY, **changed: Any) -> list[Finding]:
    """What is found in it, with other answers about its basis."""
    with ministry.session() as session:
        dossier = session.get_one(Dossier, number)
        dossier.contents = {**dossier.contents, BASIS: {**dossier.contents[BASIS], **changed}}
        with session.no_autoflush:
            told = findings(session, ministry.installation, dossier, today)
        session.rollback()
        return told


def learn(ministry: Ministry, topic: str, answer: str, checked_on: date = TODAY) -> None:
    """Enter an answer on Belgium's sheet."""
    ministry.learns([Entry("BE", topic, "", answer, "A letter", "C", checked_on, "Test")])


def test_a_language_that_is_not_accepted_is_named_with_those_that_are(slovenia: Ministry, drafted: UUID) -> None:
    learn(slovenia, "languages", "nl; de; xx")
    (one,) = (one for one in found(slovenia, drafted) if one.field == "language")
    assert one == Finding(
        "MLA-G-21", "The language is not one that Belgium accepts", one.article, "M", "C", BASIS, "language", True,
        why="Accepted: Dutch, German, xx (A letter).",
    )  # fmt: skip
    learn(slovenia, "languages", "nl; en")
    assert not [one for one in found(slovenia, drafted) if one.field == "language"]


def test_a_channel_that_is_not_accepted_is_named_as_people_say_it(slovenia: Ministry, drafted: UUID) -> None:
    learn(slovenia, "channels", "diplomatic")
    (one,) = (one for one in found(slovenia, drafted, channel="post") if one.field == "channel")
    assert (one.id, one.label) == ("MLA-G-02", "The channel is not one that Belgium accepts")
    assert one.required
    with slovenia.session() as session:
        law = slovenia.installation.law.about("assistance")
        dossier = session.get_one(Dossier, drafted)
        assert one.article == law.place(dossier.instrument, "MLA-G-02")
    assert one.why.startswith("Accepted: ")
    assert one.why.endswith(" (A letter).")
    assert "diplomatic" in one.why.lower()
    assert not [one for one in found(slovenia, drafted, channel="diplomatic") if one.field == "channel"]
    untold = [one.why for one in found(slovenia, drafted, channel="") if one.field == "channel"]
    assert untold == [""], "that none was chosen is said by the check of contents, and not of the sheet"


def test_old_answers_are_to_be_checked_again_and_bar_nothing(slovenia: Ministry, drafted: UUID) -> None:
    months = slovenia.config.sheet_months
    old = TODAY - timedelta(days=31 * months + 31)
    learn(slovenia, "costs", "None.", old)
    learn(slovenia, "urgent_contact", "A desk.", old)
    learn(slovenia, "electronic", "accepted")
    (one,) = (one for one in found(slovenia, drafted) if one.field == "addressee")
    assert one == Finding(
        "", "The sheet of Belgium is to be checked again", "", "R", "P", BASIS, "addressee", False,
        why=f"2 of its answers were last checked more than {months} months ago.",
    )  # fmt: skip


def test_a_basis_that_does_not_carry_the_request_is_chosen_knowingly(slovenia: Ministry, drafted: UUID) -> None:
    assert not [one for one in found(slovenia, drafted, aware=True) if one.field == "aware"]
    (one,) = (one for one in found(slovenia, drafted, aware=False) if one.field == "aware")
    with slovenia.session() as session:
        chosen = basis_chosen(session, slovenia.installation, session.get_one(Dossier, drafted), TODAY)
        other = basis_chosen(session, slovenia.installation, session.get_one(Dossier, drafted), TODAY, "reciprocity")
    assert chosen
    assert other
    assert (chosen.code, other.code) == ("lhc", "reciprocity")
    assert one == Finding(
        "", "The request cannot rest on this basis alone today", "", "M", "C", BASIS, "aware", True, why=" ".join(chosen.against)
    )  # fmt: skip
    assert against(other) == ""
    assert against(None) == "It covers none of the crimes of the request."


def test_before_a_basis_is_chosen_only_the_contents_are_looked_at(slovenia: Ministry, drafted: UUID) -> None:
    learn(slovenia, "languages", "nl")
    with slovenia.session() as session:
        dossier = session.get_one(Dossier, drafted)
        dossier.contents = {name: told for name, told in dossier.contents.items() if name != BASIS}
        with session.no_autoflush:
            told = findings(session, slovenia.installation, dossier, TODAY)
        session.rollback()
    assert not [one for one in told if one.why]


def test_nothing_is_found_in_the_text_of_another_state(slovenia: Ministry, drafted: UUID) -> None:
    learn(slovenia, "languages", "nl")
    with slovenia.session() as session:
        dossier = session.get_one(Dossier, drafted)
        dossier.side = Side.REQUESTED.value
        with session.no_autoflush:
            assert findings(session, slovenia.installation, dossier, TODAY) == []
        session.rollback()


def test_what_is_required_comes_first_and_what_only_a_person_can_judge_last(slovenia: Ministry, drafted: UUID) -> None:
    learn(slovenia, "languages", "nl")
    learn(slovenia, "costs", "None.", date(2020, 1, 1))
    told = [(not one.required, one.judged) for one in found(slovenia, drafted, aware=False)]
    assert told == sorted(told)
    assert {required for required, _ in told} == {False, True}


def test_a_list_of_those_who_take_part_that_is_old_is_to_be_checked_again(slovenia: Ministry) -> None:
    number = slovenia.start(counterpart="TD", title="T", instrument="lhc", language="en")
    listed = shipped().lists["lhc"].day
    with slovenia.session() as session:
        dossier = session.get_one(Dossier, number)
        dossier.contents = {BASIS: {"language": "en"}}
        with session.no_autoflush:
            fresh, old = (
                [
                    one
                    for one in findings(session, slovenia.installation, dossier, day)
                    if one.field == "instrument" and one.why
                ]
                for day in (listed, TODAY)
            )
        session.rollback()
    assert fresh == []
    assert old == [
        Finding(
            "", "The list of the States that take part is to be checked again", "", "R", "P", BASIS, "instrument", False,
            why=f"The list is of {listed} and may have changed since: verify it with the depositary.",
        )
    ]  # fmt: skip


def test_that_a_basis_is_only_believed_to_bind_both_states_is_to_be_verified(slovenia: Ministry) -> None:
    number = slovenia.start(counterpart="FR", title="T", instrument="eio", language="en")
    with slovenia.session() as session:
        dossier = session.get_one(Dossier, number)
        dossier.contents = {BASIS: {"language": "en"}}
        with session.no_autoflush:
            told = findings(session, slovenia.installation, dossier, TODAY)
        session.rollback()
    (one,) = [one for one in told if "only believed" in one.label]
    assert not one.required
    assert one.why.startswith("Slovenia is believed to be a party (recalled)")
