"""What no single row can show: doubles, articles that do not exist, circles, borrowings that lead nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from mla.instruments.faults import Fault
from mla.instruments.final_clauses import Participation
from mla.instruments.lines import Path, line_of
from mla.instruments.plain import Kind
from mla.instruments.schema import Content, Extension, Instrument
from mla.instruments.tables import KEYED, key_of, rows_of

CITING = (
    "measures",
    "absent",
    "contents",
    "grounds",
    "excluded",
    "duties",
    "obligations",
    "limits",
    "channels",
    "languages",
    "costs",
    "crimes",
)


Whole = TypeVar("Whole", Instrument, Extension, covariant=True)


@dataclass(frozen=True)
class File(Generic[Whole]):
    """A file of the law: its name, its text, and what was read of it."""

    name: str
    text: str
    read: Whole


Either = File[Instrument] | File[Extension]


def cited(article: str) -> list[str]:
    """The numbers of the articles that a reference names: “24(g), 35” names 24 and 35; a range names both ends."""
    pieces = [re.sub(r"\([^)]*\)", "", piece).strip(" -") for piece in re.split(r"[,;]", article)]
    found: list[str] = []
    for piece in pieces:
        ends = re.fullmatch(r"(\d+)-(\d+)", piece)
        found += [ends[1], ends[2]] if ends else [piece] if piece else []
    return found


def circle(requires: dict[str, list[str]]) -> list[str]:
    """Items that require one another in a circle, in their order; nothing when there is no circle."""
    done: set[str] = set()
    for start in requires:
        path: list[str] = []
        found = _walk(start, requires, path, done)
        if found:
            return found
    return []


def _walk(item: str, requires: dict[str, list[str]], path: list[str], done: set[str]) -> list[str]:
    if item in path:
        return [*path[path.index(item) :], item]
    if item in done:
        return []
    path.append(item)
    for needed in requires.get(item, ()):
        if found := _walk(needed, requires, path, done):
            return found
    path.pop()
    done.add(item)
    return []


def within(file: Either, whole: Instrument) -> Iterator[Fault]:
    """What is wrong inside one file; `whole` is the instrument with all that other files add to it."""
    yield from _doubles(file)
    yield from _articles(file, whole)
    yield from _contents(file, whole)
    yield from _kinds(file, whole)


def _fault(file: Either, path: Path, sentence: str) -> Fault:
    return Fault(file.name, line_of(file.text, path), sentence)


def _doubles(file: Either) -> Iterator[Fault]:
    for table, key in KEYED.items():
        seen: Counter[str] = Counter()
        for number, row in enumerate(rows_of(file.read, table)):
            name = key_of(table, row)
            seen[name] += 1
            if seen[name] == 2:
                yield _fault(file, (table, number, key), f"the {key} “{name}” stands twice in {table}; expected: once")


def _articles(file: Either, whole: Instrument) -> Iterator[Fault]:
    known = {row.number for row in whole.articles} | {f"annex {row.code}" for row in whole.annexes}
    for path, article in _citations(file.read):
        for missing in [number for number in cited(article) if number not in known]:
            sentence = f"the article “{missing}” does not exist; expected: the number of one of its [[articles]]"
            yield _fault(file, path, sentence)


def _citations(one: Instrument | Extension) -> Iterator[tuple[Path, str]]:
    """Every reference to an article, with its place in the file."""
    for table in CITING:
        for number, row in enumerate(rows_of(one, table)):
            yield (table, number, "article"), str(getattr(row, "article"))  # noqa: B009 – every citing table has it
    if isinstance(one, Instrument):
        for purpose, article in one.cite.items():
            yield ("cite", purpose), article
        for name, value in one.participation:
            if isinstance(value, str) and name != "rule":
                yield ("participation", name), value
        yield from _final_clauses(one.participation)


def _final_clauses(rules: Participation) -> Iterator[tuple[Path, str]]:
    """The articles by which participation begins and ends, with their places."""
    yield ("participation", "entry", "article"), rules.entry.article
    yield ("participation", "entry", "annexes"), rules.entry.annexes
    yield ("participation", "notice", "article"), rules.notice.article
    for number, term in enumerate(rules.terms):
        yield ("participation", "terms", number, "article"), term.article
    for number, protocol in enumerate(rules.protocols):
        yield ("participation", "protocols", number, "entry"), protocol.entry.article


def _contents(file: Either, whole: Instrument) -> Iterator[Fault]:
    rows = file.read.contents
    measures = {row.code for row in whole.measures}
    ids = {row.id for row in whole.contents}
    for number, row in enumerate(rows):
        for name, told, known, what in (
            ("requires", row.requires, ids, "id"),
            ("measures", row.measures, measures, "measure"),
        ):
            for stranger in [each for each in told if each not in known]:
                sentence = f"“{stranger}” is no {what} of this instrument; expected: one that its file defines"
                yield _fault(file, ("contents", number, name), sentence)
    if found := circle({row.id: row.requires for row in rows}):
        yield _fault(
            file,
            ("contents", _place(rows, found[0]), "requires"),
            f"the conditions go in a circle: {' → '.join(found)}; expected: an item that requires nothing",
        )


def _place(rows: list[Content], item: str) -> int:
    return next(number for number, row in enumerate(rows) if row.id == item)


def _kinds(file: Either, whole: Instrument) -> Iterator[Fault]:
    grounds = file.read.grounds if isinstance(file.read, Instrument) else []
    for number, ground in enumerate(grounds):
        if ground.kind not in whole.kinds:
            sentence = f"the kind “{ground.kind}” is none of this instrument's; expected: {', '.join(whole.kinds)}"
            yield _fault(file, ("grounds", number, "kind"), sentence)
    annexes = {row.code for row in whole.annexes}
    for number, crime in enumerate(file.read.crimes):
        if crime.annex and crime.annex not in annexes:
            sentence = f"the annex “{crime.annex}” does not exist; expected: one of {', '.join(sorted(annexes))}"
            yield _fault(file, ("crimes", number, "annex"), sentence)


def between(files: dict[str, File[Instrument]]) -> Iterator[Fault]:
    """What is wrong from one file to the next; `files` maps the code of each instrument to its file."""
    crimes = {row.code: code for code, file in files.items() for row in file.read.crimes}
    for code, file in files.items():
        others = {name: other.read for name, other in files.items()}
        yield from beside(file, others)
        for kind in _never_refused(file.read, others):
            sentence = (
                f"it claims requests of the kind “{kind}” and names no ground on which one can be refused; expected:"
                f" at least one [[grounds]] with kind = “{kind}”"
            )
            yield _fault(file, ("kinds",), sentence)
        for number, row in enumerate(file.read.crimes):
            if crimes[row.code] != code:
                sentence = f"the crime “{row.code}” is defined by “{crimes[row.code]}” too; expected: in one file"
                yield _fault(file, ("crimes", number, "code"), sentence)


def beside(file: File[Instrument], others: Mapping[str, Instrument]) -> Iterator[Fault]:
    """What one instrument borrows or names of the `others`, and they do not have."""
    one = file.read
    for table, lender in one.like:
        if lender and (lender == one.code or lender not in others or not rows_of(others[lender], table)):
            sentence = f"“{lender}” has no {table} to borrow; expected: the code of another instrument that has some"
            yield _fault(file, ("like", table), sentence)
    known = {row.code for other in others.values() for row in other.crimes}
    for name, covered in (("crimes", one.covers.crimes), ("partly", one.covers.partly)):
        for stranger in [each for each in covered if each not in known]:
            sentence = f"the crime “{stranger}” is defined nowhere; expected: a code of some [[crimes]]"
            yield _fault(file, ("covers", name), sentence)


def _never_refused(one: Instrument, others: Mapping[str, Instrument]) -> list[str]:
    """The kinds of request that an instrument claims without a ground of refusal, of its own or borrowed."""
    lender = others.get(one.like.grounds)
    grounds = [*one.grounds, *(lender.grounds if lender else ())]
    return [kind for kind in one.kinds if kind not in {row.kind for row in grounds}]


PAPERS: dict[str, set[str]] = {
    "assistance": {"request", "measure"},
    "extradition": {"extradition"},
    "transfer": {"transfer"},
    "proceedings": {"proceedings"},
}
"""The papers of a request, by its kind, whose contents an instrument may fix."""


def gaps(one: Instrument) -> Iterator[str]:
    """What an instrument's file leaves unsaid of a kind of request that it claims, and for which it names no [[silences]]."""
    for kind in one.kinds:
        silent = {row.what for row in one.silences if row.kind == kind}
        missing = [words for what, words in UNSAID.items() if what not in silent and not _says(one, kind, what)]
        if missing:
            yield f"{kind}: it does not say {', nor '.join(missing)}."


UNSAID = {
    "request": "the article on which a request rests",
    "contents": "what a request must contain",
    "measures": "the kinds of help",
}


def _says(one: Instrument, kind: Kind, what: str) -> bool:
    if what == "request":
        cited_here = one.cites.get(kind) or (one.cite if kind == one.kinds[0] else {})
        return bool(cited_here.get("request")) or not one.participation.registered
    if what == "contents":
        told = {row.paper for row in one.contents}
        return bool(told & PAPERS.get(kind, told))
    return kind != "assistance" or bool(one.measures or one.like.measures)
