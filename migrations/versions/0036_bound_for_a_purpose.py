"""Dossiers that were bound for a purpose are kept: what for, by whom, when, and the digest of each volume."""

import sqlalchemy as sa
from alembic import op

from mla.models import BoundDossier

revision = "0036_bound_for_a_purpose"
down_revision = "0035_counted_by_index"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "bound_dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", BoundDossier.at.type, nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("choices", BoundDossier.choices.type, nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("volumes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_bound_dossier_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["by_id"], ["official.id"], name=op.f("fk_bound_dossier_by_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bound_dossier")),
    )
    op.create_index(op.f("ix_bound_dossier_dossier_id"), "bound_dossier", ["dossier_id"])
    op.create_index(op.f("ix_bound_dossier_by_id"), "bound_dossier", ["by_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table("bound_dossier")
