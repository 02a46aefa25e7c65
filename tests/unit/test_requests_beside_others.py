"""Where hardly any request arises from another or stands in a matter, those that do are still found by an index, whatever the database has counted."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import Select, insert, or_, select

from mla.models import Dossier
from mla.sample.ministry import Ministry

MANY = 300


@pytest.mark.parametrize(
    "wanted",
    [
        select(Dossier).where(Dossier.arises_from == uuid.UUID(int=1)).order_by(Dossier.opened_on),
        select(Dossier).where(Dossier.arises_from.in_([uuid.UUID(int=1), uuid.UUID(int=2)])).order_by(Dossier.opened_on),
        select(Dossier).where(or_(Dossier.id == uuid.UUID(int=1), Dossier.arises_from == uuid.UUID(int=2))),
        select(Dossier).where(Dossier.matter_id == 1).order_by(Dossier.opened_on),
    ],
    ids=["arisen", "arisen of several", "before and after", "of a matter"],
)  # fmt: skip
def test_requests_beside_others_are_found_by_an_index(
    si: Ministry, small: Callable[[Ministry, str], uuid.UUID], wanted: Select[Dossier]
) -> None:
    small(si, "BE")
    with si.engine.begin() as connection:
        like = dict(connection.execute(select(Dossier.__table__)).one()._mapping)
        rows = [{**like, "id": uuid.uuid4(), "our_reference": f"SI-X-{number}"} for number in range(MANY)]
        connection.execute(insert(Dossier), rows)
    with si.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
        sqlite = connection.dialect.name == "sqlite"
        told = wanted.compile(si.engine, compile_kwargs={"literal_binds": True})
        plan = connection.exec_driver_sql(f"EXPLAIN {'QUERY PLAN ' if sqlite else ''}{told}")
        steps = [str(row[-1]) for row in plan]
    assert not [step for step in steps if ("SCAN dossier" if sqlite else "Seq Scan") in step], steps
