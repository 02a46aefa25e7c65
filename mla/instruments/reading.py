"""Reads the files of the law: parsed, held against the schema, checked against each other. All faults at once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

from pydantic import ValidationError

from mla.canonical import Answers
from mla.instruments.checks import File, between, within
from mla.instruments.faults import Fault, Unsound, of_the_schema
from mla.instruments.lines import line_of
from mla.instruments.schema import Extension, Instrument
from mla.instruments.tables import KEYED, key_of, rows_of

Either = TypeVar("Either", bound=Instrument | Extension)


@dataclass(frozen=True)
class Read:
    """The law as read: every instrument by its code, best first; the templates apart; the bytes of each."""

    instruments: dict[str, Instrument]
    templates: dict[str, Instrument]
    texts: dict[str, bytes]


def read(folder: Path) -> Read:
    """The law in a folder. Raises Unsound. Read once while no file changes; what is returned is frozen."""
    stamp = tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.glob("*.toml")))
    return _read(folder, stamp)


@lru_cache(maxsize=4)
def _read(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> Read:
    faults: list[Fault] = []
    files: dict[str, File[Instrument]] = {}
    more: list[File[Extension]] = []
    texts: dict[str, bytes] = {}
    for name, _, _ in stamp:
        raw = (folder / name).read_bytes()
        one = _one(name, raw, faults)
        if one is None:
            continue
        if isinstance(one, Extension):
            more.append(File(name, raw.decode(), one))
            texts[_added_text(one, name)] = raw
        else:
            files[one.code] = File(name, raw.decode(), one)
            texts[one.code] = raw
    alone = dict(files)
    added = _extend(files, more, texts, faults)
    for code, file in alone.items():
        faults += within(file, files[code].read)
    for extension in added:
        faults += within(extension, files[extension.read.extends].read)
    if not faults:
        faults += between(files)
    if faults:
        raise Unsound(faults)
    ranked = sorted((file.read for file in files.values()), key=lambda one: (one.rank, one.code))
    return Read(
        {one.code: one for one in ranked if not one.template},
        {one.code: one for one in ranked if one.template},
        texts,
    )


def parsed(name: str, raw: bytes, faults: list[Fault]) -> tuple[str, Answers] | None:
    """The text of a file and what it says, as TOML; or None, with what is wrong noted."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        faults.append(Fault(name, line, "this is not UTF-8; expected: a text saved as UTF-8"))
        return None
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        faults.append(Fault(name, line, f"this is not TOML: {error}; expected: key = value"))
        return None


def _one(name: str, raw: bytes, faults: list[Fault]) -> Instrument | Extension | None:
    """One file, sound in itself; or None, with its faults noted."""
    told = parsed(name, raw, faults)
    if told is None:
        return None
    text, answers = told
    model: type[Instrument | Extension] = Extension if "extends" in answers else Instrument
    try:
        one = inherited(model.model_validate(answers))
    except ValidationError as error:
        faults += of_the_schema(name, text, error, model)
        return None
    if isinstance(one, Instrument) and one.code != name.removesuffix(".toml"):
        sentence = f"the code is “{one.code}”; expected: the name of the file"
        faults.append(Fault(name, line_of(text, ("code",)), sentence))
    return one


def inherited(one: Either) -> Either:
    """Every row with a mark and a source: its own or the file's."""
    marked = {
        table: [
            row.model_copy(update={"mark": row.mark or one.mark, "source": row.source or one.source})
            for row in rows_of(one, table)
        ]
        for table in KEYED
        if table in type(one).model_fields
    }
    return cast(Either, one.model_copy(update=marked))


def _added_text(added: Extension, name: str) -> str:
    """Under which name the bytes of an added file are kept until its instrument is found."""
    return f"+{added.extends}+{name}"


def _extend(
    files: dict[str, File[Instrument]],
    more: list[File[Extension]],
    texts: dict[str, bytes],
    faults: list[Fault],
) -> list[File[Extension]]:
    """Put what the added files say into their instruments; returns those that found theirs."""
    found = []
    for added in more:
        code = added.read.extends
        if code not in files:
            known = ", ".join(sorted(files))
            sentence = f"“{code}” is no instrument; expected: one of {known}"
            faults.append(Fault(added.name, line_of(added.text, ("extends",)), sentence))
            continue
        found.append(added)
        whole = files[code]
        _refuse_doubles(added, whole.read, faults)
        files[code] = File(whole.name, whole.text, _with(whole.read, added.read))
        texts[code] += texts.pop(_added_text(added.read, added.name))
    return found


def _with(one: Instrument, added: Extension) -> Instrument:
    """The instrument with the rows of an extension after its own; it covers the crimes that came."""
    merged = {table: [*rows_of(one, table), *rows_of(added, table)] for table in KEYED if hasattr(added, table)}
    covered = [*one.covers.crimes, *(crime.code for crime in added.crimes)]
    return one.model_copy(update={**merged, "covers": one.covers.model_copy(update={"crimes": covered})})


def _refuse_doubles(added: File[Extension], one: Instrument, faults: list[Fault]) -> None:
    for table, key in KEYED.items():
        there = {key_of(table, row) for row in rows_of(one, table)}
        for number, row in enumerate(rows_of(added.read, table)):
            name = key_of(table, row)
            if name in there:
                sentence = f"the {key} “{name}” stands in {table} of “{one.code}” already; expected: a new one"
                faults.append(Fault(added.name, line_of(added.text, (table, number, key)), sentence))
