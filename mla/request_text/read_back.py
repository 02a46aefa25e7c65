"""The text of a request read back in the words of the forms that asked it."""

from __future__ import annotations

from dataclasses import dataclass

from forms import form_for
from forms.base import retold
from mla.canonical import Answers
from mla.installation import Installation, law_of
from mla.instruments import Law
from mla.lifecycle import facts
from mla.lifecycle.items import OffenceText, PersonText
from mla.lifecycle.terms import Task
from mla.lifecycle.text import Place, RequestText
from mla.lifecycle.translations import TRANSLATED, Order
from mla.models import Dossier, Event
from mla.request_text.versions import Line, compare, last_laid, text_of, texts
from mla.words import _, changed

Lines = list[tuple[str, str]]


@dataclass(frozen=True)
class Section:
    """One task of the draft with what it holds: its own lines, or one title and its lines for each item."""

    task: Task
    lines: Lines
    items: list[tuple[str, Lines]]


def read_back(law: Law, text: RequestText) -> list[Section]:
    """Every section of the request but its documents, in the order of the task list; who is protected stays hidden."""
    return [_section(law, text, task) for task in text.table.tasks if not task.documents]


def identity_lines(law: Law, text: RequestText, person: PersonText) -> Lines:
    """What tells who a protected person is, in the words of the page that asked it."""
    task = text.table.list_of("persons")
    hidden = {name: person.answer(name) for name in person.hidden}
    return _lines(law, text, task, hidden) if task else []


def identity_parts(law: Law, text: RequestText, person: PersonText) -> list[tuple[str, str]]:
    """Each single thing that tells who a protected person is: the mark that names it, and the question with its answer."""
    task = text.table.list_of("persons")
    told = {mark: _lines(law, text, task, part) for mark, part in person.parts_hidden().items()} if task else {}
    return [
        (mark, _("%(question)s: %(answer)s", question=question, answer=answer))
        for mark, lines in told.items()
        for question, answer in lines[:1]
    ]


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
    return _changed(installation.law, sent[0][1], dossier)


def changes_since_laid(installation: Installation, dossier: Dossier) -> list[Change]:
    """What the draft says now against the text last laid before a colleague. Raises Missing as `changes` does."""
    before = last_laid(installation, dossier) if facts.text_open(dossier) else None
    return _changed(installation.law, before, dossier) if before else []


def changed_since_ordered(installation: Installation, dossier: Dossier, order: Order) -> list[str]:
    """The sections and items that the text tells otherwise than when it was given to a translator. Raises Missing."""
    event = next(event for event in dossier.events if event.number == order.number)
    before = text_of(installation, event, TRANSLATED)
    return [one.title for one in _changed(installation.law, before, dossier)] if before else []


def _changed(law: Law, before: RequestText, dossier: Dossier) -> list[Change]:
    after = RequestText.of(dossier).known_abroad()
    return [_change(law, place, before, after) for place in before.diff(after)]


def _change(law: Law, place: Place, before: RequestText, after: RequestText) -> Change:
    old, new = (_spoken(law, place, text) for text in (before, after))
    title = next((title for title, _ in (new, old) if title), place.task.title)
    return Change(title, compare(old[1], new[1]))


def _spoken(law: Law, place: Place, text: RequestText) -> tuple[str, list[str]]:
    """The title and the lines of a section or item, as a person reads them; nothing where it is not there."""
    if place.number is None:
        return place.task.title, _split(_lines(law, text, place.task, text.contents.get(place.task.trigger, {})))
    item = text.item(place.task, place.number)
    if item is None:
        return "", []
    if place.task.documents:
        return item.heading, [item.name]
    return item.heading, _split(_lines(law, text, place.task, item.answers))


def _split(lines: Lines) -> list[str]:
    return [
        _("%(question)s: %(answer)s", question=changed(question, lambda words: words.rstrip("?")), answer=part)
        for question, answer in lines
        for part in (answer.split("\n") if "\n" in answer else [answer])
        if part.strip()
    ]


def _section(law: Law, text: RequestText, task: Task) -> Section:
    if not task.items:
        return Section(task, _lines(law, text, task, text.contents.get(task.trigger, {})), [])
    return Section(task, [], [(one.heading, _lines(law, text, task, one.shown())) for one in text.items(task)])


def _lines(law: Law, text: RequestText, task: Task, answers: Answers) -> Lines:
    form = form_for(text.table.step[task.trigger].form)(retold(answers))
    form.offer_text(text, law_of(law, text))
    return form.lines()


def laws_compared(dossier: Dossier) -> list[tuple[OffenceText, Event | None]]:
    """The worksheet on dual criminality: each offence with the newest event that compared the laws for it, or None."""
    compares = dossier.table.triggers("compare_offence")
    newest = {event.answers.get("offence"): event for event in dossier.events if event.trigger in compares}
    return [(offence, newest.get(str(offence.number))) for offence in RequestText.of(dossier).offences]
