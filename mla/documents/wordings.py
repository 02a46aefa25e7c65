"""The words of papers that need no template of their own: `templates/documents/<language>/wordings/<kind>.toml`.

A paper there has a subject, opening and closing paragraphs, and for each answer of its step's form the words under
which it is printed. Everything else (letterhead, references, signature) is the same in every letter.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from mla.canonical import Answers
from mla.documents.retelling import AS_SHIPPED, TEMPLATES, Retelling, retold


class Strict(BaseModel):
    """Only the keys that are named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Saying(Strict):
    """How what was said is printed: a caption for each answer (a whole sentence for a box that was ticked), in this
    order; the words for what is chosen from a list; captions of the columns of a table of rows."""

    says: dict[str, str] = {}
    answers: dict[str, dict[str, str]] = {}
    rows: dict[str, dict[str, str]] = {}


class Section(Saying):
    """A section of a request, named by the step that fills it."""

    heading: str


class Paper(Saying):
    """A paper. `text` says that the whole request stands between opening and closing."""

    subject: str
    opening: list[str]
    closing: list[str] = []
    text: bool = False


class Kind(Strict):
    """All that one file says. `request` is what a request of the kind is called within a sentence; `granting` says in
    a clause that it is granted (“extradition can be granted”)."""

    request: str = ""
    granting: str = ""
    papers: dict[str, Paper] = {}
    sections: dict[str, Section] = {}


@dataclass(frozen=True)
class Wordings:
    """Everything worded in one language, whatever the kind; `own` are a kind's papers, which go before those of others."""

    nouns: dict[str, str]
    granting: dict[str, str]
    papers: dict[str, Paper]
    sections: dict[str, Section]
    own: dict[str, dict[str, Paper]]

    def paper(self, name: str, kind: str = "") -> Paper | None:
        """How a paper of a request of a kind is worded: as that kind says, else as any other does; None where none does."""
        return self.own.get(kind, {}).get(name) or self.papers.get(name)


@lru_cache(maxsize=64)
def wordings(language: str, folder: Path = TEMPLATES, how: Retelling = AS_SHIPPED) -> Wordings:
    """All wordings of a language, as they are said. Raises pydantic's ValidationError, which names what a file may not say."""
    found = Wordings({}, {}, {}, {}, {})
    for path in sorted((folder / language / "wordings").glob("*.toml")):
        source = retold(path.read_text(encoding="utf-8"), language, f"wordings-{path.stem}", how)
        kind = Kind.model_validate(tomllib.loads(source))
        found.nouns[path.stem] = kind.request
        found.granting[path.stem] = kind.granting
        found.own[path.stem] = kind.papers
        found.papers.update({name: paper for name, paper in kind.papers.items() if name not in found.papers})
        found.sections.update(kind.sections)
    return found


def printed(saying: Saying, answers: Answers) -> list[tuple[str, str, object]]:
    """What was said as (name, caption, answer), in the order of the wording; what was not answered is left out."""
    told = []
    for name, caption in saying.says.items():
        value = answers.get(name)
        if value in (None, "", []) or value is False:  # nought is an answer
            continue
        chosen = saying.answers.get(name, {})
        told.append((name, caption, chosen.get(value, value) if isinstance(value, str) else value))
    return told
