"""State sheets: how each State wishes to be asked."""

import sqlalchemy as sa
from alembic import op

revision = "0003_state_sheets"
down_revision = "0002_participation_register"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "sheet_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_sheet_entry_number")),
        sa.CheckConstraint("source <> '' AND mark <> ''", name=op.f("ck_sheet_entry_sourced")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_entry")),
        sa.UniqueConstraint("state", "topic", "measure", "number", name=op.f("uq_sheet_entry_state")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("sheet_entry")
