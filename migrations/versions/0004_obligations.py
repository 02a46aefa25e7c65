"""The ledger of conditions and undertakings."""

import sqlalchemy as sa
from alembic import op

revision = "0004_obligations"
down_revision = "0003_state_sheets"
branch_labels = None
depends_on = None

KINDS = "'use_limitation', 'death_penalty', 'return_originals', 'return_person', 'retrial', 'confidentiality', 'erasure', 'report_on_use', 'presence', 'speciality', 'other'"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "obligation",
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("discharged_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "side IN ('requesting', 'requested') AND owner IN ('requesting', 'requested')",
            name=op.f("ck_obligation_sides"),
        ),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_obligation_kind")),
        sa.CheckConstraint(
            "standing IN ('offered', 'accepted', 'declined', 'dropped', 'discharged')",
            name=op.f("ck_obligation_standing"),
        ),
        sa.CheckConstraint(
            "standing <> 'discharged' OR discharged_on IS NOT NULL", name=op.f("ck_obligation_discharged_on_a_day")
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_obligation_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
        sa.UniqueConstraint("dossier_id", "side", "number", name=op.f("uq_obligation_dossier_id")),
    )
    op.create_index(op.f("ix_obligation_dossier_id"), "obligation", ["dossier_id"])


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_obligation_dossier_id"), table_name="obligation")
    op.drop_table("obligation")
