"""Sentences of letters that this installation says otherwise than they ship."""

import sqlalchemy as sa
from alembic import op

revision = "0015_corrections_of_letters"
down_revision = "0014_agreements"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "letter_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("now", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> official_id", name=op.f("ck_letter_correction_two_officials")
        ),
        sa.CheckConstraint(
            "(decided_by_id IS NULL) = (decided_at IS NULL)", name=op.f("ck_letter_correction_decided_at_a_time")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["official.id"], name=op.f("fk_letter_correction_decided_by_id_official")
        ),
        sa.ForeignKeyConstraint(
            ["official_id"], ["official.id"], name=op.f("fk_letter_correction_official_id_official")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_correction")),
    )
    op.create_index(op.f("ix_letter_correction_language"), "letter_correction", ["language"], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_letter_correction_language"), table_name="letter_correction")
    op.drop_table("letter_correction")
