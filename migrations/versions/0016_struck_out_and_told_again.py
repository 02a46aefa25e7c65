"""Entries that are struck out; packages whose outcome was told again."""

import sqlalchemy as sa
from alembic import op

revision = "0016_struck_out_and_told_again"
down_revision = "0015_corrections_of_letters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("event", sa.Column("struck_by", sa.Integer(), nullable=True))
    op.add_column("outgoing", sa.Column("earlier_receipt", sa.LargeBinary(), nullable=True))
    op.add_column("incoming", sa.Column("earlier_receipt", sa.LargeBinary(), nullable=True))
    op.add_column("incoming", sa.Column("receipt_due", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_incoming_receipt_due"), "incoming", ["receipt_due"], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_incoming_receipt_due"), table_name="incoming")
    for table, column in (
        ("incoming", "receipt_due"),
        ("incoming", "earlier_receipt"),
        ("outgoing", "earlier_receipt"),
        ("event", "struck_by"),
    ):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
