"""Whom a step concerns, of several persons in one request: asked first, and only where the kind lets them go different ways."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from wtforms import Form
from wtforms.validators import StopValidation

from forms.offered import CheckList
from mla.canonical import Answers
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.case_file import CaseFile
from mla.lifecycle.fates import WHAT, WHOM, fates, names, numbers
from mla.words import _


def _said(form: Form, field: CheckList) -> None:
    """A letter of theirs that names nobody concerns everybody; of ours it is said, where there is a choice."""
    if field.choices and not field.data and not getattr(form, "abroad", False):
        raise StopValidation(_("Say whom this concerns."))


def What() -> CheckList:  # noqa: N802 - what makes a field is named like a field
    """The property, each a box."""
    hint = _(
        "The property for which this can be done now. Each goes its own way from then on; one letter may concern several."
    )
    return CheckList(_("Which property this concerns"), [_said], description=hint, choices=())


def Whom() -> CheckList:  # noqa: N802 - what makes a field is named like a field
    """The persons, each a box."""
    hint = _(
        "The persons for whom this can be done now. Each goes the own way from then on; one letter may concern several."
    )
    return CheckList(_("Whom this concerns"), [_said], description=hint, choices=())


def ask_whom(form: type[Form]) -> None:
    """Ask it first; `offer_whom` takes it off where all go one way. What was said before it was asked keeps its digest."""
    _ask(form, WHOM, Whom)


def ask_what(form: type[Form]) -> None:
    """The same of property, on the forms of the steps that may concern some of it alone."""
    if form.__name__ in _of_property():
        _ask(form, WHAT, What)


def _ask(form: type[Form], name: str, ask: Callable[[], CheckList]) -> None:
    if not hasattr(form, name):
        field = ask()
        object.__setattr__(field, "creation_counter", -1)  # not bound to a form yet: before everything else
        setattr(form, name, field)
        form.asked_since = (*getattr(form, "asked_since", ()), name)


@cache
def _of_property() -> frozenset[str]:
    """The forms of the steps that may concern some of the property alone."""
    tables = [table for table in LIFECYCLES.values() if table.property]
    return frozenset(table.step[trigger].form for table in tables for trigger in table.per_property)


def offer_whom(form: Form, dossier: CaseFile | None) -> None:
    """Offer those for whom the step is open; all of them stand ticked. Of no request, or one for one person, nothing is asked."""
    for name in (WHOM, WHAT):
        if name in form:
            _offer(form, name, dossier)


def _offer(form: Form, name: str, dossier: CaseFile | None) -> None:
    step = dossier and next((one for one in dossier.table.steps if one.form == type(form).__name__), None)
    if not dossier or not step or (name == WHAT) is not bool(dossier.table.property):
        del form[name]
        return
    several = numbers(dossier) if step.trigger in (*dossier.table.per_person, *dossier.table.per_property) else ()
    if not several:
        del form[name]
        return
    where, field, abroad = fates(dossier), form[name], getattr(form, "abroad", False)
    assert isinstance(field, CheckList)
    able = [str(one) for one in several if where.get(one, dossier.stage) in step.sources]
    told = {str(one): f"{one}. {called}" for one, called in names(dossier).items()}
    field.choices = [(one, called) for one, called in told.items() if abroad or one in able or not able]
    field.flags.needed = not abroad
    if getattr(form, "typed", None) is None:
        field.data = able


def name_everybody(form: Form) -> None:
    """Tick all who are offered, as the page shows them when it is opened."""
    for name in (WHOM, WHAT):
        if name in form:
            field = form[name]
            assert isinstance(field, CheckList)
            field.data = [str(choice.value) for choice in field.choices or ()]


def everybody_unnamed(form: Form, told: Answers) -> Answers:
    """What concerns every person of the request names nobody: so it is said where there is but one, too."""
    for one in (WHOM, WHAT):
        if one in form and len(told.get(one) or ()) == len(numbers_of(form)):
            return {name: value for name, value in told.items() if name != one}
    return told


def numbers_of(form: Form) -> tuple[int, ...]:
    """The persons of the request of which the form is said."""
    about = getattr(form, "about", None)
    return numbers(about) if about else ()
