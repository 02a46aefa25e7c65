"""Whoever writes “@” and a name asks that colleague to look: by the name as it comes to mind, and nobody who is not meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mla.mentions import MOST_TOLD, called

PEOPLE = {
    "1": "Nika Vzorčna",
    "2": "Andrej Primerek",
    "3": "Андреј Путнички",
    "4": "Ana de la Cruz",
    "5": "Mojca O’Neill-Žagar",
}


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("@Nika Vzorčna, please look", "1"), ("Is it so, @vzorcna?", "1"), ("@Primerek Andrej please", "2"), ("@Primerek.", "2"), ("(@PUTNIČKI)", "3"), ("@путнички", "3"),
     ("@Cruz and @Nika", "14"), ("@Ana de la Cruz", "4"), ("@O’Neill-Žagar", "5"), ("nothing", ""), ("write to nika@example.invalid", ""), ("at @ 14:00, @12", ""), ("@Nika @Nika", "1")],
)  # fmt: skip
def test_a_colleague_is_called_by_any_part_of_the_name(words: str, numbers: str) -> None:
    found = called(words, PEOPLE)
    assert (sorted(found.numbers), found.problems) == (sorted(numbers), ())


def test_who_is_not_known_or_not_told_apart_is_said_in_a_sentence() -> None:
    assert called("@Nico", PEOPLE).problems, "what only sounds like a name is another one"
    (unknown,) = called("@Nobody, look", PEOPLE).problems
    assert unknown.startswith("“@Nobody” is no colleague who may see this request.")
    two = called("@Andrej, look; @Nika too", PEOPLE)
    assert two.numbers == {"1"}
    assert two.problems == (
        "“@Andrej” may be more than one colleague: Andrej Primerek, Андреј Путнички. Write the whole name.",
    )


def test_a_page_of_addresses_is_read_at_once_and_answered_in_a_few_sentences() -> None:
    """Ten thousand characters, each name of which is looked for among all officials: it took seconds, and was told name by name."""
    officials = {str(number): f"Name{number} Familie{number}" for number in range(200)}
    letters = [chr(0x430 + number) for number in range(32)]
    pasted = " ".join(f"@{one}{two}{one}x" for one in letters for two in letters)
    found = called(pasted, officials)
    assert (len(found.problems), found.numbers) == (MOST_TOLD, frozenset())
    (long,) = called("@" + "a" * 9_999, officials).problems
    assert len(long) < 300
    assert called("@Nika " * 1_600, PEOPLE).numbers == {"1"}


@given(st.text(max_size=300))
def test_whatever_is_written_is_read(text: str) -> None:
    assert called(f"@{text} @Nika", PEOPLE).numbers <= PEOPLE.keys()
