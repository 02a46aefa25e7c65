"""What an administrator sets on screen: letterhead, numbers, days off, news. Each change is a row."""

import sqlalchemy as sa
from alembic import op

from mla.models import Setting

revision = "0030_settings"
down_revision = "0029_interface"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", Setting.value.type, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", Setting.at.type, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", Setting.entered_at.type, nullable=True),
        sa.CheckConstraint("name IN ('letterhead', 'numbering', 'holidays', 'news')", name=op.f("ck_setting_name")),
        sa.CheckConstraint("reason <> '' AND number > 0", name=op.f("ck_setting_told")),
        sa.ForeignKeyConstraint(["by_id"], ["official.id"], name=op.f("fk_setting_by_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("name", "number", name=op.f("uq_setting_name")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("setting")
