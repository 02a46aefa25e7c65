"""How the language of a document is chosen."""

from __future__ import annotations

from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from forms.needed import MayBeEmpty, Needed
from forms.offered import DropDown, NameDropDown, RadioPick, offered
from mla.instruments import Law
from mla.instruments.in_spanish import languages
from mla.languages import language_codes, language_told
from mla.words import _

LETTERS = (("en", _("English")), ("fr", _("French")), ("es", _("Spanish")))


class LanguageOfLetters(RadioPick):
    """The language of a request's letters, chosen beside its instrument: not every one has words in each."""

    law: Law

    def offer_languages(self, law: Law) -> None:
        """Know which instrument can be spoken of in which language."""
        self.law = law

    def pre_validate(self, form: BaseForm) -> None:
        """A language in which the instrument has all its words."""
        super().pre_validate(form)
        code = form["instrument"].data
        if code in self.law.instruments and self.data not in languages(self.law, code):
            raise ValidationError(
                _(
                    "The terms of this legal basis (%(basis)s) do not all have Spanish words yet. Choose English or French.",
                    basis=self.law.instruments[code].short.told,
                )
            )


def LettersPick(label: str) -> LanguageOfLetters:  # noqa: N802 - what makes a field is named like a field
    """The language of letters, as radio buttons."""
    return LanguageOfLetters(label, [Needed(_("Choose the language of the papers."))], choices=offered(LETTERS))


def LanguagePick(label: str, hint: str = "", needed: str = "") -> NameDropDown:  # noqa: N802 - what makes a field is named like a field
    """One of the languages, as a drop-down list."""
    named = [(code, language_told(code)) for code in language_codes()]
    choices = offered((("", _("Choose") if needed else _("Not said")), *named))
    return NameDropDown(label, [Needed(needed) if needed else MayBeEmpty()], description=hint, choices=choices)


def OfDocuments() -> DropDown:  # noqa: N802 - as above
    """The language of the documents that come with a step. It travels with them, in the lists that name them."""
    return LanguagePick(_("Language of the documents"), _("Stands in the lists that name them."))
