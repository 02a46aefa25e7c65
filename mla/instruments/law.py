"""The law that forms and papers ask: which bases, measures, crimes and grounds there are, and how they are called."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale

HERE = Path(__file__).parent
EXTRA_STATES = {"XK": {"en": "Kosovo", "fr": "Kosovo"}}


@dataclass(frozen=True)
class Term:
    """Something an instrument names: its code, its article, its label in one language."""

    code: str
    article: str
    label: str

    def __str__(self) -> str:
        return f"{self.label} (art. {self.article})" if self.article else self.label


class Law:
    """All instruments, and the States.

    Screens speak English (`language="en"`); papers speak the dossier's language.
    """

    def __init__(self, folder: Path = HERE) -> None:
        self.texts = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.toml"))}
        found = [tomllib.loads(text.decode()) for text in self.texts.values()]
        self.instruments: dict[str, dict[str, Any]] = {
            one["code"]: one for one in sorted(found, key=lambda one: (one["rank"], one["code"]))
        }

    # What forms offer
    def bases(self) -> list[tuple[str, str]]:
        """Every instrument as a choice, best known first."""
        return [(code, one["name"]["en"]) for code, one in self.instruments.items()]

    def first(self) -> str:
        """The home treaty."""
        return next(iter(self.instruments))

    def states(self) -> list[tuple[str, str]]:
        """Every State as a choice, by its English name."""
        names = (str(code) for code in Locale("en").territories)
        codes = {code for code in names if len(code) == 2 and code.isalpha()} - NO_STATES | set(EXTRA_STATES)
        return sorted(((code, state_name(code, "en")) for code in codes), key=lambda pair: pair[1])

    def measures(self, code: str | None) -> list[tuple[str, str]]:
        """The kinds of help an instrument knows."""
        return [(m["code"], m["label"]["en"]) for m in self._rows(code, "measures")]

    def crimes(self, code: str | None) -> list[tuple[str, str]]:
        """The crimes an instrument covers."""
        return [(c["code"], f"{c['label']['en']} (art. {c['article']})") for c in self._rows(code, "crimes")]

    def grounds(self, code: str | None, kind: str) -> list[tuple[str, str]]:
        """The grounds on which an instrument lets a request of this kind be refused, and no others."""
        rows = [g for g in self._rows(code, "grounds") if g["kind"] == kind]
        return [(g["code"], str(self._term(g, "en", self._cited(code, "grounds")))) for g in rows]

    def question_sets(self) -> dict[str, str]:
        """Which set of questions goes with each kind of measure."""
        return {m["code"]: m["questions"] for one in self.instruments.values() for m in one.get("measures", ())}

    def person_name(self, person: Any) -> str:
        """How a person is called on screens and papers: a protected person by pseudonym only."""
        if person.protected:
            return str(person.pseudonym or f"Protected person {person.number}")
        return " ".join(part for part in (person.given_names, person.family_name) if part)

    # How papers speak
    def name(self, code: str, language: str) -> str:
        """The full name of an instrument."""
        return str(self.instruments[code]["name"][language])

    def short(self, code: str, language: str) -> str:
        """The short name of an instrument."""
        return str(self.instruments[code]["short"][language])

    def cite(self, code: str, purpose: str, language: str) -> str:
        """“article 28 of the ...”, or nothing when the instrument has no rule for the purpose."""
        one = self.instruments[code]
        article = one["cite"].get(purpose)
        return f"article {article} {one['of'][language]}" if article else ""

    def article(self, code: str, purpose: str) -> str:
        """The bare number of the article, or nothing."""
        return str(self.instruments[code]["cite"].get(purpose, ""))

    def measure(self, code: str, kind: str, language: str) -> Term:
        """A kind of help, in the words of a paper."""
        return self._find(code, "measures", kind, language)

    def ground(self, code: str, ground: str, language: str) -> Term:
        """A ground of refusal, in the words of a paper."""
        return self._find(code, "grounds", ground, language)

    def crime(self, code: str, crime: str, language: str) -> Term:
        """A crime, in the words of a paper."""
        return self._find(code, "crimes", crime, language)

    def digest(self, code: str) -> str:
        """The sha256 of the instrument's file: packages say under which text of the data they were made."""
        return hashlib.sha256(self.texts[code]).hexdigest()

    def _cited(self, code: str | None, what: str) -> bool:
        return what not in self.instruments.get(code or "", {}).get("like", {})

    def _rows(self, code: str | None, what: str) -> list[dict[str, Any]]:
        one = self.instruments.get(code or "", {})
        like = one.get("like", {}).get(what)
        return list(self.instruments[like][what] if like else one.get(what, ()))

    def _find(self, code: str, what: str, name: str, language: str) -> Term:
        for row in self._rows(code, what):
            if row["code"] == name:
                return self._term(row, language, self._cited(code, what))
        return Term(name, "", name)

    def _term(self, row: dict[str, Any], language: str, cited: bool) -> Term:
        return Term(row["code"], row["article"] if cited else "", row["label"][language])


NO_STATES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}


def state_name(code: str, language: str) -> str:
    """The name of a State in a language; the code itself when the State is unknown."""
    extra = EXTRA_STATES.get(code, {})
    return extra.get(language) or Locale(language).territories.get(code, code)
