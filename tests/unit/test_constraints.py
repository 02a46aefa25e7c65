"""The database itself refuses what the law would refuse: a stage without its evidence, a refusal without ground."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mla.sample.ministry import Ministry

Small = Callable[[Ministry, str], UUID]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE dossier SET stage = 'refused', transmitted_on = '2026-01-01', received_on = '2026-01-02'",
        "UPDATE dossier SET stage = 'signed'",
        "UPDATE dossier SET stage = 'transmitted'",
        "UPDATE dossier SET stage = 'executing', transmitted_on = '2026-01-01'",
        "UPDATE dossier SET stage = 'overdue'",
        "UPDATE dossier SET side = 'neither'",
        "UPDATE dossier SET kind = 'divorce'",
        "UPDATE measure SET outcome = 'refused'",
        "UPDATE measure SET outcome = 'forgotten'",
        "UPDATE measure SET dossier_id = '00000000-0000-0000-0000-000000000000'",
        "INSERT INTO event SELECT * FROM event WHERE number = 1",
    ],
)  # fmt: skip
def test_the_database_refuses(si: Ministry, small: Small, change: str) -> None:
    small(si, "BE")
    with si.session() as session, pytest.raises(DBAPIError):
        session.execute(text(change))


def test_two_events_of_one_number_cannot_be(si: Ministry, small: Small) -> None:
    small(si, "BE")
    columns = (
        "dossier_id, number, trigger, from_stage, to_stage, side, official_id, actor, at, said, content, previous, hash"
    )
    with si.session() as session, pytest.raises(DBAPIError):
        session.execute(text(f"INSERT INTO event ({columns}) SELECT {columns} FROM event WHERE number = 1"))
