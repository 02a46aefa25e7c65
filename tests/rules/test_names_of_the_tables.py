"""General code knows no kind of request, no stage and no step by name: it asks the row.

General is whatever is not of one kind: `mla/` outside the tables (`mla/lifecycle/`) and the sample, the pages, and what
frames every letter. A word of a table that means something else besides may stand there in that other meaning, but is
never asked of a dossier's kind or stage, or of an event's step.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.earlier import EARLIER

ROOT = Path(__file__).parents[2]
TABLES = (*LIFECYCLES.values(), *EARLIER.values())
KINDS = {table.kind for table in TABLES}
STAGES = {stage.name for table in TABLES for stage in table.stages}
TRIGGERS = {step.trigger for table in TABLES for step in table.steps}
NAMES = KINDS | STAGES | TRIGGERS

OTHER_MEANINGS = {
    "refused": "an outcome of a package, and of a measure",
    "held": "an outcome of a package",
    "executing": "how a measure stands",
    "closed": "a day off; an account that is no longer used",
    "open": "a day of work; a colour of stages",
    "ended": "a colour of stages",
    "new": "a line that was not there before; a new key, a new password",
    "confirmed": "how sure a fact is",
    "signed": "how far a State has come with a treaty",
    "usable": "how a legal basis stands",
    "answer": "a column of the State sheets; what was told of a condition",
    "ask": "an option of a command",
    "confirm": "a command",
    "accept": "an attribute of HTML",
    "team": "the officials who work on a dossier",
    "urgent": "an answer of every request",
    "freeze": "an answer of a measure concerning assets",
    "confiscate": "an answer of a measure concerning assets",
}
"""Words of the tables that mean something else in general code, and what."""

OTHER_FILES = {
    "mla/instruments/": "the files of the instruments name fields of law, measures and purposes, some as a kind is named",
}
"""Where the rule does not hold, and why."""

PYTHON = sorted(p for p in (ROOT / "mla").rglob("*.py") if p.parts[len(ROOT.parts) + 1] not in ("lifecycle", "sample"))
PAGES = sorted((*(ROOT / "templates" / "pages").rglob("*.html"), *(ROOT / "templates" / "documents").glob("*.html")))


def named(path: Path) -> str:
    """A file by its place in the project."""
    return path.relative_to(ROOT).as_posix()


def literals(source: str) -> Iterator[tuple[str, int, bool]]:
    """Every text in a file of Python that is a name of a table, its line, and whether a dossier is asked for it."""
    tree = ast.parse(source)
    asked = {id(one) for node in ast.walk(tree) for one in _asked_of_a_dossier(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in NAMES:
            yield node.value, node.lineno, id(node) in asked


ASKED = {"stage", "from_stage", "to_stage", "trigger", "kind"}
"""Attributes of dossiers, events and rows that hold a name of a table."""


def _asked_of_a_dossier(node: ast.AST) -> Iterator[ast.Constant]:
    """The texts that a kind, a stage or a trigger is compared with, and those by which rows and sections are found."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        if any(isinstance(side, ast.Attribute) and side.attr in ASKED for side in sides):
            yield from (one for side in sides for one in ast.walk(side) if isinstance(one, ast.Constant))
    elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute | ast.Name):
        if getattr(node.value, "attr", getattr(node.value, "id", "")) in ("step", "stage", "contents", "LIFECYCLES"):
            yield from (one for one in ast.walk(node.slice) if isinstance(one, ast.Constant))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        holder = getattr(node.func.value, "attr", "")
        if node.func.attr == "last_said" or (node.func.attr == "get" and holder in ("step", "stage", "contents")):
            yield from (one for one in node.args if isinstance(one, ast.Constant))


def spoken(source: str) -> Iterator[tuple[str, int, bool]]:
    """The same of a page: texts within braces."""
    for braces in re.finditer(r"\{[{%].*?[%}]\}", source, re.DOTALL):
        line = source.count("\n", 0, braces.start()) + 1
        for text in re.finditer(r"""["'](\w+)["']""", braces[0]):
            before = braces[0][: text.start()]
            asks = re.search(r"\.(stage|kind|trigger)\s*(==|!=|in|not in)\s*\(?(\s*[\"']\w+[\"']\s*,)*\s*$", before)
            if text[1] in NAMES:
                yield text[1], line, bool(asks) or bool(re.search(r"(trigger=|last_said\(|\.step\[)$", before))


def guilty(paths: list[Path]) -> list[str]:
    """Every name of a table in these files, but for the other meanings."""
    found = []
    for path in paths:
        if any(named(path).startswith(other) for other in OTHER_FILES):
            continue
        read = literals if path.suffix == ".py" else spoken
        for name, line, asked in read(path.read_text()):
            if asked or name not in OTHER_MEANINGS:
                found.append(f"{named(path)}:{line} knows “{name}”")
    return found


def test_general_code_knows_no_kind_stage_or_step_by_name() -> None:
    assert guilty(PYTHON) == []


def test_pages_and_the_frame_of_letters_know_no_kind_stage_or_step_by_name() -> None:
    assert guilty(PAGES) == []


@pytest.mark.parametrize(
    "source",
    [
        'if dossier.stage == "refused": ...',
        'if event.trigger in ("answer", "note"): ...',
        'step = table.step["open"]',
        'answers = dossier.contents.get("urgent", {})',
        'told = dossier.last_said("ask")',
        'extends = {"extend"}',
        'if "team" == dossier.kind: ...',
    ],
)
def test_the_rule_sees_a_name_in_python(source: str) -> None:
    assert [name for name, _, asked in literals(source) if asked or name not in OTHER_MEANINGS]


@pytest.mark.parametrize(
    "source",
    [
        "{% if dossier.stage == 'refused' %}",
        '{% if step.trigger in ("accept", "ask") %}',
        "{{ url_for('steps.take_step', trigger='note') }}",
        "{{ dossier.contents.get('set_terms') }}",
    ],
)
def test_the_rule_sees_a_name_on_a_page(source: str) -> None:
    assert [name for name, _, asked in spoken(source) if asked or name not in OTHER_MEANINGS]


def test_the_other_meaning_of_a_word_may_stand_there() -> None:
    assert [asked for _, _, asked in literals('if package.outcome in ("refused", "held"): ...')] == [False, False]


def test_every_exception_is_still_needed() -> None:
    general = [p for p in (*PYTHON, *PAGES) if not any(named(p).startswith(other) for other in OTHER_FILES)]
    words = {n for p in general for n, _, _ in (literals if p.suffix == ".py" else spoken)(p.read_text())}
    assert OTHER_MEANINGS.keys() - words == set()
    for other in OTHER_FILES:
        assert any(list(literals(p.read_text())) for p in PYTHON if named(p).startswith(other)), other
