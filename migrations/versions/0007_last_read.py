"""How far each official has read the story of a request."""

import sqlalchemy as sa
from alembic import op

revision = "0007_last_read"
down_revision = "0006_languages_of_documents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "last_read",
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_last_read_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_last_read_official_id_official")),
        sa.PrimaryKeyConstraint("official_id", "dossier_id", name=op.f("pk_last_read")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("last_read")
