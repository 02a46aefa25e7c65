"""Every day that any form asks for starts a limit, or it is said why it does not; so does every period of an instrument."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
from wtforms import FieldList, Form, FormField

import forms
from forms import form_for
from forms.base import Asked
from forms.clocks import BEEN, BESIDE_STEPS, ENDS, NAMED, NOT_RUNNING, TO_COME, WITHOUT_LIMIT
from forms.days import DayField
from mla.instruments import Law
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Step

LAW = Law()


def days(form: Form, where: str = "") -> Iterator[tuple[str, DayField]]:
    """Every date of a form and of the rows of its lists, with its name."""
    for field in form:
        if isinstance(field, DayField):
            yield f"{where}{field.short_name}", field
        elif isinstance(field, FieldList):
            entry = next(iter(field), None) or field.append_entry()
            if isinstance(entry, FormField):
                yield from days(entry.form, f"{where}{field.short_name}.")


def told(step: Step) -> dict[str, DayField]:
    """The dates of a step's form, as “form.field”."""
    return {f"{step.form}.{name}": field for name, field in days(form_for(step.form)())}


def clocked(table: Lifecycle, step: Step) -> set[str]:
    """The dates of a step's form from which a limit of the table runs: with the step, or with the sending of its section."""
    found = {
        f"{step.form}.{limit.rows}.{limit.field}"
        for limit in table.limits
        if limit.rows and limit.starts == step.trigger
    }
    for limit in table.limits:
        if limit.rows:
            continue
        for name in filter(None, (limit.field, limit.since)):
            section, dot, answer = name.partition(".")
            if step.trigger == (section if dot else limit.starts):
                found.add(f"{step.form}.{answer if dot else name}")
    return found


@pytest.mark.parametrize("table", LIFECYCLES.values(), ids=list(LIFECYCLES))
def test_every_day_starts_a_limit_or_it_is_said_why_not(table: Lifecycle) -> None:
    silent = [
        f"{name} ({step.trigger})"
        for step in table.steps
        for name in told(step)
        if name not in clocked(table, step) and name not in WITHOUT_LIMIT
    ]
    assert silent == []


def within(form: Form) -> Iterator[type]:
    """The classes of the rows of a form, however deep, with those from which they descend."""
    for field in form:
        entry = (next(iter(field), None) or field.append_entry()) if isinstance(field, FieldList) else field
        if isinstance(entry, FormField):
            yield from type(entry.form).__mro__
            yield from within(entry.form)


def beside_steps() -> list[type[Asked]]:
    """Every form that is that of no step, no row of another, and nothing that only other forms descend from."""
    files = [import_module(f"{forms.__name__}.{one.name}") for one in iter_modules(forms.__path__)]
    known = {one for file in files for one in vars(file).values() if isinstance(one, type) and issubclass(one, Asked)}
    steps = {form_for(step.form) for table in LIFECYCLES.values() for step in table.steps}
    covered = {one for form in steps for one in (*form.__mro__, *within(form()))}
    rest = known - covered
    inner = {one for form in rest for one in (*form.__mro__[1:], *within(form()))}
    return sorted(rest - inner, key=lambda form: form.__name__)


def test_every_day_of_a_form_that_is_that_of_no_step_says_why_no_limit_counts_from_it() -> None:
    asked = {f"{form.__name__}.{name}" for form in beside_steps() for name, _field in days(form())}
    assert asked == set(BESIDE_STEPS)


def test_no_reason_is_given_for_a_day_that_there_is_not_or_that_runs_wherever_it_is_asked() -> None:
    asked = [(table, step, name) for table in LIFECYCLES.values() for step in table.steps for name in told(step)]
    silent = {name for table, step, name in asked if name not in clocked(table, step)}
    assert set(WITHOUT_LIMIT) - silent == set()


def test_days_to_come_and_days_that_have_been_are_told_apart() -> None:
    past = {
        name: field.sense.past
        for table in LIFECYCLES.values()
        for step in table.steps
        for name, field in told(step).items()
    }
    assert {name for name in TO_COME if past[name]} == {name for name in BEEN if not past[name]} == set()


def test_what_is_said_to_end_a_limit_is_told_by_a_step_that_ends_one() -> None:
    ending = {
        f"{table.step[name].form}" for table in LIFECYCLES.values() for limit in table.limits for name in limit.ends
    }
    assert {name for name, why in BEEN.items() if why == ENDS and name.split(".")[0] not in ending} == set()


def test_what_is_said_to_be_named_beside_a_day_runs() -> None:
    running = {step.form for table in LIFECYCLES.values() for step in table.steps if clocked(table, step)}
    assert {name for name, why in BEEN.items() if why == NAMED and name.split(".")[0] not in running} == set()


@pytest.mark.parametrize("table", LIFECYCLES.values(), ids=list(LIFECYCLES))
def test_a_limit_counts_from_a_day_that_its_step_or_its_section_asks_for(table: Lifecycle) -> None:
    for limit in table.limits:
        if limit.rows:
            assert f"{table.step[limit.starts].form}.{limit.rows}.{limit.field}" in told(table.step[limit.starts])
            continue
        for name in filter(None, (limit.field, limit.since)):
            section, dot, answer = name.partition(".")
            step = table.step[section if dot else limit.starts]
            assert f"{step.form}.{answer if dot else name}" in told(step), limit.name


def test_every_period_of_an_instrument_runs_in_a_table_or_it_is_said_why_not() -> None:
    asked = {limit.rule for table in LIFECYCLES.values() for limit in table.limits if limit.rule}
    fixed = {
        row.id: row.rule for one in LAW.instruments.values() for row in one.limits if row.fixed or row.first_of_month
    }
    assert {name for name, rule in fixed.items() if rule not in asked} == set(NOT_RUNNING)
