"""Languages of documents: by the two letters of ISO 639-1, and how each is called."""

from __future__ import annotations

from functools import cache

from babel import Locale

from mla.words import Words, by_language

LETTERS = ("en", "fr", "es")
"""The languages of letters: those in which the Convention is authentic."""


def of_letters(language: str) -> str:
    """The language itself where letters and the law are told in it, else English."""
    return language if language in LETTERS else LETTERS[0]


@cache
def language_codes() -> tuple[str, ...]:
    """Every language that has a code of two letters, in the order of its English name."""
    return tuple(sorted((code for code in _names("en") if len(code) == 2), key=lambda code: _names("en")[code]))


def language_name(code: str, language: str) -> str:
    """How a language is called in another; the code itself where nobody has named it."""
    return _names(language).get(code, code)


def language_told(code: str) -> Words:
    """How a language is called, for a page to tell in the language of its reader."""
    return by_language(lambda here: language_name(code, here))


@cache
def _names(language: str) -> dict[str, str]:
    return dict(Locale(language).languages)
