"""The text of a request read back in the words of the forms that asked it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from forms import form_for
from forms.base import retold
from mla.house import House
from mla.lifecycle.terms import Task
from mla.models import Dossier

Lines = list[tuple[str, str]]


@dataclass(frozen=True)
class Section:
    """One task of the draft with what it holds: its own lines, or one title and its lines for each item."""

    task: Task
    lines: Lines
    items: list[tuple[str, Lines]]


def read_back(house: House, dossier: Dossier) -> list[Section]:
    """Every section of the request, in the order of the task list."""
    return [_section(house, dossier, task) for task in dossier.table.tasks if task.items != "attachments"]


def _section(house: House, dossier: Dossier, task: Task) -> Section:
    if not task.items:
        return Section(task, _lines(house, dossier, task, dossier.contents.get(task.trigger, {})), [])
    rows = getattr(dossier, task.items)
    titles = [_title(house, task, row) for row in rows]
    return Section(task, [], [(t, _lines(house, dossier, task, row.said)) for t, row in zip(titles, rows, strict=True)])


def _lines(house: House, dossier: Dossier, task: Task, said: dict[str, Any]) -> Lines:
    form = form_for(dossier.table.step[task.trigger].form)(retold(said))
    form.offer(dossier, house.law.about(dossier.field))
    return form.lines()


def _title(house: House, task: Task, row: Any) -> str:
    if task.items == "persons":
        return f"Person {row.number}: {house.law.person_name(row)}"
    if task.items == "offences":
        return f"Offence {row.number}: {row.name}"
    return f"Measure {row.number}: {row.heading_line}"
