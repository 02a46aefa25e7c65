"""Redacted copies of documents are kept: of which document, what is black and why, by whom, when, and the digest of the copy."""

import sqlalchemy as sa
from alembic import op

from mla.models import Redaction

revision = "0039_redactions"
down_revision = "0038_binding"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "redaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("original", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Redaction.at.type, nullable=False),
        sa.Column("regions", Redaction.regions.type, nullable=False),
        sa.Column("others", Redaction.others.type, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("unread", Redaction.unread.type, nullable=False),
        sa.Column("still", Redaction.still.type, nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_redaction_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["by_id"], ["official.id"], name=op.f("fk_redaction_by_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
    )
    op.create_index("ix_redaction_of", "redaction", ["dossier_id", "original"])
    op.create_index(op.f("ix_redaction_by_id"), "redaction", ["by_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table("redaction")
