"""Brings a database to the newest numbered migration, or back."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config as Alembic
from sqlalchemy import Engine

FOLDER = Path(__file__).parent.parent / "migrations"


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run the migrations up to `to`, in one transaction each."""
    with engine.begin() as connection:
        command.upgrade(settings(connection), to)


def downgrade(engine: Engine, to: str = "base") -> None:
    """Run the migrations back down to `to`."""
    with engine.begin() as connection:
        command.downgrade(settings(connection), to)


def settings(connection: object = None) -> Alembic:
    """Alembic's own settings for our folder of migrations."""
    alembic = Alembic()
    alembic.set_main_option("script_location", str(FOLDER))
    alembic.set_main_option("path_separator", "os")
    alembic.attributes["connection"] = connection
    return alembic
