"""Letters said otherwise than they ship: a sentence that a lawyer of the ministry corrected, and what is said to, or by, a body that is no State.

What is changed is the text of a file of `templates/documents` before it is read as a template or as wordings. A corrected sentence
is plain words: where the case fills something in, the ellipsis stays, and the file goes on filling it in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "documents"
GAP = re.compile(r"(?:\s*(?:…| / )\s*)+")
CODE = r"(?>{{.*?}}|{%.*?%}|{#.*?#}|<[^>]*>)"
NEVER = frozenset('{}<>%#"\\&')
"""Characters that mean something to a template, or to a file of wordings."""


@dataclass(frozen=True)
class Correction:
    """One sentence of one text in one language, as it reads and as it is to read; an ellipsis for what the case fills in."""

    language: str
    letter: str
    was: str
    now: str


@dataclass(frozen=True)
class Retelling:
    """What is said otherwise: the corrections of this installation, and how a body is called (alone, “of it”, “to it”) that is
    written `to`, or in whose name it is written (`by`); nothing where both are States."""

    corrections: tuple[Correction, ...] = ()
    to: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


AS_SHIPPED = Retelling()


def retold(source: str, language: str, letter: str, how: Retelling) -> str:
    """The text of a file as it is said. A correction whose sentence is not there (any more) changes nothing."""
    for one in how.corrections:
        if (one.language, one.letter) == (language, letter):
            source = corrected(source, one.was, one.now, letter.startswith("wordings-"))
    for which, called in (("to_it", how.to), ("by_it", how.by), ("either", how.to or how.by)):
        source = _with_body(source, language, which, called) if called else source
    return source


def corrected(source: str, was: str, now: str, worded: bool) -> str:
    """The text of a file with a sentence said otherwise, wherever it stands in it; unchanged where that cannot be done."""
    old, new = _stretches(was), _stretches(now)
    if len(old) != len(new) or NEVER & set(now) or not any(old):
        return source
    gap = r"((?>\s*(?:{[^}]*}\s*)+))" if worded else rf"((?>\s*(?:{CODE}\s*)+))"
    pattern = gap.join(map(_words, old))
    return re.sub(pattern, _filling(new), source, flags=re.DOTALL)


def _stretches(sentence: str) -> list[str]:
    """The words between what the case fills in; what stands before the first and after the last gap is the file's own."""
    return GAP.split(sentence.strip().strip("…").strip())


def _filling(new: Sequence[str]) -> Callable[[re.Match[str]], str]:
    """The new words around what was filled in before."""

    def filled(found: re.Match[str]) -> str:
        return "".join(words + (gap or "") for words, gap in zip(new, (*found.groups(), ""), strict=True))

    return filled


@cache
def _of_bodies(language: str, which: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = tomllib.loads((TEMPLATES / language / "to_a_body.toml").read_text(encoding="utf-8"))[which]
    return tuple((re.compile(rf"\b{_words(was)}\b"), now) for was, now in rows)


def _words(sentence: str) -> str:
    """The pattern of a sentence, which may run over several lines."""
    return r"\s+".join(map(re.escape, sentence.split()))


def _with_body(source: str, language: str, which: str, called: tuple[str, ...]) -> str:
    """A body is no State: what letters call “your State” or “my State” is said by its name."""
    for was, now in _of_bodies(language, which):
        source = was.sub(now.format(*called).replace("\\", r"\\"), source)
    return source


class RetoldLoader(FileSystemLoader):
    """Templates as they are said."""

    def __init__(self, folder: Path, how: Retelling) -> None:
        super().__init__(folder)
        self.how = how

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source of a template; those of a language only are ever said otherwise. Raises TemplateNotFound."""
        source, name, fresh = super().get_source(environment, template)
        language, apart, file = template.partition("/")
        return (retold(source, language, Path(file).stem, self.how) if apart else source), name, fresh
