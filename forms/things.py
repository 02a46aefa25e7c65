"""What is asked of one thing: what it is, where, in whose name, what it is worth; and of what was found besides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from babel.numbers import list_currencies
from wtforms import Form, HiddenField, StringField
from wtforms.validators import StopValidation, ValidationError

from forms.base import Asked, Line
from forms.rows import Rows, blank
from mla.canonical import Answers
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.fates import BESIDE, names
from mla.words import _

MONEY = list_currencies()
"""The codes of the moneys of States, present and former (ISO 4217), as CLDR lists them."""

PLACES, FINEST = 2, 18

IN_DIGITS = _("Give the amount in digits, with a point before the cents, for example 412600.50.")


def sum_of_money(form: Form, field: StringField) -> None:
    """An amount is a number without a sign, of money with at most two places; it is kept as it was written.

    What is no money of a State (ISO 4217) is counted more finely: crypto-assets with up to eighteen places.
    """
    if not field.data:
        return
    told = field.data.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    try:
        value = Decimal(told)
    except InvalidOperation:
        raise ValidationError(IN_DIGITS) from None
    if not value.is_finite() or value < 0:
        raise ValidationError(_("Give an amount that is not below nought."))
    if not re.fullmatch(r"\d*\.?\d*", told):  # “1e9” and “1_000” are no numbers to a reader
        raise ValidationError(IN_DIGITS)
    named = (form["currency"].data or "").strip().upper() if "currency" in form else ""
    if -int(value.as_tuple().exponent) > (PLACES if not named or named in MONEY else FINEST):
        raise ValidationError(
            _("Give an amount with at most two places; of what is no money of a State, with at most eighteen.")
        )


def Sum() -> StringField:  # noqa: N802 - what makes a field is named like a field
    """How much."""
    return Line(_("Amount"), _("In digits, for example 412600.50."), most=40)


def Currency() -> StringField:  # noqa: N802
    """Of which money."""
    return Line(_("Currency"), _("For example EUR; of crypto-assets the usual letters, for example BTC."), most=6)


class Amount(Asked):
    """An amount of money."""

    amount = Sum()
    currency = Currency()

    validate_amount = staticmethod(sum_of_money)


def both(form: Form) -> None:
    """An amount is one of a currency."""
    if bool(form["amount"].data) != bool(form["currency"].data):
        raise StopValidation(_("Give the amount and its currency, both or neither."))


class Thing(Asked):
    """One piece of property, by itself."""

    what = Line(_("What it is"), _("A house, an account, a company, crypto-assets …"), most=300)
    where = Line(_("Where it is"), most=300)
    holder = Line(_("In whose name, and who disposes of it"), most=300)
    mark = Line(_("Number of the account, the register, the plot"), most=200)
    amount = Sum()
    currency = Currency()

    validate_amount = staticmethod(sum_of_money)

    def validate_what(self, field: StringField) -> None:
        """What is said of a thing needs the thing."""
        if not field.data and not blank(self) and not getattr(self, "later", False):
            raise StopValidation(_("Say what it is, or empty the row."))

    def validate_currency(self, _field: StringField) -> None:
        """An amount is one of a currency."""
        both(self)


class FoundThing(Thing):
    """One piece of property that was found besides; it is numbered when it is told of for the first time."""

    number = HiddenField()

    def validate_number(self, field: HiddenField) -> None:
        """A number that can be counted on."""
        told = str(field.data or "")
        if told and not (told.isdigit() and BESIDE < int(told) < 10_000):
            raise StopValidation(_("The number of the property cannot be read."))


class Finding(Asked):
    """A report that may tell of property found besides: each thing gets its number, and a life of its own."""

    found_items: Rows
    after = BESIDE

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember the last number that was given."""
        super().offer(dossier, law, officials)
        self.after = max(names(dossier), default=0)

    def answers(self) -> Answers:
        """Each thing with its number: the one that it came with, or the next."""
        told = super().answers()
        after = max(self.after, BESIDE)
        for row in told.get("found_items") or ():
            if not row.get("number"):
                after += 1
                row["number"] = str(after)
        return told


def Found() -> Rows:  # noqa: N802 - what makes a field is named like a field
    """What was found, thing by thing."""
    return Rows(FoundThing, _("Found, one by one"), noun=_("Property"), another=_("Add another piece of property"),
                hint=_("Each goes its own way from then on: frozen, lifted, confiscated, given to somebody."))  # fmt: skip
