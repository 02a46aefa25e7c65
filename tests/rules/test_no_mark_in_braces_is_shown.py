"""What stands in braces in the text of a form becomes an article of the request's own instrument, or nothing; nobody reads a brace."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from forms import form_for
from mla.instruments import Law
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.text import RequestText

LAW = Law()
OFFERS = ("offer", "offer_text")


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_no_brace_is_left_in_what_a_form_says(kind: str) -> None:
    table = LIFECYCLES[kind]
    for name in {step.form for step in table.steps if not step.by_command}:
        form = form_for(name)()
        form.offer_text(replace(RequestText(table), instrument=LAW.first()), LAW.about(table.field))
        said = [form.heading, form.guidance, *(text for one in form for text in (one.label.text, one.description))]
        assert not [text for text in said if "{" in str(text)], name


@pytest.mark.parametrize("path", sorted(Path("forms").glob("*.py")), ids=lambda path: path.stem)
def test_a_form_that_offers_something_of_its_own_offers_what_every_form_does(path: Path) -> None:
    """The articles, the documents on file, whom a step concerns: none of it is asked where this is forgotten."""
    classes = [one for one in ast.parse(path.read_text()).body if isinstance(one, ast.ClassDef) and one.name != "Asked"]
    alone = [
        f"{one.name}.{method.name}"
        for one in classes
        for method in one.body
        if isinstance(method, ast.FunctionDef)
        and method.name in OFFERS
        and f"super().{method.name}" not in ast.unparse(method)
    ]
    assert alone == []
