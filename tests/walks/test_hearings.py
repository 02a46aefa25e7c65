"""Date and place of execution are told, moved, adjourned; officials attend; records are signed; witnesses come, are released, and leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from mla.deadlines.due import due
from mla.lifecycle import facts
from mla.lifecycle.terms import Role
from mla.lifecycle.text import RequestText
from mla.models import Dossier
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry, Misfilled
from tests.support.drive import REFUSAL, Site, assert_both_agree, in_days, report_all, results, send, take_in, today

Small = Callable[[Ministry, str], UUID]
APPEARANCE = {
    "kind": "appearance", "heading_line": "Appearance of the witness", "description": "Before the court at Oster.",
    "importance": "The only witness.", "allowances": "Travel is paid.", "safe_conduct": "As the treaty has it.",
}  # fmt: skip


@pytest.fixture
def executing(pair: tuple[Ministry, Ministry], small: Small) -> tuple[Ministry, Ministry, UUID]:
    si, be = pair
    number = small(si, "BE")
    si.take(number, "ask_measure", **APPEARANCE, offences=["1"], persons=["1"], purpose="To prove the order.")
    si.take(number, "submit")
    si.take(number, "sign", read=True, although="The costs are not known yet.")
    si.take(number, "transmit")
    si.post_to(be)
    take_in(be, si, number)
    be.take(number, "accept")
    be.post_to(si)
    return si, be, number


def clocks(ministry: Ministry, number: UUID, words: str) -> list[date]:
    with ministry.session() as session:
        found = due(session.get_one(Dossier, number), ministry.installation)
    return [one.on for one in found if words in one.what]


def day(ahead: int) -> date:
    return date.fromisoformat(in_days(ahead))


HEARD = {
    "what": "fixed",
    "measures": ["1"],
    "place": "Court of Ghent",
    "hour": "10:00 CET",
    "authority": "Investigating judge",
}


def test_two_dates_run_side_by_side_and_each_is_moved_by_itself(executing: tuple[Ministry, Ministry, UUID]) -> None:
    si, be, number = executing
    be.take(
        number,
        "tell_date",
        **HEARD,
        day=in_days(20),
        test_on=in_days(15),
        presence="conditions",
        presence_words="No questions.",
    )
    be.take(number, "tell_date", **{**HEARD, "measures": ["2"]}, day=in_days(30))
    be.post_to(si)
    for one in (si, be):
        assert clocks(one, number, "on the day that was told") == [day(20), day(30)]
        assert clocks(one, number, "technical test") == [day(15)]
    si.take(number, "reply_on_date", question="requested-1", officials="A. Novak, prosecutor", test="works")
    si.post_to(be)
    with pytest.raises(Misfilled, match="Say which date is meant"):
        be.take(number, "tell_date", what="open", words="The judge is ill.")
    be.take(
        number,
        "tell_date",
        **{**HEARD, "what": "moved"},
        question="requested-1",
        day=in_days(40),
        words="The judge is ill.",
    )
    be.take(number, "tell_date", what="open", question="requested-2", words="No room.")
    be.post_to(si)
    for one in (si, be):
        assert clocks(one, number, "on the day that was told") == [day(40)]
        assert clocks(one, number, "technical test") == []
    be.take(number, "tell_date", what="held", question="requested-3", words="The witness was heard.")
    be.post_to(si)
    assert clocks(si, number, "on the day that was told") == []
    assert_both_agree(si, be, number)


def test_the_connection_is_tested_before_the_hearing(executing: tuple[Ministry, Ministry, UUID]) -> None:
    si, be, number = executing
    with pytest.raises(Misfilled, match="before the hearing"):
        be.take(number, "tell_date", **HEARD, day=in_days(10), test_on=in_days(11))
    page = Site(si).official(Role.SIGNATORY).get(f"/dossiers/{number}/reply_on_date")
    assert "No date has been told that is still to come." in page.text


def test_a_record_goes_to_be_signed_and_comes_back(executing: tuple[Ministry, Ministry, UUID]) -> None:
    si, be, number = executing
    record = [annex("order.pdf", "Record of the hearing")]
    si.take(
        number, "send_transcript", what="Record of 3 December", persons=["1"], answer_by=in_days(30), uploads=record
    )
    si.post_to(be)
    assert clocks(be, number, "record is to be signed") == [day(30)]
    with pytest.raises(Misfilled, match="Say which corrections"):
        be.take(number, "return_transcript", outcome="corrected")
    be.take(number, "return_transcript", outcome="corrected", words="Line 3.", uploads=record)
    be.post_to(si)
    assert clocks(si, number, "record is to be signed") == []
    assert_both_agree(si, be, number)


def test_two_witnesses_come_and_each_has_fifteen_days_after_the_notice(
    executing: tuple[Ministry, Ministry, UUID],
) -> None:
    si, be, number = executing
    be.take(number, "report_invitation", persons=["1"], answer="conditions", words="An advance on the journey.")
    be.post_to(si)
    si.take(number, "report_arrival", persons=["1"], arrived_on=today())
    si.take(number, "release_witness", persons=["1"], noticed_on=today(), by="Court at Oster")
    report_all(be, number)
    be.take(number, "answer", results=results(be, number), letter="Enclosed.")
    si.post_to(be)
    be.post_to(si)
    ends = date.fromisoformat(today()) + timedelta(days=15)
    for one in (si, be):
        assert clocks(one, number, "Safe conduct protects the person") == [ends], (
            "the end of the case ends no protection"
        )
    si.take(number, "release_witness", persons=["1"], noticed_on=today(), by="Prosecutor")
    si.take(number, "report_departure", question="requesting-1", persons=["1"], outcome="left", day=today())
    si.post_to(be)
    assert clocks(be, number, "Safe conduct") == [ends], "that of the other notice"
    assert_both_agree(si, be, number)


def test_where_nobody_is_asked_to_come_nobody_has_safe_conduct(pair: tuple[Ministry, Ministry], small: Small) -> None:
    si, be = pair
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "accept")
    be.post_to(si)
    page = Site(si).official(Role.SIGNATORY).get(f"/dossiers/{number}/report_arrival")
    assert "asks nobody to appear" in page.text


def test_all_of_it_is_recorded_from_paper(executing: tuple[Ministry, Ministry, UUID]) -> None:
    si, _be, number = executing
    letter = {"channel": "post", "sent_on": today(), "received_on": today(), "their_reference": "X"}
    si.record(number, "tell_date", letter, **HEARD, day=in_days(20))
    assert clocks(si, number, "on the day that was told") == [day(20)]
    si.record(number, "report_invitation", letter, persons=["1"], answer="declines")


WITNESS = {
    "kind": "hearing",
    "heading_line": "Hearing of a neighbour",
    "description": "What she saw in June.",
    "purpose": "To place the car.",
}
NEIGHBOUR = {"family_name": "Vecina", "given_names": "Ana", "capacity": "witness", "address": "Ghent"}


def test_a_witness_found_on_the_spot_needs_no_new_request(executing: tuple[Ministry, Ministry, UUID]) -> None:
    si, be, number = executing
    si.take(number, "add_measures", measures=[WITNESS], persons=[NEIGHBOUR], words="The first witness named her.")
    si.post_to(be)
    for one in (si, be):
        with one.session() as session:
            dossier = session.get_one(Dossier, number)
            new = dossier.measures[-1]
            assert (new.number, new.answers["kind"], new.answers["persons"]) == (
                3,
                "hearing",
                [str(dossier.persons[-1].number)],
            )
            assert dossier.persons[-1].answers["family_name"] == "Vecina"
            assert not facts.text_unsent(dossier)
    be.take(number, "tell_date", **{**HEARD, "measures": ["3"]}, day=in_days(20))
    report_all(be, number)
    be.take(number, "answer", results=results(be, number), letter="Enclosed.")
    be.post_to(si)
    assert si.stage(number) == "answered"
    assert_both_agree(si, be, number)


def test_an_answer_that_crosses_further_measures_is_taken_in_and_they_stay_open(
    executing: tuple[Ministry, Ministry, UUID],
) -> None:
    si, be, number = executing
    report_all(be, number)
    be.take(number, "answer", results=results(be, number), letter="Enclosed.")
    si.take(number, "add_measures", measures=[WITNESS], words="The first witness named her.")
    be.post_to(si)
    si.post_to(be)
    for one in (si, be):
        with one.session() as session:
            assert [m.outcome for m in session.get_one(Dossier, number).measures] == ["done", "done", None]
    assert_both_agree(si, be, number)


def test_a_refusal_that_crosses_further_measures_refuses_them_in_both_records(
    executing: tuple[Ministry, Ministry, UUID],
) -> None:
    si, be, number = executing
    be.take(number, "refuse", **REFUSAL)
    si.take(number, "add_measures", measures=[WITNESS], words="The first witness named her.")
    be.post_to(si)
    si.post_to(be)
    for one in (si, be):
        with one.session() as session:
            assert [m.outcome for m in session.get_one(Dossier, number).measures] == ["refused"] * 3
    assert_both_agree(si, be, number)


def test_of_a_protected_witness_nothing_but_the_pseudonym_is_told(executing: tuple[Ministry, Ministry, UUID]) -> None:
    si, _be, number = executing
    with pytest.raises(Misfilled, match="nothing but the pseudonym"):
        si.take(
            number,
            "add_measures",
            measures=[WITNESS],
            persons=[{**NEIGHBOUR, "protected": True, "pseudonym": "W"}],
            words="Found.",
        )
    si.take(number, "add_measures", measures=[WITNESS], persons=[{"capacity": "witness", "protected": True, "pseudonym": "Witness W"}], words="Found.")  # fmt: skip
    with si.session() as session:
        assert RequestText.of(session.get_one(Dossier, number)).persons[-1].name == "Witness W"


def test_further_measures_are_recorded_from_paper_too(executing: tuple[Ministry, Ministry, UUID]) -> None:
    _si, be, number = executing
    letter = {"channel": "post", "sent_on": today(), "received_on": today(), "their_reference": "X"}
    be.record(number, "add_measures", letter, measures=[WITNESS], words="Found.")
    with be.session() as session:
        assert len(session.get_one(Dossier, number).measures) == 3
