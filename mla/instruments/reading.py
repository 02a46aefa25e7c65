"""Reads the files of the law: parsed, held against the schema, checked against each other. All faults at once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mla.instruments.checks import Rows, between, within
from mla.instruments.faults import Fault, Unsound, of_the_schema
from mla.instruments.lines import line_of
from mla.instruments.schema import KEYED, Extension, Instrument


@dataclass(frozen=True)
class Read:
    """The law as read: every instrument by its code, best first; the templates apart; the bytes of each."""

    instruments: dict[str, Rows]
    templates: dict[str, Rows]
    texts: dict[str, bytes]


def read(folder: Path) -> Read:
    """The law in a folder. Raises Unsound. Read once while no file changes; nobody may write into what is returned."""
    stamp = tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.glob("*.toml")))
    return _read(folder, stamp)


@lru_cache(maxsize=4)
def _read(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> Read:
    faults: list[Fault] = []
    files: dict[str, tuple[str, str, Rows]] = {}
    more: list[tuple[str, str, Rows]] = []
    texts: dict[str, bytes] = {}
    for name, _, _ in stamp:
        raw = (folder / name).read_bytes()
        one = _one(name, raw, faults)
        if one is None:
            continue
        if "extends" in one:
            more.append((name, raw.decode(), one))
        else:
            files[one["code"]] = (name, raw.decode(), one)
        texts[one.get("code") or f"+{one['extends']}+{name}"] = raw
    alone = dict(files)
    added = _extend(files, more, texts, faults)
    for code, (file, text, one) in alone.items():
        faults += within(file, text, one, files[code][2])
    for file, text, one in added:
        faults += within(file, text, one, files[one["extends"]][2])
    if not faults:
        faults += between(files)
    if faults:
        raise Unsound(faults)
    ranked = sorted((one for _, _, one in files.values()), key=lambda one: (one["rank"], one["code"]))
    return Read(
        {one["code"]: one for one in ranked if not one["template"]},
        {one["code"]: one for one in ranked if one["template"]},
        texts,
    )


def _one(name: str, raw: bytes, faults: list[Fault]) -> Rows | None:
    """One file, sound in itself; or None, with its faults noted."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        faults.append(Fault(name, line, "this is not UTF-8; expected: a text saved as UTF-8"))
        return None
    try:
        answers = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        faults.append(Fault(name, line, f"this is not TOML: {error}; expected: key = value"))
        return None
    model = Extension if "extends" in answers else Instrument
    try:
        one = model.model_validate(answers).model_dump()
    except ValidationError as error:
        faults += of_the_schema(name, text, error, model)
        return None
    if "code" in one and one["code"] != name.removesuffix(".toml"):
        sentence = f"the code is “{one['code']}”; expected: the name of the file"
        faults.append(Fault(name, line_of(text, ("code",)), sentence))
    return _inherited(one)


def _inherited(one: Rows) -> Rows:
    """Every row with a mark and a source: its own or the file's."""
    for table in KEYED:
        for row in one.get(table, ()):
            row["mark"] = row["mark"] or one["mark"]
            row["source"] = row["source"] or one["source"]
    return one


def _extend(
    files: dict[str, tuple[str, str, Rows]],
    more: list[tuple[str, str, Rows]],
    texts: dict[str, bytes],
    faults: list[Fault],
) -> list[tuple[str, str, Rows]]:
    """Put what the added files say into their instruments; returns those that found theirs."""
    found = []
    for name, text, added in more:
        code = added["extends"]
        if code not in files:
            known = ", ".join(sorted(files))
            sentence = f"“{code}” is no instrument; expected: one of {known}"
            faults.append(Fault(name, line_of(text, ("extends",)), sentence))
            continue
        found.append((name, text, added))
        file, whole, one = files[code]
        _refuse_doubles(name, text, added, one, faults)
        merged: dict[str, Any] = {t: [*one[t], *added[t]] for t in KEYED if t in added}
        files[code] = (file, whole, one | merged)
        texts[code] += texts.pop(f"+{code}+{name}")
        if "crimes" in merged:
            covers = one["covers"]
            new = [row["code"] for row in added["crimes"]]
            files[code][2]["covers"] = covers | {"crimes": [*covers["crimes"], *new]}
    return found


def _refuse_doubles(name: str, text: str, added: Rows, one: Rows, faults: list[Fault]) -> None:
    for table, key in KEYED.items():
        there = {row[key] for row in one[table]}
        for number, row in enumerate(added.get(table, ())):
            if row[key] in there:
                sentence = f"the {key} “{row[key]}” stands in {table} of “{one['code']}” already; expected: a new one"
                faults.append(Fault(name, line_of(text, (table, number, key)), sentence))
