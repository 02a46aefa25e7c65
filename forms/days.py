"""Dates: how they are asked, and in what sense each is meant, so that no impossible one is kept.

Every date field declares its sense once. It is judged against the day on which the form is said (`Asked.said_on`): the
ministry's own day for what is typed, the day of the letter or the package for what another State says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, cast

from babel.dates import format_timedelta
from werkzeug.datastructures import MultiDict
from wtforms import DateField, FieldList, Form, FormField

from mla.lifecycle.case_file import CaseFile
from mla.lifecycle.facts import last_said
from mla.words import _, by_language, day_in_words

MARK = "confirmed_days"
"""Under this name the answers of a form tell which unlikely days were confirmed, each as “field 1905-01-01”."""

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
"""Nothing that an official tells lies outside: a birth, a judgment, the end of a sentence."""


ON_THE_WAY = 60
"""So many days a text of another State may have waited for its signature and the post since its dates were written."""


Known = Callable[[CaseFile], date | None]
"""How a day that a request tells already is found in it."""


@dataclass(frozen=True)
class Sense:
    """What a date means.

    `past`: it has happened, so it does not lie after the day on which it is said. `ahead`: it is still to come.
    `after` names another field of the same form that it may not precede. `since` names what it may not precede in the
    request itself: a column such as “transmitted_on”, or “step.answer”, the answer given when that step was last taken.
    `usual` is the first and the last day that surprise nobody, in days from the day on which it is said; about any other
    the official is asked whether it is right. `known` finds the day in a request that tells it already: the form comes
    with it filled in.
    """

    past: bool = False
    ahead: bool = False
    after: str = ""
    since: str = ""
    usual: tuple[int, int] = (-36_525, 36_525)
    known: Known | None = None


YEAR = 365
YEARS_BACK = (-30 * YEAR, 0)
A_YEAR_BACK = (-YEAR, 0)
IN_TIME = (2, 3 * YEAR)
"""A day to come that leaves time to do something, and is not forgotten before it comes."""

SOON = (0, YEAR)
"""A day that is agreed on for something that is ready to happen."""

PAST = Sense(past=True, usual=YEARS_BACK)
"""A day that has been: of a judgment, of a warrant."""

RECENT = Sense(past=True, usual=A_YEAR_BACK)
"""A day that has been not long ago: what happened within this request, the date of a letter."""

LONG_AGO = Sense(past=True)
"""A day that has been, however long ago: of a treaty."""

BIRTH = Sense(past=True, usual=(-100 * YEAR, -YEAR))
"""A birth. Children are among victims and witnesses; a suspect of a few months is a slip of the keyboard."""

ACTS = Sense(past=True, usual=(-80 * YEAR, 0))
"""A day of the acts: these crimes are prosecuted as long as a suspect lives."""

AHEAD = Sense(ahead=True, usual=IN_TIME)
"""A day to come by which something is to be done."""

OPEN = Sense()
"""A day that may have been or be to come."""


def past(after: str = "", since: str = "") -> Sense:
    """A day that has been not long ago, and not before another."""
    return replace(RECENT, after=after, since=since)


def known(day: Known) -> Sense:
    """A day that has been and that the request itself tells."""
    return replace(RECENT, known=day)


def told_at(where: str) -> Known:
    """The day that was answered at a step when it was last taken, named as “step.answer”."""
    return lambda about: _in_the_request(about, where)


def acts(after: str) -> Sense:
    """A later day of the acts."""
    return replace(ACTS, after=after)


def ahead(after: str = "", known: Known | None = None, usual: tuple[int, int] = IN_TIME) -> Sense:
    """A day to come, not before another of the same form."""
    return Sense(ahead=True, after=after, known=known, usual=usual)


def open_day(after: str = "", since: str = "") -> Sense:
    """A day that may have been or be to come, not before another."""
    return Sense(after=after, since=since)


class DayField(DateField):
    """A date whose error says what a date looks like, and that keeps what was typed.

    `doubted` says that it is possible and surprises: the page asks whether it is right. `confirmed`: somebody has said so.
    """

    def __init__(
        self, label: str, validators: list[Callable[[Form, DayField], None]], sense: Sense = OPEN, **kw: Any
    ) -> None:
        super().__init__(label, validators, **kw)
        self.sense = sense
        self.doubted = self.confirmed = False

    def process(self, formdata: MultiDict[str, str] | None, *rest: object, **more: object) -> None:  # type: ignore[override]
        """Take in what was posted, and whether this very day was confirmed with it."""
        super().process(formdata, *rest, **more)  # type: ignore[arg-type]
        self.confirmed = self.mark in formdata.getlist(MARK) if formdata else False

    @property
    def mark(self) -> str:
        """How the answers of a form say that this very day was confirmed."""
        return f"{self.id} {self.data.isoformat()}" if self.data else ""

    @property
    def in_words(self) -> str:
        """The day as the question about it names it."""
        return day_in_words(self.data) if self.data else ""

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


def unlikely_days(form: Form, said_on: date, confirmed: Collection[str]) -> bool:
    """Put a question on every date that surprises and was not confirmed; whether there is one."""
    asked = False
    for _inner, field in _days(form):
        why = _why_unlikely(field, said_on)
        if why and field.mark not in confirmed and not field.errors:
            field.errors, field.doubted = [why], True
            asked = True
    return asked


def still_true(form: Form, confirmed: Iterable[str]) -> list[str]:
    """What was confirmed of the days that the form tells now."""
    told = {field.mark for _inner, field in _days(form) if field.data}
    return sorted(told & set(confirmed))


def fill_in_known(form: Form, about: CaseFile) -> None:
    """Fill in the days that the request itself tells, where the form says nothing yet."""
    for _inner, field in _days(form):
        if field.sense.known and field.data is None and not field.raw_data:
            field.data = field.sense.known(about)


def _why_unlikely(field: DayField, said_on: date) -> str | None:
    day = field.data
    if day is None:
        return None
    away, (earliest, latest) = (day - said_on).days, field.sense.usual
    if earliest <= away <= latest:
        return None
    told = {"day": field.label.text, "date": day_in_words(day), "away": _apart(away)}
    if away == 0:
        return _("“%(day)s” is today, %(date)s. Is this right?", **told)
    if away > 0:
        return _("“%(day)s”: %(date)s lies %(away)s ahead. Is this right?", **told)
    return _("“%(day)s”: %(date)s lies %(away)s back. Is this right?", **told)


def _apart(days: int) -> str:
    apart = timedelta(days=abs(days))
    return by_language(lambda here: str(format_timedelta(apart, granularity="day", threshold=1.5, locale=here)))


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
        return _(
            "“%(day)s” lies in the future. Give a day not after %(latest)s.", day=name, latest=day_in_words(said_on)
        )
    if sense.ahead and day < said_on - timedelta(days=slack * ON_THE_WAY):
        return _(
            "“%(day)s” has passed already. Give a day from %(earliest)s on.", day=name, earliest=day_in_words(said_on)
        )
    other = form[sense.after] if sense.after and sense.after in form else None
    if other is not None and other.data and day < other.data:
        return _(
            "“%(day)s” lies before “%(other)s” (%(date)s).",
            day=name,
            other=other.label.text,
            date=day_in_words(other.data),
        )
    earliest = _in_the_request(about, sense.since) if sense.since else None
    if earliest and too_early(day, earliest):
        return _("“%(day)s” lies before what must have come first: %(date)s.", day=name, date=day_in_words(earliest))
    return None


def _in_the_request(about: CaseFile | None, since: str) -> date | None:
    """The day in the request that a date may not precede; None where the request does not have it (yet)."""
    trigger, _dot, answer = since.rpartition(".")
    if not trigger:
        return cast("date | None", getattr(about, since, None))
    told = (last_said(about, trigger) if about else None) or {}
    return date.fromisoformat(told[answer]) if told.get(answer) else None
