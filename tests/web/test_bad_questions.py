"""Whatever stands in the address of a list, somebody gets a list, or is told that it is no question; on both databases, and never a fault of ours."""

from __future__ import annotations

from datetime import date
from itertools import cycle
from typing import Any

import pytest

from mla.lifecycle.terms import Role
from mla.permission import visible_to
from mla.register.findable import find
from mla.register.query import EQUAL, QUESTIONS, SORTS, Order, conditions, page
from mla.sample.ministry import Ministry
from tests.support.drive import Site

TODAY = date(2026, 11, 25)
ODD = [
    "\x00", "a\x00b", "\x01\x1b", "\ud800", "\u202eabc\u2066", "x" * 10_000, "'; DROP TABLE dossier; --", '"', "%_\\", "NEAR(a b)", "a* OR b NOT c",
    "99999999999", "2147483648", "999999999", "-1", "²", "٣", "1e9", "0001-01-01", "9999-12-31", "", " ", "\n", "\x00\x00\x00abc",
]  # fmt: skip
PLACES = [
    *(f"{told}~00000000-0000-0000-0000-000000000000" for told in (
        "\x00", "\x00abc", "\ud800", "x" * 10_000, "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "9999-12-31", "²")),
    "~~~", "a~", "2026-01-01~{00000000000000000000000000000000}",
]  # fmt: skip


@pytest.fixture
def site(si: Ministry, small: Any) -> Site:
    small(si, "BE")
    return Site(si)


def as_read(words: list[str]) -> list[str]:
    """What the server reads of words in an address, but for those that it refuses before."""
    return [word.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for word in words if "\x00" not in word]


def faults(site: Site, path: str, questions: list[dict[str, str]]) -> list[object]:
    """The questions that got no list, though they are such as can be asked: no database holds the character of number nought."""
    client = site.official(Role.SIGNATORY).client
    found = []
    for question in questions:
        told = {name: value.encode("utf-8", "surrogatepass") for name, value in question.items()}
        answer = client.get(path, query_string=told, base_url="http://127.0.0.1")
        answer.get_data()
        answer.close()
        if answer.status_code != (400 if any("\x00" in value for value in question.values()) else 200):
            found.append((question, answer.status_code))
    return found


@pytest.mark.parametrize("path", ["/requests", "/requests.csv", "/requests.xlsx"])
def test_every_question_with_an_odd_word_and_every_odd_word_in_a_question(site: Site, path: str) -> None:
    few = ODD if path == "/requests" else ["\x00", "²", "x" * 10_000, "\ud800"]
    most = max(len(few), len(QUESTIONS))
    asked = [{QUESTIONS[at % len(QUESTIONS)]: few[at % len(few)]} for at in range(most)]
    every = dict.fromkeys(QUESTIONS, "\x00²")
    assert faults(site, path, [*asked, every, dict.fromkeys(EQUAL, "\x00")]) == []


def test_the_register_answers_every_question_with_every_odd_word(site: Site) -> None:
    """Without the page around it, and without the character that the page has refused before."""
    with site.ministry.session() as session:
        official = site.ministry.official(session, Role.SIGNATORY)
        for name in QUESTIONS:
            for odd in as_read(ODD):
                page(session, conditions(official, {name: odd}, TODAY), Order())
        for odd in as_read(ODD):
            find(session, odd, visible_to(official))


def test_every_place_in_every_order(site: Site) -> None:
    with site.ministry.session() as session:
        official = site.ministry.official(session, Role.SIGNATORY)
        for sort in SORTS:
            for place in as_read(PLACES):
                for back in (False, True):
                    page(session, conditions(official, {}, TODAY), Order(sort, place=place, back=back))
    asked = [{"sort": sort, "after": place} for sort, place in zip(cycle(SORTS), PLACES, strict=False)]
    odd = [{"before": PLACES[3], "after": PLACES[4]}, {"sort": "\x00", "order": "\x00"}]
    assert faults(site, "/requests", [*asked, *odd]) == []


def test_no_state_of_an_odd_name_has_a_brief(site: Site) -> None:
    client = site.official(Role.SIGNATORY).client
    for name in ("%00", "B%00E", "%ED%A0%80", "x" * 10_000, "%E2%80%AE", "..%2f", "'", "%25"):
        assert client.get(f"/states/{name}/brief", base_url="http://127.0.0.1").status_code in (308, 400, 404), name
