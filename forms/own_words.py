"""What WTForms says by itself, taken among the texts of the screens."""

from __future__ import annotations

from typing import ClassVar

from mla.words import _

GONE = _("Something that you ticked is no longer offered here. Look at what is offered now, and send it again.")
"""Said without the value: it is a number that nobody reads, and no page shows what stands behind it."""


class Own:
    """The sentences of WTForms itself, as far as a form of ours can make it say them."""

    SAID: ClassVar[dict[str, str]] = {
        "Not a valid choice.": _("Not a valid choice."),
        "Invalid Choice: could not coerce.": _("Invalid Choice: could not coerce."),
        "'%(value)s' is not a valid choice for this field.": GONE,
        "'%(value)s' are not valid choices for this field.": GONE,
        "Not a valid integer value.": _("Not a valid integer value."),
        "Not a valid date value.": _("Not a valid date value."),
    }

    def gettext(self, message: str) -> str:
        """The sentence in our words."""
        return self.SAID.get(message, message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """A sentence about a number of things."""
        return self.gettext(singular if n == 1 else plural)


OWN = Own()
