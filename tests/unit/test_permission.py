"""Who may take which step, for every kind of request, generated from the tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mla.instruments import Law
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.machine import sources
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Role, Side, Step
from mla.models import Dossier, Official
from mla.permission import why_not, why_not_record

LAW = Law()
TABLES = list(LIFECYCLES.values())


def dossier(table: Lifecycle, side: Side, stage: str) -> Dossier:
    return Dossier(
        kind=table.kind, table_version=table.version, side=side.value, stage=stage, instrument=LAW.first(), contents={},
        events=[], persons=[], offences=[], measures=[], obligations=[], attachments=[], outgoing=[],
    )  # fmt: skip


def official(*roles: Role) -> Official:
    return Official(id=7, name="Ana", roles=[role.value for role in roles], active=True)


def unguarded(step: Step) -> Step:
    """The step as the table gives it to a role; guards are told by tests of their own."""
    return replace(step, guards=())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind)
def test_a_step_is_for_its_side_and_its_roles_and_for_nobody_else(table: Lifecycle) -> None:
    asked = 0
    for step in table.steps:
        for side in (step.side,) if step.side else Side:
            for stage in step.sources:
                for role in Role:
                    why = why_not(official(role), dossier(table, side, stage), unguarded(step), LAW)
                    asked += 1
                    assert (why is None) is (role in step.roles), (step.trigger, side, stage, role, why)
                    assert why is None or why.startswith("Only ")
    assert asked > 200


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind)
def test_a_step_is_not_open_at_any_other_stage(table: Lifecycle) -> None:
    everything = official(*Role)
    for step in table.steps:
        side = step.side or Side.REQUESTING
        for stage in table.stage.keys() - set(step.sources):
            why = why_not(everything, dossier(table, side, stage), unguarded(step), LAW)
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
