"""What holds of a joint action between two States is the same in both, in every order in which their letters are written and arrive.

Two copies of the record and a bag of letters each way, walked breadth first as `tests/support/postbags.py` walks the stages. Each
State writes only what the rows of the table let it write; whenever both bags are empty, the same must hold in both States.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.joint_action import now
from mla.lifecycle.questions import next_number
from mla.models import Dossier, Event
from tests.support.case_files import case_file

Letter = tuple[str, str, tuple[tuple[str, str], ...]]
"""Who wrote it, by which step, and what it says."""


class World(NamedTuple):
    """What each State has on record, oldest first, and what is on its way to it."""

    requesting: tuple[Letter, ...] = ()
    requested: tuple[Letter, ...] = ()
    to_requested: tuple[Letter, ...] = ()
    to_requesting: tuple[Letter, ...] = ()


def record(side: str, letters: tuple[Letter, ...]) -> Dossier:
    events = [
        Event(number=place, trigger=trigger, side=writer, answers=dict(said), from_stage="examining", to_stage="examining")
        for place, (writer, trigger, said) in enumerate(letters, 1)
    ]  # fmt: skip
    return case_file(side=side, stage="examining" if side == "requested" else "received", events=events)


@cache
def may_write(side: str, letters: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """Every letter about the action that a State may write now."""
    dossier = record(side, letters)
    found = ((LIFECYCLES["assistance"].step[trigger], said) for trigger, said in _candidates(side, dossier))
    return tuple(
        (side, step.trigger, tuple(sorted(said.items())))
        for step, said in found
        if step.side in (None, side)
        and not any(guard(dossier, None, None) for guard in step.guards)
        and not any(check(dossier, dossier.our_side, said) for check in step.checks)
    )


@cache
def held(side: str, letters: tuple[Letter, ...]) -> dict[str, Any]:
    return now(record(side, letters))


def _candidates(side: str, dossier: Dossier) -> Iterator[tuple[str, dict[str, Any]]]:
    holds = now(dossier)
    number = str(next_number(dossier.events, "propose_joint_action"))
    yield "propose_joint_action", {"number": number, "what": "Searches.", "day": f"2027-01-{10 + int(number)}"}
    for answer in ("accepted", "declined"):
        yield "answer_joint_action", {"question": holds["proposal"], "answer": answer}
        for event in dossier.events:
            if event.trigger == "change_joint_action" and event.side != side:
                yield "answer_joint_change", {"question": f"{event.side}-{event.answers['number']}", "answer": answer}
    number = str(next_number(dossier.events, "change_joint_action"))
    day = f"2027-0{2 if side == 'requesting' else 3}-{10 + int(number)}"
    yield "change_joint_action", {"number": number, "proposal": holds["proposal"], "day": day}
    yield "end_joint_action", {"question": holds["proposal"], "reason": "left"}


def walked(letters: int, in_the_bag: int) -> Iterator[World]:
    """Every world that there can be with so many letters in all, and so many on their way to one State at a time."""
    start = World()
    seen, queue = {start}, deque([start])
    while queue:
        world = queue.popleft()
        yield world
        for after in _next(world, letters, in_the_bag):
            if after not in seen:
                seen.add(after)
                queue.append(after)


def _next(world: World, letters: int, in_the_bag: int) -> Iterator[World]:
    for side, other in (("requesting", "requested"), ("requested", "requesting")):
        ours, bag = getattr(world, side), getattr(world, f"to_{other}")
        written = {*world.requesting, *world.requested, *world.to_requested, *world.to_requesting}
        if len(written) < letters and len(bag) < in_the_bag:
            for one in may_write(side, ours):
                if one in ours:  # a form offers what waits alone
                    continue
                yield world._replace(**{side: (*ours, one), f"to_{other}": (*bag, one)})
        if coming := getattr(world, f"to_{side}"):
            yield world._replace(**{side: (*ours, coming[0]), f"to_{side}": coming[1:]})


def test_both_states_hold_the_same_whatever_order_the_letters_come_in() -> None:
    quiet, standings, apart = 0, set(), []
    for world in walked(letters=6, in_the_bag=3):
        if not world.to_requesting and not world.to_requested:
            ours, theirs = (held(side, getattr(world, side)) for side in ("requesting", "requested"))
            quiet += 1
            standings.add(ours["standing"])
            if ours != theirs:
                apart.append((world.requesting, world.requested, ours, theirs))
    assert apart == []
    assert standings == {"", "invited", "member", "declined", "left"}, "it was walked through all of them"
    assert quiet > 1000


def test_of_two_days_that_crossed_that_of_the_leading_state_holds_and_a_later_one_over_both() -> None:
    def said(side: str, trigger: str, **words: str) -> Letter:
        return side, trigger, tuple(words.items())

    proposal = said("requesting", "propose_joint_action", number="1", day="2027-01-10")
    joined = said("requested", "answer_joint_action", question="requesting-1", answer="accepted")
    ours = said("requesting", "change_joint_action", number="1", proposal="requesting-1", day="2027-01-20")
    theirs = said("requested", "change_joint_action", number="1", proposal="requesting-1", day="2027-01-30")
    yes = [
        said(side, "answer_joint_change", question=name, answer="accepted")
        for side, name in (("requested", "requesting-1"), ("requesting", "requested-1"))
    ]
    assert now(record("requested", (proposal, joined, theirs, ours, *yes)))["day"] == "2027-01-20"
    later = said("requested", "change_joint_action", number="3", proposal="requesting-1", day="2027-01-05")
    agreed = said("requesting", "answer_joint_change", question="requested-3", answer="accepted")
    assert now(record("requesting", (proposal, joined, ours, theirs, *yes, later, agreed)))["day"] == "2027-01-05"
