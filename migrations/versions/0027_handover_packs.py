"""What lay with an official when it was handed over, request by request, and whether the successor has countersigned it."""

import sqlalchemy as sa
from alembic import op

from mla.models import Handover, HandoverLine

revision = "0027_handover_packs"
down_revision = "0026_labels_and_views"
branch_labels = None
depends_on = None

PARTIES = ("whose_id", "by_id", "successor_id")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in PARTIES),
        sa.Column("at", Handover.at.type, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("countersigned_at", Handover.countersigned_at.type, nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.CheckConstraint("successor_id <> whose_id", name=op.f("ck_handover_to_somebody_else")),
        *(
            sa.ForeignKeyConstraint([name], ["official.id"], name=op.f(f"fk_handover_{name}_official"))
            for name in PARTIES
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    for name in (*PARTIES, "countersigned_at"):
        op.create_index(op.f(f"ix_handover_{name}"), "handover", [name])
    op.create_table(
        "handover_line",
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("handed", sa.Boolean(), nullable=False),
        sa.Column("told", HandoverLine.told.type, nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_line_handover_id_handover"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_handover_line_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("handover_id", "place", name=op.f("pk_handover_line")),
    )
    op.create_index(op.f("ix_handover_line_dossier_id"), "handover_line", ["dossier_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table("handover_line")
    op.drop_table("handover")
