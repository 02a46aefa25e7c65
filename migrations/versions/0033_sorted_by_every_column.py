"""The register is sorted by unit, labels, kinds of help, crimes and grounds of refusal.

The rows of the register are written anew when the installation starts (`mla migrate`, `mla serve`), with what is new in them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033_sorted_by_every_column"
down_revision = "0032_found_by_index"
branch_labels = None
depends_on = None

ADDED = ("unit", "labels", "measures", "crimes", "grounds")


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("register_entry") as batch_op:
        for name in ADDED:
            batch_op.add_column(sa.Column(name, sa.String(), server_default="", nullable=False))
    for name in ADDED:
        op.create_index(op.f(f"ix_register_entry_in_order_of_{name}"), "register_entry", [name, "dossier_id"])
    op.execute("DELETE FROM register_entry")


def downgrade() -> None:
    """Back."""
    for name in ADDED:
        op.drop_index(op.f(f"ix_register_entry_in_order_of_{name}"), table_name="register_entry")
    with op.batch_alter_table("register_entry") as batch_op:
        for name in reversed(ADDED):
            batch_op.drop_column(name)
