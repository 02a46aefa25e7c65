"""A person is recognised in another request by any name and by the number of any document; a protected one never."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import event, select, true

from mla.lifecycle.terms import Role
from mla.models import Dossier, Official, PersonKey
from mla.permission import visible_to
from mla.records.verify import verify
from mla.related import named_elsewhere, pairs
from mla.sample.ministry import Ministry
from tests.support.drive import Site

ANA = {"nature": "natural", "capacity": "suspect", "family_name": "Novak", "given_names": "Ana", "born_on": "1980-03-04",
       "link": "Carried the papers."}  # fmt: skip
PASSPORT = [{"kind": "passport", "number": "PB 0123456", "issued_by": "Slovenia"}]


def request_about(ministry: Ministry, title: str, **person: Any) -> uuid.UUID:
    number = ministry.start(counterpart="BE", title=title, instrument="lhc", language="en")
    ministry.take(number, "name_person", **{**ANA, **person})
    return number


def known_by(ministry: Ministry, number: uuid.UUID) -> list[tuple[str, str, bool]]:
    """The other requests in which the same person seems to be named: title, what speaks for it most, whether beyond doubt."""
    with ministry.session() as session:
        signatory = next(o for o in session.scalars(select(Official)) if o.has(Role.SIGNATORY))
        found = pairs(session, session.get_one(Dossier, number), visible_to(signatory))
        return [(one.dossier.title, one.weighed.pro[0].what, one.sure) for one in found]


ALIKE: list[tuple[str, dict[str, Any], dict[str, Any], str, bool]] = [
    ("the name", {}, {"family_name": "NOVÁK"}, "name", True),
    ("an alias", {"aliases": [{"name": "Eva Kos", "sort": "alias"}]}, {"family_name": "Kos", "given_names": "Eva"},
     "alias", False),
    ("aliases of both", {"family_name": "A", "aliases": [{"name": "Eva Kos", "sort": "false"}]},
     {"family_name": "B", "also_known_as": "La Rossa; Kos Eva"}, "alias", False),
    ("the name at birth", {"aliases": [{"name": "Kralj", "sort": "former"}]}, {"family_name": "Kralj"},
     "alias", False),
    ("the name in its own script", {"original_name": "Ана Новак"},
     {"family_name": "Новак", "given_names": "Ана"}, "name", False),
    ("the number of a passport", {"identity_documents": PASSPORT},
     {"family_name": "Kos", "identity_documents": [{"kind": "travel_document", "number": "pb-0123456"}]}, "number", True),
    ("the number of a passport, with another day of birth", {"identity_documents": PASSPORT},
     {"born_on": "1990-01-01", "identity_documents": PASSPORT}, "number", False),
    ("the number of a notice", {"notice_number": "A-1234/5-2026"},
     {"family_name": "Kos", "born_on": "", "notice_number": "A-1234/5-2026"}, "number", False),
    ("the entry of a company", {"nature": "legal", "identity_documents": [{"kind": "register", "number": "5043611"}]},
     {"nature": "legal", "family_name": "Renamed", "identity_documents": [{"kind": "register", "number": "5043611"}]},
     "number", True),
]  # fmt: skip


@pytest.mark.parametrize(("what", "one", "other", "by", "sure"), ALIKE, ids=[row[0] for row in ALIKE])
def test_the_same_person_is_found_by(
    si: Ministry, what: str, one: dict[str, Any], other: dict[str, Any], by: str, sure: bool
) -> None:
    first = request_about(si, "First", **one)
    second = request_about(si, "Second", **other)
    assert known_by(si, first) == [("Second", by, sure)], what
    assert known_by(si, second) == [("First", by, sure)], what


UNLIKE: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("the day of birth contradicts the name", {}, {"born_on": "1990-01-01"}),
    ("it contradicts the alias", {"aliases": [{"name": "Eva Kos"}]},
     {"family_name": "Kos", "given_names": "Eva", "born_on": "1990-01-01"}),
    ("only a nickname is common", {"family_name": "A", "also_known_as": "Rex"},
     {"family_name": "B", "given_names": "Eva", "also_known_as": "Rex"}),
    ("a number is too short", {"family_name": "A", "identity_documents": [{"kind": "other", "number": "12-34"}]},
     {"family_name": "B", "identity_documents": [{"kind": "other", "number": "1234"}]}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other"), UNLIKE, ids=[row[0] for row in UNLIKE])
def test_two_persons_are_told_apart_where(si: Ministry, why: str, one: dict[str, Any], other: dict[str, Any]) -> None:
    first = request_about(si, "First", **one)
    request_about(si, "Second", **other)
    assert known_by(si, first) == [], why


def test_a_protected_person_is_compared_by_nothing(si: Ministry) -> None:
    secret = {"protected": True, "pseudonym": "Witness B", "identity_documents": PASSPORT, "original_name": "Ана Новак"}
    hidden = request_about(si, "Hidden", **secret)
    seen = request_about(si, "Seen", identity_documents=PASSPORT, also_known_as="Ана Новак; Witness B")
    assert known_by(si, hidden) == known_by(si, seen) == []
    with si.session() as session:
        kept = {row.key for one in session.get_one(Dossier, hidden).persons for row in one.keys}
    assert kept == set(), "what tells who the person is stands in no index"


def test_whoever_becomes_protected_is_found_no_longer(si: Ministry) -> None:
    first = request_about(si, "First", identity_documents=PASSPORT)
    second = request_about(si, "Second", identity_documents=PASSPORT)
    assert known_by(si, second) != []
    si.take(first, "name_person", number=1, **ANA, identity_documents=PASSPORT, protected=True, pseudonym="Witness B")
    assert known_by(si, second) == []


def test_only_what_is_beyond_doubt_keeps_a_decision_from_being_taken(si: Ministry) -> None:
    first = request_about(si, "First", identity_documents=PASSPORT, aliases=[{"name": "Eva Kos"}])
    request_about(si, "By alias", family_name="Kos", given_names="Eva")
    request_about(si, "By number", family_name="Zajc", identity_documents=PASSPORT)
    request_about(si, "By number, born another day", born_on="1990-01-01", identity_documents=PASSPORT)
    with si.session() as session:
        sure = named_elsewhere(session, session.get_one(Dossier, first), true())
        assert [one.title for one, _persons in sure] == ["By number"]


def test_the_page_says_by_what_the_person_is_recognised(si: Ministry) -> None:
    first = request_about(si, "First", identity_documents=PASSPORT, aliases=[{"name": "Eva Kos"}])
    request_about(si, "By alias", family_name="Kos", given_names="Eva")
    request_about(si, "By number", family_name="Zajc", identity_documents=PASSPORT)
    page = Site(si).official(Role.SIGNATORY).get(f"/dossiers/{first}").main
    assert "A person of another request may be a person of this one" in page
    assert "Same person" in page
    told = Site(si).official(Role.SIGNATORY).get(f"/dossiers/{first}/same-person").main
    assert "One goes by another name that is the same, or nearly so" in told
    assert "A document or notice has the same number" in told


def test_other_persons_are_not_read_to_find_the_same_one(si: Ministry) -> None:
    """They are looked up by their keys, which have an index: every table of the query is asked by one."""
    number = request_about(si, "First", identity_documents=PASSPORT)
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, told: Any, *_more: object) -> None:
        if "person_key" in statement:
            asked.append((statement, told))

    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        event.listen(si.engine, "before_cursor_execute", note)
        named_elsewhere(session, dossier, true())
        event.remove(si.engine, "before_cursor_execute", note)
        connection = session.connection()
        if connection.dialect.name == "postgresql":  # which reads a small table whole, and says so
            connection.exec_driver_sql("SET enable_seqscan = off")
            explain, whole = "EXPLAIN", "Seq Scan"
        else:
            explain, whole = "EXPLAIN QUERY PLAN", "SCAN "
        told = [str(row[-1]) for row in connection.exec_driver_sql(f"{explain} {asked[0][0]}", asked[0][1])]
    assert [line for line in told if whole in line] == []
    assert [line for line in told if "ix_person_key_key" in line] != []


def test_the_keys_are_proved(si: Ministry) -> None:
    number = request_about(si, "First", identity_documents=PASSPORT)
    with si.session() as session:
        assert list(verify(session, si.installation)) == []
        dossier = session.get_one(Dossier, number)
        dossier.persons[0].keys.append(PersonKey(key="number 999999"))
        session.flush()
        assert any("what its persons are found by" in fault for fault in verify(session, si.installation))
