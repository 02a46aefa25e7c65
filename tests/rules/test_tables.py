"""Every life cycle is sound, and two ministries that run it always end up agreeing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from forms import Asked, form_for
from forms.attaching import BESIDE_FILES
from mla.documents.draw import TEMPLATES
from mla.documents.wordings import Saying, wordings
from mla.instruments.schema import PURPOSES
from mla.languages import LETTERS
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.machine import machine
from mla.lifecycle.picture import markdown
from mla.lifecycle.problems import problems
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side
from mla.models import Attachment
from tests.support.case_files import case_file
from tests.support.postbags import disagreements

ROOT = Path(__file__).parents[2]
NO_WORDS = {"HiddenField", "MultipleFileField", "SubmitField"}
TOLD_OTHERWISE = {
    "obligation",
    "limit",
    "question",
    "meets",
    "concerning",
    "fingerprint",
    "named_authority",
    "named_purpose",
    "last_days",
    "regards",
    "further",
    "owed",
    "remedies",
    "law_grounds",
    "for_persons",
    "for_property",
}
"""What a screen asks by number, and its letter tells in words; what a ground regards, and bars of national law, stand with the ground;
remedies have a table of their own below every decision; whom a letter concerns stands at its head."""

every_language = pytest.mark.parametrize("language", LETTERS)
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
@pytest.mark.parametrize("side", ["requesting", "requested"])
def test_whoever_takes_documents_asks_their_language_and_a_letter_offers_what_is_on_file(
    table: Lifecycle, side: str
) -> None:
    note = Attachment(
        number=1, side=side, role="internal", title="Report", sha256="0" * 64, event_number=1, language=""
    )
    dossier = case_file(table.kind, side, attachments=[note])
    for step in table.steps:
        form = form_for(step.form)()
        if "files" not in form:
            continue
        form.offer_documents(dossier)
        assert "document_language" in form, step.trigger
        assert ("on_file" in form) == step.crosses, step.trigger
        assert set(BESIDE_FILES) <= set(form.private), "which documents they are, the other State sees by itself"
        of_theirs = form_for(step.form)()
        of_theirs.judged(date(2026, 11, 25), dossier, abroad=True)
        of_theirs.offer_documents(dossier)
        assert not set(BESIDE_FILES) & {field.short_name for field in of_theirs}, "the scan of a letter says its own"


@every_kind
def test_every_letter_to_the_other_state_takes_documents_and_asks_for_them_last(table: Lifecycle) -> None:
    for step in table.steps:
        if step.crosses and step.trigger != table.sending.trigger:  # what goes with the request stands in its text
            asked = [field.short_name for field in form_for(step.form)()]
            assert asked.index("files") > len(asked) - 5, step.trigger


@every_kind
def test_whatever_is_asked_can_be_drawn_on_a_page(table: Lifecycle) -> None:
    drawn = (ROOT / "templates" / "pages" / "parts" / "fields.html").read_text()
    asked = {field.type for step in table.steps for field in form_for(step.form)()}
    assert {kind for kind in asked if f'"{kind}"' not in drawn} == set()


@every_kind
@every_language
def test_every_paper_has_its_template_or_its_wording(table: Lifecycle, language: str) -> None:
    papers = {step.paper for step in table.steps if step.paper}
    worded = set(wordings(language).papers)
    assert {p for p in papers if p not in worded and not (TEMPLATES / language / f"{p}.html").exists()} == set()


@every_kind
@every_language
def test_a_worded_paper_prints_every_answer_of_its_form_and_every_choice(table: Lifecycle, language: str) -> None:
    words = wordings(language)
    silent = []
    for step in table.steps:
        if (worded := words.paper(step.paper or "", table.kind)) and step.trigger != "transmit":
            silent += _silent(str(step.paper), worded, form_for(step.form))
    for task in table.tasks:
        if task.trigger in words.sections:
            silent += _silent(task.trigger, words.sections[task.trigger], form_for(table.step[task.trigger].form))
    assert silent == []


def _silent(name: str, saying: Saying, asked: type[Asked]) -> Iterator[str]:
    """What a form asks and its paper would swallow, and what a paper names and no form asks."""
    form = asked()
    fields = {f.short_name: f for f in form if f.short_name not in form.private and f.type not in NO_WORDS}
    yield from (f"{name} does not print “{field}”" for field in fields.keys() - saying.says.keys() - TOLD_OTHERWISE)
    yield from (
        f"{name} prints “{field}”, which is not asked" for field in saying.says.keys() - fields.keys() - TOLD_OTHERWISE
    )
    for field in fields.values():
        for choice in getattr(field, "choices", None) or ():
            if choice.value and choice.value not in saying.answers.get(field.short_name, {}):
                yield f"{name} has no words for the answer “{choice.value}” to “{field.short_name}”"


@every_kind
@every_language
def test_a_kind_has_a_name_within_a_sentence_and_words_for_each_of_its_sections(
    table: Lifecycle, language: str
) -> None:
    words = wordings(language)
    assert words.nouns[table.kind]
    templates = (TEMPLATES / language / "sections.html").read_text()
    own = {task.trigger for task in table.tasks if task.items != "attachments"}
    assert {name for name in own if name not in words.sections and f"macro {name}()" not in templates} == set()


@every_language
def test_wordings_cite_only_purposes_that_instruments_know(language: str) -> None:
    text = str(wordings(language))
    assert set(re.findall(r"\{see\[(\w+)\]\}", text)) <= PURPOSES


def test_a_stage_is_called_the_same_in_every_kind() -> None:
    titles: dict[str, set[str]] = {}
    for table in LIFECYCLES.values():
        for stage in table.stages:
            titles.setdefault(stage.name, set()).add(stage.title)
    assert {name: found for name, found in titles.items() if len(found) > 1} == {}


@every_language
def test_every_language_words_the_same_papers_sections_and_answers(language: str) -> None:
    english, told = wordings("en"), wordings(language)
    for one, other in ((english.papers, told.papers), (english.sections, told.sections)):
        assert one.keys() == other.keys()
        for name in one:
            assert one[name].says.keys() == other[name].says.keys(), name
            assert {k: set(v) for k, v in one[name].answers.items()} == {
                k: set(v) for k, v in other[name].answers.items()
            }
    assert english.nouns.keys() == told.nouns.keys()


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
    helpers = {
        "words",
        "sections",
        "dossier_cover",
        "annex_enclosed",
        "tab_sheet",
        "transcript",
        "picture",
        "stamp",
        "at_home",
        "note_verbale",
        "translator_certificate",
        "agreement",
        "yearly_report",
        "brief",
        "handover_pack",
        "letterhead_sample",
    }
    for language in LETTERS:
        there = {path.stem for path in (TEMPLATES / language).glob("*.html")}
        assert there - helpers == used - set(wordings(language).papers)
        assert set(wordings(language).papers) <= used
