"""Every catalog of screens: what is translated is translated whole."""

from __future__ import annotations

import re
from gettext import c2py

import pytest
from babel.messages.catalog import Message

from tests.support.tongues import LANGUAGES, PLACE, forms, messages, read

COMPLETE = ("fr", "es")
"""The languages in which every text has to be told."""

TRANSLATED = [language for language in LANGUAGES if language != "en"]
TAG = re.compile(r"</?[a-z][^>]*>")


def begun(message: Message) -> bool:
    """Whether anything stands for a text."""
    return any(forms(message.string))


def put_in(text: str) -> list[str]:
    """What a text has besides its words: places for values, tags, signs of `%`."""
    return sorted([*PLACE.findall(text), *TAG.findall(text), *re.findall(r"%[sd%]", text)])


def of_one_number(language: str) -> set[int]:
    """Which forms of a plural stand for one number alone: one, or two. These may say it in a word."""
    which = c2py(read(language).plural_expr)
    used = [which(number) for number in range(1000)]
    return {form for form in used if used.count(form) == 1}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_places_and_the_tags_of_the_text(language: str) -> None:
    alone, wrong = of_one_number(language), []
    for one in filter(begun, messages(language)):
        allowed = [put_in(text) for text in forms(one.id)]
        for form, told in enumerate(forms(one.string)):
            said = isinstance(one.id, tuple | list) and form in alone
            if put_in(told) not in allowed and not (said and put_in(f"{told}%(num)s") in allowed):
                wrong.append((one.id, told))
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_form_of_a_plural_is_lacking(language: str) -> None:
    """A number for which a language has no words would be told in none."""
    catalog = read(language)
    for one in messages(language):
        if begun(one):
            assert all(forms(one.string)), one.id
            assert isinstance(one.string, str) or len(one.string) == catalog.num_plurals, one.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_blanks_at_the_ends_of_a_text_are_kept(language: str) -> None:
    """What is put between others (“ or ”) would else run into them."""
    ends = [
        one.id
        for one in messages(language)
        if begun(one) and isinstance(one.id, str)
        if (one.id[:1].isspace(), one.id[-1:].isspace()) != (one.string[:1].isspace(), one.string[-1:].isspace())
    ]
    assert ends == []


@pytest.mark.parametrize("language", COMPLETE)
def test_every_text_is_told(language: str) -> None:
    assert [one.id for one in messages(language) if not begun(one)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_waits_to_be_looked_at(language: str) -> None:
    """gettext leaves out what is marked as fuzzy: the page would be in English."""
    assert [one.id for one in messages(language) if one.fuzzy] == []
