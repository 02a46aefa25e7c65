"""Every step, asked for by every role, at an open stage and at a closed one, on either side."""

from __future__ import annotations

import pytest

from mla.lifecycle.assistance import ASSISTANCE
from mla.lifecycle.machine import open_steps, sources
from mla.lifecycle.terms import Role, Side, Signature, Step
from mla.permission import PREPARES
from tests.support.drive import Matter, Site

STEPS = [step for step in ASSISTANCE.steps if step.trigger != "open"]
OURS = [(side, step) for side in Side for step in STEPS if step.side in (None, side)]
THEIRS = [(side, step) for side in Side for step in STEPS if step.side is side.other]


def name(value: object) -> str | None:
    return value.trigger if isinstance(value, Step) else str(value)


def site_of(matter: Matter, side: Side) -> Site:
    return matter.si if side is Side.REQUESTING else matter.be


@pytest.mark.parametrize(("side", "step"), OURS, ids=name)
def test_only_the_roles_of_the_table_come_to_the_page_of_a_step(matter: Matter, side: Side, step: Step) -> None:
    site = site_of(matter, side)
    site.put(matter.number, step.sources[0])
    for role in (role for role in Role if role is not Role.ADMINISTRATOR):
        page = site.official(role).get(_address(matter, step))
        if role in may_begin(side, step):
            assert page.status == 200 or "Only" not in page.main, "A guard may object, but never the role."
        else:
            assert page.status == 403
            assert "You may not do this Only " in page.main
            assert all(one.value in page.main for one in may_begin(side, step))


def may_begin(side: Side, step: Step) -> tuple[Role, ...]:
    """Who may fill in a step: whoever takes it, and whoever prepares what another signs."""
    return step.roles if step.signed is Signature.ALONE else (*step.roles, *PREPARES[side])


def _address(matter: Matter, step: Step) -> str:
    numbered = "?number=1" if step.trigger.startswith(("drop_", "detach")) else ""
    return matter.at(step.trigger) + numbered


@pytest.mark.parametrize(("side", "step"), OURS, ids=name)
def test_a_closed_stage_answers_409_and_says_where_the_request_stands(matter: Matter, side: Side, step: Step) -> None:
    site = site_of(matter, side)
    for stage in ASSISTANCE.stages:
        if stage.name in (*step.sources, "new"):
            continue
        site.put(matter.number, stage.name)
        page = site.official(step.roles[0]).get(matter.at(step.trigger))
        assert page.status == 409
        assert f"It is now at the stage {stage.title}." in page.main


@pytest.mark.parametrize(("side", "step"), THEIRS, ids=name)
def test_a_step_of_the_other_state_is_refused_to_everybody(matter: Matter, side: Side, step: Step) -> None:
    site = site_of(matter, side)
    stage = next(iter(sources(ASSISTANCE, side, step)), step.sources[0])
    site.put(matter.number, stage)
    opens = step.trigger in open_steps(ASSISTANCE, side, stage)
    for role in (*step.roles, Role.SIGNATORY, Role.REGISTRAR):
        page = site.official(role).get(matter.at(step.trigger))
        assert page.status == (403 if opens else 409)
        assert not opens or f"This step is for the {side.other} State to take." in page.main


@pytest.mark.parametrize(("side", "step"), [pair for pair in THEIRS if pair[1].crosses], ids=name)
def test_only_a_registrar_records_a_letter_of_the_other_state(matter: Matter, side: Side, step: Step) -> None:
    stages = [stage for stage in sources(ASSISTANCE, side, step) if stage not in ("new", "drafting", "checking")]
    site = site_of(matter, side)
    site.put(matter.number, stages[-1])
    address = matter.at(f"record/{step.trigger}")
    assert site.official(Role.REGISTRAR).get(address).status == 200
    for role in (Role.SIGNATORY, Role.DECIDER, Role.AUDITOR):
        page = site.official(role).get(address)
        assert page.status == 403
        assert "Only a registrar may record a letter." in page.main


@pytest.mark.parametrize("step", [step for step in STEPS if not step.crosses], ids=name)
def test_a_step_that_no_letter_carries_cannot_be_recorded(matter: Matter, step: Step) -> None:
    for site in (matter.si, matter.be):
        site.put(matter.number, step.sources[0])
        page = site.official(Role.REGISTRAR).get(matter.at(f"record/{step.trigger}"))
        assert page.status in (403, 409)


@pytest.mark.parametrize(("side", "stage"), [(side, s.name) for side in Side for s in ASSISTANCE.stages[1:]], ids=name)
def test_a_greyed_button_gives_its_reason_and_the_others_lead_to_their_page(
    matter: Matter, side: Side, stage: str
) -> None:
    site = site_of(matter, side)
    site.put(matter.number, stage)
    for role in (Role.SIGNATORY, Role.DECIDER, Role.AUDITOR):
        visitor = site.official(role)
        page = visitor.get(matter.at())
        shown = [*page.steps_offered.values()]
        assert len(shown) == len(
            [step for side_, step in OURS if side_ is side and step.trigger in _offered(stage) and not step.by_letter]
        )
        assert all(why.endswith(".") for why in shown if why)
        enabled = [row.get("href") for row in page.tree.xpath("//li[@class='mla-step']/a")]
        assert len(enabled) == shown.count("")
        first_here = [at for at in enabled if (step := ASSISTANCE.step.get(_trigger(at))) and step.sources[0] == stage]
        assert all(visitor.get(address).status == 200 for address in first_here)


def _trigger(address: str) -> str:
    """The step whose page stands at an address."""
    return address.partition("?")[0].rpartition("/")[2]


def _offered(stage: str) -> set[str]:
    """The steps at a stage that the page offers as buttons.

    Those of the task list stand there instead, and those of administrators are taken by command.
    """
    in_tasks = {name for task in ASSISTANCE.tasks for name in (task.trigger, task.drop)}
    by_command = {step.trigger for step in STEPS if step.roles == (Role.ADMINISTRATOR,)}
    return {step.trigger for step in STEPS if stage in step.sources} - in_tasks - by_command


def test_the_record_offers_a_registrar_what_may_come_by_letter(matter: Matter) -> None:
    matter.si.put(matter.number, "transmitted")
    offered = [link for link in matter.si.official(Role.REGISTRAR).get(matter.at()).links if "/record/" in link]
    assert offered[0] == matter.at("record/acknowledge"), "what usually comes stands first"
    assert {matter.at(f"record/{trigger}") for trigger in ("refuse", "ask", "answer")} < set(offered), "and imply it"
    assert not {matter.at(f"record/{trigger}") for trigger in ("withdraw", "close", "assign")} & set(offered)
    assert not [link for link in matter.si.official(Role.SIGNATORY).get(matter.at()).links if "/record/" in link]


def test_the_page_of_a_letter_says_what_it_implies_before_it_is_recorded(matter: Matter) -> None:
    matter.si.put(matter.number, "transmitted")
    registrar = matter.si.official(Role.REGISTRAR)
    told = registrar.get(matter.at("record/answer")).main
    assert "marked as derived: Receipt acknowledged; Request accepted" in told
    assert "marked as derived" not in registrar.get(matter.at("record/acknowledge")).main
