"""Puts a text, or one item of it, into a dossier: what comes from abroad, what is drafted here, what came by letter."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.lifecycle.items import PersonText
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.text import RequestText
from mla.models import Attachment, Dossier, Measure, Offence, Person

TOLD_ANEW = "told_anew"
"""Under this name a step says which answers about a protected person stand as it tells them, even if they are empty."""

ROWS: dict[str, type[Person | Offence | Measure]] = {"persons": Person, "offences": Offence, "measures": Measure}
"""The lists of a text that are filled by answers, and what keeps each in the database."""


def take_text(dossier: Dossier, text: RequestText) -> None:
    """Fill a dossier with the text that the other State sent; documents come apart, as files."""
    dossier.title, dossier.instrument, dossier.language = text.title, text.instrument, text.language
    dossier.contents = dict(text.contents)
    for items in ROWS:
        _take_list(dossier, items, {one.number: one.answers for one in getattr(text, items)})


def read_in_letter(table: Lifecycle, answers: Answers) -> RequestText:
    """The text of a request that came on paper, as far as the registrar read it out of the letter."""
    lists = {
        "persons": [row for row in answers.get("persons", ()) if row["family_name"] or row.get("pseudonym")],
        "offences": [row for row in answers.get("offences", ()) if row["name"]],
        "measures": [row for row in answers.get("measures", ()) if row["kind"] and row["heading_line"]],
    }
    contents = {section: {name: answers[name] for name in names} for section, names in table.from_letter}
    text = RequestText(table, answers["title"], answers["instrument"], answers["language"], contents=contents)
    for task in table.tasks:
        if task.items in lists:
            text = text.telling(task, lists[task.items])
    return text


def _take_list(dossier: Dossier, items: str, told: dict[int, Answers]) -> None:
    """Items by their number: one that is there already is told anew, and keeps what has become of it here."""
    rows = getattr(dossier, items)
    there = {row.number: row for row in rows}
    for number, answers in told.items():
        if number not in there:
            rows.append(there.setdefault(number, ROWS[items](number=number)))
        there[number].answers = answers
    rows[:] = [row for row in rows if row.number in told]


def put_item(dossier: Dossier, items: str, told: Answers) -> None:
    """An item of the draft as its page tells it: under the number that it names, or as a new one."""
    rows = getattr(dossier, items)
    answers = {name: value for name, value in told.items() if name not in ("number", TOLD_ANEW)}
    row = next((row for row in rows if row.number == int(told.get("number") or 0)), None)
    if row is None:
        rows.append(ROWS[items](number=len(rows) + 1, answers=answers))
    else:
        row.answers = answers | _identity(row, answers, told.get(TOLD_ANEW, ()))


def add_item(dossier: Dossier, items: str, told: Answers, **more: object) -> None:
    """An item more, under the number that it was given; nothing where that number stands already."""
    rows = getattr(dossier, items)
    number = int(told["number"])
    if all(row.number != number for row in rows):
        answers = {name: value for name, value in told.items() if name != "number"}
        rows.append(ROWS[items](number=number, answers={**answers, **more}))


def _identity(row: object, answers: Answers, anew: Collection[str]) -> Answers:
    """The page of a protected person does not show who it is; what was left empty there stays as it was, rows are added to.

    Unless it is told `anew`, by an official to whom the identity was shown.
    """
    if not isinstance(row, Person):
        return {}
    kept = [name for name in PersonText.of(row).hidden if name not in anew]
    return {name: _kept(row.answers[name], answers.get(name)) for name in kept}


def _kept(before: object, told: object) -> object:
    if isinstance(before, list) and isinstance(told, list):
        return [*before, *(one for one in told if one not in before)]
    return told or before


def drop_item(session: Session, dossier: Dossier, items: str, gone: int) -> None:
    """Take an item off the draft; later ones move up, and so do the numbers by which others name them."""
    rows = getattr(dossier, items)
    _take_out(session, rows, [*rows], gone)
    if items in ("persons", "offences"):
        for measure in dossier.measures:
            measure.answers = _complete(_without(measure.answers, items, gone))
    if items == "offences":
        for person in dossier.persons:
            person.answers = _without(person.answers, items, gone)


def drop_document(session: Session, dossier: Dossier, gone: int) -> None:
    """Take a document off the draft; later ones move up."""
    ours = [row for row in dossier.attachments if row.role == "request"]
    _take_out(session, dossier.attachments, ours, gone)
    for person in dossier.persons:
        person.answers = PersonText.of(person).without_document(gone).answers


def show_person(dossier: Dossier, told: Answers, document: int) -> None:
    """Remember of a document which person it shows, if it shows one."""
    for person in dossier.persons:
        if told.get("shows") and str(person.number) == told["person"]:
            person.answers = PersonText.of(person).shown_by(told["shows"], document).answers


def next_number(dossier: Dossier, side: str, role: str) -> int:
    """The number of the next document of a side: annexes are numbered together, scans and internal papers each apart."""
    series = ("request", "step") if role in ("request", "step") else (role,)
    return max((a.number for a in dossier.attachments if a.side == side and a.role in series), default=0) + 1


Numbered = TypeVar("Numbered", Person, Offence, Measure, Attachment)


def _take_out(session: Session, rows: list[Numbered], series: list[Numbered], gone: int) -> None:
    """Take the row with a number out of those that are numbered together (`series`). Each number is free before its use."""
    rows[:] = [row for row in rows if row not in series or row.number != gone]
    session.flush()
    for row in series:
        if row.number > gone:
            row.number -= 1
            session.flush()


def _without(answers: Answers, items: str, gone: int) -> Answers:
    """The words of an item that named another, once that one is gone and later ones have moved up."""
    kept = [int(number) for number in answers.get(items, ()) if int(number) != gone]
    return {**answers, items: [str(n - 1 if n > gone else n) for n in kept]}


def _complete(answers: Answers) -> Answers:
    """A measure that serves no offence any more is incomplete."""
    return answers if answers.get("offences") else {**answers, "missing": ["offences"]}
