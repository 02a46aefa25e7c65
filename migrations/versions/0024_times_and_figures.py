"""How long each request took until its receipt was confirmed, until it was decided and until it ended, and whose time that was; figures as they were counted last.

The rows copy what the records say. All of the register is made anew at the next start of the installation (`mla migrate`, `mla serve`).
"""

import sqlalchemy as sa
from alembic import op

from mla.models import KeptFigures

revision = "0024_times_and_figures"
down_revision = "0023_notices"
branch_labels = None
depends_on = None

WHOSE = ("requesting", "requested", "post", "authority", "court", "translation")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "register_time",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("reached", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in WHOSE),
        sa.CheckConstraint("days >= 0", name=op.f("ck_register_time_no_time_runs_backwards")),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_register_time_dossier_id_dossier"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("dossier_id", "reached", name=op.f("pk_register_time")),
    )
    op.create_index("ix_register_time_opened_on", "register_time", ["opened_on"])
    op.create_index("ix_register_time_reached_on", "register_time", ["reached", "side", "reached_on"])
    op.create_index("ix_register_entry_opened_on", "register_entry", ["opened_on", "side"])
    op.create_table(
        "kept_figures",
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("counted_at", KeptFigures.counted_at.type, nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("question", name=op.f("pk_kept_figures")),
    )
    op.execute("DELETE FROM register_entry")


def downgrade() -> None:
    """Back."""
    op.drop_table("kept_figures")
    op.drop_index("ix_register_entry_opened_on", "register_entry")
    op.drop_table("register_time")
