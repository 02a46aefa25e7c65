"""State sheets as a CSV table: one answer a row; read with every mistake at once or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date

from babel import Locale

from mla.canonical import Answers
from mla.instruments import Law
from mla.participation import csvtable
from mla.participation.sheets import TOPICS, Entry
from mla.participation.table import of_source, of_state
from mla.words import _

COLUMNS = tuple(field.name for field in fields(Entry))
NEEDED = ("state", "topic", "answer", "source", "mark", "checked_on", "checked_by")
MOST = 5000
"""The most characters an answer may have."""


def write(rows: Iterable[Entry]) -> str:
    """The sheets as a table."""
    return csvtable.write(COLUMNS, rows)


def read(raw: bytes, law: Law, today: date) -> list[Entry]:
    """Every row of a table. Raises Slips, which lists all mistakes of all rows."""
    return csvtable.read(raw, COLUMNS, NEEDED, ("state", "topic", "measure"), lambda cells: row(cells, law, today))


def row(cells: dict[str, str], law: Law, today: date, empty: bool = False) -> tuple[Entry | None, list[str]]:
    """One row as an entry, or what is wrong with it. `empty` lets the answer be empty: known no more."""
    given = {name: csvtable.plain(text) for name, text in cells.items()}
    wrong: list[str] = [
        _("“%(name)s” is empty", name=name)
        for name in NEEDED
        if not given.get(name) and not (empty and name == "answer")
    ]
    answers: Answers = {name: given.get(name, "") for name in COLUMNS}
    answers["checked_on"], bad = csvtable.day(answers["checked_on"])
    wrong += [_("“%(bad)s” in “checked_on” is no date; expected: such as 2024-02-14", bad=bad)] if bad else []
    one = Entry(**answers)
    wrong += [*of_state(one.state), *_of_topic(one, law), *of_source(one.mark, one.checked_on, today)]
    return (None if wrong else one), wrong


def _of_topic(one: Entry, law: Law) -> Iterator[str]:
    topic = TOPICS.get(one.topic)
    if topic is None:
        if one.topic:
            yield _(
                "“%(topic)s” is no question of the sheet; expected: one of %(expected)s",
                topic=one.topic,
                expected=", ".join(TOPICS),
            )
        return
    kinds = dict(law.every_measure())
    if one.measure and not topic.by_measure:
        yield _("“%(code)s” is not asked by kind of measure; expected: “measure” empty", code=topic.code)
    elif one.measure and one.measure not in kinds:
        yield _(
            "“%(measure)s” is no kind of measure; expected: one of %(expected)s",
            measure=one.measure,
            expected=", ".join(kinds),
        )
    if len(one.answer) > MOST:
        yield _("“answer” is longer than %(most)s characters", most=MOST)
    expected = [code for code, _ in topic.choices]
    if topic.code == "languages":
        expected = sorted(str(code) for code in Locale("en").languages if len(str(code)) == 2)
    if expected:
        shown = ", ".join(expected) if topic.choices else _("codes of two letters such as en")
        for stranger in [word for word in one.words if word not in expected]:
            yield _(
                "“%(answer)s” in “answer” is not known for “%(code)s”; expected: %(shown)s, separated by semicolons",
                answer=stranger,
                code=topic.code,
                shown=shown,
            )
