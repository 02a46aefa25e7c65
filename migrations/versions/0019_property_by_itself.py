"""An asset matter may stand where a freezing has run out, and where confiscation was refused while the freezing stands."""

from alembic import op

revision = "0019_property_by_itself"
down_revision = "0018_landing_and_simplified"
branch_labels = None
depends_on = None

DRAFT = ("new", "drafting", "checking", "signed", "discarded")
BEFORE = ("received", "examining", "clarifying", "consulting", "traced", "frozen")
OLD = (*BEFORE, "confiscation_asked", "confiscated")
NEW = (*BEFORE, "expired", "confiscation_asked", "not_confiscated", "confiscated")
ENDS = ("realised", "disposed", "lifted", "refused", "closed")


def _rules(held: tuple[str, ...]) -> dict[str, str]:
    """The checks that name the stages of an asset matter."""

    def listed(*stages: str) -> str:
        return ", ".join(f"'{stage}'" for stage in stages)

    after = (*held, *ENDS)
    return {
        "ck_dossier_assets_stage": f"kind <> 'assets' OR stage IN ({listed(*DRAFT, 'transmitted', *after, 'withdrawn')})",
        "ck_dossier_assets_needs_received_on": f"kind <> 'assets' OR stage NOT IN ({listed(*after)}) OR received_on IS NOT NULL",
        "ck_dossier_assets_needs_transmitted_on": (
            f"kind <> 'assets' OR stage NOT IN ({listed('transmitted', *after, 'withdrawn')}) OR transmitted_on IS NOT NULL"
        ),
    }


def _change(held: tuple[str, ...]) -> None:
    with op.batch_alter_table("dossier") as batch_op:
        for name, rule in _rules(held).items():
            batch_op.drop_constraint(op.f(name), type_="check")
            batch_op.create_check_constraint(op.f(name), rule)


def upgrade() -> None:
    """Forward."""
    _change(NEW)


def downgrade() -> None:
    """Back. What stands at one of the two stages stands where the thing was restrained, or confiscation asked for."""
    op.execute("UPDATE dossier SET stage = 'frozen' WHERE kind = 'assets' AND stage = 'expired'")
    op.execute("UPDATE dossier SET stage = 'confiscation_asked' WHERE kind = 'assets' AND stage = 'not_confiscated'")
    _change(OLD)
