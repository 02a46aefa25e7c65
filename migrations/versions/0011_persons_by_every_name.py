"""Persons are compared by every name and number they have, each of which an index finds.

What is written here is what `mla/search.py` wrote on the day of this migration; `mla verify` proves it against what it
writes later.
"""

import sqlalchemy as sa
from alembic import op

from mla.lifecycle.items import PersonText
from mla.models import Person
from mla.search import name_key, person_keys

revision = "0011_persons_by_every_name"
down_revision = "0010_lists_of_states"
branch_labels = None
depends_on = None

PERSON = sa.table(
    "person",
    sa.column("id", sa.Integer),
    sa.column("answers", Person.answers.type),
    sa.column("name_key", sa.String),
)


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "person_key",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_key_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "key", name=op.f("pk_person_key")),
    )
    op.create_index(op.f("ix_person_key_key"), "person_key", ["key"], unique=False)
    keys = sa.table("person_key", sa.column("person_id", sa.Integer), sa.column("key", sa.String))
    connection = op.get_bind()
    for row in connection.execute(sa.select(PERSON.c.id, PERSON.c.answers)).all():
        for key in sorted(person_keys(PersonText(0, row.answers))):
            connection.execute(keys.insert().values(person_id=row.id, key=key))
    with op.batch_alter_table("person") as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_name_key"))
        batch_op.drop_column("name_key")


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("name_key", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("person") as batch_op:
        batch_op.alter_column("name_key", server_default=None)
        batch_op.create_index(batch_op.f("ix_person_name_key"), ["name_key"], unique=False)
    connection = op.get_bind()
    for row in connection.execute(sa.select(PERSON.c.id, PERSON.c.answers)).all():
        key = name_key(PersonText(0, row.answers))
        connection.execute(PERSON.update().where(PERSON.c.id == row.id).values(name_key=key))
    op.drop_index(op.f("ix_person_key_key"), table_name="person_key")
    op.drop_table("person_key")
