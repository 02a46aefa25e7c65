"""What stands in braces in the text of a form becomes an article of the request's own instrument, or nothing; nobody reads a brace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms import form_for
from mla.instruments import Law
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.text import RequestText

LAW = Law()


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_no_brace_is_left_in_what_a_form_says(kind: str) -> None:
    table = LIFECYCLES[kind]
    for name in {step.form for step in table.steps if not step.by_command}:
        form = form_for(name)()
        form.offer_text(replace(RequestText(table), instrument=LAW.first()), LAW.about(table.field))
        said = [form.heading, form.guidance, *(text for one in form for text in (one.label.text, one.description))]
        assert not [text for text in said if "{" in str(text)], name
