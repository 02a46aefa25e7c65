"""By which words a request is found: titles, references and persons, whatever the case, the accents or the order.

The words stand in one column (`Dossier.search_text`), and by what persons are compared in another (`Person.name_key`);
both are written by the door with every step and proved by `mla verify`, so that both databases find the same. Who a
protected person is stands there no more than on any page.
"""

from __future__ import annotations

import unicodedata

from sqlalchemy import ColumnElement, and_, true

from mla.lifecycle.items import PersonText
from mla.lifecycle.text import RequestText
from mla.models import Dossier

LONGEST, MOST = 200, 12
"""So many characters and words of a question are looked for; nobody types more on purpose."""

LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})  # fmt: skip
"""Letters that are no letter with a mark, and that people without the keyboard for them write so."""


def normal(text: str) -> str:
    """Text as it is compared: small letters without marks, single spaces."""
    plain = unicodedata.normalize("NFKD", text).casefold()  # a letter of a special shape has its capital only then
    apart = unicodedata.normalize("NFKD", plain).translate(LETTERS)
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def search_text(dossier: Dossier) -> str:
    """Everything by which a request is found, as it is compared."""
    told = [dossier.title, dossier.our_reference, dossier.their_reference or ""]
    return normal(" ".join([*told, *(name for person in RequestText.of(dossier).persons for name in _names(person))]))


def name_key(person: PersonText) -> str:
    """By what a person is compared with those of other requests: the words of the name in the order of the alphabet.

    Nothing for a protected person, who is never compared, nor for a legal one.
    """
    if person.protected or person.answer("nature") == "legal":
        return ""
    words = {"".join(c for c in word if c.isalnum()) for word in normal(person.real_name).split()}
    return " ".join(sorted(words - {""}))


def make_findable(dossier: Dossier) -> None:
    """Write anew by what a request and its persons are found."""
    dossier.search_text = search_text(dossier)
    for person in dossier.persons:
        person.name_key = name_key(PersonText.of(person))


def found_as_written(dossier: Dossier) -> bool:
    """Whether all by which a request and its persons are found is what `make_findable` writes."""
    persons = all(person.name_key == name_key(PersonText.of(person)) for person in dossier.persons)
    return persons and dossier.search_text == search_text(dossier)


def _names(person: PersonText) -> list[str]:
    if person.protected:
        return [str(person.answer("pseudonym"))]
    return [str(person.answer("given_names")), str(person.answer("family_name")), *person.other_names, *person.numbers]


def found_by(words: str) -> ColumnElement[bool]:
    """The requests in which every word of the question stands, whole or as a part, as a condition for a query."""
    asked = normal(words[:LONGEST]).split()[:MOST]
    return and_(true(), *(Dossier.search_text.contains(word, autoescape=True) for word in asked))
