"""An agreement as the file in which it could have been entered: so that a new version of what came from abroad begins there."""

from __future__ import annotations

import json
from collections.abc import Iterator

from mla.canonical import Answers
from mla.instruments.agreement import instrument_of
from mla.instruments.tables import KEYED
from mla.languages import LETTERS

HEADS = ("sort", "signed", "in_force_from", "ends", "person", "born_on", "person_number", "remarks")


def answers_of(told: Answers, us: str) -> Answers:
    """What would have been typed."""
    heads = {name: told[name] for name in HEADS if name in told}
    titles = {f"title_{language}": told["name"].get(language, "") for language in LETTERS}
    other = next(state for state in told["states"] if state != us)
    return {**heads, **titles, "other": other, "file": file_of(told)}


def file_of(told: Answers) -> str:
    """The rules as a file of the law (TOML)."""
    rules = dict(told["rules"])
    made = instrument_of(told)
    participation = {"rule": "register", **_final(rules)}
    heads = {
        "code": "agreement",
        "rank": made.rank,
        "mark": made.mark,
        "source": made.source,
        "name": made.name.model_dump(exclude_defaults=True),
        "short": made.short.model_dump(exclude_defaults=True),
        "of": made.of.model_dump(exclude_defaults=True),
        "participation": participation,
    }
    tables = {name: rules.pop(name) for name in KEYED if name in rules}
    return "\n".join([*_lines({**heads, **rules}), *_rows(tables)]) + "\n"


def _final(rules: Answers) -> Answers:
    return {name: rules.pop(name) for name in ("force", "denunciation") if name in rules}


def _lines(values: Answers) -> Iterator[str]:
    for name, value in values.items():
        yield f"{name} = {_told(value)}"


def _rows(tables: Answers) -> Iterator[str]:
    for name, rows in tables.items():
        for row in rows:
            yield f"\n[[{name}]]"
            yield from _lines(row)


def _told(value: object) -> str:
    """A value as TOML writes it; its strings are those of JSON."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(name)} = {_told(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_told(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)
