"""The text of a request read back in the words of the forms that asked it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from forms import form_for
from forms.base import retold
from mla.installation import Installation
from mla.lifecycle.terms import Task
from mla.models import Dossier
from mla.request_text.versions import Line, Place, as_told, changed_places, compare, texts

Lines = list[tuple[str, str]]


@dataclass(frozen=True)
class Section:
    """One task of the draft with what it holds: its own lines, or one title and its lines for each item."""

    task: Task
    lines: Lines
    items: list[tuple[str, Lines]]


def read_back(installation: Installation, dossier: Dossier) -> list[Section]:
    """Every section of the request, in the order of the task list."""
    return [_section(installation, dossier, task) for task in dossier.table.tasks if task.items != "attachments"]


@dataclass(frozen=True)
class Change:
    """A section or item whose text is not as it was first sent, line by line."""

    title: str
    lines: list[Line]


def changes(installation: Installation, dossier: Dossier) -> list[Change]:
    """What the text says now against the text first sent. Raises Missing when the store has lost the latter."""
    sent = texts(installation, dossier)
    if not sent:
        return []
    old, new = sent[0][1], dossier.request_text()
    before, after = as_told(dossier, old), as_told(dossier, new)
    return [_change(installation, place, before, after) for place in changed_places(dossier, old, new)]


def _change(installation: Installation, place: Place, before: Any, after: Any) -> Change:
    old, new = (_spoken(installation, place, told) for told in (before, after))
    title = next((title for title, _ in (new, old) if title), place.task.title)
    return Change(title, compare(old[1], new[1]))


def _spoken(installation: Installation, place: Place, told: Any) -> tuple[str, list[str]]:
    """The title and the lines of a section or item, as a person reads them; nothing where it is not there."""
    if place.number is None:
        pairs = _lines(installation, told, place.task, told.contents.get(place.task.trigger, {}))
        return place.task.title, [line for question, answer in pairs for line in _split(question, answer)]
    row = next((row for row in getattr(told, str(place.task.items)) if row.number == place.number), None)
    if row is None:
        return "", []
    if place.task.items == "attachments":
        return f"Attachment {row.number}: {row.title}", [row.title]
    pairs = _lines(installation, told, place.task, row.answers)
    return _title(installation, place.task, row), [
        line for question, answer in pairs for line in _split(question, answer)
    ]


def _split(question: str, answer: str) -> list[str]:
    return [f"{question.rstrip('?')}: {part}" for part in answer.split("\n") if part.strip()]


def _section(installation: Installation, dossier: Dossier, task: Task) -> Section:
    if not task.items:
        return Section(task, _lines(installation, dossier, task, dossier.contents.get(task.trigger, {})), [])
    rows = getattr(dossier, task.items)
    answers = [row.shown() if task.items == "persons" else row.answers for row in rows]
    titles = [_title(installation, task, row) for row in rows]
    return Section(
        task, [], [(t, _lines(installation, dossier, task, told)) for t, told in zip(titles, answers, strict=True)]
    )


def _lines(installation: Installation, dossier: Dossier, task: Task, answers: dict[str, Any]) -> Lines:
    form = form_for(dossier.table.step[task.trigger].form)(retold(answers))
    form.offer(dossier, installation.law.about(dossier.field))
    return form.lines()


def _title(installation: Installation, task: Task, row: Any) -> str:
    if task.items == "persons":
        return f"Person {row.number}: {installation.law.person_name(row)}"
    if task.items == "offences":
        return f"Offence {row.number}: {row.name}"
    return f"Measure {row.number}: {row.heading_line}"


def laws_compared(dossier: Dossier) -> list[tuple[Any, Any]]:
    """The worksheet on dual criminality: each offence with the newest event that compared the laws for it, or None."""
    compares = dossier.table.triggers("compare_offence")
    newest = {event.answers.get("offence"): event for event in dossier.events if event.trigger in compares}
    return [(offence, newest.get(str(offence.number))) for offence in dossier.offences]
