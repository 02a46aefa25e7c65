"""Brings a database to the newest numbered migration, or back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config as Alembic
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine

FOLDER = Path(__file__).parents[2] / "migrations"


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run the migrations up to `to`, in one transaction each. Where the newest has been run already, none is read."""
    if to == "head" and _revision(engine) == _newest():
        return
    with _whole(engine) as connection:
        command.upgrade(settings(connection), to)
    count_rows(engine)


def count_rows(engine: Engine) -> None:
    """Have SQLite see anew how many rows its tables and indexes have: what it does not know it guesses, and then looks through the wrong one.

    All are counted, not some: by some, what many requests have in common looks as rare as what few have. With a million requests that takes some
    twenty seconds. PostgreSQL does so by itself (autovacuum).
    """
    if engine.dialect.name == "sqlite":
        with engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")


def downgrade(engine: Engine, to: str = "base") -> None:
    """Run the migrations back down to `to`."""
    with _whole(engine) as connection:
        command.downgrade(settings(connection), to)


def _revision(engine: Engine) -> str | None:
    """The migration at which the database stands."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


@cache
def _newest() -> str:
    """The last migration there is: they are numbered, and each is named as its file is."""
    return max(path.stem for path in (FOLDER / "versions").glob("*.py"))


@contextmanager
def _whole(engine: Engine) -> Iterator[Connection]:
    """One transaction in which tables may be rebuilt.

    SQLite changes a constraint only by making the table anew, and would meanwhile miss what refers to the old one: it
    looks away until the end, and then every reference is looked at.
    """
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            yield connection
        return
    with engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                before = _broken(connection)
                yield connection
                if broken := _broken(connection) - before:
                    raise RuntimeError(f"The migration would leave references without their row: {sorted(broken)[:3]}")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _broken(connection: Connection) -> set[tuple[object, ...]]:
    """References without their row. What was broken before is for `mla verify` to tell."""
    return {tuple(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}


def settings(connection: object = None) -> Alembic:
    """Alembic's own settings for our folder of migrations."""
    alembic = Alembic()
    alembic.set_main_option("script_location", str(FOLDER))
    alembic.set_main_option("path_separator", "os")
    alembic.attributes["connection"] = connection
    return alembic
