"""A ministry's own paragraphs: offered beside their question, copied into the text, and changed there."""

from __future__ import annotations

import pytest

from mla.lifecycle.terms import Role
from tests.support.drive import Matter, Page, Visitor

COSTS = {
    "title": "Costs, usual",
    "place": "set_terms.costs",
    "language": "en",
    "text": "The costs in {state} are borne by {state}; those of {reference} in {our_state} by us.",
}


def write(visitor: Visitor, **other: str) -> Page:
    """Write a paragraph for the costs, or another."""
    return visitor.fill("/paragraphs/new", **{**COSTS, **other})


def offered(page: Page) -> list[str]:
    """The titles of the paragraphs that a page offers."""
    return page.all("//details[contains(@class,'mla-own-paragraphs')]//strong")


def test_a_paragraph_is_offered_beside_its_question_and_filled_in_from_the_request(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    assert write(drafter).location == "/paragraphs"
    page = drafter.get(draft.at("set_terms"))
    assert offered(page) == ["Costs, usual"]
    button = page.tree.xpath("//button[@name='insert']")[0].get("value")
    page = page.again(insert=button, costs="First of all.", contact_name="Typed just now")
    assert page.status == 200
    assert page.fields["costs"] == [
        "First of all.\n\nThe costs in Belgium are borne by Belgium; those of SI-MLA-2026-0001 in Slovenia by us."
    ]
    assert page.fields["contact_name"] == ["Typed just now"], "Nothing typed is lost."
    page.again()
    assert "borne by Belgium" in drafter.get(draft.at("check")).main


@pytest.mark.parametrize("other", [{"kind": "extradition"}, {"language": "fr"}, {"place": "set_terms.presence"}])
def test_it_is_offered_only_where_it_fits(draft: Matter, other: dict[str, str]) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    write(drafter, **other)
    page = drafter.get(draft.at("set_terms"))
    assert (offered(page) == []) == ("place" not in other)
    assert "borne by" not in page.fields["costs"]


def test_a_paragraph_for_one_kind_of_help_stands_with_that_kind_only(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    write(drafter, place="ask_measure.purpose", measure="records", text="To follow the money.")
    assert offered(drafter.get(draft.at("ask_measure") + "?kind=records")) == ["Costs, usual"]
    assert offered(drafter.get(draft.at("ask_measure") + "?kind=search")) == []


def test_the_requested_side_has_its_own(executing: Matter) -> None:
    examiner = executing.be.official(Role.EXAMINER)
    write(examiner, place="report_status.words", text="Your request {reference} is being executed.")
    page = examiner.get(executing.at("report_status"))
    button = page.tree.xpath("//button[@name='insert']")[0].get("value")
    assert "is being executed." in page.again(insert=button).fields["words"][0]
    assert offered(executing.si.official(Role.DRAFTER).get(executing.at())) == []


def test_what_cannot_be_filled_in_is_told(draft: Matter) -> None:
    page = write(draft.si.official(Role.DRAFTER), text="Dear {minister}")
    assert page.status == 400
    assert "Nothing is known to be filled in for {minister}" in page.mistakes[0]
    assert page.fields["text"] == ["Dear {minister}"]


def test_it_is_changed_and_removed_and_the_log_says_so(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    write(drafter)
    first, second = drafter.get("/paragraphs/1"), drafter.get("/paragraphs/1")
    assert first.again().location == "/paragraphs"
    late = second.again(title="Costs, mine")
    assert late.status == 409
    assert late.again().location == "/paragraphs", "Saved again, it takes the place of the other."
    assert "Costs, mine" in drafter.get("/paragraphs").main
    drafter.get("/paragraphs/1/remove").again()
    assert "No paragraphs yet" in drafter.get("/paragraphs").main
    assert "Costs, mine" in draft.si.official(Role.AUDITOR).get("/audit").main


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.REGISTRAR])
def test_nobody_else_reads_or_writes_them(draft: Matter, role: Role) -> None:
    for path in ("/paragraphs", "/paragraphs/new", "/paragraphs/1"):
        assert draft.si.official(role).get(path).status == 403


def test_they_never_cross_the_border(draft: Matter) -> None:
    write(draft.si.official(Role.DRAFTER))
    for trigger in ("submit", "sign", "transmit"):
        draft.si.ministry.take(draft.number, trigger, **({"read": True} if trigger == "sign" else {}))
    draft.si.ministry.post_to(draft.be.ministry)
    assert offered(draft.be.official(Role.DECIDER).get(draft.at())) == []
    assert "Costs, usual" not in draft.be.official(Role.DECIDER).get("/paragraphs").main
