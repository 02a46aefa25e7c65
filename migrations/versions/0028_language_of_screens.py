"""The language of the screens that an official has chosen, empty where the browser decides; who has read how the desk is used."""

import sqlalchemy as sa
from alembic import op

revision = "0028_language_of_screens"
down_revision = "0027_handover_packs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("official", sa.Column("language", sa.String(), nullable=False, server_default=""))
    op.add_column("official", sa.Column("introduced", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("official") as batch:
        batch.drop_column("introduced")
        batch.drop_column("language")
