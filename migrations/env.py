"""How Alembic runs our migrations: on the connection that it is given (see mla/storage/migrate.py)."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import TypeDecorator

from mla import models  # noqa: F401 - makes every table known
from mla.models.search_text import compared
from mla.storage.database import Base, Json, Moment


def plain(kind: str, thing: Any, _context: Any) -> str | bool:
    """Migrations speak plain SQLAlchemy, so that a later change of our types does not change them."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return {Json: "sa.Text()", Moment: "sa.DateTime(timezone=True)"}[type(thing)]
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=plain,
    compare_type=True,
    include_object=compared,
)
with context.begin_transaction():
    context.run_migrations()
