"""Where in the documents of a request the words stand that were looked for: in which, on which page, and among which words.

The database cuts them out: documents are long, and a page of the register shows many requests.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from mla.models import SearchText
from mla.models.search_text import DOCUMENT
from mla.register.documents import PAGE
from mla.register.findable import AROUND, cut, says_one, telling_ways


@dataclass(frozen=True)
class Excerpt:
    """What stands around a word: in the attachment or paper with this number, on which page (counted from 1)."""

    of: str
    number: int
    page: int
    words: str


def in_documents(
    session: Session, ids: Collection[uuid.UUID], question: str, most: int
) -> dict[uuid.UUID, list[Excerpt]]:
    """For each of some requests, the first few documents in which a word of the question stands; attachments before letters."""
    ways = telling_ways(question)
    if not (ways and ids):
        return {}
    there = SearchText.dossier_id.in_(ids), SearchText.place.startswith(DOCUMENT), says_one(ways)
    rank = func.row_number().over(partition_by=SearchText.dossier_id, order_by=SearchText.place)
    ranked = select(SearchText.id, rank.label("rank")).where(*there).subquery()
    at = _place_of(session, ways)
    start = case((at > AROUND, at - AROUND), else_=1)
    before = func.substr(SearchText.text, 1, at)
    wanted = (
        select(
            SearchText.dossier_id,
            SearchText.place,
            (func.length(before) - func.length(func.replace(before, PAGE, "")) + 1).label("page"),
            at.label("at"),
            func.substr(SearchText.text, start, 2 * AROUND).label("words"),
            func.length(SearchText.text).label("length"),
        )
        .join(ranked, ranked.c.id == SearchText.id)
        .where(ranked.c.rank <= most)
        .order_by(SearchText.place)
    )
    found: dict[uuid.UUID, list[Excerpt]] = {}
    for row in session.execute(wanted):
        _document, of, number = row.place.split(":")
        words = _of_page(row.words, min(row.at - 1, AROUND - 1), row.at > AROUND, row.at + AROUND < row.length)
        found.setdefault(row.dossier_id, []).append(Excerpt(of, int(number), row.page, words))
    return found


def _of_page(told: str, at: int, before: bool, after: bool) -> str:
    """As much of what was cut out around a place as stands on the same page."""
    _earlier, turned, start = told[:at].rpartition(PAGE)
    end, turns, _later = told[at:].partition(PAGE)
    return cut(start + end, before and not turned, after and not turns)


def _place_of(session: Session, ways: list[str]) -> ColumnElement[int]:
    """Where in a text the first of these ways of writing stands that is there at all, counted from 1."""
    position = func.instr if session.get_bind().dialect.name == "sqlite" else func.strpos
    places = [position(SearchText.text, way) for way in ways]
    return case(*((place > 0, place) for place in places), else_=1)
