"""The texts of screens: written in English where they belong, translated where a page shows them.

Whoever writes a text that a person reads on a screen writes `_("…")`. What comes back is English and behaves as such: it
can be compared, joined, stored and signed, and then it is English and nothing else. Only a page (`mla/views/words.py`)
asks it to be told in the language of the reader. So no language of a reader ever comes into a record, a package or a paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol, Self

from babel.dates import format_date

ENGLISH = "en"
LONG_DAY = {ENGLISH: "d MMMM y"}
"""How a day is written where the usual long form of the language would not do: 27 March 2026."""


class Catalog(Protocol):
    """What a language calls each text: a catalog of gettext. `language` is its code, of two letters."""

    language: str

    def gettext(self, message: str) -> str:
        """The text in that language; itself where nobody has translated it."""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form of the text that goes with a number of things."""


class Words(str):
    """An English text that a page can tell in another language.

    It keeps that through `str()`, so that it may be the message of an exception. It loses it in an f-string, in `+` and in
    every method of strings: what comes out of these is English only. Write `_` with placeholders, `changed` or `joined`.
    """

    _telling: Callable[[Catalog], str]

    def __new__(cls, english: str, telling: Callable[[Catalog], str]) -> Self:
        """A text in English, and how to tell it from a catalog."""
        made = super().__new__(cls, english)
        made._telling = telling
        return made

    @property
    def english(self) -> str:
        """The text in English and nothing else."""
        return super().__str__()

    def in_language_of(self, catalog: Catalog) -> str:
        """The text in the language of a catalog."""
        return self._telling(catalog)

    def __str__(self) -> str:
        return self

    def __mod__(self, values: object) -> str:
        """As `%` does it, in whichever language: WTForms fills in its numbers so."""
        if isinstance(values, dict) and isinstance(self._telling, _Message) and not self._telling.values:
            return _sentence(self._telling.message, values)  # a sentence still, which can be kept
        return changed(self, lambda text: text % values)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[object, ...]:
        """A sentence keeps its languages on its way through another process; what was made of one is English there."""
        told = (Words, (self.english, self._telling))
        return told if isinstance(self._telling, _Message) else (str, (self.english,))


@dataclass(frozen=True)
class _Message:
    """How a catalog tells a sentence with its values."""

    message: str
    values: dict[str, object]

    def __call__(self, catalog: Catalog) -> str:
        return _filled(catalog.gettext(self.message), _told(self.values, catalog))


def in_language_of(value: Any, catalog: Catalog) -> Any:
    """A text in the language of a catalog; anything else as it is."""
    return value.in_language_of(catalog) if isinstance(value, Words) else value


def to_keep(text: str) -> object:
    """A text as a column of the database keeps it, so that it is told in the language of each reader: a sentence by the key under which catalogs know it, with its values; what a person wrote as it stands."""
    if not isinstance(text, Words):
        return text
    if not isinstance(text._telling, _Message):
        return text.english
    return {"key": text._telling.message, **{f"%{name}": _kept(it) for name, it in text._telling.values.items()}}


def _kept(value: object) -> object:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, str):
        return to_keep(value)
    return value if value is None or isinstance(value, int | float) else str(value)  # an error says what went wrong


def as_kept(told: object) -> str:
    """What `to_keep` was given."""
    if not isinstance(told, dict):
        return str(told)
    values = {name[1:]: _as_it_was(it) for name, it in told.items() if name != "key"}
    return _sentence(told["key"], values)


def _as_it_was(told: object) -> object:
    if not isinstance(told, dict):
        return told
    return date.fromisoformat(told["day"]) if "day" in told else as_kept(told)


def _told(values: dict[str, object], catalog: Catalog) -> dict[str, object]:
    return {name: _as_told(value, catalog) for name, value in values.items()}


def _as_told(value: object, catalog: Catalog) -> object:
    """What stands in a sentence: a day is named as a reader names it, while what is kept in English has it as YYYY-MM-DD."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = day_in_words(value)
    return in_language_of(value, catalog)


def _(message: str, /, **values: object) -> Words:
    """A text of a screen. Each `%(name)s` in it is the value of that name; without values `%` is itself."""

    return _sentence(message, values)


def _sentence(message: str, values: dict[str, object]) -> Words:
    return Words(_filled(message, values), _Message(message, values))


def N_(message: str) -> str:  # noqa: N802 - the name that tools which collect texts know
    """A text to be told later by `_`: it is only marked here, so that it is collected."""
    return message


def ngettext(singular: str, plural: str, num: int, /, **values: object) -> Words:
    """A text that speaks of a number of things, which stands in it as `%(num)s`."""

    def telling(catalog: Catalog) -> str:
        return _filled(catalog.ngettext(singular, plural, num), {"num": num, **_told(values, catalog)})

    return Words(_filled(singular if num == 1 else plural, {"num": num, **values}), telling)


def _filled(text: str, values: dict[str, object]) -> str:
    return text % values if values else text


def by_language(telling: Callable[[str], str]) -> Words:
    """A text that is no message of a catalog but has a form in each language: a name, a day. `telling` is given the code of the language."""
    return Words(telling(ENGLISH), lambda catalog: telling(catalog.language))


def changed(text: str, change: Callable[[str], str]) -> str:
    """A text with something done to it, in whichever language it is told."""
    if not isinstance(text, Words):
        return change(text)
    return Words(change(text.english), lambda catalog: change(text.in_language_of(catalog)))


def replaced(text: str, old: str, new: str) -> str:
    """A text with a part that is the same in every language put otherwise, in whichever language both are told."""
    english = text.replace(old, new)
    if not isinstance(text, Words):
        return english
    return Words(english, lambda catalog: text.in_language_of(catalog).replace(old, in_language_of(new, catalog)))


@lru_cache(maxsize=4096)
def day_told(day: date, language: str) -> str:
    """A day as a sentence of a language names it: 27 March 2026; in French the first of a month is “1er”."""
    written = format_date(day, LONG_DAY.get(language, "long"), language)
    return re.sub("^1 ", "1er ", written) if language == "fr" else written


def day_in_words(day: date | str) -> str:
    """A day, as a date or as YYYY-MM-DD, as a sentence names it: 27 March 2026."""
    told = date.fromisoformat(day) if isinstance(day, str) else day
    return by_language(lambda language: day_told(told, language))


def joined(separator: str, parts: Iterable[str]) -> str:
    """Texts one after the other, each told by itself, and so is what stands between them: a list, never the parts of a sentence."""
    every = list(parts)
    if not any(isinstance(part, Words) for part in (separator, *every)):
        return separator.join(every)

    def telling(catalog: Catalog) -> str:
        between: str = in_language_of(separator, catalog)
        return between.join(in_language_of(part, catalog) for part in every)

    return Words(separator.join(every), telling)
