"""Officials are told of what happens in their requests, on screen and by mail, as each of them wishes."""

import sqlalchemy as sa
from alembic import op

from mla.models import Notice, NoticeWish

revision = "0023_notices"
down_revision = "0022_words_of_documents"
branch_labels = None
depends_on = None

KINDS = "'arrival', 'decision', 'assignment', 'submission', 'sent_back', 'mention', 'due_soon', 'overdue', 'refused_package'"


def upgrade() -> None:
    """Forward."""
    moment, names = Notice.at.type, NoticeWish.not_shown.type
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("at", moment, nullable=False),
        sa.Column("seen_at", moment, nullable=True),
        sa.Column("mailed_at", moment, nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_notice_kind")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_notice_official_id_official")),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_notice_dossier_id_dossier"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("official_id", "key", name=op.f("uq_notice_official_id")),
    )
    op.create_index(op.f("ix_notice_dossier_id"), "notice", ["dossier_id"], unique=False)
    unseen = sa.text("seen_at IS NULL")
    op.create_index(
        op.f("ix_notice_unseen"), "notice", ["official_id", "id"], sqlite_where=unseen, postgresql_where=unseen
    )
    op.create_table(
        "notice_wish",
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("not_shown", names, nullable=False),
        sa.Column("not_mailed", names, nullable=False),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_notice_wish_official_id_official")),
        sa.PrimaryKeyConstraint("official_id", name=op.f("pk_notice_wish")),
    )
    op.create_index(op.f("ix_comment_at"), "comment", ["at"], unique=False)
    refused = sa.text("outcome = 'refused'")
    op.create_index(op.f("ix_outgoing_refused"), "outgoing", ["id"], sqlite_where=refused, postgresql_where=refused)


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_outgoing_refused"), table_name="outgoing")
    op.drop_index(op.f("ix_comment_at"), table_name="comment")
    op.drop_table("notice_wish")
    op.drop_table("notice")
