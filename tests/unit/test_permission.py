"""Who may take which step, for every kind of request, generated from the tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from mla.instruments import Law
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.machine import sources
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Role, Side, Step
from mla.models import Dossier, Matter, Official
from mla.permission import (
    buttons,
    matters_visible_to,
    recordable,
    visible_to,
    who_can,
    why_not,
    why_not_record,
)
from mla.sample.ministry import Ministry

LAW = Law()
TABLES = list(LIFECYCLES.values())


def dossier(table: Lifecycle, side: Side, stage: str) -> Dossier:
    return Dossier(
        kind=table.kind, table_version=table.version, side=side.value, stage=stage, instrument=LAW.first(), contents={},
        record=[], persons=[], offences=[], measures=[], obligations=[], attachments=[], outgoing=[],
    )  # fmt: skip


def official(*roles: Role) -> Official:
    return Official(id=7, name="Ana", roles=[role.value for role in roles], active=True)


def unguarded(step: Step) -> Step:
    """The step as the table gives it to a role; guards are told by tests of their own."""
    return replace(step, guards=(), by_letter=False)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind)
def test_a_step_is_for_its_side_and_its_roles_and_for_nobody_else(table: Lifecycle) -> None:
    asked = 0
    officials = {role: official(role) for role in Role}
    for step in table.steps:
        asks = unguarded(step)
        for side in (step.side,) if step.side else Side:
            for stage in step.sources:
                here = dossier(table, side, stage)
                for role in Role:
                    why = why_not(officials[role], here, asks, LAW)
                    asked += 1
                    assert (why is None) is (role in step.roles), (step.trigger, side, stage, role, why)
                    assert why is None or why.startswith("Only ")
    assert asked > 200


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind)
def test_a_step_is_not_open_at_any_other_stage(table: Lifecycle) -> None:
    everything = official(*Role)
    for step in table.steps:
        side, asks = step.side or Side.REQUESTING, unguarded(step)
        for stage in table.stage.keys() - set(step.sources):
            why = why_not(everything, dossier(table, side, stage), asks, LAW)
            assert why, (step.trigger, stage)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind)
def test_the_other_state_s_step_is_never_ours_and_only_a_registrar_records_it(table: Lifecycle) -> None:
    for step in table.steps:
        if step.side is None:
            continue
        ours = step.side.other
        for stage in sources(table, ours, step):
            here = dossier(table, ours, stage)
            assert why_not(official(*Role), here, unguarded(step), LAW), (step.trigger, stage)
            recorded = {role for role in Role if why_not_record(official(role), here, unguarded(step), LAW) is None}
            assert recorded == ({Role.REGISTRAR} if step.crosses else set()), (step.trigger, stage)


# Who sees what
def seen(ministry: Ministry, one: Official) -> tuple[int, int]:
    """How many requests and how many matters an official may know of."""
    with ministry.session() as session:
        return (
            len(session.scalars(select(Dossier).where(visible_to(one))).all()),
            len(session.scalars(select(Matter).where(matters_visible_to(one))).all()),
        )


def test_some_roles_see_every_request_some_only_their_own_and_the_others_none(slovenia: Ministry) -> None:
    number = slovenia.start(counterpart="BE", title="A", instrument="lhc", language="en")
    slovenia.start(counterpart="BE", title="B", instrument="lhc", language="en")
    slovenia.take(number, "file_in_matter", Role.SIGNATORY, title="Operation")
    with slovenia.session() as session:
        drafter, examiner = (slovenia.official(session, role).id for role in (Role.DRAFTER, Role.EXAMINER))
        session.get_one(Dossier, number).examiner_id = examiner
        session.commit()
    sees = {role: seen(slovenia, Official(id=0, roles=[role.value])) for role in Role}
    assert seen(slovenia, Official(id=drafter, roles=[Role.DRAFTER.value])) == (2, 1)
    assert seen(slovenia, Official(id=examiner, roles=[Role.EXAMINER.value])) == (1, 1)
    assert seen(slovenia, Official(id=examiner, roles=[Role.ADMINISTRATOR.value])) == (0, 0)
    every, none = (2, 1), (0, 0)
    assert sees == {
        Role.SIGNATORY: every, Role.REGISTRAR: every, Role.DECIDER: every, Role.AUDITOR: every,
        Role.DRAFTER: none, Role.EXAMINER: none, Role.ADMINISTRATOR: none,
    }  # fmt: skip


# The sentences
ASSISTANCE = LIFECYCLES["assistance"]


def test_why_a_step_may_not_be_taken_is_said_in_a_sentence() -> None:
    here = dossier(ASSISTANCE, Side.REQUESTED, "executing")
    title = here.current_stage.title
    closed = f"This step is not open: the request is at the stage “{title}”."
    assert why_not(official(*Role), here, ASSISTANCE.step["assign"], LAW) == closed
    assert why_not(None, here, ASSISTANCE.step["assign"], LAW) == closed
    assert why_not(official(*Role), here, ASSISTANCE.step["withdraw"], LAW) == (
        "This step is for the requesting State to take."
    )
    assert why_not(official(Role.EXAMINER), here, unguarded(ASSISTANCE.step["refuse"]), LAW) == (
        "Only a decider may do this."
    )
    either = replace(ASSISTANCE.step["refuse"], guards=(), roles=(Role.AUDITOR, Role.DECIDER))
    assert why_not(official(), here, either, LAW) == "Only an auditor or a decider may do this."
    assert why_not(None, here, unguarded(ASSISTANCE.step["withdraw"]), LAW) is None


def test_a_stage_may_say_why_somebody_looks_there_in_vain() -> None:
    told = replace(ASSISTANCE.step["assign"], refused_at=(("executing", "It is being executed."),))
    assert why_not(official(*Role), dossier(ASSISTANCE, Side.REQUESTED, "executing"), told, LAW) == (
        "It is being executed."
    )


def test_the_first_guard_that_objects_is_heard() -> None:
    step = replace(
        ASSISTANCE.step["refuse"],
        guards=(lambda *_: None, lambda one, who, law: f"{one.stage} {who.name} {law is LAW}", lambda *_: "third"),
    )
    here = dossier(ASSISTANCE, Side.REQUESTED, "executing")
    assert why_not(official(*Role), here, step, LAW) == "executing Ana True"


def test_only_letters_of_the_other_state_are_recorded_and_only_by_a_registrar() -> None:
    here = dossier(ASSISTANCE, Side.REQUESTING, "received")
    own = "Only a step of the other State that reaches us by letter can be recorded."
    assert why_not_record(official(Role.REGISTRAR), here, ASSISTANCE.step["withdraw"], LAW) == own
    assert why_not_record(official(Role.REGISTRAR), here, ASSISTANCE.step["assign"], LAW) == own
    assert why_not_record(official(Role.DECIDER), here, ASSISTANCE.step["refuse"], LAW) == (
        "Only a registrar may record a letter."
    )
    assert [step.trigger for step in recordable(official(Role.DECIDER), here, LAW)] == []
    recorded = {step.trigger for step in recordable(official(Role.REGISTRAR), here, LAW)}
    assert {"refuse", "ask"} <= recorded
    assert "withdraw" not in recorded


def test_a_button_stands_for_each_step_of_ours_with_the_reason_or_with_who_else_may() -> None:
    here = dossier(ASSISTANCE, Side.REQUESTED, "examining")
    others = [official(Role.REGISTRAR), official(Role.DECIDER), official(Role.DECIDER)]
    others[0].name, others[1].name, others[2].name, others[2].active = "Rado", "Dora", "Gone", False

    def shown(role: Role) -> dict[str, tuple[str | None, list[str]]]:
        told = buttons(official(role), here, LAW, others)
        return {step.trigger: (why, who) for step, why, who in told}

    found = shown(Role.REGISTRAR)
    assert found["refuse"] == ("Only a decider or an examiner may do this.", ["Dora"])
    assert shown(Role.DECIDER)["refuse"] == (None, [])
    assert "withdraw" not in found, "it is the other State's"
    assert not {step.trigger for step in ASSISTANCE.steps if step.by_command} & found.keys()
    assert who_can(others, ASSISTANCE.step["refuse"]) == ["Dora"]
