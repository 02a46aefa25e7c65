"""A letter that was recorded twice, or in the wrong file: asked about when it is recorded, and struck out afterwards."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from mla.deadlines.due import due
from mla.dossier.history import timeline
from mla.lifecycle.striking import alike, strikable
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample.ministry import Ministry, Misfilled
from tests.support.drive import acknowledgement, letter, results, today
from tests.walks.extraditions import NOBODY_ASKED
from tests.walks.test_letters_that_imply import posted, scan, story

Small = Callable[[Ministry, str], UUID]


def sound(si: Ministry) -> bool:
    with si.session() as session:
        return list(verify(session, si.installation)) == []


def strike(si: Ministry, number: UUID, trigger: str) -> None:
    with si.session() as session:
        entry = [one.number for one in session.get_one(Dossier, number).events if one.trigger == trigger][-1]
    si.take(number, "strike_out", entry=str(entry), reason="The same letter was recorded twice.")


def test_a_report_that_was_recorded_twice_is_struck_out_once_and_the_record_holds(si: Ministry, small: Small) -> None:
    number = posted(si, small(si, "CR"))
    si.record(number, "acknowledge", letter(), scan(), **acknowledgement())
    si.take(number, "enquire", words="How does it stand?")
    for _time in range(2):
        si.record(number, "report_status", letter(), scan(), words="Before the court.")
    strike(si, number, "report_status")
    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        assert [e.trigger for e in dossier.events].count("report_status") == 1
        assert [e.trigger for e in dossier.record].count("report_status") == 2
        assert len([one for one in timeline(session, dossier) if one.event and one.event.struck_by]) == 1
    assert sound(si)


def test_the_only_answer_struck_out_leaves_the_enquiry_without_one_again(si: Ministry, small: Small) -> None:
    number = posted(si, small(si, "CR"))
    si.record(number, "acknowledge", letter(), scan(), **acknowledgement())
    si.take(number, "enquire", words="How does it stand?")

    def waits() -> bool:
        with si.session() as session:
            found = due(session.get_one(Dossier, number), si.installation)
            return any(one.name.startswith("enquire") for one in found)

    si.record(number, "report_status", letter(), scan(), words="Before the court.")
    assert not waits()
    strike(si, number, "report_status")
    assert waits()


def test_a_refusal_of_another_request_is_struck_out_with_the_receipt_that_it_implied(
    si: Ministry, small: Small
) -> None:
    number = posted(si, small(si, "CR"))
    si.record(number, "refuse", letter(), scan(), ground="M-f", reasons="None.", **NOBODY_ASKED)
    assert si.stage(number) == "refused"
    strike(si, number, "refuse")
    assert si.stage(number) == "transmitted"
    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        assert dossier.received_on is None
        assert dossier.refusal_ground is None
        assert dossier.their_reference is None
        assert all(measure.open for measure in dossier.measures)
    assert sound(si)
    si.record(number, "answer", letter(), scan(), results=results(si, number))
    assert si.stage(number) == "answered"
    assert story(si, number)[-1] == "Results sent"
    assert sound(si)


def test_what_the_request_has_moved_on_from_cannot_be_struck_out(si: Ministry, small: Small) -> None:
    number = posted(si, small(si, "CR"))
    si.record(number, "acknowledge", letter(), scan(), **acknowledgement())
    si.record(number, "accept", letter(), scan())
    with si.session() as session:
        assert [one.trigger for one in strikable(session.get_one(Dossier, number))] == ["accept"]
    with pytest.raises(Misfilled):
        strike(si, number, "acknowledge")


def test_what_handed_something_over_is_corrected_and_not_struck_out(si: Ministry, small: Small) -> None:
    number = posted(si, small(si, "CR"))
    si.record(number, "answer", letter(), scan(), results=results(si, number))
    with si.session() as session:
        assert strikable(session.get_one(Dossier, number)) == []


def test_a_struck_entry_that_somebody_revives_by_hand_is_found(si: Ministry, small: Small) -> None:
    number = posted(si, small(si, "CR"))
    si.record(number, "acknowledge", letter(), scan(), **acknowledgement())
    si.record(number, "report_status", letter(), scan(), words="Before the court.")
    strike(si, number, "report_status")
    with si.session() as session:
        for event in session.get_one(Dossier, number).record:
            event.struck_by = None
        session.commit()
        assert any("struck out" in fault for fault in verify(session, si.installation))


def test_a_letter_of_the_same_day_and_reference_is_noticed(si: Ministry, small: Small) -> None:
    number = posted(si, small(si, "CR"))
    si.record(number, "acknowledge", letter("NL/77"), scan(), **acknowledgement())
    si.record(number, "report_status", letter("NL/77"), scan(), words="Before the court.")
    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        assert len(alike(dossier, "report_status", today(), "NL/77")) == 1
        assert len(alike(dossier, "report_status", today(), "")) == 1
        assert alike(dossier, "report_status", today(), "NL/78") == []
        assert alike(dossier, "report_status", "2026-01-02", "NL/77") == []
        assert alike(dossier, "supplement", today(), "NL/77") == []
