"""How a State is chosen from a list."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from forms.needed import Needed
from forms.offered import NameDropDown
from mla.instruments import Law
from mla.instruments.bodies import allowed, bodies, body
from mla.lifecycle.table import Lifecycle
from mla.words import N_, _

ONLY_BODIES = _("Only an international court or mechanism asks for this: a ministry does not, it registers what came.")


class StateDropDown(NameDropDown):
    """One of the States there are today."""

    former: Mapping[str, str] = MappingProxyType({})
    table: Lifecycle
    we_ask: bool = True
    own: str = ""

    def group(self, value: str) -> int:
        """As the names of States stand; bodies after the States."""
        return 2 if body(value) else super().group(value)

    def offer_states(self, law: Law) -> None:
        """Offer the States; remember those that exist no longer."""
        self.choices = law.states()
        self.former = law.former()

    def offer_everybody(self, law: Law) -> None:
        """Offer the States, and every body."""
        self.offer_states(law)
        self.choices = [*law.states(), *((code, one.name.told) for code, one in bodies().items())]

    def offer_counterparts(self, law: Law, table: Lifecycle, own: str = "", we_ask: bool = True) -> None:
        """Offer whom we (`own`) may ask for this kind of request, or who may ask us; bodies after the States."""
        self.table, self.we_ask = table, we_ask
        self.offer_states(law)
        everybody = [*law.states(), *((code, one.name.told) for code, one in bodies().items() if not one.closed)]
        self.choices = [one for one in everybody if one[0] != own and not self.closed_to(one[0], own)]

    def here(self, law: Law, own: str) -> None:
        """The same, as the ministry or body sees it whose code this is."""
        self.own = own
        self.offer_counterparts(law, self.table, own, self.we_ask)

    def nobody(self) -> str:
        """Why there is nobody at all whom we may ask for this; nothing where there is somebody."""
        return "" if self.choices else ONLY_BODIES

    def closed_to(self, code: str, own: str) -> str:
        """Why a request of this kind does not pass between us and this counterpart, in a sentence; nothing where it may."""
        asking, asked = (own, code) if self.we_ask else (code, own)
        if allowed(self.table.kind, asking, asked, self.table.only_bodies):
            return ""
        if body(code):
            one = bodies()[code]
            sentence = (
                N_("%(body)s is not asked for this by a State. What it may be asked stands on its page, under “Law”.")
                if self.we_ask
                else N_("%(body)s does not ask this of States. What it may ask stands on its page, under “Law”.")
            )
            return _(sentence, body=one.name.told)
        return ONLY_BODIES

    def pre_validate(self, form: BaseForm) -> None:
        """A State of the past, or none at all, is named in a sentence."""
        if self.data in self.former:
            raise ValidationError(
                _("%(state)s exists no longer. Choose the State of today.", state=self.former[self.data])
            )
        if hasattr(self, "table") and self.data and (self.data in bodies() or not self.choices):
            if sentence := self.closed_to(self.data, self.own):
                raise ValidationError(sentence)
            if bodies().get(self.data) and bodies()[self.data].closed:
                raise ValidationError(
                    _("%(body)s was closed: it neither asks nor is asked.", body=bodies()[self.data].name.told)
                )
        super().pre_validate(form)


def StatePick(label: str, hint: str = "", needed: str = "") -> StateDropDown:  # noqa: N802 - what makes a field is named like a field
    """One of the States, as a drop-down list."""
    return StateDropDown(label, [Needed(needed)], description=hint, choices=[])
