"""A basis that two States have agreed on carries requests between those two alone."""

from __future__ import annotations

from wtforms.validators import StopValidation

from forms.states import StateDropDown
from mla.instruments import Law
from mla.instruments.bodies import body, carries, row_between
from mla.instruments.schema import Instrument
from mla.instruments.states import state_told
from mla.words import _, joined


def only_of_these_two(law: Law, code: str | None, chosen: StateDropDown) -> None:
    """Refuse a basis that carries nothing between us and the counterpart that was chosen, in a sentence. Raises StopValidation."""
    one, counterpart = law.instruments.get(code or ""), str(chosen.data or "")
    if one and counterpart:
        _bodies_have_their_own(law, one, chosen)
    if one and one.between and counterpart and counterpart not in one.between:
        first, second = (state_told(state) for state in one.between)
        raise StopValidation(
            _(
                "This is between %(one)s and %(other)s alone. Choose another basis, or the State with which it was made.",
                one=first,
                other=second,
            )
        )


def _bodies_have_their_own(law: Law, one: Instrument, chosen: StateDropDown) -> None:
    """What a court or another body asks, or is asked, rests on its own instrument, on which no two States rest."""
    asking, asked = (chosen.own, chosen.data) if chosen.we_ask else (chosen.data, chosen.own)
    row = row_between(chosen.table.kind, asking, asked)
    if row and not carries(one.code, asking, asked, chosen.table.kind):
        names = joined("; ", (law.instruments[code].name.told for code in row.basis))
        raise StopValidation(_("Between a State and this body, it rests on: %(names)s.", names=names))
    if one.participation.for_bodies and not (body(asking) or body(asked)):
        raise StopValidation(
            _("On this basis requests pass between a State and an international body alone. Choose another basis.")
        )
