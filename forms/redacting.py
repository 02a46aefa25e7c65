"""What is asked to make a redacted copy of a document: where it is to be black, by hand or by words, and why."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence

from wtforms import Form, HiddenField
from wtforms.validators import StopValidation

from forms.base import Asked, Line, Pick, Text
from forms.numbers import Number
from forms.rows import Rows, blank
from forms.signatures import Choice, Given
from mla.words import _

REASONS = (
    ("protected", _("Protected person")),
    ("confidential", _("Confidential")),
    ("privileged", _("Privileged")),
    ("personal", _("Personal data")),
    ("other", _("Another reason")),
)

MOST_ROWS, MOST_WORDS = 200, 100
NUMBER = re.compile(r"\d{1,3}([.,]\d{1,6})?\s*%?")
SIDES = ("left", "top", "right", "bottom")

Place = tuple[int, float, float, float, float, str]
"""A rectangle: page, left, top, right, bottom in hundredths of the page, and the reason."""


def hundredths(typed: str | None) -> float | None:
    """A number that was typed, with a point or a comma; None where it is none, or not between 0 and 100."""
    told = (typed or "").strip()
    if not NUMBER.fullmatch(told):
        return None
    number = float(told.rstrip("% ").replace(",", "."))
    return number if number <= 100 else None


class RegionRow(Form):
    """One rectangle of a page."""

    page: Given = Number(_("Page"))
    left: Given = Line(_("Left edge, in per cent"), most=20)
    top: Given = Line(_("Upper edge, in per cent"), most=20)
    right: Given = Line(_("Right edge, in per cent"), most=20)
    bottom: Given = Line(_("Lower edge, in per cent"), most=20)
    reason: Given = Pick(_("Why"), choices=REASONS)

    pages = 1

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """A row in which something is said says all of it."""
        sound = super().validate(extra_validators)
        if blank(self):
            return sound
        for name in SIDES:
            if not self[name].errors and hundredths(self[name].data) is None:
                sound = self._wrong(name, _("Give a number between 0 and 100."))
        page = self["page"]
        if not page.errors and not (page.data and page.data <= self.pages):
            told = _("Give a page between 1 and %(pages)s: the document has no other.", pages=f"{self.pages:,}")
            sound = self._wrong("page", told)
        if not self["reason"].data and not self["reason"].errors:
            sound = self._wrong("reason", _("Choose why it is blacked out."))
        return self._runs_on() and sound

    def _runs_on(self) -> bool:
        """Whether the right edge is right of the left one, and the lower one below the upper."""
        sound = True
        for low, high in (("left", "right"), ("top", "bottom")):
            first, last = hundredths(self[low].data), hundredths(self[high].data)
            if first is not None and last is not None and not self[high].errors and last <= first:
                sound = self._wrong(high, _("It must be more than the edge on the other side."))
        return sound

    def _wrong(self, name: str, sentence: str) -> bool:
        self[name].errors = (*self[name].errors, sentence)
        return False

    @property
    def place(self) -> Place:
        """The rectangle, once the row is sound."""
        left, top, right, bottom = (hundredths(self[name].data) or 0.0 for name in SIDES)
        return int(self["page"].data or 1), left, top, right, bottom, str(self["reason"].data)


class RedactDocument(Asked):
    """What is to be black on the copy of a document."""

    heading = _("Redact a document")
    regions = Rows(
        RegionRow, _("Regions"), noun=_("Region"), another=_("Add another region"),
        hint=_("In hundredths of the page as you see it, from its left and its upper edge. Drawing on a page fills these in."),
    )  # fmt: skip
    words = Text(
        _("Black out every place where these words stand"),
        _("One on each line: a name, a number. Looked for in the text of a PDF and, where it is installed, by OCR."),
        rows=3, most=5_000,
    )  # fmt: skip
    words_reason = Pick(_("Why these words"), choices=REASONS)
    other = Line(_("Which other reason"), _("Kept with the copy; it does not stand on it."), most=300)
    language = Pick(_("Language of the words on the copy"), needed=_("Choose the language."))
    found = HiddenField()
    seen = HiddenField()

    def offer_pages(self, pages: int, languages: Iterable[Choice], language: str) -> None:
        """How many pages the document has, and the languages in which the copy may say that it is redacted."""
        for row in self.regions:
            assert isinstance(row.form, RegionRow)
            row.form.pages = pages
        self.language.choices = list(languages)
        if self.typed is None:
            self.language.data = language

    @property
    def places(self) -> list[Place]:
        """The rectangles that were drawn or typed."""
        return [row.place for row in self.regions.told if isinstance(row, RegionRow)]

    @property
    def sought(self) -> list[str]:
        """The words to be found, each once."""
        lines = (" ".join(line.split()) for line in (self.words.data or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    @property
    def others(self) -> list[str]:
        """The words for a reason that has no name."""
        return [self.other.data] if self.other.data and self._uses_other() else []

    def mark(self, places: Sequence[Place]) -> str:
        """By which it is known whether the copy that is kept is the one that was looked at."""
        told = [self.places, self.sought, self.words_reason.data, self.others, self.language.data, places]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def validate_regions(self, _field: Given) -> None:
        """Something is to be black; not more than a page can show."""
        if not self.regions.told and not self.sought:
            raise StopValidation(_("Draw a region, type one, or write the words that are to be blacked out."))
        if len(self.regions.told) > MOST_ROWS:
            raise StopValidation(
                _("At most %(most)s regions can be drawn: black out the rest by words.", most=MOST_ROWS)
            )

    def validate_words(self, _field: Given) -> None:
        """Words that can be found, and not too many of them."""
        if len(self.sought) > MOST_WORDS:
            raise StopValidation(_("Write at most %(most)s lines.", most=MOST_WORDS))
        for one in self.sought:
            if sum(map(str.isalnum, one)) < 2:
                raise StopValidation(_("“%(word)s” is too short to be looked for.", word=one))

    def validate_words_reason(self, field: Given) -> None:
        """Words are black for a reason too."""
        if self.sought and not field.data:
            raise StopValidation(_("Choose why these words are blacked out."))

    def validate_other(self, field: Given) -> None:
        """A reason without a name is told."""
        if self._uses_other() and not field.data:
            raise StopValidation(_("Write which other reason there is."))

    def _uses_other(self) -> bool:
        by_words = bool(self.sought) and self.words_reason.data == "other"
        return by_words or any(row["reason"].data == "other" for row in self.regions.told)
