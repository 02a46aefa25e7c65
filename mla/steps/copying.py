"""What one request already says, taken over into another: persons and offences are entered once and used again.

Every section goes through the door as a step of the drafter, so that the record shows who took over what. A section
that does not answer what the new request asks (another treaty, another State) is taken over as unfinished.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from forms import form_for
from forms.base import retold
from mla.canonical import Answers
from mla.installation import Installation
from mla.lifecycle.terms import Task
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Official
from mla.steps.advance import advance
from mla.steps.step_taken import OurStep


def take_over(
    session: Session,
    installation: Installation,
    source: Dossier,
    target: Dossier,
    official: Official,
    at: datetime,
    today: date,
) -> int:
    """Take over every section that both requests have; returns how many steps that took. The caller commits."""
    taken = 0
    for task in target.table.tasks:
        for answers in _told(source, task):
            step = target.table.step[task.trigger]
            form = form_for(step.form)(retold(answers))
            form.offer_text(RequestText.of(target), installation.law_of(target))
            words = form.answers() if form.validate() else {**form.answers(), "unfinished": True}
            advance(session, installation, OurStep(target, step, words, at, today, official, shared=form.shared()))
            taken += 1
    return taken


def _told(source: Dossier, task: Task) -> Iterator[Answers]:
    if not task.copied:
        return
    if not task.items:
        if answers := source.contents.get(task.trigger):
            yield answers
        return
    for item in RequestText.of(source).items(task):
        yield item.taken_over()
