"""Persons are found by how their names sound, and what officials said of two of them is kept.

What is written here is what `mla/search.py` wrote on the day of this migration; `mla verify` proves it against what it
writes later.
"""

import sqlalchemy as sa
from alembic import op

from mla.lifecycle.items import PersonText
from mla.models import Person
from mla.models.identification import STANDS, Identification
from mla.search import person_keys

revision = "0017_the_same_person"
down_revision = "0016_struck_out_and_told_again"
branch_labels = None
depends_on = None

PERSON = sa.table("person", sa.column("id", sa.Integer), sa.column("answers", Person.answers.type))
KEYS = sa.table("person_key", sa.column("person_id", sa.Integer), sa.column("key", sa.String))
HEARD = ("pair ", "word ", "open ", "year ", "born ")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "identification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("told", Identification.told.type, nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("at", Identification.at.type, nullable=False),
        sa.Column("taken_back_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_back_at", Identification.taken_back_at.type, nullable=True),
        sa.Column("taken_back_because", sa.String(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_identification_two_persons")),
        sa.CheckConstraint(
            "(taken_back_by_id IS NULL) = (taken_back_at IS NULL)", name=op.f("ck_identification_taken_back_at_a_time")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_identification_{column}_{table}"), ondelete=gone
            )
            for column, table, gone in (
                ("one_id", "person", "CASCADE"),
                ("other_id", "person", "CASCADE"),
                ("official_id", "official", None),
                ("taken_back_by_id", "official", None),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identification")),
    )
    for column in ("one_id", "other_id"):
        op.create_index(op.f(f"ix_identification_{column}"), "identification", [column], unique=False)
    op.create_index(
        op.f("ix_identification_pair"), "identification", ["one_id", "other_id"], unique=True, sqlite_where=STANDS, postgresql_where=STANDS,
    )  # fmt: skip
    op.drop_index(op.f("ix_person_key_key"), table_name="person_key")
    op.create_index(op.f("ix_person_key_key"), "person_key", ["key", "person_id"], unique=False)
    connection = op.get_bind()
    connection.execute(KEYS.delete().where(sa.or_(*(KEYS.c.key.startswith(heard) for heard in HEARD))))
    for row in connection.execute(sa.select(PERSON.c.id, PERSON.c.answers)).all():
        for key in sorted(person_keys(PersonText(0, row.answers))):
            if key.startswith(HEARD):
                connection.execute(KEYS.insert().values(person_id=row.id, key=key))


def downgrade() -> None:
    """Back."""
    connection = op.get_bind()
    connection.execute(KEYS.delete().where(sa.or_(*(KEYS.c.key.startswith(heard) for heard in HEARD))))
    op.drop_index(op.f("ix_person_key_key"), table_name="person_key")
    op.create_index(op.f("ix_person_key_key"), "person_key", ["key"], unique=False)
    op.drop_table("identification")
