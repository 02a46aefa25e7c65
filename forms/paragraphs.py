"""A ministry's own paragraphs: what is asked of one, where it may be offered, and what stands in braces in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from wtforms import HiddenField, TextAreaField
from wtforms.validators import StopValidation

from forms import form_for
from forms.base import Asked, Line, One, Pick, Text
from forms.languages import LETTERS
from mla.lifecycle.table import Lifecycle
from mla.words import _, changed, joined

FIELDS = ("state", "our_state", "reference", "title", "basis", "authority")
"""What may stand in braces in a paragraph. It is filled in from the request when the paragraph is inserted."""


class OwnParagraph(NamedTuple):
    """A paragraph as a page offers it: its number (or the code of a row of national law), its title, its text filled in."""

    id: int | str
    title: str
    text: str


def filled(text: str, told: Mapping[str, str]) -> str:
    """The text with what the request tells in place of the names in braces; other braces stay as they are."""
    return re.sub(r"\{(\w+)\}", lambda found: told.get(found[1], found[0]), text)


def insert(form: Asked, name: str, text: str) -> None:
    """Put a paragraph behind what was typed to a question, an empty line between."""
    before = str(form[name].data or "").rstrip()
    form[name].data = f"{before}\n\n{text}" if before else text


class WriteParagraph(Asked):
    """One paragraph of the ministry's own."""

    heading = _("A paragraph of this ministry")
    guidance = _(
        "It is offered beside the question, copied into the text, and changed there as the case needs. It stays in this ministry until somebody inserts it."
    )
    title = Line(_("Title"), _("As the list should name it."), needed=_("Give the paragraph a title."), most=200)
    place = Pick(_("Question to which it is offered"), needed=_("Choose the question."))
    kind = Pick(_("For which kind of request"))
    measure = Pick(_("For which kind of help"))
    language = One(_("Language"), choices=LETTERS, needed=_("Choose the language in which it is written."))
    text = Text(
        _("Text"),
        _(
            "In braces may stand: {state}, {our_state}, {reference}, {title}, {basis}, {authority}. They are filled in from the request."
        ),
        needed=_("Write the paragraph."),
        rows=8,
        most=20_000,
    )

    seen = HiddenField()
    outrun = False

    def still(self, stands: str) -> bool:
        """Whether the paragraph is as it was when the page was opened; otherwise that is told beside the text."""
        self.outrun = self.seen.data != stands
        if not self.outrun:
            return True
        self.text.errors = [
            _("Somebody else has changed this paragraph in the meantime. Save again to put yours in its place.")
        ]
        return False

    def offer_places(self, tables: Mapping[str, Lifecycle], measures: Iterable[tuple[str, str]]) -> None:
        """Every question of pages of text, every kind of request and of help."""
        self.place.choices = [("", _("Choose")), *places(tuple(tables.values()))]
        self.kind.choices = [("", _("All")), *((kind, table.title) for kind, table in tables.items())]
        self.measure.choices = [("", _("All")), *measures]

    def validate_text(self, field: TextAreaField) -> None:
        """What stands in braces is known."""
        unknown = [name for name in re.findall(r"\{(\w+)\}", field.data or "") if name not in FIELDS]
        if unknown:
            raise StopValidation(
                _(
                    "Nothing is known to be filled in for {%(name)s}. Known are: %(known)s.",
                    name=unknown[0],
                    known=", ".join(FIELDS),
                )
            )


class DropParagraph(Asked):
    """Take a paragraph off the list."""

    heading = _("Remove this paragraph")
    guidance = _("Texts into which it was inserted keep it.")


@cache
def places(tables: tuple[Lifecycle, ...]) -> list[tuple[str, str]]:
    """Every question that is answered in paragraphs and read abroad, as (place, in words), by its words."""
    found = {place: label for table in tables for place, label in _of(table)}
    return sorted(found.items(), key=lambda pair: str(pair[1]))


def _of(table: Lifecycle) -> Iterator[tuple[str, str]]:
    drafting = {task.trigger for task in table.tasks}
    for step in table.steps:
        if step.trigger not in drafting and not step.crosses:
            continue
        form = form_for(step.form)()
        for field in form:
            if isinstance(field, TextAreaField) and field.short_name not in form.private:
                question = changed(field.label.text, lambda words: re.sub(r"\{[\w-]+\}", "", words))
                yield f"{step.trigger}.{field.short_name}", joined(" – ", (form.heading or step.title, question))
