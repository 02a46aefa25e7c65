"""A letter that was lost goes again as what it is: the same pages, each marked as a duplicate; the seal is on the letter itself."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from mla.documents.stamp import stamp
from mla.documents.standard import save
from mla.documents.unsealed import take_off

DUPLICATE = {"en": "DUPLICATE of", "fr": "DUPLICATA de", "es": "DUPLICADO de"}


def as_duplicate(pdf: bytes, reference: str, language: str) -> bytes:
    """The paper with “DUPLICATE of REF, page 1 of 2” in the corner of every page."""
    with pikepdf.open(BytesIO(pdf)) as paper:
        take_off(paper)
        stamp(paper, f"{DUPLICATE.get(language, DUPLICATE['en'])} {reference}", language)
        return save(paper)
