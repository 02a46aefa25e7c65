"""Invitations: by a link, somebody with an account chooses a password of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0012_invitations"
down_revision = "0011_persons_by_every_name"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "invitation",
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_invitation_official_id_official")),
        sa.PrimaryKeyConstraint("official_id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token", name=op.f("uq_invitation_token")),
    )
    with op.batch_alter_table("account_change") as batch_op:
        batch_op.add_column(sa.Column("invite", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("account_change") as batch_op:
        batch_op.alter_column("invite", server_default=None)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("account_change") as batch_op:
        batch_op.drop_column("invite")
    op.drop_table("invitation")
