"""Languages of documents: by the two letters of ISO 639-1, and how each is called."""

from __future__ import annotations

from functools import cache

from babel import Locale

from mla.words import Catalog, Words

LETTERS = ("en", "fr", "es")
"""The languages of letters: those in which the Convention is authentic."""


def of_letters(language: str) -> str:
    """The language itself where letters and the law are told in it, else English."""
    return language if language in LETTERS else LETTERS[0]


@cache
def language_codes() -> tuple[str, ...]:
    """Every language that has a code of two letters, in the order of its English name."""
    return tuple(sorted((code for code in _names("en") if len(code) == 2), key=lambda code: _names("en")[code]))


def language_name(code: str, language: str = "en") -> str:
    """How a language is called in another; the code itself where nobody has named it. In English it is a text of a screen."""
    name = _names(language).get(code, code)
    return Words(name, _Told(name)) if language == "en" else name


class _Told:
    """How a catalog calls a language, if it does: the names of all of them are not collected into catalogs."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, catalog: Catalog) -> str:
        return catalog.gettext(self.name)


@cache
def _names(language: str) -> dict[str, str]:
    return dict(Locale(language).languages)
