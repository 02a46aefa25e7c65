"""What no single row of national law can show: doubles, acts and measures that do not exist, a file that is not of this State."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mla.instruments import Law
from mla.instruments.faults import Fault
from mla.instruments.lines import Path, line_of
from mla.instruments.plain import Label, Span
from mla.instruments.states import state_codes
from mla.lifecycle import LIFECYCLES
from mla.national_law.schema import TABLES, NationalLaw


@dataclass(frozen=True)
class File:
    """A file of national law: its name, its text, and what was read of it."""

    name: str
    text: str
    read: NationalLaw

    def fault(self, path: Path, sentence: str) -> Fault:
        """Something that is wrong, with its line."""
        return Fault(self.name, line_of(self.text, path), sentence)


def faults_of(file: File, law: Law, state: str = "", sample: bool = False) -> Iterator[Fault]:
    """Everything that is wrong with a file, for the installation of a State, or for whoever writes it."""
    yield from _whose(file, state, sample)
    yield from _rows(file)
    yield from _names(file, law)


def _whose(file: File, state: str, sample: bool) -> Iterator[Fault]:
    one = file.read
    if one.sample:
        if one.state:
            yield file.fault(("state",), "a sample is the law of no State; expected: no key “state”")
        if state and not sample:
            yield file.fault(("sample",), "this is a sample, made up for trying out; expected: the law of your State")
    elif one.state not in state_codes():
        yield file.fault(("state",), f"“{one.state}” is no State; expected: its two-letter code, for example SI")
    elif state and one.state != state:
        yield file.fault(("state",), f"this is the law of {one.state}; expected: that of your State, {state}")


def _rows(file: File) -> Iterator[Fault]:
    acts = [act.code for act in file.read.acts]
    for name, count in Counter(acts).items():
        if count > 1:
            yield file.fault(("acts",), f"the code “{name}” stands twice in acts; expected: once")
    for table in TABLES:
        seen: set[str] = set()
        for number, row in enumerate(file.read.rows(table)):
            if row.code in seen:
                yield file.fault(
                    (table, number, "code"), f"the code “{row.code}” stands twice in {table}; expected: once"
                )
            seen.add(row.code)
            if row.act not in acts:
                sentence = f"the act “{row.act}” does not exist; expected: the code of one of its [[acts]]"
                yield file.fault((table, number, "act"), sentence)
            if isinstance(row, Span) and not row.fixed:
                yield file.fault((table, number), "it fixes no period; expected: days, months, hours or years")


def _names(file: File, law: Law) -> Iterator[Fault]:
    measures = dict(law.every_measure())
    for table in TABLES:
        for number, row in enumerate(file.read.rows(table)):
            for key, known in (("measures", measures), ("requests", LIFECYCLES)):
                for stranger in [one for one in getattr(row, key, ()) if one not in known]:
                    sentence = f"“{stranger}” is unknown; expected: one of {', '.join(known)}"
                    yield file.fault((table, number, key), sentence)


def gaps(one: NationalLaw) -> Iterator[str]:
    """What a file leaves unsaid: words that a letter in Spanish would lack."""
    for table in TABLES:
        for row in one.rows(table):
            lacking = [name for name, value in row if isinstance(value, Label) and not value.in_spanish]
            if lacking:
                yield f"{table}, {row.code}: no Spanish words for {', '.join(lacking)}."
    yield from (f"acts, {act.code}: no Spanish words for name." for act in one.acts if not act.name.in_spanish)
