"""What becomes of every text that is typed or comes in a package: how it is mended, and when it is refused."""

from __future__ import annotations

import re
import unicodedata

from wtforms import Form, StringField
from wtforms.validators import ValidationError

from mla.documents.printable import MOST_UNBROKEN, after, first_invisible, first_unbroken, missing, named
from mla.words import _


def sane(_form: Form, field: StringField) -> None:
    """Text of every script is welcome; not what nobody sees, nor what no font here can print (`mla/documents`)."""
    text = field.data or ""
    place = first_invisible(text)
    if place is not None:
        raise ValidationError(
            _(
                "There is an invisible control character in “%(question)s” (%(code)s%(after)s)."
                " Delete it and type the text again.",
                question=field.label.text,
                code=f"U+{ord(text[place]):04X}",
                after=after(text, place),
            )
        )
    if first_unbroken(text) is not None:
        raise ValidationError(
            _(
                "In “%(question)s” there are more than %(most)s characters without a blank between them."
                " Put in blanks or line ends, or attach the text as a document.",
                question=field.label.text,
                most=f"{MOST_UNBROKEN:,}",
            )
        )
    if lacking := missing(text):
        place = text.index(chr(lacking[0]))
        raise ValidationError(
            _(
                "No font on this server can print %(character)s in “%(question)s”%(after)s (character %(place)s of the text)."
                " Replace it, or have a font with it installed.",
                character=named(lacking[0]),
                question=field.label.text,
                after=after(text, place),
                place=place + 1,
            )
        )


BULLETS = str.maketrans(
    "\uf0b7\uf0a7\uf0fc\uf0d8\uf076\uf0a8\uf06e\uf071\uf06f\uf0e0\uf0e8\uf0ae\uf0fe\uf0f0\uf02d\uf0b0\u2028\u2029",
    "•▪✓➢❖◻■❑□→➔→☑⇨-°\n\n",
)
"""What word processors paste for a bullet, from their Symbol and Wingdings fonts' private codes, and what it looks like."""


def tidy(text: str | None) -> str | None:
    """One kind of line end, no spaces around, letters composed (NFC), private bullets made real ones."""
    if text is None:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(BULLETS)
    return unicodedata.normalize("NFC", lines.strip())


def on_one_line(text: str | None) -> str | None:
    """The same with line ends and tabs made blanks."""
    return re.sub(r"[\t\n]+", " ", text) if text else text
