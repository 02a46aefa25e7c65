"""A line of the ledger names those for whom it was set, where the step that set it was for some persons alone."""

from __future__ import annotations

from typing import Any

import pytest

from mla.lifecycle.for_whom import for_whom
from mla.models import Event, Person
from tests.support.case_files import case_file

WORDS = "She is not handed on."
TOLD, ROW = {"conditions": f"First.\n\n{WORDS}"}, {"undertakings": [{"kind": "other", "words": WORDS}]}


def whom(*answers: dict[str, Any], kind: str = "extradition", count: int = 2, words: str = WORDS) -> dict[int, str]:
    """For whom the line stands, after steps with these answers."""
    persons = [Person(number=n, answers={"given_names": "P.", "family_name": str(n)}) for n in range(1, count + 1)]
    events = [Event(number=n, trigger="grant", answers=one) for n, one in enumerate(answers, 1)]
    return for_whom(case_file(kind, persons=persons, events=events), words)


@pytest.mark.parametrize("told", [TOLD, ROW])
def test_it_names_those_whom_the_step_names(told: dict[str, Any]) -> None:
    assert list(whom({**told, "for_persons": ["2"]})) == [2]


@pytest.mark.parametrize(
    "answers",
    [
        [TOLD],
        [],
        [{**TOLD, "for_persons": ["1"]}, ROW],
        [{**TOLD, "for_persons": ["1"]}, {**ROW, "for_persons": ["2"]}],
        [{"conditions": "Otherwise.", "for_persons": ["1"]}],
    ],
)
def test_it_names_nobody_where_it_was_set_for_all(answers: list[dict[str, Any]]) -> None:
    assert whom(*answers) == {}


def test_it_names_nobody_where_there_is_one_person_no_text_or_no_way_of_their_own() -> None:
    alone = {**TOLD, "for_persons": ["1"]}
    assert list(whom(alone)) == [1]
    assert whom(alone, count=1) == whom(alone, kind="assistance") == whom(alone, words=" ") == {}
