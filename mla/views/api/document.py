"""The interface described as OpenAPI 3.1: its paths from here, its steps from the tables, what each asks from the forms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from forms import form_for
from mla.canonical import Answers
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Step
from mla.register.query import QUESTIONS, SORTS
from mla.views.api import shapes
from mla.views.api.schema import of_form
from mla.views.api.told import by_interface

Part = Answers

VERSION = "1.0.0"


@cache
def document() -> Part:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Mutual legal assistance: interface for other systems", "version": VERSION, "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}},
        "servers": [{"url": "/api/v1"}],
        "security": [{"secret": []}],
        "paths": dict(_paths()),
        "components": {
            "responses": _responses(),
            "securitySchemes": {"secret": {"type": "http", "scheme": "bearer"}},
            "schemas": {**shapes.SHAPES, **{_name(form): of_form(form_for(form)(), offered=False) for form in sorted(_forms())}},
        },
    }  # fmt: skip


def steps() -> Iterator[tuple[str, Step]]:
    """Every step of every kind that the interface can take, with the kind."""
    for kind, table in LIFECYCLES.items():
        yield from ((kind, step) for step in table.steps if by_interface(step) and step is not table.opening)


def _forms() -> set[str]:
    return {step.form for _kind, step in steps()} | {table.opening.form for table in LIFECYCLES.values()}


def _name(form: str) -> str:
    return "Answers_" + "".join(c if c.isalnum() else "_" for c in form)


def _ref(name: str) -> Part:
    return {"$ref": f"#/components/schemas/{name}"}


def _any_of(forms: set[str]) -> Part:
    found = [_ref(_name(form)) for form in sorted(forms)]
    return found[0] if len(found) == 1 else {"anyOf": found}


def _paths() -> Iterator[tuple[str, Part]]:
    yield "/openapi.json", {"get": _reads("This description.", {"type": "object"})}
    yield "/kinds", {"get": _reads("The kinds of request.", _ref("Kinds"))}
    opening = _any_of({table.opening.form for table in LIFECYCLES.values()})
    body = _object({"kind": {"type": "string", "enum": list(LIFECYCLES)}, "answers": opening}, "kind", "answers")
    questions = [_query(name) for name in (*QUESTIONS, "before", "after")]
    questions += [_query("sort", list(SORTS)), _query("order", ["asc", "desc"])]
    yield (
        "/requests",
        {
            "get": _reads("The requests that the official sees, a page at a time.", _ref("Requests"), *questions),
            "post": _writes("Start a request of ours: a draft.", body, "201"),
        },
    )
    one = _path("id", "uuid")
    yield "/requests/{id}", {"get": _reads("One request.", _ref("Request"), one)}
    for what, about in (("papers/{number}.pdf", "A formal paper."), ("documents/{number}", "A document.")):
        yield f"/requests/{{id}}/{what}", {"get": _reads(about, None, one, _path("number"))}
    yield from _of_steps(one)


def _of_steps(one: Part) -> Iterator[tuple[str, Part]]:
    """A path for each step by its name, whichever kinds have it."""
    by_name: dict[str, list[tuple[str, Step]]] = {}
    for kind, step in steps():
        by_name.setdefault(step.trigger, []).append((kind, step))
    for trigger, found in sorted(by_name.items()):
        titles = "; ".join(dict.fromkeys(str(step.title) for _kind, step in found))
        about = f"{titles}. Of: {', '.join(kind for kind, _step in found)}."
        documents = {"type": "array", "maxItems": 20, "items": _ref("NewDocument")}
        answers = _any_of({step.form for _kind, step in found})
        body = _object({"answers": answers, "version": {"type": "integer"}, "documents": documents}, "answers")
        yield (
            f"/requests/{{id}}/steps/{trigger}",
            {
                "get": _reads(f"What this step asks now. {about}", _ref("Step"), one),
                "post": _writes(about, body, "200", one),
            },
        )


def _object(properties: Part, *needed: str) -> Part:
    return {"type": "object", "properties": properties, "required": list(needed), "additionalProperties": False}


def _reads(about: str, shape: Part | None, *parameters: Part) -> Part:
    content = {"application/json": {"schema": shape}} if shape else {"*/*": {}}
    ok = {"200": {"description": "As asked.", "content": content}}
    return {"summary": about, "parameters": list(parameters), "responses": ok | _problems()}


def _writes(about: str, body: Part, status: str, *parameters: Part) -> Part:
    ok = {status: {"description": "Done.", "content": {"application/json": {"schema": _ref("Request")}}}}
    sent = {"required": True, "content": {"application/json": {"schema": body}}}
    return {"summary": about, "parameters": list(parameters), "requestBody": sent, "responses": ok | _problems()}


def _problems() -> Part:
    return {str(code): {"$ref": f"#/components/responses/Problem{code}"} for code in shapes.PROBLEMS}


def _responses() -> Part:
    content = {"application/problem+json": {"schema": _ref("Problem")}}
    told = {f"Problem{code}": {"description": about, "content": content} for code, about in shapes.PROBLEMS.items()}
    told["Problem429"] = told["Problem429"] | {"headers": {"Retry-After": {"required": True, "schema": shapes.NUMBER}}}
    return told


def _query(name: str, known: list[str] | None = None) -> Part:
    schema: Part = {"type": "string"} | ({"enum": known} if known else {})
    return {"name": name, "in": "query", "schema": schema}


def _path(name: str, form: str = "") -> Part:
    number: Part = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
    schema = {"type": "string", "format": form} if form else number
    return {"name": name, "in": "path", "required": True, "schema": schema}
