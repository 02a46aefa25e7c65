"""Migrations are numbered, have one head, run up, down and up again, and end where the models are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from mla import models  # noqa: F401 - makes every table known
from mla.models.search_text import compared
from mla.storage.database import Base, open_engine
from mla.storage.migrate import FOLDER, downgrade, settings, upgrade

OPTIONS = {"compare_type": True, "include_object": compared}


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(settings()).get_heads()) == 1


def test_the_revision_is_the_name_of_its_file_and_numbers_have_no_gap() -> None:
    files = sorted(path.stem for path in (FOLDER / "versions").glob("*.py"))
    revisions = sorted(one.revision for one in ScriptDirectory.from_config(settings()).walk_revisions())
    assert files == revisions
    assert [int(re.match(r"\d{4}", name).group()) for name in files] == list(range(1, len(files) + 1))


def test_up_down_and_up_again(database: Callable[[], str]) -> None:
    engine = open_engine(database())
    upgrade(engine)
    first = shape(engine)
    downgrade(engine)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    upgrade(engine)
    assert shape(engine) == first
    engine.dispose()


def test_the_newest_migration_is_what_the_models_say(database: Callable[[], str]) -> None:
    migrated, made = open_engine(database()), open_engine(database())
    upgrade(migrated)
    Base.metadata.create_all(made)
    with migrated.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=OPTIONS), Base.metadata) == []
    assert shape(migrated) == shape(made)
    migrated.dispose()
    made.dispose()


def shape(engine: Engine) -> dict[str, Any]:
    """Columns, checks, keys and indexes of every table, as the database tells them."""
    seen = inspect(engine)
    return {
        table: {
            "columns": sorted((c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)),
            "checks": sorted((c["name"], re.sub(r"\s+", " ", c["sqltext"])) for c in seen.get_check_constraints(table)),
            "unique": sorted(str(c["column_names"]) for c in seen.get_unique_constraints(table)),
            "foreign": sorted(
                str((c["constrained_columns"], c["referred_table"])) for c in seen.get_foreign_keys(table)
            ),
            "indexes": sorted(str(c["column_names"]) for c in seen.get_indexes(table)),
        }
        for table in seen.get_table_names()
        if table != "alembic_version"
    }
