"""The words by which requests are found, place by place, with the index of each database that finds any part of a word."""

from __future__ import annotations

import uuid

from sqlalchemy import Connection, ForeignKey, Index, event
from sqlalchemy.orm import Mapped, mapped_column

from mla.storage.database import Base

DOCUMENT = "document:"
"""How the places begin that the courier writes (`mla/register/documents.py`), and no step."""


class SearchText(Base):
    """What stands at one place of a request, as it is compared (`mla.names.normal`). Written with every step, proved by `mla verify`.

    `place` is “head” (title, references, persons), “text” (the request itself), “entry:7” (what an entry of the record says),
    “comment:12” (what officials say to each other) or “document:attachment:3”, “document:paper:4” (what stands in a document, by its row). The numbers of the last are below zero.
    """

    __tablename__ = "search_text"
    __table_args__ = (
        Index("ix_search_text_place", "dossier_id", "place", unique=True),
        Index("ix_search_text_text", "text", postgresql_using="gin", postgresql_ops={"text": "gin_trgm_ops"}).ddl_if(
            dialect="postgresql"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"))
    place: Mapped[str]
    text: Mapped[str]


INDEX = "search_index"
"""On SQLite: the full-text table (FTS5) of all threes of characters in `search_text`, kept by the database itself."""

SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(text, content='search_text', content_rowid='id', tokenize='trigram')",
    """CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
    INSERT INTO search_index(rowid, text) VALUES (new.id, new.text); END""",
    """CREATE TRIGGER search_text_gone AFTER DELETE ON search_text BEGIN
    INSERT INTO search_index(search_index, rowid, text) VALUES ('delete', old.id, old.text); END""",
    """CREATE TRIGGER search_text_changed AFTER UPDATE OF text ON search_text BEGIN
    INSERT INTO search_index(search_index, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO search_index(rowid, text) VALUES (new.id, new.text); END""",
)
POSTGRESQL = "CREATE EXTENSION IF NOT EXISTS pg_trgm"


@event.listens_for(Base.metadata, "before_create")
def _before(_target: object, connection: Connection, **_more: object) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(POSTGRESQL)


@event.listens_for(SearchText.__table__, "after_create")
def _after(_target: object, connection: Connection, **_more: object) -> None:
    for statement in SQLITE if connection.dialect.name == "sqlite" else ():
        connection.exec_driver_sql(statement)


def compared(_thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """Whether Alembic compares a thing of the database with the models: not what only one of the two databases has for this search."""
    told = name or ""
    return not ((kind == "table" and told.startswith(INDEX)) or (kind == "index" and told == "ix_search_text_text"))
