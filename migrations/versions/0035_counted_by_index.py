"""What is counted on the desk, and what was opened in a period, is read from indexes alone; what was sent back has an index that holds nothing else; an examiner's requests are found by one."""

import sqlalchemy as sa
from alembic import op

revision = "0035_counted_by_index"
down_revision = "0034_read_by_libreoffice"
branch_labels = None
depends_on = None

WIDENED = {
    "ix_register_entry_loads": (["open", "officer_id", "move", "our_due"], "their_due"),
    "ix_register_entry_in_order_of_changed_at": (["changed_at", "dossier_id"], "opened_on"),
}
URGENT, URGENT_ALONE = (
    "ix_register_entry_urgent",
    {"sqlite_where": sa.text("urgent = 1"), "postgresql_where": sa.text("urgent")},
)
TURNED_BACK = "ix_register_entry_turned_back"


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_dossier_examiner_id", "dossier", ["examiner_id"])
    for name, (columns, more) in WIDENED.items():
        op.drop_index(name, "register_entry")
        op.create_index(name, "register_entry", [*columns, more])
    op.drop_index(URGENT, "register_entry")
    op.create_index(URGENT, "register_entry", ["open", "next_due", "dossier_id", "officer_id"], **URGENT_ALONE)
    op.create_index(
        TURNED_BACK, "register_entry", ["open", "changed_at", "dossier_id"], sqlite_where=sa.text("turned_back = 1"), postgresql_where=sa.text("turned_back"),
    )  # fmt: skip


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_dossier_examiner_id", "dossier")
    op.drop_index(TURNED_BACK, "register_entry")
    op.drop_index(URGENT, "register_entry")
    op.create_index(URGENT, "register_entry", ["open", "next_due", "dossier_id"], **URGENT_ALONE)
    for name, (columns, _more) in WIDENED.items():
        op.drop_index(name, "register_entry")
        op.create_index(name, "register_entry", columns)
