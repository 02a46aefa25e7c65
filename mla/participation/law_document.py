"""docs/law.md: all that the data says of each instrument, each fact with its mark; generated, so that it cannot differ.

It tells per instrument what it carries, asks, refuses and limits, and who takes part as of when; then the clocks of each kind
of request, and what a reading against the text corrected.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from forms.clocks import BESIDE_STEPS, NOT_RUNNING, WITHOUT_LIMIT
from mla.instruments import Law
from mla.instruments.law import HERE
from mla.instruments.plain import Fact
from mla.instruments.schema import Instrument, Limit
from mla.instruments.tables import KEYED, rows_of
from mla.lifecycle import LIFECYCLES, terms
from mla.participation.facts import Listing
from mla.participation.lists import shipped

TARGET = Path(__file__).parents[2] / "docs" / "law.md"
CORRECTIONS = HERE / "corrections.csv"

HEAD = """# The law as data

Generated from `mla/instruments`, `mla/participation/lists` and the tables of `mla/lifecycle` by `mla law document`; do not
edit. Words are this project's own, not the treaties'. Marks: C confirmed (read in the text), R-h, R-m, R-l recalled (with high,
medium, low confidence) and not read, U unknown, P practice; in lists of States D read in a dataset, R recalled. A fact that is
not confirmed is to be read in the text before anyone relies on it.
"""

TITLES = {
    "parts": "Parts", "annexes": "Annexes", "measures": "What it carries: kinds of help", "absent": "Looked for and not there",
    "contents": "What it asks of a paper", "grounds": "What it refuses: grounds", "excluded": "What is no ground", "silences": "What it does not say",
    "duties": "What must go before a refusal", "obligations": "What binds by itself once something is handed over",
    "limits": "What it limits: periods", "channels": "Channels",
    "languages": "Languages", "costs": "Costs", "crimes": "Crimes",
}  # fmt: skip
"""The tables that are printed, in this order, and their headings; articles are cited in every row and stand for themselves."""


def markdown(law: Law | None = None) -> str:
    """The whole document."""
    law = law or Law()
    every = {**law.instruments, **law.templates}
    parts = [HEAD, *_table(("Instrument", "Carries", "Mark", "Grounds", "Limits"), map(_summary, every.values()))]
    for one in every.values():
        parts += _instrument(one, shipped().lists)
    parts += ["## Clocks, by kind of request", ""]
    for table in LIFECYCLES.values():
        parts += [f"### {table.title}", "", *_table(CLOCKS, [_clock(limit, law) for limit in table.limits])]
    parts += [
        "### Days that start no limit, and why",
        "",
        *_table(("Asked in", "Why"), {**WITHOUT_LIMIT, **BESIDE_STEPS}.items()),
    ]
    parts += [
        "### Periods of instruments that run in no request, and why",
        "",
        *_table(("Row", "Why"), NOT_RUNNING.items()),
    ]
    return "\n".join([*parts, *_corrections()]).rstrip() + "\n"


def _summary(one: Instrument) -> tuple[str, ...]:
    carries = ", ".join(one.kinds) + (" (a pattern, never offered)" if one.template else "")
    return (f"{one.name.en} (`{one.code}`)", carries, one.mark, str(len(one.grounds)), str(len(one.limits)))


def _instrument(one: Instrument, lists: Mapping[str, Listing]) -> Iterator[str]:
    yield from (f"## {one.name.en}", "", f"Code `{one.code}`. Mark {one.mark}: {one.source}.", "")
    if one.note:
        yield from (one.note.en, "")
    if one.only_own:
        yield from (f"Refused on their own grounds alone: {', '.join(one.only_own)}.", "")
    if opened := [row.code for row in one.grounds if row.national]:
        yield from (f"By these grounds it lets the law of the requested State decide: {', '.join(opened)}.", "")
    yield from _who_takes_part(one, lists.get(one.code))
    for name, title in TITLES.items():
        rows = rows_of(one, name)
        if rows:
            yield from (f"### {title}", "", *_table(_columns(name), [_cells(name, row) for row in rows]))


def _who_takes_part(one: Instrument, listing: Listing | None) -> Iterator[str]:
    entry = one.participation.entry
    if entry.fixed:
        since = f" It has been in force since {entry.since}." if entry.since else ""
        deposits = f" It needs {entry.deposits} deposits." if entry.deposits else ""
        yield from (
            f"Entry into force: {_period(entry)} after the deposit (art. {entry.article}, {entry.mark or one.mark}).{deposits}{since}",
            "",
        )
    if listing:
        yield from (
            f"States: {listing.count} bound as of {listing.day} (mark {listing.mark}; {listing.source}). {listing.gaps}", "",
        )  # fmt: skip


COLUMNS: dict[str, tuple[str, ...]] = {
    "parts": ("number", "title", "kind"),
    "annexes": ("code", "title"),
    "contents": ("id", "paper", "level", "article", "label", "required_when"),
    "grounds": ("code", "kind", "level", "article", "label", "requests", "attaches"),
    "excluded": ("code", "kinds", "article", "label"),
    "silences": ("code", "kind", "what", "why"),
    "duties": ("code", "kind", "article", "label"),
    "obligations": ("code", "on", "kind", "binds", "article", "label", "measures"),
    "limits": ("id", "rule", "article", "actor", "trigger", "period", "effect"),
    "channels": ("code", "article", "label", "when"),
    "costs": ("code", "article", "label", "payer"),
}
"""The columns of each table; of the others code, article and label."""


def _columns(name: str) -> tuple[str, ...]:
    return (*COLUMNS.get(name, (KEYED[name], "article", "label")), "mark")


def _cells(name: str, row: Fact) -> tuple[str, ...]:
    return tuple(_cell(getattr(row, column)) for column in _columns(name))


def _cell(value: object) -> str:
    if isinstance(value, str) or value is None:
        return value or ""
    if isinstance(value, Sequence):
        return "; ".join(map(_cell, value))
    label = getattr(value, "label", value)
    article = getattr(value, "article", "")
    return f"{label.en} (art. {article})" if article else str(label.en)  # type: ignore[attr-defined]


CLOCKS = ("What", "Begins with", "Ends with", "Whose time", "Last day", "Once it has passed", "Mark")


def _clock(limit: terms.Limit, law: Law) -> tuple[str, ...]:
    whose = limit.whose.__name__ if limit.whose else "the other State" if limit.time_of_other else str(limit.side)
    last, mark = f"{limit.days} {'working ' if limit.working else ''}days", limit.mark
    if limit.field:
        last = f"the day that is named ({limit.field})"
    if limit.rows:
        last = f"the day that each row names ({limit.rows}.{limit.field})"
    if limit.national:
        last, mark = f"as the national law of the requested State fixes it ({limit.national})", "its own"
    elif limit.rule:
        found = [(code, row) for code, one in law.instruments.items() for row in one.limits if row.rule == limit.rule]
        last = (
            "; ".join(f"{code}: {_period(row)} (art. {row.article})" for code, row in found) or "no instrument fixes it"
        )
        mark = "; ".join(dict.fromkeys(f"{code} {row.mark}" for code, row in found))
    then = " / ".join(filter(None, (limit.then, limit.must)))
    return (limit.what, limit.starts, ", ".join(limit.ends), whose, last, then, mark)


def _period(span: object) -> str:
    units = ("hours", "days", "months", "years")
    told = [f"{getattr(span, unit)} {unit}" for unit in units if getattr(span, unit)]
    tail = ", to the first day of the next month" if getattr(span, "first_of_month", False) else ""
    if isinstance(span, Limit) and span.extension:
        tail += f", which may be prolonged once by {span.extension} days"
    return (" ".join(told) or (span.period if isinstance(span, Limit) else "")) + tail


def _corrections() -> Iterator[str]:
    with CORRECTIONS.open(newline="") as file:
        rows = [(row["instrument"], row["place"], row["corrected"]) for row in csv.DictReader(file)]
    yield from (
        "## Corrections",
        "",
        "What a reading of the data against the texts found, and what stands there now.",
        "",
    )
    yield from _table(("Instrument", "Place", "Corrected"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table in Markdown; a cell keeps its line."""
    lines = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    if not lines:
        return ["None.", ""]
    return [f"| {' | '.join(row)} |" for row in ([*head], ["---"] * len(head), *lines)] + [""]
