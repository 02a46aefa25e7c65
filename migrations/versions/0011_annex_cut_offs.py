"""The day before which a State does not cover the acts of an annex crime."""

import sqlalchemy as sa
from alembic import op

revision = "0011_annex_cut_offs"
down_revision = "0010_keys_and_heads"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("participation", sa.Column("annex_cut_offs", sa.Text(), nullable=True))
    op.execute("UPDATE participation SET annex_cut_offs = '[]'")
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.alter_column("annex_cut_offs", existing_type=sa.Text(), nullable=False)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_column("annex_cut_offs")
