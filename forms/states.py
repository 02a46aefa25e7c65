"""How a State is chosen from a list."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from forms.needed import Needed
from forms.offered import DropDown
from mla.instruments import Law
from mla.words import _


class StateDropDown(DropDown):
    """One of the States there are today."""

    former: Mapping[str, str] = MappingProxyType({})

    def offer_states(self, law: Law) -> None:
        """Offer the States; remember those that exist no longer."""
        self.choices = law.states()
        self.former = law.former()

    def pre_validate(self, form: BaseForm) -> None:
        """A State of the past, or none at all, is named in a sentence."""
        if self.data in self.former:
            raise ValidationError(
                _("%(state)s exists no longer. Choose the State of today.", state=self.former[self.data])
            )
        super().pre_validate(form)


def StatePick(label: str, hint: str = "", needed: str = "") -> StateDropDown:  # noqa: N802 - what makes a field is named like a field
    """One of the States, as a drop-down list."""
    return StateDropDown(label, [Needed(needed)], description=hint, choices=[])
