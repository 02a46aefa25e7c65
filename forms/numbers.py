"""How a whole number is asked: days of detention, months that remain."""

from __future__ import annotations

from wtforms import Form, IntegerField
from wtforms.validators import ValidationError

from forms.needed import MayBeEmpty, Needed
from mla.words import _


class WholeNumber(IntegerField):
    """A whole number whose error says what is wanted, and that keeps what was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Text to a number; nothing to nothing."""
        if not any(str(part).strip() for part in valuelist):
            self.data = None
            return
        try:
            super().process_formdata([str(valuelist[0]).strip()])
        except ValueError as error:
            raise ValueError(_("Give a whole number, in digits.")) from error


def Number(label: str, hint: str = "", needed: str = "", most: int = 20_000) -> WholeNumber:  # noqa: N802  # reads like the other fields
    """A whole number, not below nought."""

    def within(_form: Form, field: WholeNumber) -> None:
        if field.data is not None and not 0 <= field.data <= most:
            raise ValidationError(_("Give a number between 0 and %(most)s.", most=f"{most:,}"))

    return WholeNumber(label, [Needed(needed) if needed else MayBeEmpty(), within], description=hint)
