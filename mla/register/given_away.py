"""Whether a document tells who a protected person is: then no request is found by what it says.

Whoever looks for the name of a protected person must not learn from a hit that it is this one. A name in a document may be declined,
or misread by OCR, or written in another script, so a document is kept out as a whole, and rather once too often.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from mla.canonical import Answers
from mla.lifecycle.items import PersonText
from mla.lifecycle.sealed_identity import TELLS
from mla.models import Dossier
from mla.names import in_order, normal

SHORT = 4
"""A shorter word of a name is looked for as a whole word: it stands by chance within others."""

MISREAD = 0.79
"""Two words of which so much is the same are taken for one: of five letters one may be another (a little less than 0.8, which no sum of parts reaches)."""

SIGNS = re.compile(r"[\W_]+")
"""What stands between words, and is none: a name is followed by a comma, or stands in brackets."""


def withheld(dossier: Dossier, persons: Iterable[PersonText]) -> frozenset[str]:
    """The digests of the documents that show who a protected person is: wherever the same document is attached, it does not go along, and is not found."""
    numbers = frozenset().union(*(one.pictures for one in persons if one.protected))
    return frozenset(one.sha256 for one in dossier.attachments if one.role == "request" and one.number in numbers)


def secret_words(dossier: Dossier, persons: Iterable[PersonText]) -> frozenset[str]:
    """The words that tell who protected persons are, now or in an earlier entry, in Latin letters; but for those of persons who are named openly."""
    told = [one for one in persons if one.protected]
    for event in dossier.record:
        step = dossier.table.step.get(event.trigger)
        told += [PersonText(0, one) for one in _protected(event.answers)]
        told += [PersonText(0, event.answers)] if step and step.effect == TELLS else []
    openly = {word for one in persons if not one.protected for name in _names(one) for word in in_order(name)}
    given = {word for one in told for word in in_order(str(one.answer("given_names")))}
    found = {word for one in told for name in _names(one) for word in in_order(name)}
    numbers = {_squeezed(number) for one in told for number in one.numbers}
    return frozenset(
        {word for word in found - openly - (given if found - given else set()) if len(word) > 1}
        | {number for number in numbers if len(number) >= PersonText.SHORTEST_NUMBER}
    )


def _protected(answers: object) -> Iterator[Answers]:
    """Whoever is told as protected within the answers of a step, wherever among them."""
    if isinstance(answers, dict):
        if answers.get("protected"):
            yield answers
        answers = list(answers.values())
    if isinstance(answers, list):
        for one in answers:
            yield from _protected(one)


def _names(person: PersonText) -> Iterator[str]:
    yield str(person.answer("family_name") or person.real_name)
    yield from filter(None, person.other_names)


def gives_away(text: str, secrets: Iterable[str]) -> bool:
    """Whether one of these words stands in a text, as it is compared: within a word, nearly so written, or with other signs between, as a
    number is, and a name that is spaced out or broken at the end of a line."""
    if not (looked_for := list(secrets)):
        return False
    words = {word for told in set(text.split()) for word in (told, *SIGNS.split(told)) if word}
    words |= {latin for word in words if not word.isascii() for latin in in_order(word)}  # whatever the script
    squeezed = _squeezed(text)
    return any(_among(one, words) or (len(one) >= SHORT and one in squeezed) for one in looked_for)


def _among(secret: str, words: set[str]) -> bool:
    if len(secret) < SHORT:
        return secret in words
    if any(secret in word for word in words):
        return True
    return process.extractOne(secret, words, scorer=OSA.normalized_similarity, score_cutoff=MISREAD) is not None


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, normal(text)))
