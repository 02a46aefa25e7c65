"""Writes “REF, page 3 of 40” in the visible lower right corner of every page, whatever its size or turning.

The font is taken out of a small paper drawn for the purpose, so it is embedded and can show any script.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name

from mla.documents.draw import draw, environment

SIZE, EDGE = 7.5, 9.0
PAIR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")
SAVE, RESTORE = re.compile(rb"(?<!\S)q(?!\S)"), re.compile(rb"(?<!\S)Q(?!\S)")
BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)


@dataclass(frozen=True)
class Glyph:
    """How one character is written: in which font, under which code, how wide (in thousandths)."""

    font: str
    code: str
    width: float


@dataclass(frozen=True)
class Alphabet:
    """The fonts of a stamp in the PDF they are to be used in, and the characters they have."""

    fonts: dict[str, pikepdf.Object]
    glyphs: dict[str, Glyph]


@dataclass(frozen=True)
class Corner:
    """The lower right corner as a reader sees it: where a line of text starts, and which way it runs."""

    turned: int
    box: tuple[float, float, float, float]
    unit: float

    def matrix(self, width: float, edge: float) -> str:
        """The text matrix for a line of this width."""
        x0, y0, x1, y1 = self.box
        turns, x, y = {
            0: ("1 0 0 1", x1 - edge - width, y0 + edge),
            90: ("0 1 -1 0", x1 - edge, y1 - edge - width),
            180: ("-1 0 0 -1", x0 + edge + width, y1 - edge),
            270: ("0 -1 1 0", x0 + edge, y0 + edge + width),
        }[self.turned]
        return f"{turns} {x:.2f} {y:.2f}"

    @property
    def breadth(self) -> float:
        """How broad the page is as a reader sees it."""
        x0, y0, x1, y1 = self.box
        return y1 - y0 if self.turned in (90, 270) else x1 - x0


def stamp(book: pikepdf.Pdf, reference: str, language: str, volume: int = 0) -> None:
    """Number every page of a book, or of one of several volumes."""
    words: Any = environment().get_template(f"{language}/words.html").make_module({"language": language})
    total, whole = len(book.pages), reference
    if volume:
        whole += f", {words.volume_of_dossier.lower()} {volume}"
    texts = [f"{whole}, {words.page.lower()} {n} {words.of} {total}" for n in range(1, total + 1)]
    alphabet = _alphabet(book, sorted(set("".join(texts)) - {" "}), language)
    for page, text in zip(book.pages, texts, strict=True):
        for name, font in alphabet.fonts.items():
            page.add_resource(font, Name.Font, Name("/" + name), replace_existing=True)
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\n" + b"Q " * (1 + _left_open(page)) + _line(alphabet, text, corner(page)))


def corner(page: pikepdf.Page) -> Corner:
    """Where the lower right corner of a page is."""
    media, crop = _upright(page.mediabox), _upright(page.cropbox)
    box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    if box[0] >= box[2] or box[1] >= box[3]:
        box = media
    turned = _inherited(page, "/Rotate", 0) % 360
    unit = float(page.obj.get("/UserUnit", 1) or 1)
    return Corner(turned if turned % 90 == 0 else 0, box, unit)


def _upright(box: pikepdf.Object) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(value) for value in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _inherited(page: pikepdf.Page, key: str, otherwise: int) -> int:
    node: pikepdf.Object = page.obj
    for _ in range(50):
        if key in node:
            return int(node[key])
        if "/Parent" not in node:
            break
        node = node.Parent
    return otherwise


def _left_open(page: pikepdf.Page) -> int:
    """How many graphics states a page's content saves and never restores: they would displace the stamp."""
    depth = 0
    try:
        data = b"\n".join(stream.read_bytes() for stream in page.obj.Contents)
        if len(SAVE.findall(data)) - 1 == len(RESTORE.findall(data)):
            return 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += (operator == "q") - (operator == "Q" and depth > 0)
    except (pikepdf.PdfError, TypeError, ValueError):  # a page that cannot be read is bound as it is
        return 0
    return max(0, depth - 1)


def _line(alphabet: Alphabet, text: str, where: Corner) -> bytes:
    """The content that writes one line, marked as no part of the page's own text, on a white ground."""
    size, edge = SIZE / where.unit, EDGE / where.unit
    width = sum(_width(alphabet, character) for character in text) * size / 1000
    if width > where.breadth - 2 * edge:
        shrink = max(0.2, (where.breadth - 2 * edge) / width)
        size, width = size * shrink, width * shrink
    pad = size * 0.3
    ground = f"1 g {-pad:.2f} {-pad:.2f} {width + 2 * pad:.2f} {size + pad:.2f} re f 0 g"
    runs: list[str] = []
    for character in text:
        glyph = alphabet.glyphs.get(character)
        if glyph is None:
            runs.append(f"{_width(alphabet, character) * size / 1000:.3f} 0 Td")
        else:
            runs.append(f"/{glyph.font} {size:.3f} Tf <{glyph.code}> Tj {glyph.width * size / 1000:.3f} 0 Td")
    matrix = where.matrix(width, edge)
    return f"/Artifact BMC q {matrix} cm {ground} BT {' '.join(runs)} ET Q EMC\n".encode()


def _width(alphabet: Alphabet, character: str) -> float:
    glyph = alphabet.glyphs.get(character)
    return glyph.width if glyph else 260.0


def _alphabet(book: pikepdf.Pdf, characters: list[str], language: str) -> Alphabet:
    """The fonts for these characters, brought into the book."""
    drawn = draw("stamp", language, {"characters": characters})
    fonts: dict[str, pikepdf.Object] = {}
    glyphs: dict[str, Glyph] = {}
    with pikepdf.open(BytesIO(drawn.pdf)) as sample:
        seen: dict[tuple[int, int], str] = {}
        for page in sample.pages:
            for font in dict(page.obj.Resources.Font).values():
                if font.objgen not in seen:
                    name = seen[font.objgen] = f"MlaStamp{len(seen)}"
                    fonts[name] = book.copy_foreign(font)
                    for character, glyph in _glyphs(font, name).items():
                        glyphs.setdefault(character, glyph)
    return Alphabet(fonts, glyphs)


def _glyphs(font: pikepdf.Object, name: str) -> dict[str, Glyph]:
    widths: dict[int, float] = {}
    listed = list(font.DescendantFonts[0].W)
    for first, each in zip(listed[::2], listed[1::2], strict=True):
        widths |= {int(first) + offset: float(width) for offset, width in enumerate(each)}
    found: dict[str, Glyph] = {}
    for block in BLOCK.findall(font.ToUnicode.read_bytes()):
        for code, text in PAIR.findall(block):
            character = bytes.fromhex(text.decode()).decode("utf-16-be")
            found[character] = Glyph(name, code.decode(), widths.get(int(code, 16), 500.0))
    return found
