"""How long each request took until its receipt was confirmed, until it was decided and until it ended, and whose time that was.

The rows copy what the records say. All of the register is made anew at the next start of the installation (`mla migrate`, `mla serve`).
"""

import sqlalchemy as sa
from alembic import op

revision = "0022_register_time"
down_revision = "0021_comments"
branch_labels = None
depends_on = None

WHOSE = ("requesting", "requested", "post", "authority", "court", "translation")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "register_time",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("reached", sa.String(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in WHOSE),
        sa.CheckConstraint("days >= 0", name=op.f("ck_register_time_no_time_runs_backwards")),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_register_time_dossier_id_dossier"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("dossier_id", "reached", name=op.f("pk_register_time")),
    )
    op.create_index("ix_register_time_reached", "register_time", ["reached", "reached_on", "days"])
    op.execute("DELETE FROM register_entry")


def downgrade() -> None:
    """Back."""
    op.drop_table("register_time")
