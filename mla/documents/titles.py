"""How each paper is called in each language: in its wording, or in `templates/documents/titles.toml`."""

from __future__ import annotations

import tomllib
from functools import cache

from mla.documents.draw import TEMPLATES
from mla.documents.wordings import wordings


def title(name: str, language: str, kind: str = "") -> str:
    """The title of a paper, as the kind of the request words it. Raises KeyError for a paper that has none."""
    worded = wordings(language).paper(name, kind)
    return worded.subject if worded else _titles()[name][language]


@cache
def _titles() -> dict[str, dict[str, str]]:
    return tomllib.loads((TEMPLATES / "titles.toml").read_text())
