"""What a catalog of `mla/translations` calls each text; and the English that was left on a page in another language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from babel.support import Translations

from mla.instruments.states import state_codes, state_name
from mla.languages import LETTERS, language_name
from tests.support.pseudo import ATTRIBUTES

FOLDER = Path(__file__).parents[2] / "mla" / "translations"
LANGUAGES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
PLACE = re.compile(r"%\(\w+\)s|\{\d\}")
"""Where a value stands in a text."""


@cache
def read(language: str) -> Catalog:
    """The catalog of a language, as it is written."""
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def forms(told: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The text of a message, or each of its forms."""
    return (told,) if isinstance(told, str) else tuple(told)


def messages(language: str) -> Iterator[Message]:
    """The texts of a catalog."""
    return (one for one in read(language) if one.id)


@dataclass(frozen=True)
class Tongue:
    """The catalog of a language, as a page asks it."""

    language: str
    known: Any

    def gettext(self, message: str) -> str:
        """The text in that language."""
        return str(self.known.gettext(message))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form that goes with a number."""
        return str(self.known.ngettext(singular, plural, n))


@cache
def tongue(language: str) -> Tongue:
    """A language of screens."""
    return Tongue(language, Translations.load(str(FOLDER), [language]))


class LeftInEnglish:
    """What a page in this language may not say: English texts that have a translation, names, months, places for values.

    `data` is no text of a screen, though it stands in some: sources of the law, what somebody wrote.
    """

    def __init__(self, language: str, data: Iterable[str] = ()) -> None:
        self.data = sorted({" ".join(one.split()) for one in data if len(one) > 1}, key=len, reverse=True)
        translated = [one for one in messages(language) if all(forms(one.string))]
        own = {text.strip().casefold() for one in translated for text in forms(one.string)}
        english = {text for one in translated for text in forms(one.id)}
        english |= {state_name(code, "en") for code in state_codes()}
        english |= {language_name(code, "en") for code in LETTERS}
        own |= {state_name(code, language).casefold() for code in state_codes()}
        left = [text for text in english if text.strip().casefold() not in own]
        self.plain = {text.strip().casefold() for text in left if not PLACE.search(text) and "<" not in text}
        parts = ["(.+)".join(map(re.escape, PLACE.split(text))) for text in left if _worded(text)]
        self.with_values = [re.compile(part, re.DOTALL) for part in parts]
        months = "|".join(Locale("en").months["format"]["wide"].values())
        self.never = re.compile(rf"%\(|%s|\{{\d\}}|\b\d{{1,2}} ({months}) \d{{4}}")

    def on(self, tree: Any) -> list[str]:
        """Each piece of a page, read or heard, that is English."""
        texts = [
            *tree.xpath(
                "//text()[not(ancestor::script or ancestor::style or ancestor::pre or ancestor::*[@lang][@lang != /html/@lang])]"
            )
        ]
        texts += [text for name in ATTRIBUTES for text in tree.xpath(f"//@{name}")]
        english = {told for text in texts if self._is_english(told := " ".join(text.split()))}
        return sorted(told for told in english if self._is_english(self._without_data(told)))

    def _without_data(self, text: str) -> str:
        for one in self.data:
            text = text.replace(one, "")
        return text

    def _is_english(self, text: str) -> bool:
        pieces = [text, *(part.strip(" .") for part in re.split(r"[,;:·()–/“”«»\n]|\. ", text))]
        if re.fullmatch("[A-Z]{2}", text):  # the code of a State
            return False
        if any(piece.casefold() in self.plain for piece in pieces if piece) or self.never.search(text):
            return True
        return any(one.fullmatch(text) for one in self.with_values)


def _worded(text: str) -> bool:
    """Whether a text with places for values is known again by its own words."""
    return bool(PLACE.search(text)) and "<" not in text and len(re.findall(r"[A-Za-z]{2,}", PLACE.sub("", text))) > 1
