"""Whatever stands in the address of a list, somebody gets a list, or is told that it is no question; on both databases, and never a fault of ours."""

from __future__ import annotations

from typing import Any

import pytest

from mla.lifecycle.terms import Role
from mla.register.query import EQUAL, QUESTIONS, SORTS
from mla.sample.ministry import Ministry
from tests.support.drive import Site

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
def test_every_question_with_every_odd_word(site: Site, path: str) -> None:
    few = ODD if path == "/requests" else ["\x00", "²", "x" * 10_000, "\ud800"]
    every_fourth = (
        site.ministry.engine.dialect.name == "sqlite"
    )  # which refuses least: there each question meets some of them
    asked = [{name: odd} for at, name in enumerate(QUESTIONS) for odd in (few[at % 4 :: 4] if every_fourth else few)]
    assert faults(site, path, asked) == []
    every = dict.fromkeys(QUESTIONS, "\x00²")
    assert faults(site, path, [every, dict.fromkeys(EQUAL, "\x00")]) == []


def test_every_place_in_every_order(site: Site) -> None:
    asked = [{"sort": sort, way: place} for sort in SORTS for way in ("before", "after") for place in PLACES]
    assert (
        faults(
            site, "/requests", [*asked, {"before": PLACES[3], "after": PLACES[4]}, {"sort": "\x00", "order": "\x00"}]
        )
        == []
    )


def test_no_state_of_an_odd_name_has_a_brief(site: Site) -> None:
    client = site.official(Role.SIGNATORY).client
    for name in ("%00", "B%00E", "%ED%A0%80", "x" * 10_000, "%E2%80%AE", "..%2f", "'", "%25"):
        assert client.get(f"/states/{name}/brief", base_url="http://127.0.0.1").status_code in (308, 400, 404), name
