"""When a paper cannot be drawn, an official is told why, in a sentence."""

from __future__ import annotations

import re

from mla.documents.printable import first_invisible, named


class PaperNotDrawn(Exception):
    """The paper was not drawn; the sentence says why, in words for an official."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def refuse_unprintable(text: str) -> None:
    """Refuse a text with characters that no paper can show."""
    place = first_invisible(text)
    if place is not None:
        near = re.sub(r"<[^>]*>?", " ", text[max(0, place - 30) : place]).split()
        after = f" after “{near[-1]}”" if near else ""
        raise PaperNotDrawn(
            f"The text holds an invisible control character (U+{ord(text[place]):04X}){after}. "
            "Delete it and type the text again."
        )


def refuse_missing_glyphs(codepoints: list[int]) -> None:
    """Refuse a paper on which a character would be printed as an empty box."""
    if not codepoints:
        return
    each = [named(codepoint) for codepoint in dict.fromkeys(codepoints)]
    shown = ", ".join(each[:5]) + (f" and {len(each) - 5} more" if len(each) > 5 else "")
    raise PaperNotDrawn(
        f"No font on this server can print {shown}. Replace it in the text, or have a font with it installed."
    )
