"""What a draft lacks of what its instrument asks. Pure: it looks at the text and the law, and changes neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mla.canonical import Answers
from mla.contents_check.conditions import CONDITIONS, Draft
from mla.contents_check.places import Place, places
from mla.instruments import Law
from mla.instruments.schema import Content
from mla.lifecycle.items import ItemText
from mla.lifecycle.text import RequestText


@dataclass(frozen=True)
class Finding:
    """Something that is missing, or not as it should be.

    `required` says that the request is not signed without it unless the signatory records why; otherwise it is
    recommended or, if `judged`, a reminder of what only a person can tell. `step`, `number` and `field` say where it
    is mended; `why` says more than that it is missing.
    """

    id: str
    label: str
    article: str
    level: str
    mark: str
    step: str
    field: str
    required: bool
    judged: bool = False
    number: int | None = None
    of: str = ""
    why: str = ""


def check(text: RequestText, law: Law) -> list[Finding]:
    """Every item of contents that the request's instrument asks, that applies, and that the draft does not tell."""
    known = places()
    papers = known.papers.get(text.kind, ())
    rows = [row for row in law.contents(text.instrument) if row.paper in papers and row.id in known.told]
    found = [finding for row in rows for finding in _missing(text, law, row, known.told[row.id])]
    return _first_things_first(found, {row.id: row.requires for row in rows})


def required(findings: Iterable[Finding]) -> list[Finding]:
    """Those without which the request is not signed unless the signatory records why."""
    return [finding for finding in findings if finding.required]


def finding_of(row: Content, place: Place, field: str, item: ItemText | None = None) -> Finding:
    """A finding about an item of contents."""
    must = row.level == "M" or (row.level == "C" and not place.judged)
    judged = place.judged and not must
    number, of = (item.number, item.heading) if item else (None, "")
    return Finding(
        row.id, row.label.told, row.article, row.level, row.mark, place.step, field, must, judged, number, of
    )  # fmt: skip


def _missing(text: RequestText, law: Law, row: Content, place: Place) -> Iterator[Finding]:
    task = next((task for task in text.table.tasks if task.trigger == place.step), None)
    if task is None:
        return
    if not task.items:
        answers = text.contents.get(place.step, {})
        if _applies(Draft(text, law, answers), place) and (field := _unanswered(answers, place)):
            yield finding_of(row, place, field)
        return
    items = text.items(task)
    if not items and not place.kinds and not place.when:
        yield finding_of(row, place, (place.fields or place.any)[0])
    for item in items:
        if _applies(Draft(text, law, item.answers), place) and (field := _unanswered(item.answers, place)):
            yield finding_of(row, place, field, item)


def _applies(draft: Draft, place: Place) -> bool:
    if place.kinds and draft.answer("kind") not in place.kinds:
        return False
    return not place.when or CONDITIONS[place.when](draft)


def _unanswered(answers: Answers, place: Place) -> str:
    """The first field that is wanted and empty, or nothing."""
    empty = [name for name in place.fields if not answers.get(name)]
    if place.any and not any(answers.get(name) for name in place.any):
        empty.append(place.any[0])
    return empty[0] if empty else ""


def _first_things_first(found: list[Finding], requires: dict[str, list[str]]) -> list[Finding]:
    """Without what an item builds on, the item itself is not spoken of yet."""
    lacking = {(finding.id, finding.number) for finding in found}
    return [
        finding
        for finding in found
        if not any((needed, finding.number) in lacking for needed in requires.get(finding.id, ()))
    ]
