"""How papers speak of the law: names of instruments, articles cited in a sentence, labels of measures, grounds and crimes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mla.instruments.plain import Kind
from mla.instruments.refusal import AGREEMENT, no_agreement, source_of
from mla.instruments.schema import ASSISTANCE, Crime, Ground, Instrument, Measure, Provision
from mla.instruments.states import state_name
from mla.languages import of_letters
from mla.words import Words, by_language

ARTICLES = {
    "en": ("article", "articles", "and"),
    "fr": ("article", "articles", "et"),
    "es": ("artículo", "artículos", "y"),
}
"""How a letter names an article, and several of them."""

Lent = TypeVar("Lent", bound=Provision)


@dataclass(frozen=True)
class Term:
    """Something an instrument names: its code, its article, its label in one language."""

    code: str
    article: str
    label: str

    def __str__(self) -> str:
        return f"{self.label} (art. {self.article})" if self.article else self.label


class Speaking:
    """The instruments, as papers speak of them in a language; `field` is the field of law of the request."""

    instruments: Mapping[str, Instrument]
    field: Kind

    def rows(self, code: str | None, what: type[Lent]) -> list[Lent]:
        """The measures, crimes or grounds of an instrument."""
        raise NotImplementedError

    def name(self, code: str, language: str) -> str:
        """The full name of an instrument."""
        return self.instruments[code].name.text(language)

    def short(self, code: str, language: str) -> str:
        """The short name of an instrument."""
        return self.instruments[code].short.text(language)

    def called(self, state: str, language: str) -> str:
        """The name of a State in the language of a paper; a word that is no code of one stays as it is."""
        return state_name(state, language)

    def cite(self, code: str, purpose: str, language: str) -> str:
        """“article 28 of the ...”, “articles 89 and 91 of the ...”; nothing when the instrument has no rule for the purpose."""
        numbers = [number for number in self.article(code, purpose).split(", ") if number]
        if not numbers:
            return ""
        one, several, last = ARTICLES[language]
        told = (
            f"{one} {numbers[0]}" if len(numbers) == 1 else f"{several} {', '.join(numbers[:-1])} {last} {numbers[-1]}"
        )
        return f"{told} {self.instruments[code].of.text(language)}"

    def cite_all(self, code: str, purpose: str, language: str) -> str:
        """The same of every basis on which a request rests, one after the other."""
        return self.cite(code, purpose, language)

    def carried_by(self, code: str) -> Sequence[str]:
        """The codes of the bases on which a request rests that names this one first."""
        return (code,)

    def article(self, code: str, purpose: str) -> str:
        """The bare number of the article in the field asked about, or nothing."""
        one = self.instruments[code]
        main = one.cite if self.field == one.kinds[0] or len(one.kinds) == 1 else {}
        return one.cites.get(self.field, main).get(purpose, "")

    def place(self, code: str, what: str) -> str:
        """The article that rules a purpose or an item of contents, or nothing."""
        one = self.instruments.get(code)
        if one is None:
            return ""
        item = next((row.article for row in one.contents if row.id == what), "")
        return item or self.article(code, what)

    def measure(self, code: str, kind: str, language: str) -> Term:
        """A kind of help, in the words of a paper."""
        return self._find(code, Measure, kind, language)

    def ground(self, code: str, ground: str, language: str) -> Term:
        """A ground of refusal, in the words of a paper."""
        source, name = source_of(code, ground)
        return self._find(source, Ground, name, language)

    def instrument_of(self, code: str, ground: str) -> str:
        """From which instrument a ground was taken that refuses a request under this one."""
        return source_of(code, ground)[0]

    def crime(self, code: str, crime: str, language: str) -> Term:
        """A crime, in the words of a paper."""
        return self._find(code, Crime, crime, language)

    def _find(self, code: str, what: type[Lent], name: str, language: str) -> Term:
        for row in self.rows(code, what):
            if row.code == name:
                return term_of(row, language)
        return term_of(no_agreement(ASSISTANCE), language) if name == AGREEMENT else Term(name, "", name)


def term_told(row: Provision) -> Words:
    """A row for a page, which tells it in the language of its reader."""
    return by_language(lambda here: str(term_of(row, of_letters(here))))


def term_of(row: Provision, language: str) -> Term:
    """A row in the words of a paper."""
    return Term(row.code, row.article, row.label.text(language))
