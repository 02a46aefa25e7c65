"""Units of the ministry, to which officials belong, and absences with their substitutes. The names of units that letters printed become units."""

import sqlalchemy as sa
from alembic import op

from mla.models import Absence

revision = "0025_units_and_absences"
down_revision = "0024_times_and_figures"
branch_labels = None
depends_on = None

NAMES = ("", "_fr", "_es")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(f"name{one}", sa.String(), nullable=False, **({"server_default": ""} if one else {}))
            for one in NAMES
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_name")),
    )
    with op.batch_alter_table("official") as batch_op:
        batch_op.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("heads_unit", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_foreign_key(op.f("fk_official_unit_id_unit"), "unit", ["unit_id"], ["id"])
        batch_op.create_index(op.f("ix_official_unit_id"), ["unit_id"], unique=False)
    named = "CASE WHEN official.unit <> '' THEN official.unit WHEN official.unit_fr <> '' THEN official.unit_fr ELSE official.unit_es END"
    op.execute(
        f"INSERT INTO unit (name, name_fr, name_es) SELECT {named}, max(official.unit_fr), max(official.unit_es) FROM official "  # noqa: S608
        f"WHERE {named} <> '' GROUP BY {named} ORDER BY {named}"
    )
    op.execute(f"UPDATE official SET unit_id = (SELECT id FROM unit WHERE unit.name = {named})")  # noqa: S608
    with op.batch_alter_table("official") as batch_op:
        for one in NAMES:
            batch_op.drop_column(f"unit{one}")
    _absences()


def _absences() -> None:
    moment, officials = Absence.since.type, ("official_id", "substitute_id", "said_by_id")
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in officials[:2]),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("first", "last")),
        *(sa.Column(name, moment, nullable=False) for name in ("since", "until")),
        sa.Column("said_by_id", sa.Integer(), nullable=False),
        sa.Column("said_at", moment, nullable=False),
        sa.CheckConstraint("first <= last AND since < until", name=op.f("ck_absence_days_in_order")),
        sa.CheckConstraint("official_id <> substitute_id", name=op.f("ck_absence_by_another")),
        *(
            sa.ForeignKeyConstraint([one], ["official.id"], name=op.f(f"fk_absence_{one}_official"))
            for one in officials
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    for one in officials[:2]:
        op.create_index(op.f(f"ix_absence_{one}"), "absence", [one], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_table("absence")
    with op.batch_alter_table("official") as batch_op:
        for one in NAMES:
            batch_op.add_column(sa.Column(f"unit{one}", sa.String(), server_default="", nullable=False))
    for one in NAMES:
        told = f"(SELECT name{one} FROM unit WHERE unit.id = official.unit_id)"  # noqa: S608
        op.execute(f"UPDATE official SET unit{one} = coalesce({told}, '')")  # noqa: S608
    with op.batch_alter_table("official") as batch_op:
        batch_op.drop_index(op.f("ix_official_unit_id"))
        batch_op.drop_constraint(op.f("fk_official_unit_id_unit"), type_="foreignkey")
        batch_op.drop_column("heads_unit")
        batch_op.drop_column("unit_id")
    op.drop_table("unit")
