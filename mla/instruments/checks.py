"""What no single row can show: doubles, articles that do not exist, circles, borrowings that lead nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from mla.instruments.faults import Fault
from mla.instruments.lines import line_of
from mla.instruments.schema import KEYED

Rows = dict[str, Any]
CITING = (
    "measures",
    "absent",
    "contents",
    "grounds",
    "excluded",
    "duties",
    "limits",
    "channels",
    "languages",
    "costs",
    "crimes",
)


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


def within(file: str, text: str, one: Rows, whole: Rows) -> Iterator[Fault]:
    """What is wrong inside one file; `whole` is the instrument with all that other files add to it."""
    yield from _doubles(file, text, one)
    yield from _articles(file, text, one, whole)
    yield from _contents(file, text, one, whole)
    yield from _kinds(file, text, one, whole)


def _doubles(file: str, text: str, one: Rows) -> Iterator[Fault]:
    for table, key in KEYED.items():
        seen: Counter[str] = Counter()
        for number, row in enumerate(one.get(table, ())):
            seen[row[key]] += 1
            if seen[row[key]] == 2:
                yield Fault(
                    file,
                    line_of(text, (table, number, key)),
                    f"the {key} “{row[key]}” stands twice in {table}; expected: once",
                )


def _articles(file: str, text: str, one: Rows, whole: Rows) -> Iterator[Fault]:
    known = {row["number"] for row in whole["articles"]} | {f"annex {row['code']}" for row in whole["annexes"]}
    places: list[tuple[tuple[str | int, ...], str]] = [
        ((t, n, "article"), row["article"]) for t in CITING for n, row in enumerate(one.get(t, ()))
    ]
    places += [(("cite", purpose), article) for purpose, article in one.get("cite", {}).items()]
    for name, value in one.get("participation", {}).items():
        if isinstance(value, str) and name not in ("rule", "list_source"):
            places.append((("participation", name), value))
    for path, article in places:
        for missing in [number for number in cited(article) if number not in known]:
            yield Fault(
                file,
                line_of(text, path),
                f"the article “{missing}” does not exist; expected: the number of one of its [[articles]]",
            )


def _contents(file: str, text: str, one: Rows, whole: Rows) -> Iterator[Fault]:
    rows = one.get("contents", ())
    measures = {row["code"] for row in whole["measures"]}
    ids = {row["id"] for row in whole["contents"]}
    for number, row in enumerate(rows):
        for name, known, what in (("requires", ids, "id"), ("measures", measures, "measure")):
            for stranger in [each for each in row[name] if each not in known]:
                sentence = f"“{stranger}” is no {what} of this instrument; expected: one that its file defines"
                yield Fault(file, line_of(text, ("contents", number, name)), sentence)
    if found := circle({row["id"]: row["requires"] for row in rows}):
        place = next(number for number, row in enumerate(rows) if row["id"] == found[0])
        yield Fault(
            file,
            line_of(text, ("contents", place, "requires")),
            f"the conditions go in a circle: {' → '.join(found)}; expected: an item that requires nothing",
        )


def _kinds(file: str, text: str, one: Rows, whole: Rows) -> Iterator[Fault]:
    kinds = whole["kinds"]
    for number, row in enumerate(one.get("grounds", ())):
        if row["kind"] not in kinds:
            sentence = f"the kind “{row['kind']}” is none of this instrument's; expected: {', '.join(kinds)}"
            yield Fault(file, line_of(text, ("grounds", number, "kind")), sentence)
    annexes = {row["code"] for row in whole["annexes"]}
    for number, row in enumerate(one.get("crimes", ())):
        if row["annex"] and row["annex"] not in annexes:
            sentence = f"the annex “{row['annex']}” does not exist; expected: one of {', '.join(sorted(annexes))}"
            yield Fault(file, line_of(text, ("crimes", number, "annex")), sentence)


def between(files: dict[str, tuple[str, str, Rows]]) -> Iterator[Fault]:
    """What is wrong from one file to the next; `files` maps each code to its file, text and rows."""
    crimes = {row["code"]: code for code, (_, _, one) in files.items() for row in one["crimes"]}
    for code, (file, text, one) in files.items():
        for table, lender in one["like"].items():
            if lender and (lender == code or lender not in files or not files[lender][2][table]):
                sentence = (
                    f"“{lender}” has no {table} to borrow; expected: the code of another instrument that has some"
                )
                yield Fault(file, line_of(text, ("like", table)), sentence)
        for kind in _never_refused(one, files):
            sentence = (
                f"it claims requests of the kind “{kind}” and names no ground on which one can be refused; expected:"
                f" at least one [[grounds]] with kind = “{kind}”"
            )
            yield Fault(file, line_of(text, ("kinds",)), sentence)
        for name in ("crimes", "partly"):
            for stranger in [each for each in one["covers"][name] if each not in crimes]:
                sentence = f"the crime “{stranger}” is defined nowhere; expected: a code of some [[crimes]]"
                yield Fault(file, line_of(text, ("covers", name)), sentence)
        for number, row in enumerate(one["crimes"]):
            if crimes[row["code"]] != code:
                sentence = f"the crime “{row['code']}” is defined by “{crimes[row['code']]}” too; expected: in one file"
                yield Fault(file, line_of(text, ("crimes", number, "code")), sentence)


def _never_refused(one: Rows, files: dict[str, tuple[str, str, Rows]]) -> list[str]:
    """The kinds of request that an instrument claims without a ground of refusal, of its own or borrowed."""
    lender = files.get(one["like"]["grounds"])
    grounds = [*one["grounds"], *(lender[2]["grounds"] if lender else ())]
    return [kind for kind in one["kinds"] if kind not in {row["kind"] for row in grounds}]


PAPERS = {
    "assistance": {"request", "measure"},
    "extradition": {"extradition"},
    "transfer": {"transfer"},
    "proceedings": {"proceedings"},
}
"""The papers of a request, by its kind, whose contents an instrument may fix."""


def gaps(one: Rows) -> Iterator[str]:
    """What an instrument leaves unsaid of a kind of request that it claims. No fault: some treaties say no more."""
    for kind in one["kinds"]:
        cited_here = one["cites"].get(kind) or (one["cite"] if kind == one["kinds"][0] else {})
        told = {row["paper"] for row in one["contents"]}
        rests = cited_here.get("request") or one["participation"]["rule"] == "none"
        missing = [] if rests else ["the article on which a request rests"]
        missing += [] if told & PAPERS.get(kind, told) else ["what a request must contain"]
        if kind == "assistance" and not (one["measures"] or one["like"]["measures"]):
            missing.append("the kinds of help")
        if missing:
            yield f"{kind}: it does not say {', nor '.join(missing)}."
