"""Each paper is drawn once in a run, however many tests take the step that draws it.

Drawing is by far the dearest thing that a test does, and the same words give the same bytes
(`tests/unit/documents/test_draw.py` draws twice and compares). So what was drawn from a page of HTML stands on a
shelf on disk, under the sum of that page, and every process of the run takes it from there. Nothing is pretended: each
paper on the shelf was drawn in this run, by the program as it stands. A test that must see the drawing itself asks for
the fixture `drawn_anew`.
"""

from __future__ import annotations

import hashlib
import pickle
import uuid
from pathlib import Path
from typing import Any

from mla.documents import bounded, draw


class Shelf:
    """Stands where papers are drawn, in place of `bounded.run`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def __call__(self, where: str, name: str, html: str) -> draw.Drawn:
        """The paper of this page: from the shelf, or drawn now and put there. What is refused is not kept."""
        place = self.folder / hashlib.sha256(html.encode()).hexdigest()
        if place.exists():
            kept: draw.Drawn = pickle.loads(place.read_bytes())
            return kept
        drawn: draw.Drawn = bounded.run(where, name, html)
        _put(place, pickle.dumps(drawn))
        return drawn


def _put(place: Path, data: Any) -> None:
    """Whole or not at all: another process may look at the same moment."""
    beside = place.with_name(f"{place.name}.{uuid.uuid4().hex}")
    beside.write_bytes(data)
    beside.replace(place)
