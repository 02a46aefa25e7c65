"""Every word of a question stands somewhere in what is found, as a plain reading of every place says too; on both databases alike."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from mla.models import Dossier, SearchText
from mla.names import normal
from mla.register import findable
from mla.register.documents import PAGE
from mla.register.findable import asked_words, find, where_it_stands
from mla.sample.ministry import Ministry

TEXTS = [
    "Љубић, Марко", "Ljubić-Žužek", "bank records (100%)", "a_b a%b", "x", "Li Wei", "Əliyev", "“quoted” AND near(x)", "محمد علي", "straße 12/2026",
    "it's O'Neill; --", "王伟", "the the the", "a\\b", "ABC*",
]  # fmt: skip
WORDS = st.sampled_from(
    ["Ljubić", "ljub", "марко", "100%", "%", "_", "li", "l", "wei", "the", "x", "and", "AND", "NEAR(", '"', "o'neill", "12/2026", "strasse", "علي", "王伟", "\\", "b*", "abc*",
     "\u202e", "\x00"]
)  # fmt: skip


@pytest.fixture
def library(si: Ministry, small: Any) -> Any:
    """Some requests, the places of which are put together by the tests."""
    number = small(si, "BE")
    with si.session() as session:
        kept = session.get_one(Dossier, number)
        template = {column.key: getattr(kept, column.key) for column in Dossier.__mapper__.column_attrs}
        numbers = [uuid.UUID(int=one) for one in range(4)]
        session.execute(insert(Dossier), [{**template, "id": one, "our_reference": str(one)} for one in numbers])
        yield session, numbers
        session.rollback()


def fill(session: Session, numbers: list[uuid.UUID], shelves: list[list[int]]) -> dict[uuid.UUID, str]:
    session.execute(delete(SearchText))
    said = {}
    for number, shelf in zip(numbers, shelves, strict=False):
        for place, one in enumerate(shelf):
            words = findable._compared([TEXTS[one]])
            words = PAGE.join([words, words]) if place % 2 else words  # as documents are written, page by page
            session.add(SearchText(dossier_id=number, place=str(place), text=words))
        said[number] = "|".join(findable._compared([TEXTS[one]]) for one in shelf)
    session.flush()
    return said


def plainly(said: dict[uuid.UUID, str], question: str) -> set[uuid.UUID]:
    """As somebody finds it who reads everything."""
    words = asked_words(question)
    if not any(min(map(len, word)) >= findable.SHORTEST for word in words):
        return set()
    return {number for number, text in said.items() if all(any(way in text for way in word) for word in words)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120)
@given(
    st.lists(st.lists(st.integers(0, len(TEXTS) - 1), max_size=4), min_size=4, max_size=4), st.lists(WORDS, max_size=4)
)
def test_what_is_found_is_what_reading_everything_finds(
    library: Any, shelves: list[list[int]], words: list[str]
) -> None:
    session, numbers = library
    said, question = fill(session, numbers, shelves), " ".join(words)
    assert find(session, question).ids == plainly(said, question)


def test_of_a_word_that_stands_everywhere_the_newest_are_looked_through_and_this_is_said(
    library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, numbers = library
    fill(session, numbers, [[12], [12, 5], [12], [12]])
    monkeypatch.setattr(findable, "MANY", 2)
    assert find(session, "the") == findable.Hits(frozenset(numbers[2:]), True)
    assert find(session, "the wei") == findable.Hits(frozenset({numbers[1]}), False), "a rare word decides"


def test_it_is_said_where_a_word_stands_and_among_which(library: Any) -> None:
    session, numbers = library
    session.add(
        SearchText(dossier_id=numbers[0], place="entry:3", text=" " + "before " * 30 + "needle " + "after " * 30)
    )
    session.flush()
    ((place, words),) = where_it_stands(session, [numbers[0]], "NEEDLE")[numbers[0]]
    assert place == "entry:3"
    assert words.startswith("… before")
    assert words.endswith("after …")
    assert "needle" in words
    assert where_it_stands(session, [numbers[1]], "needle") == {}
    assert where_it_stands(session, numbers, "") == {}
    ((place, words),) = where_it_stands(session, [numbers[0]], "b needle")[numbers[0]]
    assert (place, "needle" in words) == ("entry:3", True), "of “before” begins with b nobody learns anything"


def test_who_a_protected_person_is_stands_at_no_place(si: Ministry, small: Any) -> None:
    number = small(si, "BE")
    secret = {
        "nature": "natural",
        "capacity": "witness",
        "family_name": "Krokodilhalle",
        "protected": True,
        "pseudonym": "Witness Q",
        "link": "Saw the Opuntia camp.",
    }
    si.take(number, "name_person", **secret)
    si.take(number, "note", words="The witness of Xanadu called.")
    with si.session() as session:
        told = " ".join(session.scalars(select(SearchText.text)))
        assert normal("Krokodilhalle") not in told
        assert "opuntia" not in told, "what part a protected person had in the facts can tell who it is"
        assert find(session, "xanadu").ids == {number}, "notes are found"
        assert find(session, "witness q").ids == {number}
