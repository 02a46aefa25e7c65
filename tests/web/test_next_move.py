"""The page of a request says what usually comes next and whose it is; what usually comes next is the one green button."""

from __future__ import annotations

import pytest

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Role, StageKind
from tests.support.drive import Matter, Page, Visitor


def notice(page: Page) -> str:
    return next((text for text in page.all("//div[@class='mla-notice']") if text.startswith("Next:")), "")


def green(page: Page) -> list[str]:
    """The steps that move the request and are neither warned of nor a second choice."""
    return [
        " ".join(link.text_content().split())
        for link in page.tree.xpath("//li[@class='mla-step']/a")
        if "secondary" not in link.get("class") and "warning" not in link.get("class")
    ]


def seen(visitor: Visitor, matter: Matter) -> tuple[str, list[str]]:
    page = visitor.get(matter.at())
    return notice(page), green(page)


def test_both_sides_are_told_whose_move_it_is_when_a_request_has_arrived(sent: Matter) -> None:
    told, buttons = seen(sent.be.official(Role.REGISTRAR), sent)
    assert told == "Next: Acknowledge receipt. It is yours to do."
    assert buttons == ["Acknowledge receipt"]
    told, buttons = seen(sent.si.official(Role.SIGNATORY), sent)
    assert told == "Next: Belgium: “Acknowledge receipt”."
    told, _ = seen(sent.be.official(Role.DECIDER), sent)
    assert told.startswith("Next: Acknowledge receipt (")


def test_postponing_is_never_the_green_button(executing: Matter) -> None:
    executing.be.put(executing.number, "examining")
    told, buttons = seen(executing.be.official(Role.DECIDER), executing)
    assert told == "Next: Accept the request. It is yours to do."
    assert buttons == ["Accept the request"]


def test_what_came_back_goes_on_without_being_assigned_again(executing: Matter) -> None:
    executing.be.put(executing.number, "received")
    examiner = executing.be.official(Role.EXAMINER)
    told, buttons = seen(examiner, executing)
    assert told == "Next: Go on examining. It is yours to do."
    assert buttons == ["Go on examining"]
    assert examiner.fill(executing.at("take_up")).status == 302
    assert executing.be.ministry.stage(executing.number) == "examining"


def test_the_first_time_a_registrar_assigns(sent: Matter) -> None:
    sent.be.put(sent.number, "received")
    told, buttons = seen(sent.be.official(Role.REGISTRAR), sent)
    assert told == "Next: Assign to an examiner. It is yours to do."
    assert buttons == ["Assign to an examiner"]


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_every_stage_in_which_a_state_is_waited_for_knows_what_usually_comes_next(kind: str) -> None:
    table = LIFECYCLES[kind]
    silent = [
        stage.name
        for stage in table.stages
        if stage.waits_for
        and not stage.ends
        and not stage.followed_by
        and not any(s.leads and stage.name in s.sources and s.side in (None, stage.waits_for) for s in table.steps)
    ]
    assert silent == KNOWN_TO_BE_OPEN.get(kind, [])


KNOWN_TO_BE_OPEN = {
    "transit": [
        "authorised"
    ],  # the transit itself comes next; it is told when the aircraft lands or the person has left
    "team": ["at_work"],  # the team works until its day
    "information": ["usable"],  # it is used; nothing need be said
    "transit_of_sentenced": ["authorised"],
    "transfer": ["transferred", "being_enforced"],
}
"""Stages at which nothing is usual: life goes on, and what happens is told."""


def test_after_an_arrest_the_formal_request_is_the_next_thing() -> None:
    arrested = [s for s in LIFECYCLES["provisional_arrest"].stages if s.followed_by]
    assert {s.followed_by for s in arrested} == {("extradition", "surrender")}
    assert all(s.kind is StageKind.PENDING for s in arrested)
