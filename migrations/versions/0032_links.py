"""The requests of a matter, and those that arose from another, are found by indexes that hold no others."""

import sqlalchemy as sa
from alembic import op

revision = "0032_links"
down_revision = "0031_news_of_handovers"
branch_labels = None
depends_on = None

COLUMNS = ("matter_id", "arises_from")


def upgrade() -> None:
    """Forward."""
    for column in COLUMNS:
        some = sa.text(f"{column} IS NOT NULL")
        op.drop_index(f"ix_dossier_{column}", "dossier")
        op.create_index(f"ix_dossier_{column}", "dossier", [column], sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    """Back."""
    for column in COLUMNS:
        op.drop_index(f"ix_dossier_{column}", "dossier")
        op.create_index(f"ix_dossier_{column}", "dossier", [column])
