"""Dossiers are bound beside the web: what is asked for, how far it is, and why it was not bound."""

import sqlalchemy as sa
from alembic import op

from mla.models import Binding

revision = "0038_binding"
down_revision = "0037_what_is_late"
branch_labels = None
depends_on = None

OPEN = sa.text("state IN ('waiting', 'running')")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "binding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Binding.at.type, nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("choices", Binding.choices.type, nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("all", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("seen_at", Binding.at.type, nullable=True),
        sa.Column("ended_at", Binding.at.type, nullable=True),
        sa.Column("why", Binding.why.type, nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_binding_state")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_binding_dossier_id_dossier"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["official.id"], name=op.f("fk_binding_by_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_binding")),
    )
    op.create_index(op.f("ix_binding_dossier_id"), "binding", ["dossier_id"])
    op.create_index(op.f("ix_binding_by_id"), "binding", ["by_id"])
    op.create_index("ix_binding_open", "binding", ["id"], sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    """Back."""
    op.drop_table("binding")
