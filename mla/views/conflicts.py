"""Two people at once: what a page began from, whether it still stands so, both versions side by side, who else is writing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from forms import Asked, form_for
from forms.base import retold
from mla.accounts.saved_forms import writing
from mla.canonical import Answers, canonical
from mla.lifecycle.items import ItemText
from mla.lifecycle.terms import Step
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Official
from mla.storage.database import now
from mla.views.context import db, installation, official, officials

JUST_NOW = timedelta(minutes=10)


@dataclass(frozen=True)
class Conflict:
    """What was saved on this page meanwhile: by whom, when, and each answer that differs, theirs and ours.

    `own` says that it was the same official, in another window.
    """

    name: str
    own: bool
    at: datetime
    rows: list[tuple[str, str, str]]


def held(dossier: Dossier, step: Step, number: str | None) -> Answers:
    """What the draft holds for a page: a section, or the item that the number names."""
    task = dossier.table.task_of(step.trigger)
    if task is None:
        return {}
    if not task.items:
        return dict(dossier.contents.get(task.trigger, {}))
    item = item_of(dossier, step, number)
    if item is None:
        return {}
    told = item.shown() if step.trigger == task.trigger else {}
    return {**told, "number": number}


def item_of(dossier: Dossier, step: Step, number: str | None) -> ItemText | None:
    """The item of the draft that the page of a step is about."""
    task = dossier.table.task_of(step.trigger)
    return RequestText.of(dossier).item(task, number) if task and number else None


def mark(dossier: Dossier, step: Step, number: str | None) -> str:
    """What a page began from. Pages of other sections, and other steps, do not change it.

    A page of the draft begins from its own section. A step begins from the stage, and from how often it was taken; beside
    the text, from all that the request is: what is signed is what was read.
    """
    if dossier.table.task_of(step.trigger):
        return hashlib.sha256(canonical(held(dossier, step, number)).encode()).hexdigest()[:32]
    if step.beside_text:
        return str(dossier.version)
    taken = sum(event.trigger == step.trigger for event in dossier.events)
    return f"{dossier.stage}-{taken}"


def conflict(dossier: Dossier, step: Step, form: Asked, number: str | None) -> Conflict | None:
    """Both versions of a page of the draft that somebody saved meanwhile; None where it has no page of its own."""
    about = [
        e
        for e in dossier.events
        if e.trigger == step.trigger and (not number or str(e.answers.get("number")) == number)
    ]
    if not about or not dossier.table.task_of(step.trigger):
        return None
    theirs = form_for(step.form)(retold(held(dossier, step, number)))
    theirs.offer(dossier, installation().law_of(dossier), officials())
    stands, typed = dict(theirs.lines()), dict(form.lines())
    rows = [(q, stands.get(q, ""), typed.get(q, "")) for q in {**stands, **typed} if stands.get(q) != typed.get(q)]
    last = about[-1]
    return Conflict(last.actor, last.official_id == official().id, last.at, rows)


def writing_here(address: str) -> list[Official]:
    """Colleagues whose words on the same page were kept a moment ago: they are writing there now."""
    return writing(db(), official(), address, now() - JUST_NOW)
