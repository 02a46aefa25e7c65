"""When a paper cannot be drawn, an official is told why, in a sentence."""

from __future__ import annotations

import re

from mla.documents.printable import first_invisible, named
from mla.words import _, joined


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
        after = _(" after “%(word)s”", word=near[-1]) if near else ""
        raise PaperNotDrawn(
            _(
                "The text holds an invisible control character (%(code)s)%(after)s. Delete it and type the text again.",
                code=f"U+{ord(text[place]):04X}",
                after=after,
            )
        )


def refuse_missing_glyphs(codepoints: list[int]) -> None:
    """Refuse a paper on which a character would be printed as an empty box."""
    if not codepoints:
        return
    each = [named(codepoint) for codepoint in dict.fromkeys(codepoints)]
    shown = joined(", ", each[:5])
    if len(each) > 5:
        shown = _("%(characters)s and %(number)s more", characters=shown, number=len(each) - 5)
    raise PaperNotDrawn(
        _(
            "No font on this server can print %(characters)s. Replace it in the text, or have a font with it installed.",
            characters=shown,
        )
    )
