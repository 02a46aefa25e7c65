"""What the letters of a language say, sentence by sentence and caption by caption, for whoever reads them over before use."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from mla.documents.retelling import TEMPLATES, Correction, Retelling, retold

COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
SAID_IN_CODE = re.compile(r'(?:: |(?<![=!])= |fact\(|passage\(|several\(|showing\(|else |{{ )"([^"{}]+)"')
TAG = re.compile(r"<[^>]*>")
DRAWN_ONLY = frozenset({"picture", "stamp"})
"""Templates that hold no words."""


@dataclass(frozen=True)
class LetterText:
    """One letter, or what several letters share: its name, what it says, and the sha256 of the file that says it.

    An ellipsis stands for what the case fills in.
    """

    name: str
    says: tuple[str, ...]
    digest: str


@lru_cache(maxsize=16)
def letter_texts(language: str, corrections: tuple[Correction, ...] = ()) -> dict[str, LetterText]:
    """Every text of the letters of a language as this installation says it, by its name: a template's, or `wordings-` and the name
    of a file."""
    return {name: _text(path, language, Retelling(corrections)) for name, path in _files(language).items()}


@cache
def _files(language: str) -> dict[str, Path]:
    folder = TEMPLATES / language
    found = {path.stem: path for path in sorted(folder.glob("*.html")) if path.stem not in DRAWN_ONLY}
    return found | {f"wordings-{path.stem}": path for path in sorted((folder / "wordings").glob("*.toml"))}


def _text(path: Path, language: str, how: Retelling) -> LetterText:
    worded = path.suffix == ".toml"
    name = f"wordings-{path.stem}" if worded else path.stem
    source = retold(path.read_text(encoding="utf-8"), language, name, how)
    says = _strings(tomllib.loads(source)) if worded else _of_template(source)
    return LetterText(name, tuple(says), hashlib.sha256(source.encode()).hexdigest())


def can_be_said(language: str, before: tuple[Correction, ...], new: Correction) -> bool:
    """Whether a sentence can be corrected so: the text then reads as it did, but for this sentence."""
    path = _files(language)[new.letter]
    read = _text(path, language, Retelling(before)).says
    try:
        then = _text(path, language, Retelling((*before, new))).says
    except tomllib.TOMLDecodeError:
        return False
    return [_closely(one) for one in then] == [_closely(new.now if one == new.was else one) for one in read]


def _closely(sentence: str) -> str:
    """A sentence without the blanks around what the case fills in: these are the file's own."""
    return re.sub(r"\s*…\s*", "…", " ".join(sentence.split()))


def _strings(told: object) -> Iterator[str]:
    """Every string in a file of wordings, in its order; what the case fills in as an ellipsis."""
    if isinstance(told, str):
        yield re.sub(r"{[^}]*}", "…", told)
    elif isinstance(told, list | dict):
        for one in told.values() if isinstance(told, dict) else told:
            yield from _strings(one)


def _of_template(source: str) -> Iterator[str]:
    """The words of a template in their order: its text, and what stands in its code."""
    plain = CODE.sub(_told_in, COMMENT.sub("", source))
    for piece in TAG.sub("\n\n", plain).split("\n\n"):
        words = " ".join(piece.split())
        if re.search(r"[^\W\d_]{2}", words):
            yield words


def _told_in(code: re.Match[str]) -> str:
    """What a piece of code says; an ellipsis for what the case fills in, a stroke between two ways of going on."""
    said = [words for words in SAID_IN_CODE.findall(code[0]) if re.search(r"[^\W\d_]", words)]
    if said:
        return "\n\n" + "\n\n".join(said) + "\n\n"
    if code[0].startswith("{{"):
        return "…"
    if re.match(r"{%-? *(else|elif)", code[0]):
        return " / "
    return "\n\n" if re.search("call|macro", code[0]) else ""
