"""Officials are told of handover packs."""

from alembic import op

revision = "0031_news_of_handovers"
down_revision = "0030_settings"
branch_labels = None
depends_on = None

OLD = (
    "arrival", "decision", "assignment", "submission", "sent_back", "mention", "due_soon", "overdue", "refused_package",
)  # fmt: skip


def _change(kinds: tuple[str, ...]) -> None:
    with op.batch_alter_table("notice") as batch_op:
        batch_op.drop_constraint(op.f("ck_notice_kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_notice_kind"), f"kind IN {kinds}")


def upgrade() -> None:
    """Forward."""
    _change((*OLD, "handover"))


def downgrade() -> None:
    """Back. What was told of handover packs is told no more."""
    op.execute("DELETE FROM notice WHERE kind = 'handover'")
    _change(OLD)
