"""Fields that are offered their choices: one of several, one of many, any number of several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wtforms import RadioField, SelectChoice, SelectField, SelectMultipleField  # type: ignore[attr-defined]  # the stubs are older than WTForms 3.3

from forms.signatures import Choice


class Offered:
    """A field that is offered its choices as pairs of (value, text)."""

    @property
    def choices(self) -> list[SelectChoice]:
        """What may be chosen."""
        return self._choices

    @choices.setter
    def choices(self, pairs: Iterable[Choice]) -> None:
        """Offer these."""
        self._choices = offered(pairs)


def offered(pairs: Iterable[Choice]) -> list[SelectChoice]:
    """What may be chosen, as the field holds it."""
    return [one if isinstance(one, SelectChoice) else SelectChoice(*one) for one in pairs]


class RadioPick(Offered, RadioField):  # type: ignore[misc]
    """One of several. `hints` says something below a choice, by its value."""

    hints: Mapping[str, str] = {}


class DropDown(Offered, SelectField):  # type: ignore[misc]
    """One of many. `hints` says more of a choice, by its value: the page folds it away below the list."""

    hints: Mapping[str, str] = {}


class NameDropDown(DropDown):
    """One of many names: a page offers them in the order of its own language."""

    def group(self, value: str) -> int:
        """Among which of the choices one stands in that order; what names nothing stands first."""
        return 1 if value else 0


class CheckList(Offered, SelectMultipleField):  # type: ignore[misc]
    """Any number of several."""
