"""Of a document it may be said that it is read only where LibreOffice is installed, or of some of its files only the names.

What nobody read until now is read by the courier, by the reader that there is now.
"""

from alembic import op

revision = "0034_read_by_libreoffice"
down_revision = "0033_sorted_by_every_column"
branch_labels = None
depends_on = None

OLD = ("read", "in_part", "scan", "not_read", "unreadable")
UNREAD = "(SELECT sha256 FROM document_text WHERE outcome IN ('not_read', 'office', 'names'))"


def _change(outcomes: tuple[str, ...]) -> None:
    for table in ("attachment", "paper"):
        op.execute(f"UPDATE {table} SET found = false WHERE sha256 IN {UNREAD}")  # noqa: S608 - our own names
    op.execute("DELETE FROM document_text WHERE outcome IN ('not_read', 'office', 'names')")
    with op.batch_alter_table("document_text") as batch_op:
        batch_op.drop_constraint(op.f("ck_document_text_outcome"), type_="check")
        batch_op.create_check_constraint(op.f("ck_document_text_outcome"), f"outcome IN {outcomes}")


def upgrade() -> None:
    """Forward."""
    _change(("read", "in_part", "names", "scan", "office", "not_read", "unreadable"))


def downgrade() -> None:
    """Back."""
    _change(OLD)
