"""What can be wrong with a table is said in a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mla.lifecycle.problems import problems
from mla.lifecycle.table import Competition, Lifecycle
from mla.lifecycle.terms import Role, Side, Stage, Step, Task

STAGES = (
    Stage("new", "New", seen_as=None),
    Stage("draft", "Draft", seen_as=None),
    Stage("sent", "Sent"),
    Stage("looking", "Being looked at", seen_as="sent"),
    Stage("done", "Done", ends=True),
)


def step(
    trigger: str, sources: tuple[str, ...], to: str | None, side: Side | None = Side.REQUESTING, **more: object
) -> Step:
    return Step(trigger, sources, to, side, (Role.DRAFTER,), trigger, trigger, effect="record", **more)  # type: ignore[arg-type]


STEPS = (
    step("open", ("new",), "draft"),
    step("send", ("draft",), "sent", paper="letter", crosses=True, brings_request=True),
    step("look", ("sent",), "looking", Side.REQUESTED),
    step("finish", ("looking",), "done", Side.REQUESTED, paper="answer", crosses=True),
)
SOUND = Lifecycle("test", "Test", "T", STAGES, STEPS)


def with_step(**changes: object) -> Lifecycle:
    return replace(SOUND, steps=(*STEPS[:3], replace(STEPS[3], **changes)))


def test_a_sound_table_has_no_problem() -> None:
    assert problems(SOUND) == []


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (replace(SOUND, steps=(*STEPS, STEPS[0])), "There are 2 rows for the step “open”."),
        (replace(SOUND, stages=(*STAGES, STAGES[4])), "There are 2 rows for the stage “done”."),
        (with_step(to="nowhere"), "“finish” names the unknown stage “nowhere”."),
        (with_step(sources=("lokking",)), "“finish” names the unknown stage “lokking”."),
        (with_step(paper=None), "“finish” crosses the border without a paper."),
        (with_step(crosses=False), "“finish” draws a paper that nobody receives."),
        (with_step(crosses=False, paper=None), "“finish” changes what the other State sees and yet does not cross."),
        (with_step(to="draft"), "“finish” crosses into a stage that the other State does not see."),
        (with_step(side=None, sources=("sent", "done")), "“finish” may be sent by either State and leads back to where it came from."),
        (replace(SOUND, steps=STEPS[1:]), "Exactly one step must begin at “new”."),
        (replace(SOUND, steps=(STEPS[0], *STEPS[2:])), "Exactly one step must carry the request across the border for the first time."),
        (replace(SOUND, competition=Competition("weigh", "open", "open", "open")), "The competition of requests names the unknown step “weigh”."),
        (replace(SOUND, steps=(replace(STEPS[1], brings_request=False),)), "“send” tells the other State of a request that it has not been sent."),
        (with_step(to=None), "Nobody can reach the stage “done”."),
        (replace(SOUND, stages=(*STAGES[:4], Stage("done", "Done"))), "Nobody can leave the stage “done”, and it is not marked as an end."),
        (replace(SOUND, tasks=(Task("fly", "Fly"),)), "The task list names the unknown step “fly”."),
        (replace(SOUND, stages=(*STAGES[:3], Stage("looking", "L", seen_as="gone"), STAGES[4])), "“stage looking” names the unknown stage “gone”."),
    ],
)  # fmt: skip
def test_every_defect_is_named(table: Lifecycle, sentence: str) -> None:
    assert sentence in problems(table)


def test_the_form_of_a_step_is_called_like_the_step() -> None:
    assert step("ask_measure", ("draft",), None).form == "AskMeasure"
