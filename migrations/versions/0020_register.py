"""Lists are read from one narrow row for each request, which indexes find; words are found by an index of parts of words.

The rows are written when the installation starts (`mla migrate`, `mla serve`): they copy what the records say.
"""

import sqlalchemy as sa
from alembic import op

from mla.models import RegisterEntry
from mla.models.search_text import POSTGRESQL, SQLITE

revision = "0020_register"
down_revision = "0019_property_by_itself"
branch_labels = None
depends_on = None

FILTERED = ("kind", "side", "stage", "counterpart", "instrument", "officer_id", "move")
SORTED = ("changed_at", "reference", "title", "counterpart", "kind", "stage", "next_due", "opened_on")


def upgrade() -> None:
    """Forward."""
    moment = RegisterEntry.changed_at.type
    op.create_table(
        "register_entry",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "side", "stage", "counterpart")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("instrument", "reference", "title")),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("move", sa.String(), nullable=False),
        sa.Column("our_due", sa.Date(), nullable=True),
        sa.Column("their_due", sa.Date(), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("came_at", moment, nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("held_since", sa.Date(), nullable=True),
        sa.Column("turned_back", sa.Boolean(), nullable=False),
        sa.Column("rests", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_register_entry_dossier_id_dossier"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["official.id"], name=op.f("fk_register_entry_officer_id_official")),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_register_entry")),
    )
    for name in FILTERED:
        _index(f"by_{name}", name, "changed_at", "dossier_id")
    for name in SORTED:
        _index(f"in_order_of_{name}", name, "dossier_id")
    _index("to_do", "open", "move", "kind", "side", "stage")
    _index("loads", "open", "officer_id", "move", "our_due")
    _index("our_due", "our_due")
    _index("their_due", "their_due")
    _index("open", "open", "changed_at", "dossier_id")
    _index("came_at", "open", "came_at")
    held, sqlite, postgresql = (
        sa.text("held_since IS NOT NULL"),
        sa.text("urgent = 1 AND open = 1"),
        sa.text("urgent AND open"),
    )
    op.create_index(
        op.f("ix_register_entry_held_since"), "register_entry", ["held_since"], sqlite_where=held, postgresql_where=held
    )
    op.create_index(
        op.f("ix_register_entry_urgent"), "register_entry", ["next_due", "dossier_id"],
        sqlite_where=sqlite, postgresql_where=postgresql,
    )  # fmt: skip
    op.create_table(
        "search_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_search_text_dossier_id_dossier"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_text")),
    )
    op.create_index(op.f("ix_search_text_place"), "search_text", ["dossier_id", "place"], unique=True)
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(statement)
    else:
        op.execute(POSTGRESQL)
        op.create_index(
            "ix_search_text_text",
            "search_text",
            ["text"],
            postgresql_using="gin",
            postgresql_ops={"text": "gin_trgm_ops"},
        )
    with op.batch_alter_table("dossier") as batch_op:
        batch_op.drop_column("search_text")
    op.create_index(op.f("ix_involvement_official_id"), "involvement", ["official_id", "dossier_id"], unique=False)


def _index(name: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_register_entry_{name}"), "register_entry", list(columns), unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_involvement_official_id"), table_name="involvement")
    with op.batch_alter_table("dossier") as batch_op:
        batch_op.add_column(sa.Column("search_text", sa.String(), nullable=False, server_default=""))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    op.drop_table("search_text")
    op.drop_table("register_entry")
