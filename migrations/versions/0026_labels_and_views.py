"""Requests are sorted by labels and priority, found by kind of help, crime and ground of refusal, and listed by saved views.

The rows of the register are written anew when the installation starts (`mla migrate`, `mla serve`), with what is new in them.
"""

import sqlalchemy as sa
from alembic import op

from mla.models import Labelling, SavedView

revision = "0026_labels_and_views"
down_revision = "0025_units_and_absences"
branch_labels = None
depends_on = None

SORTED = ("side", "move", "instrument", "officer", "priority")
ADDED = ("marks", "officer")


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("register_entry") as batch_op:
        for name in ADDED:
            batch_op.add_column(sa.Column(name, sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("priority", sa.Integer(), server_default="1", nullable=False))
    for name in SORTED:
        op.create_index(op.f(f"ix_register_entry_in_order_of_{name}"), "register_entry", [name, "dossier_id"])
    op.create_table(
        "register_mark",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("sort", "code")),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        _of_a_request("register_mark"),
        sa.PrimaryKeyConstraint("sort", "code", "dossier_id", name=op.f("pk_register_mark")),
    )
    op.create_index(op.f("ix_register_mark_dossier_id"), "register_mark", ["dossier_id"])
    op.execute("DELETE FROM register_entry")
    _labels()
    _views()


def _of_a_request(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_dossier_id_dossier")
    return sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=name, ondelete="CASCADE")


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _labels() -> None:
    moment, on = Labelling.put_at.type, sa.text("taken_at IS NULL")
    op.create_table(
        "label",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label")),
        sa.UniqueConstraint("name", name=op.f("uq_label_name")),
    )
    op.create_table(
        "labelling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("put_by_id", sa.Integer(), nullable=False),
        sa.Column("put_at", moment, nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", moment, nullable=True),
        sa.CheckConstraint("(taken_at IS NULL) = (taken_by_id IS NULL)", name=op.f("ck_labelling_taken_by_somebody")),
        _of_a_request("labelling"),
        _to("labelling", "label_id", "label"),
        _to("labelling", "put_by_id", "official"),
        _to("labelling", "taken_by_id", "official"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_labelling")),
    )
    op.create_index(op.f("ix_labelling_dossier_id"), "labelling", ["dossier_id"])
    op.create_index(
        op.f("ix_labelling_on"),
        "labelling",
        ["label_id", "dossier_id"],
        unique=True,
        sqlite_where=on,
        postgresql_where=on,
    )
    op.create_table(
        "priority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.CheckConstraint("level IN (0, 1, 2)", name=op.f("ck_priority_level")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_priority_with_reason")),
        _of_a_request("priority"),
        _to("priority", "by_id", "official"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority")),
    )
    op.create_index(op.f("ix_priority_dossier_id"), "priority", ["dossier_id"])


def _views() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("shared", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("at", SavedView.at.type, nullable=False),
        sa.CheckConstraint("shared IN ('nobody', 'unit', 'everybody')", name=op.f("ck_saved_view_shared")),
        sa.CheckConstraint("shared <> 'unit' OR unit_id IS NOT NULL", name=op.f("ck_saved_view_shared_with_a_unit")),
        _to("saved_view", "owner_id", "official"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_saved_view_unit_id_unit"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_saved_view_owner_id")),
    )
    op.create_index(op.f("ix_saved_view_unit_id"), "saved_view", ["unit_id"])


def downgrade() -> None:
    """Back."""
    for table in ("saved_view", "priority", "labelling", "label", "register_mark"):
        op.drop_table(table)
    for name in SORTED:
        op.drop_index(op.f(f"ix_register_entry_in_order_of_{name}"), table_name="register_entry")
    with op.batch_alter_table("register_entry") as batch_op:
        for name in ("priority", *reversed(ADDED)):
            batch_op.drop_column(name)
