"""How each paper is called in each language: in its wording, or in `templates/documents/titles.toml`."""

from __future__ import annotations

import tomllib
from functools import cache

from mla.documents.draw import TEMPLATES
from mla.documents.wordings import wordings


def title(name: str, language: str) -> str:
    """The title of a paper. Raises KeyError for a paper that has none."""
    worded = wordings(language).papers.get(name)
    return worded.subject if worded else _titles()[name][language]


@cache
def _titles() -> dict[str, dict[str, str]]:
    return tomllib.loads((TEMPLATES / "titles.toml").read_text())
