"""Blacks out regions of a document: every page of the copy is a picture on which the boxes are burned in.

Nothing of the original's file goes along but what its pages look like: no text, no metadata, no layer, no earlier revision, no shared
picture or font (decision 62). What can be searched in the copy is what OCR reads on the pictures that are burned already.
Everything here runs in the bounded process; regions are told in hundredths of the page as a reader sees it, upright and cropped.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageDraw, ImageFont

from mla.documents.fonts import bold
from mla.documents.ocr import layer_of_picture
from mla.documents.sheets import POINTS_AN_INCH, Sheets, sheets_of
from mla.documents.words import FEW

DOTS_AN_INCH = 200
"""So sharp is a copy: print of eight points stays legible."""

SEEN_AT = 100
"""Dots an inch of a page as a screen shows it."""

MOST_PAGES = 200
"""So many pages a document has at most of which a copy is made."""

PATIENCE = 45.0
"""Seconds that OCR of one copy may take; pages after that are not searched."""

QUALITY = 80
LABEL, SMALLEST = 0.11, 7
"""How high the words on a box are, in inches, and below how many dots they are left out: the line above the page says it anyway."""


@dataclass(frozen=True)
class Region:
    """A rectangle of a page (counted from 1): its sides in hundredths of the page's width and height, from the left and the top, and why it is black."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    reason: str


@dataclass(frozen=True)
class Burned:
    """A copy, how many pages it has, and what can still be read on each of them: None where OCR did not look."""

    pdf: bytes
    pages: int
    told: Sequence[str | None]


def count(content: bytes, media_type: str) -> int:
    """How many pages a document has. Raises Unreadable."""
    with sheets_of(content, media_type) as sheets:
        return len(sheets)


def shown(content: bytes, media_type: str, page: int, regions: Sequence[Region], words: Mapping[str, str]) -> bytes:
    """One page as a screen shows it (JPEG), with what is black on it. Raises Unreadable; IndexError where there is no such page."""
    with sheets_of(content, media_type) as sheets:
        return _jpeg(_burn(sheets.picture(page, SEEN_AT), _of(regions, page), words, SEEN_AT))


def burn(
    content: bytes, media_type: str, regions: Sequence[Region], words: Mapping[str, str], languages: Sequence[str]
) -> Burned:
    """The copy. `words` tells each reason, and “redacted”, in the language of the reader. Raises Unreadable."""
    ends, told = time.monotonic() + PATIENCE, list[str | None]()
    with sheets_of(content, media_type) as sheets, pikepdf.Pdf.new() as book:
        for page in range(1, len(sheets) + 1):
            picture = _burn(sheets.picture(page, DOTS_AN_INCH), _of(regions, page), words, DOTS_AN_INCH)
            _add(book, picture, sheets.width(page))
            left = ends - time.monotonic()
            layer = layer_of_picture(picture, languages, left) if left > 0 else None
            told.append(_lay_over(book, layer) if layer else None)
        out = BytesIO()
        book.save(out, deterministic_id=True)
        return Burned(
            out.getvalue(), len(book.pages), [_other(sheets, n, one, regions) for n, one in enumerate(told, 1)]
        )


def _of(regions: Sequence[Region], page: int) -> list[Region]:
    return [one for one in regions if one.page == page]


def _burn(picture: Image.Image, regions: Sequence[Region], words: Mapping[str, str], dots: int) -> Image.Image:
    """Paint the boxes over a picture, and set a line above it that says so. A box covers each dot that it touches."""
    if not regions:
        return picture
    draw = ImageDraw.Draw(picture)
    boxes = [(box(one, picture.size), one.reason) for one in regions]
    for place, _reason in boxes:
        draw.rectangle(place, fill="black")
    for place, reason in boxes:
        if not any(_within(place, other) for other, _reason in boxes if other != place):
            _label(draw, place, f"{words['redacted']} {words[reason]}", dots)
    return _headed(picture, regions, words, dots)


