"""Officials comment on a request, on its sections and its papers; whoever is mentioned finds it on the desk."""

import sqlalchemy as sa
from alembic import op

from mla.models import Comment

revision = "0021_comments"
down_revision = "0020_register"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    moment = Comment.at.type
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("blocks", sa.Boolean(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.CheckConstraint("act IN ('said', 'resolved', 'reopened')", name=op.f("ck_comment_act")),
        sa.CheckConstraint(
            "thread_id IS NULL OR NOT (blocks OR open)", name=op.f("ck_comment_thread_is_told_by_its_first")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_comment_dossier_id_dossier"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["thread_id"], ["comment.id"], name=op.f("fk_comment_thread_id_comment")),
        sa.ForeignKeyConstraint(["author_id"], ["official.id"], name=op.f("fk_comment_author_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    for name in ("dossier_id", "thread_id", "author_id"):
        op.create_index(op.f(f"ix_comment_{name}"), "comment", [name], unique=False)
    op.create_index(op.f("ix_comment_open"), "comment", ["open", "blocks", "dossier_id"], unique=False)
    op.create_table(
        "comment_mention",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_mention_comment_id_comment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_comment_mention_official_id_official")),
        sa.PrimaryKeyConstraint("comment_id", "official_id", name=op.f("pk_comment_mention")),
    )
    op.create_index(op.f("ix_comment_mention_official_id"), "comment_mention", ["official_id"], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_table("comment_mention")
    op.drop_table("comment")
