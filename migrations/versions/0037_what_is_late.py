"""The register keeps what is said of the nearest limits, so that no list reads a request to say what is late; what is new to an official is counted by an index alone.

The rows of requests in which a limit runs are written anew when the installation starts (`mla migrate`, `mla serve`); in all others there is nothing new.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037_what_is_late"
down_revision = "0036_bound_for_a_purpose"
branch_labels = None
depends_on = None

ADDED = ("our_limit", "their_limit")
CAME = "ix_register_entry_came_at"


def upgrade() -> None:
    """Forward."""
    for name in ADDED:
        op.add_column("register_entry", sa.Column(name, sa.Text(), server_default="{}", nullable=False))
    op.drop_index(CAME, "register_entry")
    op.create_index(CAME, "register_entry", ["open", "came_at", "came", "dossier_id"])
    op.execute("DELETE FROM register_entry WHERE next_due < '9999-12-31'")


def downgrade() -> None:
    """Back."""
    op.drop_index(CAME, "register_entry")
    op.create_index(CAME, "register_entry", ["open", "came_at"])
    with op.batch_alter_table("register_entry") as batch_op:
        for name in reversed(ADDED):
            batch_op.drop_column(name)
