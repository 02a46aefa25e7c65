"""Nothing that anybody writes or attaches holds the site: drawing has so much time and memory, and then a sentence."""

from __future__ import annotations

import sys
import time

import pytest

from mla.documents import bounded
from mla.documents.bounded import MEGABYTE, Limit, run
from mla.documents.draw import draw
from mla.documents.refusing import PaperNotDrawn
from tests.unit.documents.case import context

pytestmark = pytest.mark.usefixtures("drawn_anew")

UNBROKEN = "<html lang=en><head><title>x</title></head><body><p>" + "x" * 200_000 + "</p></body></html>"


def test_two_hundred_thousand_characters_without_a_blank_end_in_a_sentence() -> None:
    start = time.monotonic()
    with pytest.raises(PaperNotDrawn, match="takes longer, or more memory") as stopped:
        run("mla.documents.draw", "lay_out", UNBROKEN, limit=Limit(3.0, bounded.DRAWING.memory))
    assert time.monotonic() - start < 10
    assert "shorten it or attach it" in stopped.value.sentence
    assert draw("status_report", "en", context("status_report")).pages, "the next paper is drawn"


def test_a_paper_that_wants_too_much_memory_ends_in_a_sentence() -> None:
    with pytest.raises(PaperNotDrawn):
        run("builtins", "bytearray", 10**10, limit=Limit(20.0, 600 * MEGABYTE))


def test_a_letter_drawn_by_the_child_is_the_letter_drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    known = context("status_report")
    there = draw("status_report", "en", known)
    monkeypatch.setenv(bounded.INSIDE, "yes")
    assert draw("status_report", "en", known) == there


def test_a_child_is_kept_for_the_next_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "MOST_TASKS", sys.maxsize)  # or this may be the last task of the child of this run
    draw("status_report", "en", context("status_report"))
    kept = list(bounded._idle)
    start = time.monotonic()
    draw("status_report", "en", context("status_report"))
    assert time.monotonic() - start < 2
    assert kept
    assert set(bounded._idle) == set(kept), "no other was started"
