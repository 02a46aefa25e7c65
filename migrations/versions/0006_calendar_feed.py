"""The calendar that an official subscribes to."""

import sqlalchemy as sa
from alembic import op

revision = "0006_calendar_feed"
down_revision = "0005_every_kind"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "calendar_feed",
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_calendar_feed_official_id_official")),
        sa.PrimaryKeyConstraint("official_id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token", name=op.f("uq_calendar_feed_token")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("calendar_feed")
