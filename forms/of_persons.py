"""Whom a step concerns, of several persons in one request: asked first, and only where the kind lets them go different ways."""

from __future__ import annotations

from wtforms import Form
from wtforms.validators import StopValidation

from forms.offered import CheckList
from mla.canonical import Answers
from mla.lifecycle.case_file import CaseFile
from mla.lifecycle.fates import WHOM, fates, numbers
from mla.lifecycle.items import PersonText
from mla.words import _


def _said(form: Form, field: CheckList) -> None:
    """A letter of theirs that names nobody concerns everybody; of ours it is said, where there is a choice."""
    if field.choices and not field.data and not getattr(form, "abroad", False):
        raise StopValidation(_("Say whom this concerns."))


def Whom() -> CheckList:  # noqa: N802 - what makes a field is named like a field
    """The persons, each a box."""
    hint = _(
        "The persons for whom this can be done now. Each goes the own way from then on; one letter may concern several."
    )
    return CheckList(_("Whom this concerns"), [_said], description=hint, choices=())


def ask_whom(form: type[Form]) -> None:
    """Ask it first; `offer_whom` takes it off where all go one way. What was said before it was asked keeps its digest."""
    if not hasattr(form, WHOM):
        whom = Whom()
        object.__setattr__(whom, "creation_counter", -1)  # not bound to a form yet: before everything else
        setattr(form, WHOM, whom)
        form.asked_since = (*getattr(form, "asked_since", ()), WHOM)


def offer_whom(form: Form, dossier: CaseFile | None) -> None:
    """Offer those for whom the step is open; all of them stand ticked. Of no request, or one for one person, nothing is asked."""
    if WHOM not in form:
        return
    if dossier is None:
        del form[WHOM]
        return
    step = next((one for one in dossier.table.steps if one.form == type(form).__name__), None)
    several = numbers(dossier) if step and step.trigger in dossier.table.per_person else ()
    if step is None or not several:
        del form[WHOM]
        return
    where, field, abroad = fates(dossier), form[WHOM], getattr(form, "abroad", False)
    assert isinstance(field, CheckList)
    able = [str(one) for one in several if where.get(one, dossier.stage) in step.sources]
    names = {str(one.number): PersonText.of(one) for one in dossier.persons}
    field.choices = [
        (number, f"{number}. {one.name}") for number, one in names.items() if abroad or number in able or not able
    ]
    field.flags.needed = not abroad
    if getattr(form, "typed", None) is None:
        field.data = able


def name_everybody(form: Form) -> None:
    """Tick all who are offered, as the page shows them when it is opened."""
    if WHOM in form:
        field = form[WHOM]
        assert isinstance(field, CheckList)
        field.data = [str(choice.value) for choice in field.choices or ()]


def everybody_unnamed(form: Form, told: Answers) -> Answers:
    """What concerns every person of the request names nobody: so it is said where there is but one, too."""
    if WHOM in form and len(told.get(WHOM) or ()) == len(numbers_of(form)):
        return {name: value for name, value in told.items() if name != WHOM}
    return told


def numbers_of(form: Form) -> tuple[int, ...]:
    """The persons of the request of which the form is said."""
    about = getattr(form, "about", None)
    return numbers(about) if about else ()
