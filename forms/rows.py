"""Rows of a repeated item within an answer: identity documents, addresses, names. A row in which nothing is said is none."""

from __future__ import annotations

from collections.abc import Iterator

from wtforms import FieldList, Form, FormField

from forms.needed import unanswered
from forms.signatures import Value


class Rows(FieldList):  # type: ignore[type-arg]  # generic in the stubs alone
    """As many rows as are wanted: the page offers one that is empty, and another whenever its button is pressed.

    `noun` calls one row, with its number after it; `another` stands on the button. `grown` says that it was pressed just now.
    """

    def __init__(self, row: type[Form], label: str, *, noun: str, another: str, hint: str = "", **more: Value) -> None:
        super().__init__(FormField(row), label, min_entries=1, description=hint, **more)
        self.noun, self.another, self.grown = noun, another, False

    @property
    def told(self) -> list[Form]:
        """The rows in which something is said."""
        return [row.form for row in self if not blank(row.form)]


def blank(form: Form) -> bool:
    """Whether nothing is said in any field of a form, and nothing was typed that could not be read."""
    return all(empty(field) for field in form)


def empty(field: Value) -> bool:
    """Whether nothing is said in a field, and nothing was typed that could not be read."""
    if isinstance(field, Rows):
        return not field.told
    typed = (part for part in field.raw_data or () if isinstance(part, str)) if field.errors else ()
    return unanswered(field.data) and not any(part.strip() for part in typed)


def within(form: Form) -> Iterator[Form]:
    """The forms that stand directly in a form: its rows."""
    for field in form:
        for part in field if isinstance(field, FieldList) else [field]:
            if isinstance(part, FormField):
                yield part.form


def grow(form: Form, name: str) -> None:
    """Offer one more row of the list whose button was pressed, wherever it stands in the form."""
    for field in form:
        if isinstance(field, Rows) and field.name == name:
            field.append_entry()
            field.grown = True
    for inner in within(form):
        grow(inner, name)
