"""A question that hangs on another is asked, needed and kept only where that was answered so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

import forms
from forms.applying import where
from forms.base import Asked, Day, Line, One, Tick
from forms.days import PAST


class Example(Asked):
    """A tick, a choice below it, and what hangs on one of its answers."""

    heard = Tick("Was anybody heard?")
    how = One("How", choices=(("video", "By video"), ("present", "In court")), needed="Say how.")
    link = Line("Address of the connection", needed="Give the address.")
    place = Line("Place")
    on = Day("On", sense=PAST)
    asked_if = {
        "how": where("heard"),
        "link": where("how", "video"),
        "place": where("how", "present"),
        "on": where("heard"),
    }


def told(askable: bool = True, **answers: str) -> Example:
    form = Example(MultiDict(answers))
    form.judged(date(2026, 11, 26), None, askable=askable)
    return form


def test_what_does_not_apply_is_neither_needed_nor_kept() -> None:
    form = told(how="video", link="Room 3", on="not a day")
    assert form.validate()
    assert form.answers() == {"heard": False, "how": "", "link": "", "place": "", "on": ""}


def test_what_applies_is_needed_and_kept() -> None:
    form = told(heard="y", how="video", place="Ljubljana")
    assert not form.validate()
    assert [sentence for _, sentence in form.mistakes()] == ["Give the address."]
    form = told(heard="y", how="video", link="Room 3", place="Ljubljana")
    assert form.validate()
    assert form.answers()["link"] == "Room 3"
    assert form.answers()["place"] == "", "It was typed before another answer was chosen."


def test_what_is_typed_and_does_not_apply_still_stands_on_the_page_that_comes_back() -> None:
    form = told(heard="y", how="present", link="Room 3", on="31 2 2026")
    assert not form.validate()
    assert form.link.data == "Room 3"


def test_what_came_in_a_package_stays_as_it_was_signed_and_is_checked() -> None:
    form = told(askable=False, how="video", link="Room 3")
    assert form.validate()
    assert form.answers()["link"] == "Room 3"
    assert told(askable=False).validate(), "Nothing that does not apply is needed."
    assert not told(askable=False, on="1 1 2999").validate()


def test_the_page_shows_each_group_below_the_question_it_hangs_on() -> None:
    form = told()
    assert [field.name for field in form.leading()] == ["heard"]
    assert [(name, [field.name for field in fields]) for name, fields in form.below(form.heard)] == [
        ("if-1", ["how", "on"])
    ]
    assert form.reveals(form.how, "video") == {"data-shows": "if-1"}
    assert form.reveals(form.how, "present") == {"data-shows": "if-2"}
    assert form.reveals(form.heard, "n") == {}


def every_form() -> list[type[Asked]]:
    """Every form there is."""
    found, waiting = [], [Asked]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found += [one for one in below if one.__module__.startswith("forms.")]
    return found


@pytest.mark.parametrize("form", [one for one in every_form() if one.asked_if], ids=lambda form: form.__name__)
def test_whatever_hangs_on_a_question_of_a_form_names_one_and_answers_of_its_own(form: type[Asked]) -> None:
    empty = form()
    for name, told in form.asked_if.items():
        assert name in empty
        assert told.question in empty
        choices = (
            [value for value, *_ in empty[told.question].iter_choices()]
            if "choices" in dir(empty[told.question])
            else ["y"]
        )
        assert set(told.answers) <= {str(value) for value in choices}
    for field in empty:
        assert len(empty.below(field)) <= 4, "The style sheet knows four groups below one question."


@given(st.booleans(), st.sampled_from(["", "video", "present"]), st.text(max_size=5))
def test_answers_that_are_kept_are_always_those_of_questions_that_apply(heard: bool, how: str, link: str) -> None:
    form = told(how=how, link=link, **({"heard": "y"} if heard else {}))
    form.validate()
    for name, answer in form.answers().items():
        assert form.applies(name) or not answer


assert forms  # all of them are read
