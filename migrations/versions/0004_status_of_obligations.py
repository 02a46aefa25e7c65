"""The ledger says “status”, as screens and the law do."""

from alembic import op

revision = "0004_status_of_obligations"
down_revision = "0003_proposals"
branch_labels = None
depends_on = None

STATUSES = "IN ('offered', 'accepted', 'declined', 'dropped', 'discharged')"


def upgrade() -> None:
    """Forward."""
    _rename("standing", "status")


def downgrade() -> None:
    """Back."""
    _rename("status", "standing")


def _rename(old: str, new: str) -> None:
    """Rename the column; its two checks are written anew, as SQLite keeps their text."""
    with op.batch_alter_table("obligation") as batch_op:
        batch_op.drop_constraint(op.f(f"ck_obligation_{old}"), type_="check")
        batch_op.drop_constraint(op.f("ck_obligation_discharged_on_a_day"), type_="check")
    with op.batch_alter_table("obligation") as batch_op:
        batch_op.alter_column(old, new_column_name=new)
    with op.batch_alter_table("obligation") as batch_op:
        batch_op.create_check_constraint(op.f(f"ck_obligation_{new}"), f"{new} {STATUSES}")
        batch_op.create_check_constraint(
            op.f("ck_obligation_discharged_on_a_day"), f"{new} <> 'discharged' OR discharged_on IS NOT NULL"
        )
