"""Boxes and arrows are laid out by Graphviz: inside the drawing, apart from one another, each arrow from its box to its box."""

from __future__ import annotations

import subprocess

import pytest

from mla import graphs
from mla.graphs import Arrow, laid_out

BOXES = ((120, 40), (100, 60), (140, 40))
ARROWS = (Arrow(0, 1), Arrow(1, 2), Arrow(2, 0, back=True), Arrow(0, 2))


def test_boxes_stand_within_the_drawing_and_apart() -> None:
    told = laid_out(BOXES, ARROWS)
    assert told is not None
    edges = []
    for (x, y), (width, height) in zip(told.boxes, BOXES, strict=True):
        left, right, top, bottom = x - width / 2, x + width / 2, y - height / 2, y + height / 2
        assert left >= -1
        assert right <= told.width + 1
        assert top >= -1
        assert bottom <= told.height + 1
        edges.append((left, right, top, bottom))
    for n, (left, right, top, bottom) in enumerate(edges):
        for other in edges[n + 1 :]:
            assert right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top


def test_the_way_leads_from_above_to_below_and_each_arrow_begins_at_its_own_box() -> None:
    told = laid_out(BOXES, ARROWS)
    assert told is not None
    heights = [y for _x, y in told.boxes]
    assert heights == sorted(heights)
    for arrow, curve in zip(ARROWS, told.curves, strict=True):
        assert len(curve) % 3 == 1
        tail, head = told.boxes[arrow.tail], told.boxes[arrow.head]
        assert _near(curve[0], tail, BOXES[arrow.tail])
        assert _near(curve[-1], head, BOXES[arrow.head])


def _near(point: tuple[float, float], middle: tuple[float, float], size: tuple[int, int]) -> bool:
    return all(abs(a - b) <= whole / 2 + 12 for a, b, whole in zip(point, middle, size, strict=True))


def test_the_same_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out.cache_clear()
    first = laid_out(BOXES, ARROWS)
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: pytest.fail("laid out again"))
    assert laid_out(BOXES, ARROWS) is first


def test_where_the_program_is_missing_or_stuck_there_is_no_drawing_and_no_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid_out.cache_clear()
    monkeypatch.setattr(graphs, "which", lambda _name: None)
    assert laid_out(BOXES, ARROWS) is None
    laid_out.cache_clear()
    monkeypatch.setattr(graphs, "which", lambda _name: "/bin/false")
    assert laid_out(BOXES, ARROWS) is None
    laid_out.cache_clear()
