"""A name asserts nothing: whoever bears it is proposed, and an official says who it is."""

from __future__ import annotations

import pytest

from mla.lifecycle.items import PersonText
from mla.likeness import weigh
from mla.related import beyond_doubt

ROSA = {"nature": "natural", "given_names": "Rosa", "family_name": "Inventada"}
BORN = {"born_on": "1942-08-13"}
PASSPORT = {"identity_documents": [{"kind": "passport", "number": "XK 123456"}]}


def person(**told: object) -> PersonText:
    return PersonText(1, {**ROSA, **told})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {}, False),
        (BORN, {}, False),
        (BORN, BORN, True),
        (BORN, {"born_on": "1942-08-31"}, False),
        ({**BORN, **PASSPORT}, {**BORN, **PASSPORT, "family_name": "Fingida"}, True),
        (PASSPORT, {**PASSPORT, "family_name": "Fingida"}, False),
    ],
)
def test_beyond_doubt_is_whom_day_of_birth_and_name_or_document_agree_on(
    one: dict[str, object], other: dict[str, object], same: bool
) -> None:
    assert beyond_doubt(person(**one), person(**other)) is same
    assert beyond_doubt(person(**other), person(**one)) is same


def test_namesakes_are_proposed() -> None:
    assert weigh(person(), person()).proposed
