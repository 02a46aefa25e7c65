"""Persons are compared by a key that an index finds, not by reading all of them.

What is written here is what `mla/search.py` wrote on the day of this migration; `mla verify` proves it against what it
writes later.
"""

import sqlalchemy as sa
from alembic import op

from mla.lifecycle.text import PersonText
from mla.models import Person
from mla.search import name_key

revision = "0002_persons_by_name"
down_revision = "0001_first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("name_key", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("person") as batch_op:
        batch_op.alter_column("name_key", server_default=None)
        batch_op.create_index(batch_op.f("ix_person_name_key"), ["name_key"], unique=False)
    person = sa.table(
        "person",
        sa.column("id", sa.Integer),
        sa.column("answers", Person.answers.type),
        sa.column("name_key", sa.String),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(person.c.id, person.c.answers)).all():
        key = name_key(PersonText(0, row.answers))
        connection.execute(person.update().where(person.c.id == row.id).values(name_key=key))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("person") as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_name_key"))
        batch_op.drop_column("name_key")
