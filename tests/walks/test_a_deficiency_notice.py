"""The requested State names what is missing; exactly that opens again; what is supplied shows on both sides as a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.terms import Role
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Paper
from mla.request_text.apply import take_text
from mla.request_text.read_back import changes
from mla.request_text.versions import texts
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, assign, send, take_in
from tests.unit.documents.reader import text as words_of

Peers = tuple[Ministry, Ministry]
Small = Callable[[Ministry, str], UUID]
MISSING = [
    {"question": "On which day did it happen?", "item": "MLA-G-06", "section": "state_facts"},
    {"question": "Which register is meant?", "section": "ask_measure:1"},
    {"question": "May the order of the court be sent?", "section": "attach"},
]


@pytest.fixture
def asked(peers: Peers, small: Small) -> tuple[Ministry, Ministry, UUID]:
    """A request that was sent, examined and found deficient in three places."""
    si, be = peers
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "ask", questions=MISSING, answer_by="2027-05-01")
    be.post_to(si)
    return si, be, number


def told(ministry: Ministry, dossier_id: UUID) -> dict[str, list[tuple[str, str]]]:
    """What the page of the request tells as changed."""
    with ministry.session() as session:
        found = changes(ministry.installation, session.get_one(Dossier, dossier_id))
        return {change.title: [(line.how, line.text) for line in change.lines] for change in found}


def say_more(ministry: Ministry, dossier_id: UUID) -> None:
    """The drafter completes what was asked."""
    ministry.take(dossier_id, "state_facts", facts="On 3 May 2014 the office was searched.")
    with ministry.session() as session:
        held = dict(session.get_one(Dossier, dossier_id).measures[0].answers)
    ministry.take(
        dossier_id, "ask_measure", **held | {"number": "1", "description": "The register of companies in Namur."}
    )
    ministry.take(dossier_id, "attach", title="Order of the court", uploads=[annex("order.pdf", "Order of the court")])


def test_what_was_named_opens_again_and_nothing_else(asked: tuple[Ministry, Ministry, UUID]) -> None:
    si, _, number = asked
    say_more(si, number)
    with pytest.raises(NotAllowed, match="did not ask about this section"):
        si.take(number, "set_terms", confidentiality="stop", contact_name="A", contact_details="B")
    with si.session() as session:
        held = dict(session.get_one(Dossier, number).measures[0].answers)
    with pytest.raises(NotAllowed, match="did not ask about this item"):
        si.take(number, "ask_measure", **held | {"number": ""})
    with pytest.raises(StepNotOpen):
        si.take(number, "drop_measure", number="1")


def test_the_change_is_signed_by_a_colleague_and_only_then_supplied(asked: tuple[Ministry, Ministry, UUID]) -> None:
    si, be, number = asked
    with pytest.raises(NotAllowed, match="has not been changed"):
        si.take(number, "countersign", read=True)
    say_more(si, number)
    assert told(be, number) == {}, "Nothing crosses before it is supplied."
    with pytest.raises(NotAllowed, match="not signed yet"):
        si.take(number, "supply", information="See the request.")
    si.take(number, "countersign", read=True)
    si.take(number, "state_facts", facts="On 4 May 2014 the office was searched.")
    with pytest.raises(NotAllowed, match="not signed yet"):
        si.take(number, "supply", information="See the request.")
    si.take(number, "countersign", read=True)
    si.take(number, "supply", information="See the request.")
    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        assert dossier.signed_by_id == si.official(session, Role.SIGNATORY).id


def test_what_is_supplied_shows_on_both_sides_and_the_text_first_sent_stays(
    asked: tuple[Ministry, Ministry, UUID],
) -> None:
    si, be, number = asked
    first = facts(si, number)
    say_more(si, number)
    si.take(number, "countersign", read=True)
    si.take(number, "supply", information="The request was completed.")
    si.post_to(be)
    assert told(si, number) == told(be, number)
    assert list(told(be, number)) == [
        "Summary of the facts",
        "Measure 1: " + line_of(be, number),
        "Attachment 1: Order of the court",
    ]
    assert ("new", "Facts: On 3 May 2014 the office was searched.") in told(be, number)["Summary of the facts"]
    for ministry in (si, be):
        with ministry.session() as session:
            dossier = session.get_one(Dossier, number)
            sent = texts(ministry.installation, dossier)
            assert [event.trigger for event, _ in sent] == ["transmit", "supply"]
            assert sent[0][1].contents["state_facts"]["facts"] == first
            assert dossier.attachments[-1].sent_by
    assign(be, number)
    assert_both_agree(si, be, number)


def test_the_letter_lists_the_changed_parts_and_prints_them_as_they_now_read(
    asked: tuple[Ministry, Ministry, UUID],
) -> None:
    si, _, number = asked
    say_more(si, number)
    si.take(number, "countersign", read=True)
    si.take(number, "supply", information="The request was completed.")
    with si.session() as session:
        paper = session.query(Paper).filter_by(name="additional_information").one()
        words = words_of(si.installation.store.read(paper.sha256))
    for part in (
        "What has been changed in the request",
        "Summary of the facts",
        "On 3 May 2014 the office was searched.",
    ):
        assert part in words


def test_the_requested_state_keeps_what_became_of_a_measure_when_its_text_changes(
    asked: tuple[Ministry, Ministry, UUID],
) -> None:
    _, be, number = asked
    with be.session() as session:
        dossier = session.get_one(Dossier, number)
        dossier.measures[0].outcome = "done"
        text = RequestText.of(dossier)
        (measure,) = text.measures
        other = replace(measure, answers=measure.answers | {"description": "Another description."})
        take_text(dossier, replace(text, measures=(other,)))
        session.flush()
        assert (dossier.measures[0].outcome, dossier.measures[0].answers["description"]) == (
            "done",
            "Another description.",
        )


def test_information_may_be_sent_unasked_and_changes_nothing_of_the_text(peers: Peers, small: Small) -> None:
    si, be = peers
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    si.take(number, "supplement", information="The witness has moved.", uploads=[annex("order.pdf", "Her new address")])
    si.post_to(be)
    assert (be.stage(number), told(be, number)) == ("examining", {})
    with be.session() as session:
        assert session.get_one(Dossier, number).attachments[-1].title == "Her new address"
    assert_both_agree(si, be, number)


def facts(ministry: Ministry, dossier_id: UUID) -> str:
    with ministry.session() as session:
        return session.get_one(Dossier, dossier_id).contents["state_facts"]["facts"]


def line_of(ministry: Ministry, dossier_id: UUID) -> str:
    with ministry.session() as session:
        return session.get_one(Dossier, dossier_id).measures[0].answers["heading_line"]


PASSPORT = {"kind": "passport", "number": "XQ7400921", "issued_by": "Ravnia", "valid_until": "2031-05-03"}


def test_what_identifies_a_person_is_supplied_and_shown_line_by_line_as_a_change(peers: Peers, small: Small) -> None:
    si, be = peers
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    asked = [{"question": "Which passport, and is there a photograph?", "section": "name_person:1"},
             {"question": "A photograph?", "section": "attach"}]  # fmt: skip
    be.take(number, "ask", questions=asked, answer_by="2027-05-01")
    be.post_to(si)
    with si.session() as session:
        held = dict(session.get_one(Dossier, number).persons[0].answers)
    si.take(number, "name_person", **held | {"number": "1", "identity_documents": [PASSPORT]})
    photograph = [annex("order.pdf", "A photograph")]
    si.take(number, "attach", title="Photograph", shows="photographs", person="1", uploads=photograph)
    si.take(number, "countersign", read=True)
    si.take(number, "supply", information="Enclosed.")
    si.post_to(be)
    lines = "Kind of document: Passport; Number: XQ7400921; Issued by: Ravnia; Valid until: 3 May 2031"
    for ministry in (si, be):
        (change,) = (rows for title, rows in told(ministry, number).items() if title.startswith("Person 1"))
        assert ("new", f"Identity documents: {lines}") in change
    assert_both_agree(si, be, number)


def test_where_nothing_was_asked_about_a_person_a_photograph_is_attached_as_any_document(
    asked: tuple[Ministry, Ministry, UUID],
) -> None:
    si, be, number = asked
    say_more(si, number)
    photograph = [annex("order.pdf", "A photograph")]
    si.take(number, "attach", title="Photograph", shows="photographs", person="1", uploads=photograph)
    with si.session() as session:
        assert "photographs" not in session.get_one(Dossier, number).persons[0].answers
    si.take(number, "countersign", read=True)
    si.take(number, "supply", information="Enclosed.")
    si.post_to(be)
    assert_both_agree(si, be, number)
