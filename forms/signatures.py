"""Names for what fields hold, what is asked of them, and what is wrong with them, as far as WTForms does not name it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from wtforms import Field, Form, SelectChoice, StringField  # type: ignore[attr-defined]  # the stubs are older than WTForms 3.3

Value = Any  # what a field holds: WTForms does not say

Given = Field
"""The field of an answer without which a form is not sound. Whoever reads it then need not ask whether it is there."""

Choice: TypeAlias = tuple[str, str] | SelectChoice
"""What may be chosen: the value that is kept, and the text that is shown."""

Check: TypeAlias = Callable[[Form, StringField], None]
"""A question put to an answer. It raises what is wrong with it."""

MoreChecks: TypeAlias = Mapping[str, Sequence[Check]] | None
"""Questions that are put to the answers of a form besides its own, by the name of the field."""

Errors: TypeAlias = "str | Sequence[Errors] | dict[str, Errors] | None"
"""What is wrong with a field: sentences; with rows or a form within a form, what is wrong with each of its fields."""
