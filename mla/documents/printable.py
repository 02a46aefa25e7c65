"""The one place that knows what a paper can show: which characters are invisible, and which no font here has.

Asked for every text that is typed or comes in a package, so it is quick: the code points of all fonts are read once in
a process (a quarter of a second), from fontconfig, which is what the drawing itself asks for fonts. Imports nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from cffi import FFI

from mla.words import _

INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters
    "\u2028\u2029\ufff9-\ufffb"  # separators and annotations that no font shows
    "\u202a-\u202e\u2066-\u2069"  # marks that turn the reading direction of what follows (Unicode UAX 9)
    "\ud800-\udfff"  # halves of characters
    "\ufdd0-\ufdef\ufffe\uffff"  # no characters at all
    "\U000e0000-\U000e007f"  # tags: words that nobody sees
    "]"
)
"""What must not stand in any text: it cannot be seen, and some of it makes other text read otherwise than it is."""

UNSEEN = re.compile(
    "[\t\n\r \xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U000e0100-\U000e01ef]"
)
"""What shapes its neighbours and needs no glyph of its own (Unicode's Default_Ignorable_Code_Point), and blanks."""

MOST_UNBROKEN = 2_000
UNBROKEN = re.compile(
    r"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\ua000-\ua4cf\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
    f"{{{MOST_UNBROKEN + 1}}}"
)
"""So many characters without a blank, in scripts that put one between words (Thai, Khmer, Chinese and others do not)."""

C_NAMES = """
typedef struct _FcConfig FcConfig; typedef struct _FcPattern FcPattern; typedef struct _FcCharSet FcCharSet;
typedef struct _FcFontSet { int nfont; int sfont; FcPattern **fonts; } FcFontSet;
FcConfig *FcInitLoadConfigAndFonts(void);
void FcConfigDestroy(FcConfig *);
FcFontSet *FcConfigGetFonts(FcConfig *, int);
int FcPatternGetCharSet(const FcPattern *, const char *, int, FcCharSet **);
uint32_t FcCharSetFirstPage(const FcCharSet *, uint32_t map[8], uint32_t *next);
uint32_t FcCharSetNextPage(const FcCharSet *, uint32_t map[8], uint32_t *next);
"""
DONE = 0xFFFFFFFF


def first_invisible(text: str) -> int | None:
    """Where the first character stands that nobody can see and no text may hold; None when there is none."""
    found = INVISIBLE.search(text)
    return found.start() if found else None


def first_unbroken(text: str) -> int | None:
    """Where a word begins that is longer than MOST_UNBROKEN: laying it out would take minutes. None when there is none."""
    found = UNBROKEN.search(text)
    return found.start() if found else None


def missing(text: str) -> list[int]:
    """The code points of a text that no font on this server can print, each once, in the order of the text."""
    odd = {character for character in set(text) if character > "\x7e" and not _printable(character)}
    return list(dict.fromkeys(ord(character) for character in text if character in odd)) if odd else []


def named(codepoint: int) -> str:
    """A character as a sentence names it: itself, its code, and its Unicode name if it has one."""
    character = chr(codepoint)
    name = unicodedata.name(character, "").lower()
    return _(
        "the character “%(character)s” (%(code)s)",
        character=character,
        code=f"U+{codepoint:04X}{', ' + name if name else ''}",
    )


def after(text: str, place: int) -> str:
    """Where something stands in a text: “ after “word””; nothing at its beginning."""
    before = text[max(0, place - 60) : place].split()
    return _(" after “%(word)s”", word=before[-1][-30:]) if before else ""


@cache
def _printable(character: str) -> bool:
    """Whether some font has it, or each of the parts that it is composed of; the drawing composes and falls back."""
    parts = unicodedata.normalize("NFD", character)
    return bool(UNSEEN.match(character)) or _covered(character) or (parts != character and all(map(_covered, parts)))


def _covered(character: str) -> bool:
    code = ord(character)
    return bool(_pages().get(code & ~0xFF, 0) >> (code & 0xFF) & 1)


@cache
def _pages() -> dict[int, int]:
    """The code points of all installed fonts: for every 256 of them a number with a bit for each."""
    ffi = FFI()
    ffi.cdef(C_NAMES)
    library: Any = ffi.dlopen("libfontconfig.so.1")
    pages: dict[int, int] = {}
    config = library.FcInitLoadConfigAndFonts()
    try:
        fonts = library.FcConfigGetFonts(config, 0)
        for number in range(fonts.nfont):
            for base, bits in _of_font(ffi, library, fonts.fonts[number]):
                pages[base] = pages.get(base, 0) | bits
    finally:
        library.FcConfigDestroy(config)
    return pages


def _of_font(ffi: FFI, library: Any, font: Any) -> Iterator[tuple[int, int]]:
    found, page, rest = ffi.new("FcCharSet **"), ffi.new("uint32_t[8]"), ffi.new("uint32_t *")
    if library.FcPatternGetCharSet(font, b"charset", 0, found):
        return
    base = library.FcCharSetFirstPage(found[0], page, rest)
    while base != DONE:
        yield int(base), sum(int(page[word]) << (32 * word) for word in range(8))
        base = library.FcCharSetNextPage(found[0], page, rest)
