"""Copies of requests that stand in a database, made by the database itself: the quickest way to very many."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, inspect, text

from mla.models.search_text import INDEX, SQLITE

COPIED = {
    "dossier": {"our_reference": "our_reference || '-{copy}'", "title": "title || ' {copy}'"},
    "event": {},
    "person": {},
    "register_entry": {"reference": "reference || '-{copy}'", "title": "title || ' {copy}'"},
    "register_time": {},
    "search_text": {"text": "text || ' {copy}'"},
    "involvement": {},
    "register_mark": {},
    "labelling": {},
}  # fmt: skip
"""The tables, whoever is named before whoever names, with what is written otherwise than in the original."""

NEW_NUMBER = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}


def copy(engine: Engine, first: int, base: int, many: int) -> None:
    """Copy `base` requests, those numbered from the first, again and again until there are so many more."""
    new = NEW_NUMBER[engine.dialect.name]
    with _unguarded(engine) as connection, _without_indexes(connection):
        for table in COPIED:
            _set_apart(connection, table, first, first + base)
        for number, done in enumerate(range(0, many, base), 2):
            _order(
                connection,
                f"CREATE TEMPORARY TABLE made AS SELECT id AS old, {new} AS new FROM base_dossier ORDER BY our_reference LIMIT {min(base, many - done)}",
            )
            for table, otherwise in COPIED.items():
                _copied(connection, table, {name: how.format(copy=number) for name, how in otherwise.items()})
            _order(connection, "DROP TABLE made")


def _set_apart(connection: Connection, table: str, first: int, beyond: int) -> None:
    """What is copied of a table, found by the request."""
    of = "id" if table == "dossier" else "dossier_id"
    chosen = f"our_reference >= 'SI-X-2026-{first:07}' AND our_reference < 'SI-X-2026-{beyond:07}'"
    _order(
        connection,
        f"CREATE TEMPORARY TABLE base_{table} AS SELECT * FROM {table} WHERE {of} IN (SELECT id FROM dossier WHERE {chosen})",
    )
    _order(connection, f"CREATE INDEX base_of_{table} ON base_{table} ({of})")


def _copied(connection: Connection, table: str, otherwise: dict[str, str]) -> None:
    of = "id" if table == "dossier" else "dossier_id"
    given = {of: "made.new"} | otherwise
    columns = [one["name"] for one in inspect(connection).get_columns(table)]
    columns = [name for name in columns if name != "id" or name in given]  # the database numbers its rows
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(given.get(name, f'it."{name}"') for name in columns)
    _order(
        connection,
        f"INSERT INTO {table} ({names}) SELECT {values} FROM made JOIN base_{table} it ON it.{of} = made.old",
    )


@contextmanager
def _unguarded(engine: Engine) -> Iterator[Connection]:
    """A connection that keeps no journal while it writes; the database is thrown away if it fails."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.rollback()
            raw = connection.connection.driver_connection
            assert raw is not None
            for pragma in ("journal_mode=DELETE", "journal_mode=OFF", "synchronous=OFF", "cache_size=-2000000"):
                raw.execute(f"PRAGMA {pragma}")
        yield connection
        connection.commit()
        if engine.dialect.name == "sqlite":
            raw.execute("PRAGMA journal_mode=WAL")
    engine.dispose()


@contextmanager
def _without_indexes(connection: Connection) -> Iterator[None]:
    """Indexes cost less when they are made of what is there than when they are kept row by row."""
    sqlite = connection.dialect.name == "sqlite"
    told = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        if sqlite
        else "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'ix_%'"
    )
    indexes = [(name, made) for name, made in connection.execute(text(told)) if _is_copied(made)]
    for name, _made in indexes:
        _order(connection, f'DROP INDEX "{name}"')
    for name in ("added", "gone", "changed") if sqlite else ():
        _order(connection, f"DROP TRIGGER search_text_{name}")
    yield
    for _name, made in indexes:
        _order(connection, made)
    if sqlite:
        _order(connection, f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")
        for trigger in SQLITE[1:]:
            _order(connection, trigger)


def _is_copied(index: str) -> bool:
    return any(f" {table} " in index.replace("public.", "").replace("(", " (") for table in COPIED)


def _order(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement.replace("%", "%%") if connection.dialect.name == "postgresql" else statement)
