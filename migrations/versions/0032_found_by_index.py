"""What is rare is found by indexes that hold no others: requests of a matter, those that arose from another, urgent ones. And those of one kind with one State."""

import sqlalchemy as sa
from alembic import op

revision = "0032_found_by_index"
down_revision = "0031_news_of_handovers"
branch_labels = None
depends_on = None

COLUMNS = ("matter_id", "arises_from")
URGENT = "ix_register_entry_urgent"
BOTH = "ix_register_entry_by_counterpart_and_kind"


def upgrade() -> None:
    """Forward."""
    for column in COLUMNS:
        some = sa.text(f"{column} IS NOT NULL")
        op.drop_index(f"ix_dossier_{column}", "dossier")
        op.create_index(f"ix_dossier_{column}", "dossier", [column], sqlite_where=some, postgresql_where=some)
    op.drop_index(URGENT, "register_entry")
    op.create_index(
        URGENT, "register_entry", ["open", "next_due", "dossier_id"], sqlite_where=sa.text("urgent = 1"), postgresql_where=sa.text("urgent"),
    )  # fmt: skip
    op.create_index(BOTH, "register_entry", ["counterpart", "kind", "changed_at", "dossier_id"])


def downgrade() -> None:
    """Back."""
    op.drop_index(BOTH, "register_entry")
    op.drop_index(URGENT, "register_entry")
    op.create_index(
        URGENT, "register_entry", ["next_due", "dossier_id"], sqlite_where=sa.text("urgent = 1 AND open = 1"), postgresql_where=sa.text("urgent AND open"),
    )  # fmt: skip
    for column in COLUMNS:
        op.drop_index(f"ix_dossier_{column}", "dossier")
        op.create_index(f"ix_dossier_{column}", "dossier", [column])
