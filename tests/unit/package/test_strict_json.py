"""What another State wrote is read in one way or not at all, and each refusal says in a sentence why."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mla.package import strict_json
from mla.package.strict_json import Unclear, must_be_printable, parse


def refused(raw: str | bytes) -> str:
    """The sentence with which these bytes are refused."""
    with pytest.raises(Unclear) as told:
        parse(raw if isinstance(raw, bytes) else raw.encode())
    return str(told.value)


def refused_words(read: Any) -> str:
    """The sentence with which these words are refused."""
    with pytest.raises(Unclear) as told:
        must_be_printable(read)
    return str(told.value)


def test_texts_whole_numbers_lists_and_objects_are_read() -> None:
    told = {"a": "Ž", "b": 7, "c": -7, "d": [True, False, None], "e": {}}
    assert parse(json.dumps(told).encode()) == told


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"[1,]", b"{'a': 1}", b"[" * 100_000])
def test_what_is_no_json_is_refused(raw: bytes) -> None:
    assert refused(raw) == "It is not readable JSON."


@pytest.mark.parametrize("raw", ["1.0", "1e3", "[0.5]", "NaN", "Infinity", "-Infinity"])
def test_a_number_that_is_not_whole_is_refused(raw: str) -> None:
    assert refused(raw) == "It holds a number that is not whole."


def test_a_number_has_at_most_twelve_digits_whatever_its_sign() -> None:
    assert parse(b"999999999999") == 999_999_999_999
    assert parse(b"-999999999999") == -999_999_999_999
    for raw in ("1000000000000", "-1000000000000"):
        assert refused(raw) == "It holds a number of more than 12 digits."


def test_each_name_stands_once() -> None:
    assert refused('{"a": 1, "a": 1}') == "It names one thing twice."
    assert refused('[{"b": {"a": 1, "a": 2}}]') == "It names one thing twice."


def test_a_name_is_short_and_printable() -> None:
    assert parse(json.dumps({"n" * 100: 1}).encode()) == {"n" * 100: 1}
    for name in ("n" * 101, "a\u200b", "a\n"):
        assert refused(json.dumps({name: 1})) == "It names a thing by a name that is no name."


def test_what_can_be_printed_is_taken() -> None:
    must_be_printable({"a": ["Ž", {"b": "two\nlines"}], "c": 7, "d": None, "e": True})


def test_a_control_character_is_named_with_its_place() -> None:
    assert refused_words({"request": {"persons": [{}, {"name": "A\u202eB"}]}}) == (
        "It holds an invisible control character (U+202E) in “request, persons, 2, name”."
    )
    assert refused_words(["a\x07"]) == "It holds an invisible control character (U+0007) in “1”."
    assert refused_words("\x07") == "It holds an invisible control character (U+0007)."


def test_one_text_has_at_most_two_hundred_thousand_characters() -> None:
    must_be_printable({"a": "x" * strict_json.MOST_TEXT})
    assert refused_words({"a": "x" * (strict_json.MOST_TEXT + 1)}) == "Its words are longer than allowed in “a”."
    assert strict_json.MOST_TEXT == 200_000


def test_all_texts_together_have_at_most_two_million() -> None:
    full = ["x" * strict_json.MOST_TEXT] * 10
    must_be_printable(full)
    assert refused_words([*full, "x"]) == "Its words are longer than allowed in “11”."


def test_a_list_or_an_object_has_at_most_a_thousand_entries() -> None:
    must_be_printable({"a": [0] * 1_000, "b": {str(n): 0 for n in range(1_000)}})
    assert refused_words({"a": [0] * 1_001}) == "It has more than 1,000 entries in “a”."
    assert refused_words({str(n): 0 for n in range(1_001)}) == "It has more than 1,000 entries."


def nested(depth: int) -> Any:
    """A text so deep in lists."""
    return "x" if depth == 0 else [nested(depth - 1)]


def test_nothing_is_nested_deeper_than_ten() -> None:
    must_be_printable(nested(10))
    assert refused_words(nested(11)) == "It is nested deeper than allowed."