def _within(place: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """Whether the middle of a box lies on another that is as high: its words would stand on those of the other."""
    across, down = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    covered = other[0] <= across <= other[2] and other[1] <= down <= other[3]
    return covered and other[3] - other[1] >= place[3] - place[1]


def box(region: Region, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The dots of a picture that a region covers, the last ones included."""
    width, height = size
    left, top = int(region.left * width / 100) - 1, int(region.top * height / 100) - 1
    right, bottom = int(region.right * width / 100) + 1, int(region.bottom * height / 100) + 1
    return max(0, left), max(0, top), min(width - 1, max(left + 1, right)), min(height - 1, max(top + 1, bottom))


def _label(draw: ImageDraw.ImageDraw, place: tuple[int, int, int, int], text: str, dots: int) -> None:
    """Write on a box why it is black, as large as it fits."""
    width, height = place[2] - place[0], place[3] - place[1]
    size = min(LABEL * dots, height * 0.7)
    needed = draw.textlength(text, bold(size)) if size >= SMALLEST else 0.0
    if needed > width * 0.95:
        size *= width * 0.95 / needed
    if size >= SMALLEST:
        middle = ((place[0] + place[2]) / 2, (place[1] + place[3]) / 2)
        draw.text(middle, text, fill="white", font=bold(size), anchor="mm")


def _headed(picture: Image.Image, regions: Sequence[Region], words: Mapping[str, str], dots: int) -> Image.Image:
    """The picture with a line above it: what was blacked out on this page, and why. It covers nothing."""
    reasons = Counter(words[one.reason] for one in regions)
    text = f"{words['page']} {', '.join(f'{why} ({number})' for why, number in reasons.items())}"
    font: ImageFont.FreeTypeFont = bold(LABEL * dots)
    measure = ImageDraw.Draw(picture)
    if (needed := measure.textlength(text, font)) > picture.width * 0.96:
        font = bold(max(1.0, LABEL * dots * picture.width * 0.96 / needed))
    strip = int(font.size * 2)
    whole = Image.new("RGB", (picture.width, picture.height + strip), "white")
    whole.paste(picture, (0, strip))
    ImageDraw.Draw(whole).text((picture.width * 0.02, strip / 2), text, fill="black", font=font, anchor="lm")
    return whole


def _jpeg(picture: Image.Image) -> bytes:
    """A picture without anything that was told about it: in grey where it has no colour."""
    bands = picture.convert("RGB").split()
    plain = all(low == high == 0 for low, high in (_apart(bands[0], one) for one in bands[1:]))
    out = BytesIO()
    (bands[0] if plain else picture.convert("RGB")).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _apart(one: Image.Image, other: Image.Image) -> tuple[int, int]:
    low, high = ImageChops.difference(one, other).getextrema()
    return int(low), int(high)  # type: ignore[arg-type]


def _add(book: pikepdf.Pdf, picture: Image.Image, width: float) -> None:
    """A page with nothing but a picture, so many points wide."""
    height = width * picture.height / picture.width
    data = _jpeg(picture)
    with Image.open(BytesIO(data)) as made:
        space = Name.DeviceGray if made.mode == "L" else Name.DeviceRGB
    image = book.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=picture.width, Height=picture.height, ColorSpace=space,
        BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    page = Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, round(width, 3), round(height, 3)]), Resources=Dictionary(XObject=Dictionary(Im0=image)),
        Contents=book.make_stream(f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Im0 Do Q".encode()),
    )  # fmt: skip
    book.pages.append(pikepdf.Page(book.make_indirect(page)))


def _lay_over(book: pikepdf.Pdf, layer: bytes) -> str:
    """Lay unseen words over the last page, where OCR has read them; returns them."""
    page = book.pages[-1]
    with pikepdf.open(BytesIO(layer)) as read:
        page.add_overlay(read.pages[0], pikepdf.Rectangle(page.mediabox))
    with pypdfium2.PdfDocument(layer) as pdf:
        return str(pdf[0].get_textpage().get_text_bounded(errors="ignore"))


def _other(sheets: Sheets, page: int, told: str | None, regions: Sequence[Region]) -> str | None:
    """What can be read on a page of the copy: by OCR, and what the original's own text says outside of the regions. None where neither knows."""
    marks = sheets.marks(page)
    outside = "".join(one.text for one in marks if not any(_covers(each, one.box) for each in _of(regions, page)))
    if told is None and (sheets.pictured(page) or sum(one.text.isalnum() for one in marks) < FEW):
        return None
    return f"{told or ''} {outside}".strip()


def _covers(region: Region, place: tuple[float, float, float, float]) -> bool:
    """Whether a region hides a letter: its middle stands within."""
    across, down = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    return region.left <= across <= region.right and region.top <= down <= region.bottom


__all__ = ["MOST_PAGES", "POINTS_AN_INCH", "Burned", "Region", "box", "burn", "count", "shown"]
