"""How typed text becomes the text of a letter."""

from __future__ import annotations

import pytest

from mla.documents.wording import questions


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("1. Who was there?\n2. When?", ["Who was there?", "When?"]),
        ("1) Who was there?\r\n   And why?\r\n2) When?", ["Who was there?\n   And why?", "When?"]),
        ("- Who?\n- When?\n\n• Where?", ["Who?", "When?", "Where?"]),
        ("Who was there?\n\nWhen?", ["Who was there?", "When?"]),
        ("2016 was when?", ["2016 was when?"]),
        ("", []),
    ],
)
def test_questions_are_numbered_once_by_the_letter_alone(typed: str, asked: list[str]) -> None:
    assert questions(typed) == ([], asked)


def test_what_is_typed_before_the_first_number_is_no_question() -> None:
    assert questions("On 12 May 2016:\n1. Who?\n2. When?") == (["On 12 May 2016:"], ["Who?", "When?"])
