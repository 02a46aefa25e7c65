"""What a form was told: ready to be stored, and in words that a person reads."""

from __future__ import annotations

from datetime import date, datetime

from wtforms import BooleanField, Field, FieldList, Form, FormField, IntegerField, MultipleFileField

from forms.applying import Applying
from forms.needed import unanswered
from forms.offered import CheckList
from forms.rows import Rows
from forms.signatures import Value
from mla.canonical import Answers
from mla.words import _, day_in_words, joined


def told_of(form: Form) -> Answers:
    """What was said in each field but files; without what was not asked in earlier versions (`asked_since`) and is not answered."""
    since = getattr(form, "asked_since", ())
    asked = [field for field in form if not isinstance(field, MultipleFileField)]
    told = {field.short_name: _plain(field) if _kept(form, field) else _nothing(field) for field in asked}
    return {name: value for name, value in told.items() if name not in since or not unanswered(value)}


def _kept(form: Form, field: Field) -> bool:
    return not isinstance(form, Applying) or form.kept(field.short_name)


def _nothing(field: Field) -> Value:
    """What a question that does not apply has for an answer."""
    if isinstance(field, IntegerField):
        return None
    return False if isinstance(field, BooleanField) else [] if isinstance(field, CheckList | FieldList) else ""


def _plain(field: Field) -> Value:
    if isinstance(field, Rows):
        return [told_of(row) for row in field.told]
    if isinstance(field, FieldList):
        return [_plain(entry) for entry in field]
    if isinstance(field, FormField):
        return told_of(field.form)
    if isinstance(field, IntegerField):
        return field.data
    value = field.data
    if isinstance(value, date | datetime):
        return value.isoformat()
    return "" if value is None else value


def in_words(field: Field) -> str:
    """An answer as a person reads it: the choice's text, a date in words, Yes for a tick."""
    if isinstance(field, Rows):
        return joined("\n\n", map(_row_in_words, field.told))
    if isinstance(field, FieldList):
        return joined("\n\n", filter(None, map(in_words, field)))
    if isinstance(field, FormField):
        return _row_in_words(field.form)
    value = field.data
    if unanswered(value) or isinstance(field, MultipleFileField):
        return ""
    if value is True:
        return _("Yes")
    if isinstance(value, date):
        return day_in_words(value)
    if choices := getattr(field, "choices", None):
        chosen = value if isinstance(value, list) else [value]
        return joined("; ", (choice.label for choice in choices if choice.value in chosen))
    return str(value)


def _row_in_words(row: Form) -> str:
    told = [(inner.label.text, in_words(inner)) for inner in row]
    lines = (_("%(question)s: %(answer)s", question=question, answer=answer) for question, answer in told if answer)
    return joined("; ", lines)
