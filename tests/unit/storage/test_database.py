"""The database file is private, and a race is told from every other failure."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from mla.models import Matter, Official
from mla.sample.ministry import Ministry
from mla.storage.database import is_busy, is_race, may_pass, open_engine
from mla.storage.migrate import downgrade, upgrade


def test_nobody_else_on_the_machine_reads_the_database(tmp_path: Path) -> None:
    for name in ("new.db", "old.db"):
        path = tmp_path / name
        if name == "old.db":
            path.touch(mode=0o644)
        engine = open_engine(f"sqlite:///{path}")
        with engine.connect() as connection:
            connection.execute(text("CREATE TABLE witness (name TEXT)"))
            connection.commit()
            modes = {one.name: oct(one.stat().st_mode & 0o777) for one in tmp_path.glob(f"{name}*")}
        engine.dispose()
        assert len(modes) == 3, "the file and its two journals"
        assert set(modes.values()) == {"0o600"}, modes


def test_only_two_rows_for_one_place_are_a_race(si: Ministry) -> None:
    person = {"name": "Ana", "function": "", "password": "x", "roles": [], "active": True}
    with si.session() as session:
        session.execute(insert(Official).values(**person, email="ana@si.example"))
        with pytest.raises(IntegrityError) as twice, session.begin_nested():
            session.execute(insert(Official).values(**person, email="ana@si.example"))
        with pytest.raises(IntegrityError) as nobody, session.begin_nested():
            session.execute(text("INSERT INTO involvement (dossier_id, official_id) VALUES (NULL, 7)"))
        with pytest.raises(IntegrityError) as untitled, session.begin_nested():
            session.execute(insert(Matter).values(title=None, opened_at=None, opened_by_id=1))
    assert [is_race(one.value) for one in (twice, nobody, untitled)] == [True, False, False]


def test_only_a_database_that_somebody_else_writes_to_is_busy(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'one.db'}")
    failures: list[OperationalError] = []
    with engine.connect() as one:
        one.execute(text("CREATE TABLE witness (name TEXT)"))
        one.commit()
    with engine.connect() as one, engine.connect() as other:
        for raw in (one, other):
            raw.exec_driver_sql("PRAGMA busy_timeout=10")
            raw.rollback()
        one.execute(text("INSERT INTO witness VALUES ('Rosa')"))
        for connection, statement in ((other, "INSERT INTO witness VALUES ('Ana')"), (one, "SELECT * FROM nowhere")):
            with pytest.raises(OperationalError) as failed:
                connection.execute(text(statement))
            failures.append(failed.value)
    engine.dispose()
    assert [is_busy(one) for one in failures] == [True, False]
    assert [may_pass(one) for one in (*failures, StaleDataError(), ZeroDivisionError())] == [True, False, True, False]


@pytest.mark.parametrize(
    ("code", "busy"),
    [
        (None, True),
        ("40P01", True),
        ("55P03", True),
        ("57P01", True),
        ("53300", True),
        ("53100", False),
        ("58030", False),
    ],
)
def test_what_postgresql_says_by_its_codes(code: str | None, busy: bool) -> None:
    class Told(Exception):
        sqlstate = code

    assert is_busy(OperationalError("SELECT 1", {}, Told())) is busy


def test_what_was_to_be_kept_does_not_stand_in_the_message_of_a_failure(slovenia: Ministry) -> None:
    # PostgreSQL itself adds the row to what it says; of ours nothing is added.
    with slovenia.session() as session, pytest.raises(DBAPIError) as failed:
        session.execute(insert(Matter).values(title="Rosa Lund", opened_at=None, opened_by_id=1))
    assert "Rosa Lund" not in str(failed.value)


def test_after_a_migration_sqlite_knows_how_many_rows_its_new_indexes_have(
    si: Ministry, small: Callable[[Ministry, str], uuid.UUID]
) -> None:
    """Of an index that it knows nothing of it thinks little, and looks through everything instead."""
    small(si, "BE")
    if si.engine.dialect.name != "sqlite":
        return  # PostgreSQL sees by itself
    downgrade(si.engine, "0034_read_by_libreoffice")
    upgrade(si.engine)
    with si.engine.connect() as connection:
        told = dict(connection.exec_driver_sql("SELECT idx, stat FROM sqlite_stat1").all())
    assert told["ix_register_entry_loads"].split()[0] == "1"
