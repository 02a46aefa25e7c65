"""Reference numbers run without gaps, per authority and year, also when officials work at the same moment."""

from __future__ import annotations

import threading
from uuid import UUID

import pytest
from sqlalchemy import select

from mla.models import Dossier
from mla.sample.ministry import Ministry
from mla.steps.references import next_reference


def start(ministry: Ministry) -> UUID:
    return ministry.start(counterpart="BE", title="T", instrument="reciprocity", language="en")


def numbers(ministry: Ministry) -> list[str]:
    with ministry.session() as session:
        return sorted(session.scalars(select(Dossier.our_reference)))


def test_officials_who_start_requests_at_the_same_moment_get_different_numbers_without_a_gap(si: Ministry) -> None:
    failures: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(5):
                start(si)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells
            failures.append(error)

    officials = [threading.Thread(target=work) for _ in range(4)]
    for one in officials:
        one.start()
    for one in officials:
        one.join()
    assert failures == []
    assert [int(reference[-4:]) for reference in numbers(si)] == list(range(1, 21))


def test_a_step_that_did_not_happen_uses_up_no_number(si: Ministry) -> None:
    with si.session() as session:
        next_reference(session, "SI", "MLA", 2026)
        session.rollback()
    start(si)
    assert numbers(si)[0].endswith("-0001")


@pytest.mark.parametrize(("state", "letters", "year"), [("SI", "MLA", 2026), ("SI", "EXT", 2026), ("SI", "MLA", 2027)])
def test_every_series_and_year_begins_at_one(si: Ministry, state: str, letters: str, year: int) -> None:
    with si.session() as session:
        assert next_reference(session, state, letters, year) == f"{state}-{letters}-{year}-0001"
        assert next_reference(session, state, letters, year) == f"{state}-{letters}-{year}-0002"
