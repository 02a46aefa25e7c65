"""Dates: how they are asked, and in what sense each is meant, so that no impossible one is kept.

Every date field declares its sense once. It is judged against the day on which the form is said (`Asked.said_on`): the
ministry's own day for what is typed, the day of the letter or the package for what another State says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from babel.dates import format_date
from wtforms import DateField, FieldList, Form, FormField

from mla.lifecycle.case_file import CaseFile
from mla.lifecycle.facts import last_said
from mla.words import _

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
"""Nothing that an official tells lies outside: a birth, a judgment, the end of a sentence."""


ON_THE_WAY = 60
"""So many days a text of another State may have waited for its signature and the post since its dates were written."""


@dataclass(frozen=True)
class Sense:
    """What a date means.

    `past`: it has happened, so it does not lie after the day on which it is said. `ahead`: it is still to come.
    `after` names another field of the same form that it may not precede. `since` names what it may not precede in the
    request itself: a column such as “transmitted_on”, or “step.answer”, the answer given when that step was last taken.
    """

    past: bool = False
    ahead: bool = False
    after: str = ""
    since: str = ""


PAST, AHEAD, OPEN = Sense(past=True), Sense(ahead=True), Sense()
"""A day that has been; a day to come; a day that may be either."""


def past(after: str = "", since: str = "") -> Sense:
    """A day that has been, not before another."""
    return Sense(past=True, after=after, since=since)


def ahead(after: str = "") -> Sense:
    """A day to come, not before another of the same form."""
    return Sense(ahead=True, after=after)


def open_day(after: str = "", since: str = "") -> Sense:
    """A day that may have been or be to come, not before another."""
    return Sense(after=after, since=since)


class DayField(DateField):
    """A date whose error says what a date looks like, and that keeps what was typed."""

    def __init__(
        self, label: str, validators: list[Callable[[Form, DayField], None]], sense: Sense = OPEN, **kw: Any
    ) -> None:
        super().__init__(label, validators, **kw)
        self.sense = sense

    def process_formdata(self, valuelist: list[str]) -> None:
        """Three boxes (or one ISO date) to a date."""
        if not any(part.strip() for part in valuelist):
            self.raw_data = []
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(
                _("This is not a date. Give day, month and year in numbers, for example 27 3 2026.")
            ) from error


def too_early(received: date, sent: date) -> bool:
    """Whether a day of receipt lies before the day of sending, as far as two States' calendars can tell.

    Where the sun has not yet risen on the day of sending, it may be received on the day before.
    """
    return received < sent - timedelta(days=1)


def impossible_days(form: Form, said_on: date, about: CaseFile | None, slack: int = 0) -> bool:
    """Put a sentence on every date of a form, and of the forms in it, that cannot be; whether there is one.

    `slack` is how many days another State's calendar may be ahead of ours.
    """
    found = False
    for inner, field in _days(form):
        why = _why_impossible(inner, field, said_on, about, slack)
        if why and not field.errors:
            field.errors = [*field.errors, why]
            found = True
    return found


def _days(form: Form) -> Iterator[tuple[Form, DayField]]:
    for field in form:
        if isinstance(field, DayField):
            yield form, field
        for part in field if isinstance(field, FieldList) else [field]:
            if isinstance(part, FormField):
                yield from _days(part.form)


def _why_impossible(form: Form, field: DayField, said_on: date, about: CaseFile | None, slack: int) -> str | None:
    day, sense, name = field.data, field.sense, field.label.text
    if day is None:
        return None
    if not EARLIEST <= day <= LATEST:
        return _("“%(day)s” lies in the year %(year)s. Look at the year again.", day=name, year=day.year)
    if sense.past and day > said_on + timedelta(days=slack):
        return _("“%(day)s” lies in the future. Give a day not after %(latest)s.", day=name, latest=_in_words(said_on))
    if sense.ahead and day < said_on - timedelta(days=slack * ON_THE_WAY):
        return _(
            "“%(day)s” has passed already. Give a day from %(earliest)s on.", day=name, earliest=_in_words(said_on)
        )
    other = form[sense.after] if sense.after and sense.after in form else None
    if other is not None and other.data and day < other.data:
        return _(
            "“%(day)s” lies before “%(other)s” (%(date)s).",
            day=name,
            other=other.label.text,
            date=_in_words(other.data),
        )
    earliest = _in_the_request(about, sense.since) if sense.since else None
    if earliest and too_early(day, earliest):
        return _("“%(day)s” lies before what must have come first: %(date)s.", day=name, date=_in_words(earliest))
    return None


def _in_the_request(about: CaseFile | None, since: str) -> date | None:
    """The day in the request that a date may not precede; None where the request does not have it (yet)."""
    trigger, _dot, answer = since.rpartition(".")
    if not trigger:
        return cast("date | None", getattr(about, since, None))
    told = (last_said(about, trigger) if about else None) or {}
    return date.fromisoformat(told[answer]) if told.get(answer) else None


def _in_words(day: date) -> str:
    return format_date(day, "d MMMM y", "en")
