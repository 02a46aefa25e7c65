"""Where in a request the words stand that were looked for, as a row of the register tells it: the place, what stands around them, and where to read on."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask import url_for
from sqlalchemy import func, select

from mla.documents.kinds import shown
from mla.documents.reading import PDF
from mla.lifecycle import table_of
from mla.models import Attachment, Comment, Dossier, Event, Paper
from mla.register.excerpts import Excerpt, in_documents
from mla.register.findable import COMMENT, ENTRY, HEAD, where_it_stands
from mla.views import codes
from mla.views.context import db
from mla.views.screens import FILTERS
from mla.words import _

MOST = 3
"""At so many places a row shows the words that were looked for."""

DAY = re.compile(r"\b(\d{4}-\d\d-\d\d)\b")
"""A day as answers keep it."""


@dataclass(frozen=True)
class Stand:
    """A place: what it is called, what stands there, on which page of a document (0 where pages are not counted), where it is read, and whether it is a letter."""

    where: str
    words: str
    address: str = ""
    page: int = 0
    letter: bool = False


def stands(ids: Collection[uuid.UUID], words: str) -> dict[uuid.UUID, list[Stand]]:
    """For each request of a page, where the words of the question stand, but for what its row shows anyway; documents after what was written here."""
    told = where_it_stands(db(), ids, words)
    entries, comments = _titles(told), _threads(told)
    documents = in_documents(db(), ids, words, MOST)
    named = _documents(documents)
    found: dict[uuid.UUID, list[Stand]] = {}
    for number in ids:
        here = [(place, around) for place, around in told.get(number, []) if place != HEAD]
        rows = [_said(number, place, around, entries, comments) for place, around in here]
        within = [one for each in documents.get(number, []) if (one := _in_document(number, each, named))]
        rows += [one for one in within if not (one.letter and rows)]  # a letter repeats what is on record
        found[number] = rows[:MOST]
    return found


def _said(
    number: uuid.UUID, place: str, around: str, titles: dict[tuple[uuid.UUID, str], str], threads: dict[str, int]
) -> Stand:
    around = readable(around)
    if place.startswith(COMMENT):
        return Stand(
            _("Comment"),
            around,
            url_for("comments.show", dossier_id=number, number=threads[place]) if place in threads else "",
        )
    if place.startswith(ENTRY) and (number, place) in titles:
        address = url_for("dossiers.entry", dossier_id=number, number=int(place.removeprefix(ENTRY)))
        return Stand(titles[number, place], around, address)
    return Stand(_("Text of the request"), around)


def readable(words: str) -> str:
    """An excerpt with days as pages write them."""
    return DAY.sub(_day, words)


def _day(found: re.Match[str]) -> str:
    try:
        return str(FILTERS["day"](date.fromisoformat(found[1])))  # type: ignore[operator]
    except ValueError:
        return found[1]


def _titles(told: dict[uuid.UUID, list[tuple[str, str]]]) -> dict[tuple[uuid.UUID, str], str]:
    """What the entries are called in which the words stand."""
    within = {number for number, places in told.items() if any(place.startswith(ENTRY) for place, _around in places)}
    named = select(Dossier.id, Dossier.kind, Dossier.table_version, Event.number, Event.trigger).join(
        Event, Event.dossier_id == Dossier.id
    )
    rows = db().execute(named.where(Dossier.id.in_(within))) if within else ()
    return {
        (which, f"{ENTRY}{number}"): step.done
        for which, kind, version, number, trigger in rows
        if (step := table_of(kind, version).step.get(trigger))
    }


def _threads(told: dict[uuid.UUID, list[tuple[str, str]]]) -> dict[str, int]:
    """To which comment each of these entries of a thread belongs."""
    numbers = {
        int(place.removeprefix(COMMENT))
        for places in told.values()
        for place, _a in places
        if place.startswith(COMMENT)
    }
    wanted = select(Comment.id, func.coalesce(Comment.thread_id, Comment.id)).where(Comment.id.in_(numbers))
    return {f"{COMMENT}{one}": thread for one, thread in db().execute(wanted)} if numbers else {}


Document = Attachment | Paper


def _documents(found: dict[uuid.UUID, list[Excerpt]]) -> dict[tuple[str, int], Document]:
    """The documents in which the words stand."""
    numbers = {
        of: {one.number for each in found.values() for one in each if one.of == of} for of in ("attachment", "paper")
    }
    there: dict[tuple[str, int], Document] = {}
    if here := numbers["attachment"]:
        there |= {
            ("attachment", one.id): one for one in db().scalars(select(Attachment).where(Attachment.id.in_(here)))
        }
    if here := numbers["paper"]:
        there |= {("paper", one.id): one for one in db().scalars(select(Paper).where(Paper.id.in_(here)))}
    return there


def _in_document(number: uuid.UUID, one: Excerpt, named: dict[tuple[str, int], Document]) -> Stand | None:
    found = named.get((one.of, one.number))
    if isinstance(found, Paper):
        address = url_for("dossiers.paper", dossier_id=number, paper_id=found.id, _anchor=f"page={one.page}")
        return Stand(codes.words(found.name), one.words, address, one.page, letter=True)
    if found is None:
        return None
    show = "1" if shown(found.media_type) else None
    address = url_for("dossiers.attachment", dossier_id=number, attachment_id=found.id, show=show)
    if found.media_type != PDF:
        return Stand(found.title, one.words, address)
    return Stand(found.title, one.words, f"{address}#page={one.page}", one.page)
