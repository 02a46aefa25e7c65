"""The texts of screens: each stands in the catalog, whole, and can be told in another language."""

from __future__ import annotations

import ast
import inspect
import json
import pickle
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

import forms
from forms.base import Asked
from forms.needed import Needed
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import StageKind
from mla.participation.sheets import TOPICS
from mla.views import codes
from mla.words import Words, _, changed, joined, ngettext, replaced
from tests.support.pseudo import ATTRIBUTES, Pseudo

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "templates" / "pages"
CATALOGS = sorted((ROOT / "mla" / "translations").glob("*/LC_MESSAGES/messages.po"))
SOURCES = [path for room in ("mla", "forms") for path in sorted((ROOT / room).rglob("*.py"))]


# The catalog
def collected() -> set[str]:
    """The texts of all screens, as `make words` collects them."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    methods, options = [], {}
    for one in mappings:
        told = {name: value for name, value in one.items() if name not in ("method", "pattern")}
        for pattern in [one["pattern"]] if isinstance(one["pattern"], str) else one["pattern"]:
            methods.append((pattern, one["method"]))
            options[pattern] = told
    rooms = {"mla", "forms", "templates"}
    found = extract_from_dir(
        ROOT, methods, options, directory_filter=lambda path: bool(rooms & set(Path(path).relative_to(ROOT).parts))
    )
    return {message if isinstance(message, str) else message[0] for _file, _line, message, *_rest in found}


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_the_catalog_holds_the_texts_of_the_screens_and_no_others(path: Path) -> None:
    """Where this fails: make words."""
    with path.open("rb") as file:
        catalog = read_po(file)
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in catalog if message.id}
    assert known == collected()


def test_english_is_the_text_itself() -> None:
    english = next(path for path in CATALOGS if path.parts[-3] == "en")
    with english.open("rb") as file:
        assert not any(any(message.string or ()) for message in read_po(file, locale="en") if message.id)


# The pages
WIDE = " mla-width--wide"
"""The one class that a page names in a block of its own."""


def bare(path: Path) -> Iterator[str]:
    """The words of a template that stand in no `_()` and no `trans`: between tags, in attributes, in expressions."""
    data = ""
    for node in Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text()).find_all(nodes.Output):
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                data += part.data.replace(WIDE, "")
            else:
                within = data.rfind("<") > data.rfind(">")
                yield from () if within else _constants(part)
                data += "0"
    yield from re.findall(r"[^\W\d_]{2,}", re.sub(r"(?s)<!--.*?-->|<[^<>]*>", " ", data))
    for name in ATTRIBUTES:
        yield from re.findall(rf'\s{name}="([^"]*[A-Za-z]{{2}}[^"]*)"', data)


def _constants(part: nodes.Node) -> Iterator[str]:
    """The words that an expression itself can come to."""
    if isinstance(part, nodes.Const) and isinstance(part.value, str) and re.search(r"[A-Za-z]{2}", part.value):
        yield part.value
    for inner in (nodes.CondExpr, nodes.Concat, nodes.Or):
        if isinstance(part, inner):
            for one in part.iter_child_nodes(exclude=("test",)):
                yield from _constants(one)


@pytest.mark.parametrize("path", sorted(PAGES.rglob("*.html")), ids=lambda path: str(path.relative_to(PAGES)))
def test_no_page_holds_a_bare_word(path: Path) -> None:
    assert list(bare(path)) == []


def test_a_bare_word_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<p title="Late">{{ _("Well") }} Sent {{ "by hand" if x else _("by post") }}</p>')
    assert sorted(bare(page)) == ["Late", "Sent", "by hand"]


# The forms and the tables
def every_form() -> list[type[Asked]]:
    rooms = [import_module(f"forms.{found.name}") for found in iter_modules(forms.__path__)]
    return [one for room in rooms for _name, one in inspect.getmembers(room, inspect.isclass) if issubclass(one, Asked)]


def asked_in_words(form: type[Asked]) -> Iterator[tuple[str, Any]]:
    """Everything that a form says, with where it says it."""
    yield from (("heading", form.heading), ("guidance", form.guidance))
    for field in form():
        if field.type == "HiddenField":
            continue
        yield from ((f"{field.name}: question", field.label.text), (f"{field.name}: hint", field.description))
        yield from ((f"{field.name}: {c.value}", c.label) for c in getattr(field, "choices", None) or ())
        yield from ((f"{field.name}: needed", one.message) for one in field.validators if isinstance(one, Needed))


@pytest.mark.parametrize("form", every_form(), ids=lambda form: form.__name__)
def test_a_form_asks_in_words_of_the_catalog(form: type[Asked]) -> None:
    assert [where for where, told in asked_in_words(form) if told and not isinstance(told, Words)] == []


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_a_table_speaks_in_words_of_the_catalog(kind: str) -> None:
    table = LIFECYCLES[kind]
    told = [table.title, table.story, *(task.title for task in table.tasks), *(one.what for one in table.limits)]
    told += [stage.title for stage in table.stages if stage.kind is not StageKind.UNOPENED]
    for step in table.steps:
        told += [step.title, step.done, *dict(step.refused_at).values()]
        told += [codes.words(step.paper)] if step.paper else []
    assert [text for text in told if not isinstance(text, Words)] == []


def test_a_sheet_asks_in_words_of_the_catalog() -> None:
    told = [text for topic in TOPICS.values() for text in (topic.title, topic.hint, *dict(topic.choices).values())]
    assert [text for text in told if text and not isinstance(text, Words)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_text_is_written_whole_and_its_name_is_not_taken(path: Path) -> None:
    """What `_` is given is a text or a name (of one marked by `N_`), never put together; nothing else is called `_` there."""
    tree = ast.parse(path.read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_"]
    glued = [
        ast.unparse(call) for call in calls if not isinstance(call.args[0], ast.Constant | ast.Name | ast.Subscript)
    ]
    assert glued == []
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and any(call in ast.walk(function) for call in calls):
            own = [node for node in ast.walk(function) if isinstance(node, ast.Name | ast.arg)]
            assert not any(getattr(n, "arg", "") == "_" for n in own), function.name


# What a text does
def test_a_text_is_english_wherever_it_is_kept() -> None:
    text = _("The stage is “%(stage)s”.", stage=_("Sent"))
    assert text == "The stage is “Sent”."
    assert json.loads(json.dumps({"why": text})) == {"why": "The stage is “Sent”."}
    assert type(f"{text} so") is str
    assert type(text.english) is str


def test_a_text_is_told_in_another_language_with_its_values() -> None:
    assert _("The stage is “%(stage)s”.", stage=_("Sent")).in_language_of(Pseudo()) == "⟦The stage is “⟦Sent⟧”.⟧"
    assert ngettext("%(num)s day of %(all)s", "%(num)s days of %(all)s", 2, all=3) == "2 days of 3"
    assert str(changed(_("Sent"), str.lower)) == "sent"
    for made in (
        changed(_("Sent"), str.lower),
        joined(", ", (_("Sent"), "x")),
        replaced(_("a b"), "b", _("c")),
        _("%s") % 1,
    ):
        assert isinstance(made, Words)
        assert "⟦" in made.in_language_of(Pseudo())


def test_a_text_without_values_may_hold_a_per_cent_sign() -> None:
    assert _("100 % of it") == "100 % of it"
    assert _("100 % of it").in_language_of(Pseudo()) == "⟦100 % of it⟧"


def test_a_text_outlives_an_exception_and_another_process() -> None:
    error = ValueError(_("“%(file)s” is empty.", file="a.pdf"))
    assert str(error).in_language_of(Pseudo()) == "⟦“a.pdf” is empty.⟧"  # type: ignore[attr-defined]
    again = pickle.loads(pickle.dumps(_("“%(file)s” is empty.", file="a.pdf")))
    assert again.in_language_of(Pseudo()) == "⟦“a.pdf” is empty.⟧"
    assert type(pickle.loads(pickle.dumps(changed(_("Sent"), lambda text: text.lower())))) is str


@pytest.mark.parametrize("path", sorted(PAGES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_takes_the_name_of_gettext_for_something_else(path: Path) -> None:
    """Where `_` is a variable, the next text is an error that only that page shows."""
    parsed = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True).parse(path.read_text())
    assert [one.lineno for one in parsed.find_all(nodes.Name) if one.name == "_" and one.ctx == "store"] == []
