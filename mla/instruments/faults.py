"""What is wrong with the files of the law: file, line, and what is expected, all of it at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mla.instruments.lines import line_of

LANGUAGES = {"en": "English", "fr": "French"}


@dataclass(frozen=True, order=True)
class Fault:
    """One mistake, in a sentence."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.sentence}"


class Unsound(Exception):
    """The files of the law are not sound; the message is every fault, one a line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def of_the_schema(file: str, text: str, error: ValidationError, model: type[BaseModel]) -> list[Fault]:
    """What the schema objects to, as faults."""
    return [
        Fault(file, line_of(text, one["loc"]), _sentence(one["loc"], one["type"], one, model))
        for one in error.errors(include_url=False)
    ]


def _sentence(path: tuple[str | int, ...], kind: str, one: ErrorDetails, model: type[BaseModel]) -> str:
    name, where = str(path[-1]), _where(path)
    if kind == "extra_forbidden":
        return f"the key “{name}”{where} is unknown; expected: {', '.join(_keys(path, model))}"
    if kind == "missing":
        if name in LANGUAGES:
            return f"the {LANGUAGES[name]} ({name}){where} is missing"
        return f"the key “{name}”{where} is missing"
    if kind == "literal_error":
        return f"{_told(one['input'])} is not a value of “{name}”{where}; expected: {one['ctx']['expected']}"
    if kind == "string_pattern_mismatch":
        return f"{_told(one['input'])} is no mark{where}; expected: C, R-h, R-m, R-l, U or P, joined by “ / ”"
    return f"“{name}”{where} is {_told(one['input'])}; expected: {one['msg'].removeprefix('Input should be ')}"


def _told(value: object) -> str:
    return f"“{value}”" if isinstance(value, str) else repr(value)


def _where(path: tuple[str | int, ...]) -> str:
    above = path[:-1]
    if not above:
        return ""
    rows = [f"{name}{_row(above, at)}" for at, name in enumerate(above) if isinstance(name, str)]
    return f" of {', '.join(rows)}"


def _row(path: tuple[str | int, ...], at: int) -> str:
    """The number of the row, from one, where the path goes on to one."""
    row = path[at + 1] if at + 1 < len(path) else None
    return f" {row + 1}" if isinstance(row, int) else ""


def _keys(path: tuple[str | int, ...], model: type[BaseModel]) -> list[str]:
    """Which keys stand where the unknown one was found."""
    here: object = model
    for name in path[:-1]:
        if isinstance(name, str) and isinstance(here, type) and issubclass(here, BaseModel):
            here = _inner(here.model_fields[name].annotation) if name in here.model_fields else None
    return sorted(here.model_fields) if isinstance(here, type) and issubclass(here, BaseModel) else []


def _inner(annotation: object) -> object:
    """The model inside `list[Model]` or `Model | None`, or the annotation itself."""
    if isinstance(annotation, type) and not hasattr(annotation, "__args__"):
        return annotation
    inside = [one for one in getattr(annotation, "__args__", ()) if isinstance(one, type)]
    return next((one for one in inside if issubclass(one, BaseModel)), None)
