"""Letters are read before they leave, and what one official proposes another signs."""

import sqlalchemy as sa
from alembic import op

revision = "0003_proposals"
down_revision = "0002_persons_by_name"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("trigger", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_by_id", sa.Integer(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("letter", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("status IN ('prepared', 'proposed', 'sent_back')", name=op.f("ck_proposal_status")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_proposal_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["author_id"], ["official.id"], name=op.f("fk_proposal_author_id_official")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["official.id"], name=op.f("fk_proposal_changed_by_id_official")),
        sa.ForeignKeyConstraint(["returned_by_id"], ["official.id"], name=op.f("fk_proposal_returned_by_id_official")),
        sa.ForeignKeyConstraint(["seen_by_id"], ["official.id"], name=op.f("fk_proposal_seen_by_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_at"), ["at"], unique=False)
    with op.batch_alter_table("event") as batch_op:
        batch_op.add_column(sa.Column("proposed_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_event_proposed_by_id_official"), "official", ["proposed_by_id"], ["id"]
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("event") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_event_proposed_by_id_official"), type_="foreignkey")
        batch_op.drop_column("proposed_by_id")
    op.drop_table("proposal")
