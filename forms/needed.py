"""What a field needs: an answer, or none; and what counts as none."""

from __future__ import annotations

from typing import ClassVar

from wtforms import Field, Form
from wtforms.validators import StopValidation


def unanswered(value: object) -> bool:
    """Whether nothing was said. False is a box that was not ticked; nought is an answer."""
    return value in (None, "", []) or value is False


class Needed:
    """An answer is needed, unless the official saves the page to finish it later."""

    field_flags: ClassVar = {"needed": True}

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        """Refuse an empty answer, unless the page is saved to be finished later."""
        if field.process_errors:  # something was given, and it is no date or number: that is what is to be said
            raise StopValidation()
        given = field.data.strip() if isinstance(field.data, str) else field.data
        if not unanswered(given):
            return
        field.errors = []
        if getattr(form, "later", False):
            raise StopValidation()
        raise StopValidation(self.message)


def loosen(field: Field) -> None:
    """Need no answer to this field after all."""
    field.validators = [MayBeEmpty(), *(check for check in field.validators if not isinstance(check, Needed))]
    field.flags.needed = False
    field.flags.optional = True


class MayBeEmpty:
    """No answer is fine. What the form asks of the answer besides is still asked (WTForms' Optional would skip it)."""

    field_flags: ClassVar = {"optional": True}

    def __call__(self, _form: Form, field: Field) -> None:
        """Forget what an empty answer was blamed for."""
        if not any(isinstance(part, str) and part.strip() for part in field.raw_data or []):
            field.errors = []
