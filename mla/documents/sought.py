"""Where words stand on the pages of a document: found in the text of a PDF, and by OCR where a page is a picture or has pictures.

A word is found as it is compared everywhere (`mla/names.py`): without regard to capitals and accents, with other signs between its
letters, broken at the end of a line. Of what OCR reads a letter in five may be another. A short word is found as a word only.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from mla.documents.ocr import words_of_picture
from mla.documents.redaction import DOTS_AN_INCH, Region
from mla.documents.sheets import Mark, Sheets, sheets_of
from mla.documents.words import FEW
from mla.names import normal

SHORT, MISREAD = 4, 0.79
"""As in `mla/register/given_away.py`: a word of fewer letters stands by chance within others; so much of two words is the same."""

PATIENCE = 60.0
"""Seconds that looking may take; pages after that are not looked at by OCR."""

MOST_PLACES = 2_000
EDGE = 0.15
"""A box reaches so much of its height beyond the letters, for what of them reaches out of their boxes."""


@dataclass(frozen=True)
class Found:
    """Where words stand, how often each, and the pages that nobody could read (counted from 1)."""

    places: Sequence[Region]
    counted: Sequence[int]
    unread: Sequence[int]


def find(content: bytes, media_type: str, words: Sequence[str], reason: str, languages: Sequence[str]) -> Found:
    """Every place of a document where one of these words stands. Raises Unreadable."""
    ends = time.monotonic() + PATIENCE
    places: list[Region] = []
    counted, unread = [0] * len(words), list[int]()
    with sheets_of(content, media_type) as sheets:
        for page in range(1, len(sheets) + 1):
            runs, read = _runs(sheets, page, languages, ends)
            unread += [] if read else [page]
            for which, word in enumerate(words):
                hits = [box for run, by_ocr in runs for box in _hits(run, word, by_ocr=by_ocr)]
                fresh = _apart(hits)
                counted[which] += len(fresh)
                places += [Region(page, *box, reason) for box in fresh]
    return Found(places[:MOST_PLACES], counted, unread)


Box = tuple[float, float, float, float]


def _runs(
    sheets: Sheets, page: int, languages: Sequence[str], ends: float
) -> tuple[list[tuple[list[Mark], bool]], bool]:
    """What is read on a page, by the file itself and by OCR; and whether all of it was."""
    marks = sheets.marks(page)
    plain = sum(one.text.isalnum() for one in marks) >= FEW and not sheets.pictured(page)
    runs = [(marks, False)]
    if plain:
        return runs, True
    left = ends - time.monotonic()
    seen = words_of_picture(sheets.picture(page, DOTS_AN_INCH), languages, left) if left > 0 else None
    if seen is not None:
        runs.append(([Mark(f"{text} ", box) for text, box in seen], True))
    return runs, seen is not None


def _hits(run: Sequence[Mark], word: str, *, by_ocr: bool) -> Iterator[Box]:
    """The boxes of each place where a word stands within what was read one after the other."""
    letters, whose = [], []
    for number, mark in enumerate(run):
        for letter in normal(mark.text):
            letters.append(letter)
            whose.append(number)
    kept = [place for place, letter in enumerate(letters) if letter.isalnum()]
    text, sought = "".join(letters[place] for place in kept), "".join(filter(str.isalnum, normal(word)))
    at = text.find(sought) if sought else -1
    while at >= 0:
        first, last = kept[at], kept[at + len(sought) - 1]
        if len(sought) >= SHORT or _by_itself(letters, whose, first, last):
            yield from _boxes(
                [run[number] for number in sorted({whose[place] for place in kept[at : at + len(sought)]})]
            )
        at = text.find(sought, at + 1)
    if by_ocr and len(sought) >= SHORT:
        for mark in run:
            read = "".join(filter(str.isalnum, normal(mark.text)))
            if OSA.normalized_similarity(read, sought) >= MISREAD:
                yield from _boxes([mark])


def _by_itself(letters: Sequence[str], whose: Sequence[int], first: int, last: int) -> bool:
    before = first == 0 or not letters[first - 1].isalnum() or letters[first - 1].isspace()
    after = last + 1 == len(letters) or not letters[last + 1].isalnum()
    return before and after and len(whose) > last


def _boxes(marks: Sequence[Mark]) -> Iterator[Box]:
    """One box for what stands on one line, a little larger than the letters."""
    line: Box | None = None
    letters = 0
    for one in marks:
        left, top, right, bottom = one.box
        if line and _goes_on(line, one.box):
            line = min(line[0], left), min(line[1], top), max(line[2], right), max(line[3], bottom)
            letters += len(one.text.strip())
            continue
        if line:
            yield _larger(line, letters)
        line, letters = one.box, len(one.text.strip())
    if line:
        yield _larger(line, letters)


def _goes_on(line: Box, box: Box) -> bool:
    """Whether a letter stands on the same line, or beneath the one before where lines run down the page."""
    beside = min(line[3], box[3]) - max(line[1], box[1]) > (box[3] - box[1]) / 2
    below = min(line[2], box[2]) - max(line[0], box[0]) > (box[2] - box[0]) / 2
    gap = max(box[1] - line[3], line[1] - box[3])
    return beside or (below and gap < (box[3] - box[1]) / 4)


def _larger(box: Box, letters: int) -> Box:
    """A box with an edge around it: of a line that runs across the page, a part of its height and of the width of a letter."""
    left, top, right, bottom = box
    across, down = (right - left) * EDGE / max(1, letters), (bottom - top) * EDGE
    if bottom - top > right - left and letters > 1:  # it runs down the page
        across, down = (right - left) * EDGE, (bottom - top) * EDGE / letters
    told = (left - across, top - down, right + across, bottom + down)
    clipped = [round(min(100.0, max(0.0, one)), 2) for one in told]
    return clipped[0], clipped[1], clipped[2], clipped[3]


def _apart(boxes: Sequence[Box]) -> list[Box]:
    """Each place once: what the file says and what OCR reads are the same word."""
    kept: list[Box] = []
    for one in boxes:
        middle = (one[0] + one[2]) / 2, (one[1] + one[3]) / 2
        if not any(
            each[0] <= middle[0] <= each[2] and each[1] <= middle[1] <= each[3] and _wide(each, one) for each in kept
        ):
            kept.append(one)
    return kept


def _wide(kept: Box, one: Box) -> bool:
    """Whether a box that is kept covers another but for its edges."""
    slack = (one[3] - one[1]) * 2 * EDGE
    return (
        kept[0] - slack <= one[0]
        and one[2] <= kept[2] + slack
        and kept[1] - slack <= one[1]
        and one[3] <= kept[3] + slack
    )


__all__ = ["MOST_PLACES", "Found", "find"]
