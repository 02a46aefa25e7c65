"""A basis that two States have agreed on carries requests between those two alone."""

from __future__ import annotations

from wtforms.validators import StopValidation

from mla.instruments import Law
from mla.instruments.states import state_name
from mla.words import _


def only_of_these_two(law: Law, code: str | None, counterpart: str | None) -> None:
    """Refuse an agreement with another State than the counterpart, in a sentence. Raises StopValidation."""
    one = law.instruments.get(code or "")
    if one and one.between and counterpart and counterpart not in one.between:
        first, second = (state_name(state, "en") for state in one.between)
        raise StopValidation(
            _(
                "This is between %(one)s and %(other)s alone. Choose another basis, or the State with which it was made.",
                one=first,
                other=second,
            )
        )
