"""A language of no country: every text of a screen stands in brackets there, so that what does not is seen at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.instruments import Law
from mla.instruments.bodies import bodies
from mla.instruments.states import state_codes, state_name
from mla.languages import language_codes, language_name
from mla.participation.lists import shipped
from mla.storage.database import Base
from mla.views.codes import capital

ATTRIBUTES = ("title", "aria-label", "placeholder", "alt")


class Pseudo:
    """A catalog that knows every text. What is no text of it but has a form in each language, a day or a name, is told in English."""

    language = "en"

    def gettext(self, message: str) -> str:
        """The text in brackets."""
        return f"⟦{message}⟧"

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form for a number, in brackets."""
        return self.gettext(singular if n == 1 else plural)


def outside(tree: Any) -> list[str]:
    """Every piece of text of a page, read or heard, that stands in no brackets."""
    for gone in tree.xpath("//script | //style"):
        gone.text = ""
    texts = [*tree.xpath("//text()"), *(text for name in ATTRIBUTES for text in tree.xpath(f"//@{name}"))]
    found: list[str] = []
    depth = 0
    for text in texts:
        for part in re.split(r"([⟦⟧])", text):
            if part in ("⟦", "⟧"):
                depth += 1 if part == "⟦" else -1
            elif depth == 0 and (piece := " ".join(part.split())):
                found.append(piece)
    assert depth == 0, "a text was cut through"
    return found


class Known:
    """What is no text of a screen but data: the instruments' words, the names of States, what people wrote."""

    def __init__(self, law: Law, session: Session, always: frozenset[str], more: Iterable[str] = ()) -> None:
        written = {form for text in (*_written(session), *more) for form in _forms(text)}
        self.told = (_of_the_law(law), _of_all(always), written)

    def __contains__(self, piece: str) -> bool:
        if self._knows(piece) or self._knows(piece.strip(" .")) or not _lettered(piece):
            return True
        parts = [part.strip(" .") for part in re.split(r"[,;:·()–/“”\n]|\. ", piece)]
        return len(parts) > 1 and all(self._knows(part) or not _lettered(part) for part in parts)

    def _knows(self, piece: str) -> bool:
        return any(piece in told for told in self.told)


MONTHS = "|".join(date(2024, month, 1).strftime("%B") for month in range(1, 13))
DATA = re.compile(
    rf"\d+ (?:{MONTHS}) \d+|[0-9a-f]{{16,}}|(?:[0-9a-f]{{4}} ){{7,}}[0-9a-f]{{4}}|\d[\d.]* [KM]B|https?://\S+|\d{{4}}-\d\d-\d\d\S*|[…]"
)
"""Dates, digests, sizes, addresses."""


@cache
def _of_the_law(law: Law) -> frozenset[str]:
    told = [*leaves(law.instruments), *leaves(law.templates), *law.former().values()]
    told += [language_name(code, "en") for code in language_codes()]
    told += [state_name(code, "en") for code in state_codes()]
    told += [*leaves(bodies()), *(row.rests("en") for one in bodies().values() for row in one.may)]
    told += [*state_codes(), *shipped().lists]
    told += [text for one in shipped().lists.values() for text in (one.source, one.gaps)]
    told += [
        text
        for one in shipped().facts.values()
        for text in (one.source, one.mark, one.checked_by, one.declarations, one.territory)
    ]
    return frozenset(form for text in told for form in _forms(text))


@cache
def _of_all(texts: frozenset[str]) -> frozenset[str]:
    return frozenset(form for text in texts for form in _forms(text))


def _lettered(piece: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2,}", DATA.sub("", piece)))


def _forms(text: str) -> Iterator[str]:
    whole = " ".join(text.split())
    yield from (whole, whole.strip(" ."), capital(whole), capital(whole.replace("_", " ")), whole.replace("_", " "))
    for part in re.split(r"[,;:·()–/“”\n]|\. ", text):
        yield " ".join(part.split()).strip(" .")
    for part in text.split("\n"):
        yield " ".join(part.split())


def leaves(value: Any) -> Iterator[str]:
    """Every text within a value, names included."""
    if isinstance(value, BaseModel):
        value = value.model_dump()
    if isinstance(value, dict):
        for name, inner in value.items():
            yield str(name)
            yield from leaves(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from leaves(inner)
    elif isinstance(value, str):
        yield value
    elif value is not None and not isinstance(value, bytes | date | datetime):
        yield str(value)


def _written(session: Session) -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)):
            yield from leaves(list(row))
