"""What a form takes as JSON Schema (draft 2020-12): made from the form itself, so that neither can say what the other does not."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import Length

from forms.base import PAGES
from forms.days import DayField
from forms.needed import Needed
from forms.signatures import Value
from mla.canonical import Answers

Schema = Answers

DAY = r"^(\d{4}-\d{2}-\d{2})?$"
"""A day as ISO 8601 writes it; empty where none is told."""


def of_form(form: Form, *, offered: bool) -> Schema:
    """An object with a property for each question but documents. With `offered`, choices are those that are offered now."""
    properties = {field.short_name: _told(field, offered) for field in form if not isinstance(field, MultipleFileField)}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _told(field: Field, offered: bool) -> Schema:
    """One question: what it is called, what it explains, what answers it takes."""
    label = field.label.text
    needed = any(isinstance(check, Needed) for check in field.validators)
    hint = field.description or ""
    about: Schema = {"title": label} | ({"description": hint} if hint else {}) | ({"x-needed": True} if needed else {})
    return about | _kind(field, offered)


def _kind(field: Field, offered: bool) -> Schema:
    if isinstance(field, FieldList):
        return {"type": "array", "items": _of_entry(field, offered)}
    if isinstance(field, FormField):
        return of_form(field.form, offered=offered)
    if isinstance(field, BooleanField):
        return {"type": "boolean"}
    if isinstance(field, IntegerField):
        return {"type": ["integer", "null"], "minimum": -(2**31), "maximum": 2**31 - 1}
    if isinstance(field, DayField):
        return {"type": "string", "pattern": DAY}
    if isinstance(field, SelectMultipleField):
        return {"type": "array", "items": {"type": "string"} | _choices(field, offered)}
    if isinstance(field, SelectField | RadioField):
        return {"type": "string"} | _choices(field, offered)
    return {"type": "string", "maxLength": _longest(field)}


def _of_entry(field: FieldList[Field], offered: bool) -> Schema:
    """What one row of a list takes; an entry is made where the list is empty, and taken away again."""
    if len(field):
        return _kind(field[0], offered)
    told = _kind(field.append_entry(), offered)
    field.pop_entry()
    return told


def _choices(field: Value, offered: bool) -> Schema:
    if not offered:
        return {}
    known: Iterable[Value] = field.choices or ()
    told = [{"const": str(one.value), "title": one.label} for one in known]
    if not isinstance(field, SelectMultipleField):
        told.append({"const": "", "title": ""})
    return {"oneOf": list({one["const"]: one for one in told}.values())} if told else {}


def _longest(field: Field) -> int:
    checks: Iterable[Value] = field.validators
    return min((check.max for check in checks if isinstance(check, Length) and check.max > 0), default=PAGES)
