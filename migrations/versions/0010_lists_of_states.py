"""What is known of a State's part besides its days, and the lists of States that were taken in."""

import sqlalchemy as sa
from alembic import op

revision = "0010_lists_of_states"
down_revision = "0009_letters_read"
branch_labels = None
depends_on = None

WORDS = ("act", "territory")


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("participation") as batch_op:
        batch_op.add_column(sa.Column("objections", sa.Text(), nullable=False, server_default="[]"))
        for name in WORDS:
            batch_op.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("in_force_by", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("denounced", sa.Date(), nullable=True))
    with op.batch_alter_table("participation") as batch_op:
        for name in ("objections", *WORDS):
            batch_op.alter_column(name, server_default=None)
    op.create_table(
        "participation_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("gaps", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_participation_list_number")),
        sa.CheckConstraint("source <> '' AND mark <> ''", name=op.f("ck_participation_list_sourced")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation_list")),
        sa.UniqueConstraint("code", "number", name=op.f("uq_participation_list_code")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("participation_list")
    with op.batch_alter_table("participation") as batch_op:
        for name in ("denounced", "in_force_by", "territory", "act", "objections"):
            batch_op.drop_column(name)
