"""How the language of a document is chosen."""

from __future__ import annotations

from forms.needed import MayBeEmpty, Needed
from forms.offered import DropDown, offered
from mla.languages import language_codes, language_name
from mla.words import _


def LanguagePick(label: str, hint: str = "", needed: str = "") -> DropDown:  # noqa: N802 - what makes a field is named like a field
    """One of the languages, as a drop-down list."""
    named = [(code, language_name(code)) for code in language_codes()]
    choices = offered((("", _("Choose") if needed else _("Not said")), *named))
    return DropDown(label, [Needed(needed) if needed else MayBeEmpty()], description=hint, choices=choices)


def OfDocuments() -> DropDown:  # noqa: N802 - as above
    """The language of the documents that come with a step. It travels with them, in the lists that name them."""
    return LanguagePick(_("Language of the documents"), _("Stands in the lists that name them."))
