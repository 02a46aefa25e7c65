"""Changes of accounts that a second administrator confirms."""

import sqlalchemy as sa
from alembic import op

revision = "0007_account_change"
down_revision = "0006_calendar_feed"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "account_change",
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_account_change_official_id_official")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["official.id"], name=op.f("fk_account_change_proposed_by_id_official")
        ),
        sa.PrimaryKeyConstraint("official_id", name=op.f("pk_account_change")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("account_change")
