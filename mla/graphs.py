"""Where boxes and arrows stand on a drawing: laid out by Graphviz, which is told sizes and numbers, and never a word.

What is written into the boxes is the business of whoever draws them.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import lru_cache
from shutil import which

import structlog

POINTS = 72
"""Graphviz measures in inches; a drawing in its seventy-seconds."""

SECONDS = 5
"""A drawing takes some hundredths of a second. Whatever takes so long is stuck."""

STRAIGHT = 100
"""How much more it matters that an arrow is straight than that another one is."""

Size = tuple[int, int]
Point = tuple[float, float]


@dataclass(frozen=True)
class Arrow:
    """From one box to another, by their places in the list; one that goes `back` does not decide which stands higher.

    What leads on from a box stands beside one another in the order of the arrows, the first straight below it: so a way begins at the left,
    where a narrow screen shows it.
    """

    tail: int
    head: int
    back: bool = False


@dataclass(frozen=True)
class Layout:
    """The size of the whole, the middle of each box, and the curve of each arrow: a point, then three for each piece (Bézier)."""

    width: float
    height: float
    boxes: tuple[Point, ...]
    curves: tuple[tuple[Point, ...], ...]


@lru_cache(maxsize=512)
def laid_out(boxes: tuple[Size, ...], arrows: tuple[Arrow, ...]) -> Layout | None:
    """Boxes of these sizes from top to bottom, with these arrows (no two alike); None where this machine cannot do it.

    The same is laid out once in a process: requests at the same place of the same table have the same drawing.
    """
    program = which("dot")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, told nothing but numbers
            [program, "-Tplain"], input=_told(boxes, arrows), capture_output=True, text=True, timeout=SECONDS, check=True
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        structlog.get_logger().warning("layout_failed", error=type(error).__name__)
        return None
    return _read(done.stdout, len(boxes), arrows)


def _told(boxes: tuple[Size, ...], arrows: tuple[Arrow, ...]) -> str:
    lines = ['digraph{ordering=out;ranksep=0.45;nodesep=0.12;pad=0;node[shape=box,fixedsize=true,label=""]']
    lines += [f"n{n}[width={w / POINTS:.4f},height={h / POINTS:.4f}]" for n, (w, h) in enumerate(boxes)]
    on = [one for one in arrows if not one.back]
    straight = {one.tail: one for one in reversed(on)}.values()
    lines += [f"n{one.tail}->n{one.head}[weight={STRAIGHT if one in straight else 1}]" for one in on]
    lines += [f"n{one.tail}->n{one.head}[constraint=false]" for one in arrows if one.back]
    return "\n".join([*lines, "}"])


def _read(told: str, boxes: int, arrows: tuple[Arrow, ...]) -> Layout:
    """The “plain” output of Graphviz, whose heights are counted from below."""
    rows = [line.split() for line in told.splitlines()]
    width, height = (float(one) * POINTS for one in rows[0][2:4])

    def points(numbers: list[str]) -> tuple[Point, ...]:
        found = [float(one) * POINTS for one in numbers]
        return tuple((round(x, 1), round(height - y, 1)) for x, y in zip(found[::2], found[1::2], strict=True))

    middles = {row[1]: points(row[2:4])[0] for row in rows if row[0] == "node"}
    curves = {(row[1], row[2]): points(row[4 : 4 + 2 * int(row[3])]) for row in rows if row[0] == "edge"}
    return Layout(
        round(width, 1),
        round(height, 1),
        tuple(middles[f"n{n}"] for n in range(boxes)),
        tuple(curves[f"n{one.tail}", f"n{one.head}"] for one in arrows),
    )
