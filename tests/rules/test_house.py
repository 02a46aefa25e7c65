"""The habits of the installation, checked on its own source."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

from mla.instruments import Law

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*ROOT.glob("mla/**/*.py"), *ROOT.glob("forms/**/*.py"), ROOT / "config.py"])
DOORS = {
    "mla/cli.py",
    "mla/dossier/jobs.py",
    "mla/accounts/command.py",
    "mla/exchange/courier.py",
    "mla/news/rounds.py",
    "mla/news/webhooks.py",
    "mla/register/documents.py",
    "mla/register/keeping.py",
    "mla/sample/ministry.py",
    "mla/serving.py",
}


LONGEST_FILE, LONGEST_FUNCTION = 320, 45


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_only_the_doors_commit() -> None:
    committing = {named(path) for path in SOURCES if ".commit(" in path.read_text()}
    assert {name for name in committing if not name.startswith("mla/views/")} <= DOORS


def test_no_python_file_names_a_treaty() -> None:
    law = Law()
    codes = "|".join(re.escape(code) for code in law.instruments if code not in ("reciprocity", "national"))
    treaty = re.compile(rf"['\"]({codes})['\"]|Convention of|Hague Convention\b(?! \(2023\))")
    guilty = {
        named(path)
        for path in SOURCES
        if not named(path).startswith("mla/sample/") and treaty.search(without_docstrings(path.read_text()))
    }
    assert guilty == set()


def without_docstrings(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body[0] = ast.Pass()
    return ast.unparse(tree)


def test_files_and_functions_stay_small() -> None:
    long = [f"{named(path)}: a file this long is usually two." for path in SOURCES if lines(path) > LONGEST_FILE]
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
                long.append(f"{named(path)}: {node.name} hides a second function.")
    assert long == []


def lines(path: Path) -> int:
    return path.read_text().count("\n")


def test_rooms_import_only_what_they_may() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_readme_sets_everything_up_with_two_commands() -> None:
    readme = (ROOT / "README.md").read_text()
    assert "make run" in readme
    assert "make test" in readme


def test_lock_files_name_no_address() -> None:
    locks = [*ROOT.glob("requirements/*"), ROOT / "package-lock.json"]
    assert [
        named(p)
        for p in locks
        if re.search(r"https?://[^\s\"]*\.(tgz|whl|tar\.gz)|--(extra-)?index-url|--find-links", p.read_text())
    ] == []
