"""Everyone who was shown a letter that waits is remembered, and what was overtaken is marked."""

import sqlalchemy as sa
from alembic import op

revision = "0009_letters_read"
down_revision = "0008_paragraphs"
branch_labels = None
depends_on = None

SEEN_BY = "fk_proposal_seen_by_id_official"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "letter_shown",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("letter", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_letter_shown_proposal_id_proposal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_letter_shown_official_id_official")),
        sa.PrimaryKeyConstraint("proposal_id", "official_id", name=op.f("pk_letter_shown")),
    )
    op.execute(
        "INSERT INTO letter_shown (proposal_id, official_id, mark, letter) SELECT id, seen_by_id, seen, letter"
        " FROM proposal WHERE seen_by_id IS NOT NULL AND letter IS NOT NULL"
    )
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.drop_constraint(batch_op.f(SEEN_BY), type_="foreignkey")
        for name in ("seen_by_id", "seen", "letter"):
            batch_op.drop_column(name)
        batch_op.add_column(sa.Column("overtaken_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Back. Who signs reads the letter anew."""
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.drop_column("overtaken_at")
        batch_op.add_column(sa.Column("seen_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("seen", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("letter", sa.LargeBinary(), nullable=True))
        batch_op.create_foreign_key(batch_op.f(SEEN_BY), "official", ["seen_by_id"], ["id"])
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.alter_column("seen", server_default=None)
    op.drop_table("letter_shown")
