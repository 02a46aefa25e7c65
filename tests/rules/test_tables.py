"""Every life cycle is sound, and two ministries that run it always end up agreeing."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms import form_for
from mla.documents.draw import TEMPLATES
from mla.documents.wordings import wordings
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.machine import machine
from mla.lifecycle.picture import markdown
from mla.lifecycle.terms import Lifecycle, Side, problems
from tests.support.postbags import disagreements

ROOT = Path(__file__).parents[2]
every_kind = pytest.mark.parametrize("table", LIFECYCLES.values(), ids=list(LIFECYCLES))


@every_kind
def test_the_table_is_sound(table: Lifecycle) -> None:
    assert problems(table) == []


@every_kind
def test_whatever_crosses_in_the_post_both_states_end_up_seeing_the_same_stage(table: Lifecycle) -> None:
    assert disagreements(table, letters=3) == []


@every_kind
def test_every_step_has_its_form(table: Lifecycle) -> None:
    assert [step.trigger for step in table.steps if form_for(step.form).__doc__ is None] == []


@every_kind
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_paper_has_its_template_in_every_language(table: Lifecycle, language: str) -> None:
    papers = {step.paper for step in table.steps if step.paper}
    worded = set(wordings(language).papers)
    assert {p for p in papers - worded if not (TEMPLATES / language / f"{p}.html").exists()} == set()


@every_kind
@pytest.mark.parametrize("side", list(Side))
def test_transitions_builds_a_machine_from_the_table_without_a_back_door(table: Lifecycle, side: Side) -> None:
    built = machine(table, side)
    assert not [name for name in built.events if name.startswith("to_")]
    assert set(built.events) <= set(table.step)


@every_kind
def test_the_picture_in_the_docs_is_current(table: Lifecycle) -> None:
    kept = (ROOT / "docs" / "lifecycles" / f"{table.kind}.md").read_text()
    assert kept == markdown(table), "Run `make pictures`."


@every_kind
def test_what_must_be_on_record_at_a_stage_is_a_column_of_the_dossier(table: Lifecycle) -> None:
    from mla.models import Dossier

    named = {column for stage in table.stages for column in stage.evidence}
    assert named <= set(Dossier.__table__.columns.keys())


def test_no_paper_template_is_left_unused() -> None:
    used = {step.paper for table in LIFECYCLES.values() for step in table.steps if step.paper}
    helpers = {"words", "sections", "dossier_cover", "annex_enclosed", "picture", "stamp"}
    for language in ("en", "fr"):
        there = {path.stem for path in (TEMPLATES / language).glob("*.html")}
        worded = set(wordings(language).papers)
        assert worded <= used
        assert there - helpers == used - worded
