"""The stages of a surrender on a provisional arrest; an unscheduled landing, the transit of a sentenced person; leaving a team."""

from alembic import op

revision = "0018_landing_and_simplified"
down_revision = "0017_the_same_person"
branch_labels = None
depends_on = None

RULES: tuple[tuple[str, str | None, str], ...] = (
    (
        "provisional_arrest_needs_received_on",
        "kind <> 'provisional_arrest' OR stage NOT IN ('received', 'examining', 'arrested', 'released', 'followed', 'refused', 'closed') OR received_on IS NOT NULL",
        "kind <> 'provisional_arrest' OR stage NOT IN ('received', 'examining', 'arrested', 'consented', 'granted', 'surrender_agreed', 'not_taken_over', 'released', 'followed', 'refused', 'surrendered', 'lapsed', 'closed') OR received_on IS NOT NULL",
    ),
    (
        "provisional_arrest_needs_transmitted_on",
        "kind <> 'provisional_arrest' OR stage NOT IN ('transmitted', 'received', 'examining', 'arrested', 'released', 'followed', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
        "kind <> 'provisional_arrest' OR stage NOT IN ('transmitted', 'received', 'examining', 'arrested', 'consented', 'granted', 'surrender_agreed', 'not_taken_over', 'released', 'followed', 'refused', 'surrendered', 'lapsed', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    ),
    (
        "team_needs_received_on",
        "kind <> 'team' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'agreed_there', 'at_work', 'prolongation_asked', 'ended', 'refused', 'closed') OR received_on IS NOT NULL",
        "kind <> 'team' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'agreed_there', 'at_work', 'prolongation_asked', 'ended', 'left', 'refused', 'closed') OR received_on IS NOT NULL",
    ),
    (
        "team_needs_transmitted_on",
        "kind <> 'team' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed_there', 'at_work', 'prolongation_asked', 'ended', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
        "kind <> 'team' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed_there', 'at_work', 'prolongation_asked', 'ended', 'left', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    ),
    (
        "transit_of_sentenced_needs_received_on",
        None,
        "kind <> 'transit_of_sentenced' OR stage NOT IN ('received', 'examining', 'authorised', 'held', 'passed', 'refused', 'closed') OR received_on IS NOT NULL",
    ),
    (
        "transit_of_sentenced_needs_refusal_ground",
        None,
        "kind <> 'transit_of_sentenced' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
    ),
    (
        "transit_of_sentenced_needs_signed_digest",
        None,
        "kind <> 'transit_of_sentenced' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    ),
    (
        "transit_of_sentenced_needs_transmitted_on",
        None,
        "kind <> 'transit_of_sentenced' OR stage NOT IN ('transmitted', 'received', 'examining', 'authorised', 'held', 'passed', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    ),
    (
        "landing_needs_received_on",
        None,
        "kind <> 'landing' OR stage NOT IN ('received', 'followed', 'passed', 'released', 'closed') OR received_on IS NOT NULL",
    ),
    (
        "landing_needs_signed_digest",
        None,
        "kind <> 'landing' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    ),
    (
        "landing_needs_transmitted_on",
        None,
        "kind <> 'landing' OR stage NOT IN ('transmitted', 'received', 'followed', 'passed', 'released', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    ),
    (
        "kind",
        "kind IN ('assistance', 'provisional_arrest', 'extradition', 'consent', 'transit', 'prosecution', 'assets', 'team', 'surrender', 'transfer', 'detainee', 'proceedings', 'information', 'urgent', 'laying_of_information')",
        "kind IN ('assistance', 'provisional_arrest', 'extradition', 'consent', 'transit', 'prosecution', 'assets', 'team', 'surrender', 'transfer', 'detainee', 'proceedings', 'information', 'urgent', 'laying_of_information', 'transit_of_sentenced', 'landing')",
    ),
    (
        "provisional_arrest_stage",
        "kind <> 'provisional_arrest' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'arrested', 'released', 'followed', 'refused', 'closed', 'withdrawn')",
        "kind <> 'provisional_arrest' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'arrested', 'consented', 'granted', 'surrender_agreed', 'not_taken_over', 'released', 'followed', 'refused', 'surrendered', 'lapsed', 'closed', 'withdrawn')",
    ),
    (
        "team_stage",
        "kind <> 'team' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed_there', 'at_work', 'prolongation_asked', 'ended', 'refused', 'closed', 'withdrawn')",
        "kind <> 'team' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed_there', 'at_work', 'prolongation_asked', 'ended', 'left', 'refused', 'closed', 'withdrawn')",
    ),
    (
        "transit_of_sentenced_stage",
        None,
        "kind <> 'transit_of_sentenced' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'authorised', 'held', 'passed', 'refused', 'closed', 'withdrawn')",
    ),
    (
        "landing_stage",
        None,
        "kind <> 'landing' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'followed', 'passed', 'released', 'closed', 'withdrawn')",
    ),
)
"""Each rule of the table of requests that changes: its name, what it was, and what it is."""


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("dossier") as batch:
        for name, was, now in RULES:
            if was:
                batch.drop_constraint(op.f(f"ck_dossier_{name}"), type_="check")
            batch.create_check_constraint(op.f(f"ck_dossier_{name}"), now)


def downgrade() -> None:
    """Back; a request of a kind, or at a stage, that was not known before keeps this from being done."""
    with op.batch_alter_table("dossier") as batch:
        for name, was, _now in RULES:
            batch.drop_constraint(op.f(f"ck_dossier_{name}"), type_="check")
            if was:
                batch.create_check_constraint(op.f(f"ck_dossier_{name}"), was)
