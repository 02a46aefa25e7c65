"""Keys on file with their dates; the head of the audit log in a second place and in every event."""

import sqlalchemy as sa
from alembic import op

revision = "0010_keys_and_heads"
down_revision = "0009_search_text_and_matters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. The keys of today are the first on file; the audit log as it stands today is what its head names."""
    op.create_table(
        "key_on_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("since IS NULL OR until IS NULL OR since <= until", name=op.f("ck_key_on_file_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_on_file")),
    )
    op.create_index(op.f("ix_key_on_file_state"), "key_on_file", ["state"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.add_column("event", sa.Column("log_head", sa.String(), nullable=False, server_default=""))
    op.execute("INSERT INTO key_on_file (state, key) SELECT state, key FROM peer ORDER BY state")
    op.execute(
        "INSERT INTO audit_head (id, number, hash) SELECT 1, number, hash FROM audit_entry ORDER BY number DESC LIMIT 1"
    )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("event") as batch_op:
        batch_op.drop_column("log_head")
    op.drop_table("audit_head")
    op.drop_index(op.f("ix_key_on_file_state"), table_name="key_on_file")
    op.drop_table("key_on_file")
