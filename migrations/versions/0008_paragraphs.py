"""A ministry's own paragraphs."""

import sqlalchemy as sa
from alembic import op

revision = "0008_paragraphs"
down_revision = "0007_last_read"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "paragraph",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> '' AND text <> '' AND place <> ''", name=op.f("ck_paragraph_told")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["official.id"], name=op.f("fk_paragraph_changed_by_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraph")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("paragraph")
