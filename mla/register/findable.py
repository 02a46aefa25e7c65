"""By which words a request is found: written with every step, proved, and asked for; alike on both databases.

A question is words; each is looked for as a part of what stands anywhere in a request, whatever the case, the marks and the script. Who a
protected person is stands there no more than on any page.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    TableClause,
    TextClause,
    column,
    func,
    insert,
    or_,
    select,
    table,
    text,
    true,
)
from sqlalchemy.orm import Session

from mla.lifecycle.sealed_identity import TELLS
from mla.lifecycle.text import RequestText
from mla.models import Comment, Dossier, Event, SearchText
from mla.models.search_text import DOCUMENT, INDEX
from mla.names import in_order, normal
from mla.register.lookup import one_of

LONGEST, MOST_WORDS = 200, 12
"""So many characters and words of a question are looked for; nobody types more on purpose."""

SHORTEST = 3
"""A shorter word is looked for where a word begins: the indexes know threes of characters."""

MANY = 1000
"""So many places are looked through at most for one word; of a word that stands in more, the newest."""

DIGEST = re.compile("[0-9a-f]{64}")
"""A sha256, by which answers name a document: nobody reads it, or looks for it."""

HEAD, TEXT, ENTRY, COMMENT = "head", "text", "entry:", "comment:"

REWRITE = frozenset({"put_right", "put_aside", "change_table"})
"""The effects by which earlier entries are read otherwise than before."""


# What is written
def places(dossier: Dossier) -> dict[str, str]:
    """What stands where in a request, as it is compared."""
    return _of_the_text(dossier) | _of_entries(dossier, dossier.record) | _of_comments(dossier.comments)


def _of_the_text(dossier: Dossier) -> dict[str, str]:
    whole = RequestText.of(dossier)
    told = whole.known_abroad()
    items = (*told.offences, *told.measures, *(one for one in told.persons if not one.protected))
    text = [
        *_strings(told.contents),
        *_strings([one.answers for one in items]),
        *(one.heading for one in told.attachments),
    ]
    return {HEAD: _compared(_head(dossier, whole)), TEXT: _compared(text)}


def _of_entries(dossier: Dossier, entries: Iterable[Event]) -> dict[str, str]:
    found = {f"{ENTRY}{event.number}": _compared(_said(dossier, event)) for event in entries}
    return {place: words for place, words in found.items() if words}


def _of_comments(comments: Iterable[Comment]) -> dict[str, str]:
    found = {f"{COMMENT}{one.id}": _compared([one.words]) for one in comments}
    return {place: words for place, words in found.items() if words}


def _head(dossier: Dossier, text: RequestText) -> Iterator[str]:
    yield from (dossier.title, dossier.our_reference, dossier.their_reference or "")
    for person in text.persons:
        if person.protected:
            yield str(person.answer("pseudonym"))
            continue
        names = (person.real_name, *person.other_names)
        yield from (*names, *person.numbers, *(" ".join(in_order(name)) for name in names if name))


def _said(dossier: Dossier, event: Event) -> Iterator[str]:
    """What an entry says, but for the text of the request, which is a place of its own, and for who a protected person is."""
    step = dossier.table.step.get(event.trigger)
    drafting = {trigger for task in dossier.table.tasks for trigger in (task.trigger, task.drop)}
    if step is None or step.trigger in drafting or step.effect == TELLS:
        return
    yield from _strings(event.answers)
    yield from _strings(event.channel or {})


def _strings(told: object) -> Iterator[str]:
    """Every text within an answer, in one order, however the answer was put together. Persons are told by the text alone, which knows who is protected now."""
    if isinstance(told, str):
        if not DIGEST.fullmatch(told):
            yield told
    elif isinstance(told, dict):
        for name in sorted(told.keys() - {"persons"}):
            yield from _strings(told[name])
    elif isinstance(told, list | tuple):
        for value in told:
            yield from _strings(value)


def _compared(parts: Iterable[str]) -> str:
    """The parts, each once, with a blank before each word, so that its beginning is found."""
    return " ".join(f" {one}" for one in dict.fromkeys(filter(None, map(normal, dict.fromkeys(parts)))))


def write(session: Session, dossier: Dossier) -> None:
    """Write all the words by which a request is found."""
    now = places(dossier)
    there = session.scalars(_written_here(dossier)).all()
    for row in there:
        if row.place not in now:
            session.delete(row)
    _put(session, dossier, now, there)


def write_after_step(session: Session, dossier: Dossier, retold: bool) -> None:
    """Write what the newest entry of a request has added or changed; all of it, where that entry put an earlier one right."""
    newest = dossier.record[-1]
    step = dossier.table.step.get(newest.trigger)
    if step is None or step.effect in REWRITE:
        write(session, dossier)
        return
    entry = _of_entries(dossier, [newest])
    if not retold and newest.number > 1:
        _put(session, dossier, entry, ())
        return
    now = _of_the_text(dossier) | entry
    if newest.number == 1:
        _put(session, dossier, now, ())
        return
    at = SearchText.place.in_([*now])
    there = session.scalars(select(SearchText).where(SearchText.dossier_id == dossier.id, at)).all()
    _put(session, dossier, now, there)


def write_comment(session: Session, dossier: Dossier, comment: Comment) -> None:
    """Write the words of a comment that was just made; it has its number already."""
    _put(session, dossier, _of_comments([comment]), ())


def _put(session: Session, dossier: Dossier, now: dict[str, str], there: Iterable[SearchText]) -> None:
    rows = {row.place: row for row in there}
    for place in now.keys() & rows.keys():
        if rows[place].text != now[place]:
            rows[place].text = now[place]
    new = [
        {"dossier_id": dossier.id, "place": place, "text": words} for place, words in now.items() if place not in rows
    ]
    if new:
        session.execute(insert(SearchText), new)


def as_written(session: Session, dossier: Dossier) -> bool:
    """Whether all by which a request is found is what `write` writes."""
    return {row.place: row.text for row in session.scalars(_written_here(dossier))} == places(dossier)


def _written_here(dossier: Dossier) -> Select[SearchText]:
    """All that steps and comments write; what documents say is written by the courier."""
    return select(SearchText).where(SearchText.dossier_id == dossier.id, SearchText.place.not_like(f"{DOCUMENT}%"))


# What is asked
@dataclass(frozen=True)
class Hits:
    """The requests in which every word stands; `many` says that a word stands in so many places that only the newest were looked through."""

    ids: frozenset[uuid.UUID]
    many: bool


DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
"""A day as people write it; answers keep it as 2026-11-25."""


def asked_words(question: str) -> list[frozenset[str]]:
    """The words of a question, each in the ways in which it may be written: as it is, a word of another script in Latin letters, a day as answers keep it."""
    shown = "".join(c if c.isprintable() else " " for c in question[:LONGEST])
    told = list(dict.fromkeys(filter(None, map(normal, shown.split()))))[:MOST_WORDS]
    return [frozenset(map(_part, _ways(word))) for word in told]


def _ways(word: str) -> set[str]:
    if day := DAY.fullmatch(word):
        return {word, f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"}
    return {word} if word.isascii() else {word, " ".join(in_order(word)) or word}


def telling_ways(question: str) -> list[str]:
    """The ways of writing by which an excerpt is chosen, the longest first: a short word stands everywhere, and tells nothing beside another."""
    ways = {way for word in asked_words(question) for way in word}
    telling = {way for way in ways if len(way.strip()) >= SHORTEST}
    return sorted(telling or ways, key=lambda way: (-len(way), way))


def _part(word: str) -> str:
    return word if len(word) >= SHORTEST else f" {word}"


def find(session: Session, question: str, seen: ColumnElement[bool] | None = None) -> Hits:
    """The requests in which every word of a question stands. One character alone is looked for only beside another word.

    `seen` are the requests that whoever asks may see, where not all: these alone are looked through, and how often a word stands elsewhere shows in nothing.
    """
    words = asked_words(question)
    indexed = [word for word in words if min(map(len, word)) >= SHORTEST]
    if not indexed:
        return Hits(frozenset(), False)
    if not (seen is None or seen is true()):
        own = select(Dossier.id).where(seen)
        return Hits(frozenset.intersection(*(_that_say(session, own, word) for word in words)), False)
    rare = [word for word in indexed if _how_many(session, word) <= MANY]
    ids = (
        frozenset.intersection(*(frozenset(session.scalars(_saying(session, word))) for word in rare))
        if rare
        else frozenset(session.scalars(_saying(session, *indexed).limit(MANY)))
    )
    known = rare or indexed
    for word in words:
        if word not in known and ids:
            ids = _that_say(session, ids, word)
    return Hits(ids, not rare)


def _how_many(session: Session, word: frozenset[str]) -> int:
    """At how many places a word stands, up to one more than `MANY`; the places are counted where they are, and not brought here."""
    if session.get_bind().dialect.name == "sqlite":
        index, matches = _full_text([word])
        places = select(index.c.rowid).where(matches).limit(MANY + 1)
        return session.scalar(select(func.count()).select_from(places.subquery())) or 0
    return session.scalar(select(func.count()).select_from(_saying(session, word).subquery())) or 0


def _saying(session: Session, *words: frozenset[str]) -> Select[uuid.UUID]:
    """The request of each of the newest places at which all of these words stand, up to one more than `MANY`, by the index of the database."""
    wanted = select(SearchText.dossier_id)
    if session.get_bind().dialect.name == "sqlite":
        index, matches = _full_text(words)
        rows = wanted.join(index, SearchText.id == index.c.rowid).where(matches)
        return rows.order_by(index.c.rowid.desc()).limit(MANY + 1)
    return wanted.where(*map(says_one, words)).order_by(SearchText.id.desc()).limit(MANY + 1)


def _full_text(words: Iterable[frozenset[str]]) -> tuple[TableClause, TextClause]:
    """The full-text index of SQLite, and that all of these words stand at a place."""
    asked = " AND ".join(f"({' OR '.join(map(_phrase, sorted(word)))})" for word in words)
    return table(INDEX, column("rowid", Integer)), text(f"{INDEX} MATCH :asked").bindparams(asked=asked)


def _phrase(way: str) -> str:
    """Characters one after the other, as the full-text index of SQLite is asked for them."""
    return '"{}"'.format(way.replace('"', '""'))


def says_one(word: Iterable[str]) -> ColumnElement[bool]:
    """Whether a word stands at a place, in one of the ways of writing it."""
    return or_(*(SearchText.text.contains(way, autoescape=True) for way in sorted(word)))


def _that_say(
    session: Session, ids: frozenset[uuid.UUID] | Select[uuid.UUID], word: frozenset[str]
) -> frozenset[uuid.UUID]:
    """Those of some requests that say a word somewhere."""
    there = SearchText.dossier_id.in_(ids) if isinstance(ids, Select) else one_of(session, SearchText.dossier_id, ids)
    wanted = select(SearchText.dossier_id).where(there, says_one(word))
    return frozenset(session.scalars(wanted.distinct()))


def where_it_stands(
    session: Session, ids: Iterable[uuid.UUID], question: str
) -> dict[uuid.UUID, list[tuple[str, str]]]:
    """For each of some requests, the places at which a word of the question stands, each with the words around the first of them."""
    ways = telling_ways(question)
    if not ways:
        return {}
    wanted = select(SearchText).where(
        SearchText.dossier_id.in_(list(ids)), SearchText.place.not_like(f"{DOCUMENT}%"), says_one(ways)
    )
    rows = session.scalars(wanted.order_by(SearchText.id))
    found: dict[uuid.UUID, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row.dossier_id, []).append((row.place, _around(row.text, ways)))
    return found


AROUND = 60


def _around(words: str, ways: list[str]) -> str:
    """The words around the first place at which one of these stands."""
    first = min(at for way in ways if (at := words.find(way)) >= 0)
    start, end = max(0, first - AROUND), first + AROUND
    return cut(words[start:end], start > 0, end < len(words))


def cut(told: str, before: bool, after: bool) -> str:
    """An excerpt without the words that are cut in two, and with the marks that something stands before or after."""
    told = told.split(" ", 1)[-1] if before else told
    told = told.rsplit(" ", 1)[0] if after else told
    return f"{'… ' if before else ''}{' '.join(told.split())}{' …' if after else ''}"
