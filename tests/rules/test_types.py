"""Types say something: `Any` stands only where another program's types say nothing."""

from __future__ import annotations

import ast

from tests.rules.test_house import SOURCES, named

MOST = 42
"""So many lines name `Any`. Whoever needs fewer lowers the number; nobody raises it."""

WHERE_ANY_HAS_ANOTHER_NAME = ["forms/signatures.py"]


def lines_with_any(source: str) -> set[int]:
    return {node.lineno for node in ast.walk(ast.parse(source)) if says_nothing(node)}


def says_nothing(node: ast.AST | None) -> bool:
    return (isinstance(node, ast.Name) and node.id == "Any") or (isinstance(node, ast.Attribute) and node.attr == "Any")


def renames_any(source: str) -> bool:
    named_anew = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assign | ast.AnnAssign))
    imported = (name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom) for name in node.names)
    return any(says_nothing(node.value) for node in named_anew) or any(
        name.name == "Any" and name.asname not in (None, "Any") for name in imported
    )


def test_types_say_something() -> None:
    found = [f"{named(path)}:{line}" for path in SOURCES for line in sorted(lines_with_any(path.read_text()))]
    assert len(found) <= MOST, "Types say something. These say nothing:\n" + "\n".join(found)


def test_any_is_found_wherever_it_stands_but_where_it_is_imported_or_told_of() -> None:
    source = (
        '"""Any."""\nfrom typing import Any\ndef f(a: Any, *, b: list[Any]) -> None:\n    c: dict[str, Any] = {}  # Any'
    )
    assert lines_with_any(source) == {3, 4}
    assert lines_with_any("import typing\na: typing.Any = 1") == {2}


def test_any_does_not_hide_behind_another_name() -> None:
    assert renames_any("from typing import Any\nAnswer = Any")
    assert renames_any("from typing import Any, TypeAlias\nAnswer: TypeAlias = Any")
    assert renames_any("from typing import Any as Answer")
    assert not renames_any("from typing import Any\nanswers: Any = {}")
    assert [named(path) for path in SOURCES if renames_any(path.read_text())] == WHERE_ANY_HAS_ANOTHER_NAME
