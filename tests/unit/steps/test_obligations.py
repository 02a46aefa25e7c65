"""The ledger of conditions and undertakings: what is offered binds nobody, what is accepted binds until it is kept."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from mla.lifecycle.terms import Given, Sets, Side
from mla.models import Obligation, Person
from mla.steps import obligations as ledger
from tests.support.case_files import case_file

ASKED, ASKING = Side.REQUESTED, Side.REQUESTING


def line(number: int, standing: str = "offered", side: Side = ASKED, **more: Any) -> Obligation:
    """A line of the ledger: a condition of the requested State unless told otherwise."""
    told = {"owner": "requesting", "kind": "use_limitation", "words": f"Condition {number}.", "reason": "", "proof": ""}
    return Obligation(side=side.value, number=number, status=standing, **{**told, **more})


def taken(side: Side, *lines: Obligation, sets: tuple[Sets, ...] = (), **answers: Any) -> Any:
    """A step that this side takes on a request with these lines."""
    dossier = SimpleNamespace(obligations=list(lines))
    return SimpleNamespace(side=side, dossier=dossier, answers=answers, step=SimpleNamespace(sets=sets))


def standings(step: Any) -> list[str]:
    """How the lines stand after it."""
    return [one.status for one in step.dossier.obligations]


def row(words: str, **more: Any) -> dict[str, Any]:
    """A condition as it is offered."""
    return {"kind": "use_limitation", "words": words, "owner": "requesting", **more}


# Offers and answers
def test_a_condition_is_entered_as_it_was_offered_with_the_next_number_of_its_side() -> None:
    step = taken(ASKED, line(1, side=ASKING), line(4), conditions=[
        row("This case only."), row("Returned.", owner="requested", kind="other", due_on="2027-01-31", period="a month"),
    ])  # fmt: skip
    ledger.offer(step)
    first, second = step.dossier.obligations[2:]
    assert (first.side, first.number, first.owner, first.kind, first.words) == (
        "requested", 5, "requesting", "use_limitation", "This case only.",
    )  # fmt: skip
    assert (first.status, first.due_on, first.period, first.reason, first.proof) == ("offered", None, "", "", "")
    assert (second.number, second.owner, second.due_on, second.period) == (6, "requested", date(2027, 1, 31), "a month")


def test_a_number_that_was_named_is_kept_unless_it_is_taken() -> None:
    step = taken(ASKED, line(3), conditions=[row("A.", number="7"), row("B.", number="3"), row("C.", number="1")])
    ledger.offer(step)
    assert [one.number for one in step.dossier.obligations] == [3, 7, 8, 1]
    empty = taken(ASKED, conditions=[row("A.")])
    ledger.offer(empty)
    assert empty.dossier.obligations[0].number == 1


def test_only_own_conditions_that_wait_or_were_declined_fall_away() -> None:
    lines = [line(1), line(2, "declined"), line(3, "accepted"), line(4, "discharged"), line(5), line(1, side=ASKING)]
    step = taken(ASKED, *lines, falls=["1", "2", "3", "4"], conditions=[])
    ledger.offer(step)
    assert standings(step) == ["dropped", "dropped", "accepted", "discharged", "offered", "offered"]
    nothing = taken(ASKED, line(1), conditions=[])
    ledger.offer(nothing)
    assert standings(nothing) == ["offered"]


def test_each_condition_of_the_other_state_is_accepted_or_declined_once_it_waits() -> None:
    lines = [line(1), line(2), line(3, "dropped"), line(4), line(1, side=ASKING)]
    answers = [
        {"number": "1", "answer": "accepted", "reason": ""},
        {"number": 2, "answer": "declined", "reason": "They are exhibits."},
        {"number": "3", "answer": "accepted", "reason": ""},
    ]
    step = taken(ASKING, *lines, conditions=answers)
    ledger.answer(step)
    assert standings(step) == ["accepted", "declined", "dropped", "offered", "offered"]
    assert [one.reason for one in step.dossier.obligations] == ["", "They are exhibits.", "", "", ""]


@pytest.mark.parametrize(
    ("answer", "after", "reason"),
    [("accepted", "accepted", ""), ("declined", "declined", "Not possible."), ("none", "offered", "")],
)
def test_a_reply_to_a_consultation_meets_the_conditions_that_wait(answer: str, after: str, reason: str) -> None:
    step = taken(
        ASKING, line(1), line(2, "accepted"), line(1, side=ASKING), conditions=answer, position="Not possible."
    )
    ledger.reply(step)
    assert standings(step) == [after, "accepted", "offered"]
    assert [one.reason for one in step.dossier.obligations] == [reason, "", ""]


# Conditions that come with other steps
def test_each_paragraph_of_what_a_step_sets_is_a_condition_of_the_other_state() -> None:
    step = taken(ASKED, sets=(Sets("conditions", "offered", "use_limitation"),), first="3",
                 conditions="  One.\n\n \n Two,\nstill two. \n\n")  # fmt: skip
    ledger.set_with_a_step(step)
    told = [(one.number, one.words, one.owner, one.side, one.status, one.kind) for one in step.dossier.obligations]
    assert told == [
        (3, "One.", "requesting", "requested", "offered", "use_limitation"),
        (4, "Two,\nstill two.", "requesting", "requested", "offered", "use_limitation"),
    ]


def test_words_that_stand_already_are_not_entered_twice_and_words_that_fell_away_may_come_again() -> None:
    lines = [line(1, words="One."), line(2, "accepted", words="Two."), line(3, "dropped", words="Three."),
             line(1, side=ASKING, words="Four.")]  # fmt: skip
    step = taken(ASKED, *lines, sets=(Sets("conditions", "accepted"),), conditions="One.\n\nTwo.\n\nThree.\n\nFour.")
    ledger.set_with_a_step(step)
    assert [(one.number, one.words) for one in step.dossier.obligations[4:]] == [(4, "Three."), (5, "Four.")]


def test_a_step_sets_its_conditions_only_with_the_answer_that_the_table_names() -> None:
    sets = (Sets("conditions", "accepted", only=("decision", "granted")), Sets("more", "offered"))
    refused = taken(ASKED, sets=sets, conditions="One.", decision="refused", more="Two.")
    ledger.set_with_a_step(refused)
    assert [one.words for one in refused.dossier.obligations] == ["Two."]
    granted = taken(ASKED, sets=sets, conditions="One.", decision="granted", more=None)
    ledger.set_with_a_step(granted)
    assert [one.words for one in granted.dossier.obligations] == ["One."]


# Undertakings
def test_what_the_requesting_state_promises_binds_it_at_once() -> None:
    step = taken(ASKING, undertakings=[{"kind": "erasure", "words": "Erased.", "due_on": "2027-06-01"}])
    ledger.undertake(step)
    (one,) = step.dossier.obligations
    assert (one.side, one.owner, one.kind, one.status, one.due_on) == (
        "requesting", "requesting", "erasure", "accepted", date(2027, 6, 1),
    )  # fmt: skip


def test_a_report_is_kept_and_only_a_final_one_discharges() -> None:
    step = taken(
        ASKING, line(1, "accepted"), line(2, "accepted"), obligation="requested-2", words="Half.", outcome="kept"
    )
    ledger.report(step)
    first, second = step.dossier.obligations
    assert (first.proof, second.proof, second.status, second.discharged_on) == ("", "Half.", "accepted", None)
    step.answers |= {"words": "All.", "outcome": "discharged", "discharged_on": "2026-12-01"}
    ledger.report(step)
    assert (second.proof, second.status, second.discharged_on) == ("All.", "discharged", date(2026, 12, 1))
    assert first.status == "accepted"


def test_results_may_come_with_a_limit_of_use_and_with_originals_to_be_returned() -> None:
    step = taken(ASKED, use="This trial only.", return_by="2027-01-31")
    ledger.given_with_results(step)
    told = [(one.number, one.side, one.owner, one.kind, one.words, one.due_on, one.status) for one in step.dossier.obligations]  # fmt: skip
    assert told == [
        (1, "requested", "requesting", "use_limitation", "This trial only.", None, "accepted"),
        (2, "requested", "requesting", "return_originals", "", date(2027, 1, 31), "accepted"),
    ]
    bare = taken(ASKED, use="", return_by="")
    ledger.given_with_results(bare)
    assert bare.dossier.obligations == []


# What the text of the request gives
def promising(*given: Given, **known: Any) -> Any:
    """A request whose table knows these undertakings of the text."""
    one = case_file(**known)
    names = ("contents", "persons", "offences", "measures", "attachments", "title", "instrument", "language", "arises_from_abroad")  # fmt: skip
    table = SimpleNamespace(tasks=one.table.tasks, given=given)
    return SimpleNamespace(table=table, obligations=[], **{name: getattr(one, name) for name in names})


def test_words_of_the_request_bind_as_they_stand_and_are_entered_once() -> None:
    given = Given("set_terms", "costs", "other")
    dossier = promising(given, contents={"set_terms": {"costs": "Borne by us."}})
    ledger.given_in_the_request(dossier)
    ledger.given_in_the_request(dossier)
    (one,) = dossier.obligations
    assert (one.side, one.owner, one.kind, one.words, one.status) == (
        "requesting", "requesting", "other", "Borne by us.", "accepted",
    )  # fmt: skip


def test_a_box_that_is_ticked_gives_without_words_and_one_that_is_not_gives_nothing() -> None:
    given = Given("set_terms", "urgent", "other", owner=ASKED, status="offered")
    ticked = promising(given, contents={"set_terms": {"urgent": True}})
    ledger.given_in_the_request(ticked)
    assert [(one.words, one.owner, one.status) for one in ticked.obligations] == [("", "requested", "offered")]
    for contents in ({"set_terms": {"urgent": False}}, {}):
        empty = promising(given, contents=contents)
        ledger.given_in_the_request(empty)
        assert empty.obligations == []


def test_an_answer_gives_only_where_it_is_the_one_that_the_table_names() -> None:
    given = Given("set_terms", "confidentiality", "other", value="stop")
    for said, lines in (("stop", 1), ("proceed", 0)):
        dossier = promising(given, contents={"set_terms": {"confidentiality": said}})
        ledger.given_in_the_request(dossier)
        assert len(dossier.obligations) == lines


def test_each_item_of_a_list_gives_its_own() -> None:
    persons = [
        Person(number=1, answers={"nature": "natural", "family_name": "Kest", "protected": False, "return": "yes"}),
        Person(number=2, answers={"nature": "natural", "family_name": "Lanner", "return": "no"}),
    ]
    dossier = promising(Given("name_person", "return", "presence", value="yes"), persons=persons)
    ledger.given_in_the_request(dossier)
    assert [(one.kind, one.words.startswith("1. "), "Kest" in one.words) for one in dossier.obligations] == [
        ("presence", True, True)
    ]
