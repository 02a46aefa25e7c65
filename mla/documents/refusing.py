"""When a paper cannot be drawn, an official is told why, in a sentence."""

from __future__ import annotations

import re
import unicodedata

# Control characters, halves of characters, and marks that turn the reading direction of what follows.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e\ufffe\uffff]")


class PaperNotDrawn(Exception):
    """The paper was not drawn; the sentence says why, in words for an official."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def refuse_unprintable(text: str) -> None:
    """Refuse a text with characters that no paper can show."""
    if found := UNPRINTABLE.search(text):
        before = text[max(0, found.start() - 30) : found.start()]
        near = re.sub(r"<[^>]*>?", " ", before).split()
        after = f" after “{near[-1]}”" if near else ""
        raise PaperNotDrawn(
            f"The text holds an invisible control character (U+{ord(found.group()):04X}){after}. "
            "Delete it and type the text again."
        )


def refuse_missing_glyphs(codepoints: list[int]) -> None:
    """Refuse a paper on which a character would be printed as an empty box."""
    if not codepoints:
        return
    each = [_named(codepoint) for codepoint in dict.fromkeys(codepoints)]
    shown = ", ".join(each[:5]) + (f" and {len(each) - 5} more" if len(each) > 5 else "")
    raise PaperNotDrawn(
        f"No font on this server can print {shown}. Replace it in the text, or have a font with it installed."
    )


def _named(codepoint: int) -> str:
    character = chr(codepoint)
    name = unicodedata.name(character, "").lower()
    return f"the character “{character}” (U+{codepoint:04X}{', ' + name if name else ''})"
