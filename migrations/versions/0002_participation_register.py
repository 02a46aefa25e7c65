"""The register of participation: which State takes part in which instrument."""

import sqlalchemy as sa
from alembic import op

revision = "0002_participation_register"
down_revision = "0001_first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("signed", sa.Date(), nullable=True),
        sa.Column("ratified", sa.Date(), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("provisional_from", sa.Date(), nullable=True),
        sa.Column("provisional_until", sa.Date(), nullable=True),
        sa.Column("provisional_scope", sa.Text(), nullable=False),
        sa.Column("denounced_effective", sa.Date(), nullable=True),
        sa.Column("cut_off", sa.Date(), nullable=True),
        sa.Column("reservations", sa.Text(), nullable=False),
        sa.Column("annexes", sa.Text(), nullable=False),
        sa.Column("declarations", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_participation_number")),
        sa.CheckConstraint("source <> '' AND mark <> ''", name=op.f("ck_participation_sourced")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint("state", "instrument", "number", name=op.f("uq_participation_state")),
    )
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participation_instrument"), ["instrument"], unique=False)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participation_instrument"))

    op.drop_table("participation")
