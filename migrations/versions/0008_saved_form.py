"""Words that were typed when a session ended."""

import sqlalchemy as sa
from alembic import op

revision = "0008_saved_form"
down_revision = "0007_account_change"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "saved_form",
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_saved_form_official_id_official")),
        sa.PrimaryKeyConstraint("official_id", "address", name=op.f("pk_saved_form")),
    )
    op.create_index(op.f("ix_saved_form_at"), "saved_form", ["at"])


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_saved_form_at"), "saved_form")
    op.drop_table("saved_form")
