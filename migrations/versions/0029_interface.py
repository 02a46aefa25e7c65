"""The secrets with which other systems of the ministry come in."""

import sqlalchemy as sa
from alembic import op

from mla.models import ApiToken

revision = "0029_interface"
down_revision = "0028_language_of_screens"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("may_write", sa.Boolean(), nullable=False),
        sa.Column("since", ApiToken.since.type, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.Column("ended_at", ApiToken.ended_at.type, nullable=True),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_api_token_official_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token", name=op.f("uq_api_token_token")),
    )
    op.create_index(op.f("ix_api_token_official_id"), "api_token", ["official_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table("api_token")
