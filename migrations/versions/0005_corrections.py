"""An entry of the record that a later one corrects."""

import sqlalchemy as sa
from alembic import op

revision = "0005_corrections"
down_revision = "0004_status_of_obligations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("event") as batch_op:
        batch_op.add_column(sa.Column("corrected_by", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("event") as batch_op:
        batch_op.drop_column("corrected_by")
