"""The text of a request has one shape (`mla/lifecycle/text.py`), and models remember: nothing stands in for either."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mla.lifecycle.text import LISTS
from tests.rules.test_house import ROOT, SOURCES, named

TESTS = sorted((ROOT / "tests").glob("**/*.py"))
TEMPLATES = sorted((ROOT / "templates").glob("**/*.html"))
WHERE_LISTS_ARE_TOLD_APART = ("mla/request_text/", "mla/lifecycle/text.py")
MOST_LINES = 3


def test_nothing_stands_in_for_a_dossier_or_a_text() -> None:
    """Whoever needs a dossier without a database makes the model; whoever needs a text makes the text."""
    assert [named(path) for path in SOURCES if "SimpleNamespace" in path.read_text()] == []


def reads_a_dict_as_fields(source: str) -> bool:
    return any(
        isinstance(node, ast.FunctionDef)
        and node.name == "__getattr__"
        and any(isinstance(part, ast.Subscript) or (isinstance(part, ast.Attribute) and part.attr == "get") for part in ast.walk(node))
        for node in ast.walk(ast.parse(source))
    )  # fmt: skip


def test_no_class_reads_a_dict_as_if_it_were_fields() -> None:
    """A misspelt field would be empty, and no type checker would say so."""
    assert reads_a_dict_as_fields("class A:\n    def __getattr__(self, name): return self.told.get(name)")
    assert [named(path) for path in (*SOURCES, *TESTS) if reads_a_dict_as_fields(path.read_text())] == []


def tells_lists_apart(source: str) -> bool:
    compares = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Compare))
    sides = (side for node in compares for side in (node.left, *node.comparators))
    parts = (
        part for side in sides for part in (side.elts if isinstance(side, ast.Tuple | ast.List | ast.Set) else [side])
    )
    return any(isinstance(part, ast.Constant) and part.value in LISTS for part in parts)


def test_only_the_text_itself_tells_its_lists_apart() -> None:
    """Elsewhere a list is asked of the text by its task, and an item says itself what it is called."""
    assert tells_lists_apart('if task.items == "persons": pass')
    assert tells_lists_apart('if items in ("persons", "offences"): pass')
    apart = [named(path) for path in SOURCES if tells_lists_apart(path.read_text())]
    assert [name for name in apart if not name.startswith(WHERE_LISTS_ARE_TOLD_APART)] == []
    compared = re.compile(rf"items\s*(==|!=|in)\s*\(?[\"']({'|'.join(LISTS)})")
    assert [path.name for path in TEMPLATES if compared.search(path.read_text())] == []


# Models remember
MODELS = sorted((ROOT / "mla" / "models").glob("*.py"))


def methods(source: str) -> Iterator[tuple[str, int]]:
    """Each method of a module with the lines that it has besides its docstring."""
    for scope in ast.walk(ast.parse(source)):
        for node in scope.body if isinstance(scope, ast.ClassDef) else ():
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                yield f"{scope.name}.{node.name}", sum((part.end_lineno or 0) - part.lineno + 1 for part in body)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_model_asks_no_database_and_holds_no_rule(path: Path) -> None:
    imported = {
        name.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom | ast.Import)
        for name in node.names
    }
    assert imported & {"object_session", "select", "Session"} == set()
    assert [name for name, lines in methods(path.read_text()) if lines > MOST_LINES] == []
