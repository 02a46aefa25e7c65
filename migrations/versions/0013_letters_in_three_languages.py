"""Function and unit of an official in each language of letters, the Spanish name of other central authorities, and who has
read which letter in which language."""

import sqlalchemy as sa
from alembic import op

revision = "0013_letters_in_three_languages"
down_revision = "0012_invitations"
branch_labels = None
depends_on = None

OF_OFFICIALS = ("function_fr", "function_es", "unit", "unit_fr", "unit_es")


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("official") as batch_op:
        for name in OF_OFFICIALS:
            batch_op.add_column(sa.Column(name, sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("peer") as batch_op:
        batch_op.add_column(sa.Column("name_es", sa.String(), nullable=True))
    op.create_table(
        "letter_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_letter_reading_official_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_reading")),
    )
    op.create_index(op.f("ix_letter_reading_language"), "letter_reading", ["language"], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_letter_reading_language"), table_name="letter_reading")
    op.drop_table("letter_reading")
    with op.batch_alter_table("peer") as batch_op:
        batch_op.drop_column("name_es")
    with op.batch_alter_table("official") as batch_op:
        for name in reversed(OF_OFFICIALS):
            batch_op.drop_column(name)
