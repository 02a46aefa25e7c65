"""Every day to come that any form asks for starts a limit, or it is said why it does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from wtforms import FieldList, Form, FormField

from forms import form_for
from forms.clocks import WITHOUT_LIMIT
from forms.days import DayField
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Step


def days(form: Form, where: str = "") -> Iterator[tuple[str, DayField]]:
    """Every date of a form and of the rows of its lists, with its name."""
    for field in form:
        if isinstance(field, DayField):
            yield f"{where}{field.short_name}", field
        elif isinstance(field, FieldList):
            entry = next(iter(field), None) or field.append_entry()
            if isinstance(entry, FormField):
                yield from days(entry.form, f"{where}{field.short_name}.")


def to_come(step: Step) -> dict[str, DayField]:
    """The dates of a step's form that do not lie in the past by their sense, as “form.field”."""
    return {f"{step.form}.{name}": field for name, field in days(form_for(step.form)()) if not field.sense.past}


def clocked(table: Lifecycle, step: Step) -> set[str]:
    """The dates of a step's form from which a limit of the table runs."""
    limits = (limit for limit in table.limits if limit.starts == step.trigger)
    return {f"{step.form}.{name}" for limit in limits for name in (limit.field, limit.since) if name}


@pytest.mark.parametrize("table", LIFECYCLES.values(), ids=list(LIFECYCLES))
def test_a_day_to_come_starts_a_limit_or_it_is_said_why_not(table: Lifecycle) -> None:
    silent = [
        f"{name} ({step.trigger})"
        for step in table.steps
        for name in to_come(step)
        if name not in clocked(table, step) and name not in WITHOUT_LIMIT
    ]
    assert silent == []


def test_no_reason_is_given_for_a_day_that_there_is_not_or_that_has_its_limit() -> None:
    every = {name for table in LIFECYCLES.values() for step in table.steps for name in to_come(step)}
    running = {name for table in LIFECYCLES.values() for step in table.steps for name in clocked(table, step)}
    assert set(WITHOUT_LIMIT) <= every
    assert not set(WITHOUT_LIMIT) & running


@pytest.mark.parametrize("table", LIFECYCLES.values(), ids=list(LIFECYCLES))
def test_a_limit_counts_from_a_day_that_its_step_asks_for(table: Lifecycle) -> None:
    for step in table.steps:
        asked = {f"{step.form}.{name}" for name, _field in days(form_for(step.form)())}
        assert clocked(table, step) <= asked, step.trigger
