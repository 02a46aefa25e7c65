"""Reads the file of national law: parsed, held against the schema, checked. All faults at once, in plain sentences."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from mla.instruments import Law
from mla.instruments.faults import Fault, Unsound, of_the_schema
from mla.instruments.reading import parsed
from mla.national_law.checks import File, faults_of
from mla.national_law.schema import NationalLaw

SAMPLE = Path(__file__).parent / "sample.toml"
"""The file of the sample ministries: made up, and the law of no State."""


def read_national(path: Path, law: Law, state: str = "", sample: bool = False) -> NationalLaw:
    """The national law in a file. Raises Unsound, which names every fault. Read once while the file does not change.

    `state` is whose law it must be, where that is known; only a `sample` installation may use a file that is made up.
    """
    try:
        found = path.stat()
    except OSError as error:
        sentence = f"the file of national law cannot be read ({error.strerror}); expected: the path of a TOML file"
        raise Unsound([Fault(str(path), 1, sentence)]) from error
    one, text = _read(path, found.st_mtime_ns, found.st_size)
    if wrong := [*faults_of(File(path.name, text, one), law, state, sample)]:
        raise Unsound(wrong)
    return one


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> tuple[NationalLaw, str]:
    faults: list[Fault] = []
    told = parsed(path.name, path.read_bytes(), faults)
    if told is None:
        raise Unsound(faults)
    text, answers = told
    try:
        return NationalLaw.model_validate(answers).inherited(), text
    except ValidationError as error:
        raise Unsound(of_the_schema(path.name, text, error, NationalLaw)) from error
