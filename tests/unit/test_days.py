"""No date that cannot be is kept: over every form, by its sense."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wtforms import FieldList, Form, FormField

import forms
from forms import form_for
from forms.base import Asked, Day, retold
from forms.days import (
    AHEAD,
    BIRTH,
    EARLIEST,
    LATEST,
    MARK,
    ON_THE_WAY,
    OPEN,
    PAST,
    RECENT,
    DayField,
    open_day,
    past,
)
from mla.lifecycle import LIFECYCLES
from mla.models import Dossier, Event
from tests.support.case_files import case_file

TODAY = date(2026, 11, 25)


class Told(Asked):
    """Every sense once."""

    was = Day("Was", sense=PAST)
    comes = Day("Comes", sense=AHEAD)
    either = Day("Either", sense=OPEN)
    first = Day("First", sense=OPEN)
    last = Day("Last", sense=open_day(after="first"))
    sent = Day("Sent", sense=past(since="transmitted_on"))


class Outer(Asked):
    """A form with rows."""

    rows = FieldList(FormField(Told), min_entries=1)


class Request:
    """What a date is held against."""

    transmitted_on = date(2026, 11, 1)


def mistakes(form: type[Asked], abroad: bool = False, **answers: Any) -> list[str]:
    made = form(retold(answers))
    made.judged(TODAY, Request(), abroad, askable=False)
    made.validate()
    return [sentence for _, sentence in made.mistakes()]


DAYS = st.dates()


@given(DAYS)
def test_what_has_been_lies_between_the_earliest_day_and_today(day: date) -> None:
    assert (mistakes(Told, was=day.isoformat()) == []) is (EARLIEST <= day <= TODAY)


@given(DAYS)
def test_what_is_to_come_lies_between_today_and_the_latest_day(day: date) -> None:
    assert (mistakes(Told, comes=day.isoformat()) == []) is (TODAY <= day <= LATEST)


@given(DAYS)
def test_any_day_lies_within_the_years_of_people(day: date) -> None:
    assert (mistakes(Told, either=day.isoformat()) == []) is (EARLIEST <= day <= LATEST)


@given(st.dates(EARLIEST, LATEST), st.dates(EARLIEST, LATEST))
def test_a_period_does_not_end_before_it_begins(first: date, last: date) -> None:
    assert (mistakes(Told, first=first.isoformat(), last=last.isoformat()) == []) is (first <= last)


@given(st.dates(date(2026, 1, 1), TODAY))
def test_nothing_precedes_what_the_request_itself_tells(day: date) -> None:
    assert (mistakes(Told, sent=day.isoformat()) == []) is (day >= Request.transmitted_on - timedelta(days=1))


def test_another_state_s_calendar_may_be_a_day_ahead_and_its_text_a_while_on_the_way() -> None:
    tomorrow, after = (TODAY + timedelta(days=n) for n in (1, 2))
    assert mistakes(Told, was=tomorrow.isoformat())
    assert not mistakes(Told, abroad=True, was=tomorrow.isoformat())
    assert mistakes(Told, abroad=True, was=after.isoformat())
    waited = TODAY - timedelta(days=ON_THE_WAY)
    assert not mistakes(Told, abroad=True, comes=waited.isoformat())
    assert mistakes(Told, abroad=True, comes=(waited - timedelta(days=1)).isoformat())


def test_dates_in_rows_are_judged_like_all_others() -> None:
    assert mistakes(Outer, rows=[{"was": "2030-01-01"}])


def test_the_sentence_says_what_is_wrong_and_what_to_do() -> None:
    assert mistakes(Told, was="2030-01-01") == ["“Was” lies in the future. Give a day not after 25 November 2026."]
    assert mistakes(Told, comes="2020-01-01") == ["“Comes” has passed already. Give a day from 25 November 2026 on."]
    assert mistakes(Told, first="2026-02-02", last="2026-02-01") == ["“Last” lies before “First” (2 February 2026)."]
    assert mistakes(Told, either="0001-01-01") == ["“Either” lies in the year 1. Look at the year again."]


class Asking(Asked):
    """What surprises, and what does not."""

    born = Day("Born", sense=BIRTH)
    letter = Day("Letter", sense=RECENT)
    reply = Day("Reply by", sense=AHEAD)
    secret = Day("Secret", sense=RECENT)
    private = ("secret",)


class AskingRows(Asked):
    """The same in a row."""

    rows = FieldList(FormField(Asking), min_entries=1)


def asked(form: type[Asked], **answers: Any) -> Asked:
    made = form(retold(answers))
    made.judged(TODAY, None)
    made.validate()
    return made


USUAL = {"born": "1970-01-01", "letter": "2026-11-01", "reply": "2027-01-31"}


def test_nobody_is_asked_about_what_is_usual() -> None:
    assert asked(Asking, **USUAL).mistakes() == []


@pytest.mark.parametrize(
    ("name", "day", "question"),
    [
        ("born", "1905-01-01", "“Born”: 1 January 1905 lies 122 years back. Is this right?"),
        ("born", "2026-11-20", "“Born”: 20 November 2026 lies 5 days back. Is this right?"),
        ("letter", "2024-11-01", "“Letter”: 1 November 2024 lies 2 years back. Is this right?"),
        ("reply", "2026-11-25", "“Reply by” is today, 25 November 2026. Is this right?"),
        ("reply", "2036-11-25", "“Reply by”: 25 November 2036 lies 10 years ahead. Is this right?"),
    ],
)
def test_what_is_unlikely_is_asked_about_and_kept_with_the_answer(name: str, day: str, question: str) -> None:
    before = asked(Asking, **USUAL | {name: day})
    assert [sentence for _, sentence in before.mistakes()] == [question]
    confirmed = asked(Asking, **USUAL | {name: day, MARK: [f"{name} {day}"]})
    assert confirmed.mistakes() == []
    assert confirmed.answers()[MARK] == [f"{name} {day}"]
    assert any("asked about and confirmed" in line for _, line in confirmed.lines())


def test_a_confirmation_is_of_one_day_and_no_other() -> None:
    other = asked(Asking, **USUAL | {"born": "1906-01-01", MARK: ["born 1905-01-01"]})
    assert other.mistakes()
    assert MARK not in other.answers()


def test_what_surprises_in_a_row_is_asked_about_in_that_row() -> None:
    rows = [USUAL, USUAL | {"born": "1905-01-01"}]
    found = asked(AskingRows, rows=rows)["rows"]
    assert not found[0].form["born"].doubted
    assert found[1].form["born"].doubted
    assert asked(AskingRows, rows=rows, confirmed_days=["rows-1-born 1905-01-01"]).mistakes() == []


def test_what_is_finished_later_is_asked_about_later() -> None:
    made = Asking(retold(USUAL | {"born": "1905-01-01"}))
    made.later = True
    assert made.validate()


def test_the_impossible_is_told_before_anything_is_asked() -> None:
    told = [sentence for _, sentence in asked(Asking, **USUAL | {"born": "2075-01-01"}).mistakes()]
    assert told == ["“Born” lies in the future. Give a day not after 25 November 2026."]


def test_of_a_private_day_the_confirmation_stays_home_too() -> None:
    told = asked(Asking, **USUAL | {"secret": "2001-01-01", MARK: ["secret 2001-01-01"]})
    assert told.answers()[MARK] == ["secret 2001-01-01"]
    assert MARK not in told.shared()


@given(DAYS)
def test_no_day_is_ever_beyond_being_possible_asked_or_refused(day: date) -> None:
    first = asked(Asking, **USUAL | {"letter": day.isoformat()})
    confirmed = asked(Asking, **USUAL | {"letter": day.isoformat(), MARK: [f"letter {day}"]})
    assert (confirmed.mistakes() == []) is (EARLIEST <= day <= TODAY)
    assert (first.mistakes() == []) is (TODAY - timedelta(days=365) <= day <= TODAY)


def dated_forms() -> Iterator[tuple[type[Asked], str]]:
    for room in iter_modules(forms.__path__):
        for _, form in inspect.getmembers(import_module(f"forms.{room.name}"), inspect.isclass):
            if issubclass(form, Asked) and form.__module__ == f"forms.{room.name}":
                for name, field in inspect.getmembers(form):
                    if getattr(field, "field_class", None) is DayField:
                        yield form, name


FORMS = sorted(set(dated_forms()), key=lambda pair: (pair[0].__name__, pair[1]))


def test_there_are_as_many_as_officials_are_asked() -> None:
    assert len(FORMS) > 100


@pytest.mark.parametrize(("form", "name"), FORMS, ids=[f"{form.__name__}.{name}" for form, name in FORMS])
def test_every_date_that_is_asked_has_a_sense_and_keeps_it(form: type[Asked], name: str) -> None:
    hangs_on = form.asked_if.get(name)
    asked = {hangs_on.question: hangs_on.answers[0]} if hangs_on else {}
    made: Form = form(retold({name: "9999-12-31", **asked}))
    field = made[name]
    assert isinstance(field, DayField)
    made.judged(TODAY, None)
    made.validate()
    assert any("year 9999" in sentence for sentence in field.errors)


def test_what_a_date_may_not_precede_is_there_to_be_asked() -> None:
    steps = {step.trigger: form_for(step.form) for table in LIFECYCLES.values() for step in table.steps}
    for form, name in FORMS:
        sense = form(None)[name].sense
        trigger, _, answer = sense.since.rpartition(".")
        if trigger:
            assert isinstance(steps[trigger](None)[answer], DayField), (form.__name__, name)
        elif answer:
            assert hasattr(Dossier, answer), (form.__name__, name)
        assert not sense.after or isinstance(form(None)[sense.after], DayField), (form.__name__, name)


@pytest.mark.parametrize(("day", "possible"), [("2026-11-08", False), ("2026-11-10", True), ("2026-11-25", True)])
def test_nobody_is_surrendered_before_the_grant(day: str, possible: bool) -> None:
    made = form_for("Surrender")(retold({"day": day}))
    granted = Event(number=1, trigger="grant", answers={"decided_on": "2026-11-10"})
    made.judged(TODAY, case_file("extradition", events=[granted]))
    made.validate()
    assert (not made["day"].errors) is possible
