"""The task list of a draft: one line for each section in the order of the letter, with what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mla.contents_check import Finding
from mla.lifecycle.facts import progress
from mla.lifecycle.items import ItemText
from mla.lifecycle.terms import Task
from mla.lifecycle.text import RequestText
from mla.models import Dossier


@dataclass(frozen=True)
class Row:
    """One section: how far it is (as `progress` tells), the items of a list, and what was found there.

    What a section lacks that nobody has begun is not spoken of yet.
    """

    task: Task
    progress: str
    items: Sequence[ItemText]
    found: Sequence[Finding]

    @property
    def done(self) -> bool:
        """Whether nothing is left to do: it is complete, or may stay undone."""
        return self.progress == "done" or (self.task.optional and self.progress == "not_started")


@dataclass(frozen=True)
class TaskList:
    """Every section, and what was found that belongs to none of them."""

    rows: Sequence[Row]
    elsewhere: Sequence[Finding]

    @property
    def wanted(self) -> Sequence[Row]:
        """The sections that must be told."""
        return [row for row in self.rows if not row.task.optional]

    @property
    def done(self) -> int:
        """How many of these are."""
        return sum(row.done for row in self.wanted)


def task_list(dossier: Dossier, found: Sequence[Finding]) -> TaskList:
    """The task list of a draft in which this was found."""
    text, tasks = RequestText.of(dossier), dossier.table.tasks
    rows = []
    for task in tasks:
        how = progress(dossier, task)
        here = [one for one in found if one.step == task.trigger and how != "not_started"]
        rows.append(Row(task, how, text.items(task) if task.items else (), here))
    steps = {task.trigger for task in tasks}
    return TaskList(rows, [one for one in found if one.step not in steps])


def next_task(dossier: Dossier, after: Task) -> Task | None:
    """The section to be told after this one: the next that nobody has finished, then those before it."""
    tasks = list(dossier.table.tasks)
    place = tasks.index(after) + 1
    return next((task for task in tasks[place:] + tasks[: place - 1] if _open(dossier, task)), None)


def _open(dossier: Dossier, task: Task) -> bool:
    how = progress(dossier, task)
    return how == "not_started" if task.documents else how != "done" and not task.optional
