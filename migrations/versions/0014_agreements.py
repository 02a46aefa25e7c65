"""Agreements between two States, with all their versions; for which of them a package that came in is held."""

import sqlalchemy as sa
from alembic import op

revision = "0014_agreements"
down_revision = "0013_letters_in_three_languages"
branch_labels = None
depends_on = None

STATUSES = "status IN ('draft', 'laid', 'accepted', 'arrived', 'declined')"
TWO = "entered_by_id IS NULL OR checked_by_id IS NULL OR entered_by_id <> checked_by_id"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("signed", sa.Date(), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("accepted", sa.Integer(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("editors", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("laid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(STATUSES, name=op.f("ck_agreement_status")),
        sa.CheckConstraint(
            "status = 'draft' OR (told IS NOT NULL AND code IS NOT NULL)", name=op.f("ck_agreement_told")
        ),
        sa.CheckConstraint("(status = 'accepted') = (accepted IS NOT NULL)", name=op.f("ck_agreement_accepted")),
        sa.CheckConstraint("status <> 'accepted' OR checked_by_id IS NOT NULL", name=op.f("ck_agreement_checked")),
        sa.CheckConstraint(TWO, name=op.f("ck_agreement_two")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["official.id"], name=op.f("fk_agreement_entered_by_id_official")),
        sa.ForeignKeyConstraint(["checked_by_id"], ["official.id"], name=op.f("fk_agreement_checked_by_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("line", "number", name=op.f("uq_agreement_line")),
        sa.UniqueConstraint("code", name=op.f("uq_agreement_code")),
        sa.UniqueConstraint("accepted", name=op.f("uq_agreement_accepted")),
    )
    for column in ("line", "state"):
        op.create_index(op.f(f"ix_agreement_{column}"), "agreement", [column], unique=False)
    with op.batch_alter_table("incoming") as batch_op:
        batch_op.add_column(sa.Column("agreement", sa.String(), nullable=True))
    op.create_index(op.f("ix_incoming_agreement"), "incoming", ["agreement"], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_incoming_agreement"), table_name="incoming")
    with op.batch_alter_table("incoming") as batch_op:
        batch_op.drop_column("agreement")
    op.drop_table("agreement")
