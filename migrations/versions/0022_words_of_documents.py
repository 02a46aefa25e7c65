"""Documents are read once, apart from the steps that bring them, and requests are found by what stands in them.

Every document that is there already waits to be read: the courier reads it.
"""

import sqlalchemy as sa
from alembic import op

from mla.models import DocumentText

revision = "0022_words_of_documents"
down_revision = "0021_comments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "document_text",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reader", sa.Integer(), nullable=False),
        sa.Column("at", DocumentText.at.type, nullable=False),
        sa.CheckConstraint(
            "outcome IN ('read', 'in_part', 'scan', 'not_read', 'unreadable')", name=op.f("ck_document_text_outcome")
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_document_text")),
    )
    waits, waits_too = sa.text("found = 0"), sa.text("NOT found")
    for table in ("attachment", "paper"):
        op.add_column(table, sa.Column("found", sa.Boolean(), nullable=False, server_default=sa.false()))
        op.create_index(
            op.f(f"ix_{table}_waits"), table, ["id"], unique=False, sqlite_where=waits, postgresql_where=waits_too
        )


def downgrade() -> None:
    """Back."""
    op.execute("DELETE FROM search_text WHERE place LIKE 'document:%'")
    for table in ("attachment", "paper"):
        op.drop_index(op.f(f"ix_{table}_waits"), table_name=table)
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("found")
    op.drop_table("document_text")
