"""The language in which a document is written; empty where nobody has said so."""

import sqlalchemy as sa
from alembic import op

revision = "0006_languages_of_documents"
down_revision = "0005_corrections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("attachment") as batch_op:
        batch_op.add_column(sa.Column("language", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("attachment") as batch_op:
        batch_op.drop_column("language")
