"""The database: naming of constraints, how SQLite is opened, moments in UTC, JSON in columns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, Text, create_engine, event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import TypeDecorator

from mla.canonical import Answers, canonical

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Json(TypeDecorator[object]):
    """JSON kept as canonical text, so that a hash over it can be recomputed on every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, _dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> object:
        """From the database."""
        return None if value is None else json.loads(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. Refuses a moment without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """To the database, in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """From the database; SQLite forgets the zone, which is always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every model is built on."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Moment, Answers: Json, list[str]: Json, list[Answers]: Json}


UNIQUE_VIOLATION = "23505"
"""PostgreSQL's code (SQLSTATE) for it."""

reading: ContextVar[bool] = ContextVar("reading", default=False)
"""Whether what follows only reads. On SQLite a writer takes its turn at once; readers need no turn."""


def now() -> datetime:
    """The present moment, in UTC, to the microsecond."""
    return datetime.now(UTC)


def local_day(at: datetime, zone: str) -> date:
    """The calendar day at the ministry."""
    return at.astimezone(ZoneInfo(zone)).date()


def open_engine(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL. On SQLite, writers take their turn from the first statement on."""
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)  # no person stands in the log
    if engine.dialect.name == "sqlite":
        _keep_private(engine.url.database)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _keep_private(file: str | None) -> None:
    """Nobody but the account that runs the system reads the database; SQLite gives its journals the same mode."""
    if not file or file == ":memory:" or not Path(file).parent.is_dir():
        return
    path = Path(file)
    path.touch(mode=0o600)
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not open transactions by itself: BEGIN IMMEDIATE (above) is what keeps two writers
    # from failing with "database is locked" in the middle of their work.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=5000", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if reading.get() else "BEGIN IMMEDIATE")


def is_race(error: IntegrityError) -> bool:
    """Whether a statement failed only because somebody else was quicker: two rows wanted the same unique place.

    Every other constraint says that what was to be kept cannot be; that is no race, and trying again does not help.
    """
    told = getattr(error.orig, "sqlstate", None)
    return told == UNIQUE_VIOLATION if told else str(error.orig).startswith("UNIQUE constraint failed")


PASSING = ("08", "40", "53300", "55P03", "57014", "57P01", "57P02", "57P03")
"""PostgreSQL's codes, or how they begin, of what goes by: no connection, deadlock, a lock, a restart, too many clients."""


def is_busy(error: OperationalError) -> bool:
    """Whether a statement failed only because the database was busy or away, so that it may succeed in a moment.

    A missing table, a full or broken disk stays as it is until somebody mends it.
    """
    told = getattr(error.orig, "sqlite_errorname", None)
    if told is not None:
        return str(told).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    code = getattr(error.orig, "sqlstate", None)
    return code is None or str(code).startswith(PASSING)


def may_pass(error: Exception) -> bool:
    """Whether what failed in the database may succeed when it is tried again: a race, or a busy database."""
    if isinstance(error, IntegrityError):
        return is_race(error)
    return isinstance(error, StaleDataError) or (isinstance(error, OperationalError) and is_busy(error))


def open_session(engine: Engine) -> Session:
    """A session on the engine. What it loaded stays readable after the commit."""
    return Session(engine, expire_on_commit=False)


@contextmanager
def looking(engine: Engine) -> Iterator[Session]:
    """A session that only reads: on SQLite it keeps nobody from writing."""
    token = reading.set(True)
    try:
        with open_session(engine) as session:
            yield session
    finally:
        reading.reset(token)
