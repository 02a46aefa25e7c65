"""Every kind of request; matters, and which request arises from which."""

import sqlalchemy as sa
from alembic import op

revision = "0005_every_kind"
down_revision = "0004_obligations"
branch_labels = None
depends_on = None

BEFORE = {
    "ck_dossier_assistance_answered_needs_received_on": "kind <> 'assistance' OR stage <> 'answered' OR received_on IS NOT NULL",
    "ck_dossier_assistance_answered_needs_transmitted_on": "kind <> 'assistance' OR stage <> 'answered' OR transmitted_on IS NOT NULL",
    "ck_dossier_assistance_clarifying_needs_received_on": "kind <> 'assistance' OR stage <> 'clarifying' OR received_on IS NOT NULL",
    "ck_dossier_assistance_clarifying_needs_transmitted_on": "kind <> 'assistance' OR stage <> 'clarifying' OR transmitted_on IS NOT NULL",
    "ck_dossier_assistance_closed_needs_received_on": "kind <> 'assistance' OR stage <> 'closed' OR received_on IS NOT NULL",
    "ck_dossier_assistance_closed_needs_transmitted_on": "kind <> 'assistance' OR stage <> 'closed' OR transmitted_on IS NOT NULL",
    "ck_dossier_assistance_consulting_needs_received_on": "kind <> 'assistance' OR stage <> 'consulting' OR received_on IS NOT NULL",
    "ck_dossier_assistance_consulting_needs_transmitted_on": "kind <> 'assistance' OR stage <> 'consulting' OR transmitted_on IS NOT NULL",
    "ck_dossier_assistance_examining_needs_received_on": "kind <> 'assistance' OR stage <> 'examining' OR received_on IS NOT NULL",
    "ck_dossier_assistance_examining_needs_transmitted_on": "kind <> 'assistance' OR stage <> 'examining' OR transmitted_on IS NOT NULL",
    "ck_dossier_assistance_executing_needs_received_on": "kind <> 'assistance' OR stage <> 'executing' OR received_on IS NOT NULL",
    "ck_dossier_assistance_executing_needs_transmitted_on": "kind <> 'assistance' OR stage <> 'executing' OR transmitted_on IS NOT NULL",
    "ck_dossier_assistance_postponed_needs_received_on": "kind <> 'assistance' OR stage <> 'postponed' OR received_on IS NOT NULL",
    "ck_dossier_assistance_postponed_needs_transmitted_on": "kind <> 'assistance' OR stage <> 'postponed' OR transmitted_on IS NOT NULL",
    "ck_dossier_assistance_received_needs_received_on": "kind <> 'assistance' OR stage <> 'received' OR received_on IS NOT NULL",
    "ck_dossier_assistance_received_needs_transmitted_on": "kind <> 'assistance' OR stage <> 'received' OR transmitted_on IS NOT NULL",
    "ck_dossier_assistance_refused_needs_received_on": "kind <> 'assistance' OR stage <> 'refused' OR received_on IS NOT NULL",
    "ck_dossier_assistance_refused_needs_refusal_ground": "kind <> 'assistance' OR stage <> 'refused' OR refusal_ground IS NOT NULL",
    "ck_dossier_assistance_refused_needs_transmitted_on": "kind <> 'assistance' OR stage <> 'refused' OR transmitted_on IS NOT NULL",
    "ck_dossier_assistance_signed_needs_signed_digest": "kind <> 'assistance' OR stage <> 'signed' OR signed_digest IS NOT NULL",
    "ck_dossier_assistance_stage": "kind <> 'assistance' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'executing', 'postponed', 'answered', 'refused', 'closed', 'withdrawn')",
    "ck_dossier_assistance_transmitted_needs_transmitted_on": "kind <> 'assistance' OR stage <> 'transmitted' OR transmitted_on IS NOT NULL",
    "ck_dossier_assistance_withdrawn_needs_transmitted_on": "kind <> 'assistance' OR stage <> 'withdrawn' OR transmitted_on IS NOT NULL",
    "ck_dossier_kind": "kind IN ('assistance')",
    "ck_dossier_side": "side IN ('requesting', 'requested')",
}

AFTER = {
    "ck_dossier_assets_needs_received_on": "kind <> 'assets' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'traced', 'frozen', 'confiscation_asked', 'confiscated', 'realised', 'disposed', 'lifted', 'refused', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_assets_needs_refusal_ground": "kind <> 'assets' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
    "ck_dossier_assets_needs_signed_digest": "kind <> 'assets' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_assets_needs_transmitted_on": "kind <> 'assets' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'traced', 'frozen', 'confiscation_asked', 'confiscated', 'realised', 'disposed', 'lifted', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    "ck_dossier_assets_stage": "kind <> 'assets' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'traced', 'frozen', 'confiscation_asked', 'confiscated', 'realised', 'disposed', 'lifted', 'refused', 'closed', 'withdrawn')",
    "ck_dossier_assistance_needs_received_on": "kind <> 'assistance' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'executing', 'postponed', 'answered', 'refused', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_assistance_needs_refusal_ground": "kind <> 'assistance' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
    "ck_dossier_assistance_needs_signed_digest": "kind <> 'assistance' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_assistance_needs_transmitted_on": "kind <> 'assistance' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'executing', 'postponed', 'answered', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    "ck_dossier_assistance_stage": "kind <> 'assistance' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'executing', 'postponed', 'answered', 'refused', 'closed', 'withdrawn')",
    "ck_dossier_consent_needs_received_on": "kind <> 'consent' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'consent_given', 'refused', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_consent_needs_refusal_ground": "kind <> 'consent' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
    "ck_dossier_consent_needs_signed_digest": "kind <> 'consent' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_consent_needs_transmitted_on": "kind <> 'consent' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'consent_given', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    "ck_dossier_consent_stage": "kind <> 'consent' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'consent_given', 'refused', 'closed', 'withdrawn')",
    "ck_dossier_detainee_needs_received_on": "kind <> 'detainee' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'agreed', 'handed_over', 'returned', 'refused', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_detainee_needs_refusal_ground": "kind <> 'detainee' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
    "ck_dossier_detainee_needs_signed_digest": "kind <> 'detainee' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_detainee_needs_transmitted_on": "kind <> 'detainee' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed', 'handed_over', 'returned', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    "ck_dossier_detainee_stage": "kind <> 'detainee' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed', 'handed_over', 'returned', 'refused', 'closed', 'withdrawn')",
    "ck_dossier_extradition_needs_received_on": "kind <> 'extradition' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'in_court', 'ruled', 'consented', 'granted', 'postponed', 'lent', 'surrender_agreed', 'not_taken_over', 'released', 'surrendered', 'refused', 'lapsed', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_extradition_needs_refusal_ground": "kind <> 'extradition' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
    "ck_dossier_extradition_needs_signed_digest": "kind <> 'extradition' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_extradition_needs_transmitted_on": "kind <> 'extradition' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'in_court', 'ruled', 'consented', 'granted', 'postponed', 'lent', 'surrender_agreed', 'not_taken_over', 'released', 'surrendered', 'refused', 'lapsed', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    "ck_dossier_extradition_stage": "kind <> 'extradition' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'in_court', 'ruled', 'consented', 'granted', 'postponed', 'lent', 'surrender_agreed', 'not_taken_over', 'released', 'surrendered', 'refused', 'lapsed', 'closed', 'withdrawn')",
    "ck_dossier_information_needs_received_on": "kind <> 'information' OR stage NOT IN ('received', 'examining', 'usable', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_information_needs_signed_digest": "kind <> 'information' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_information_needs_transmitted_on": "kind <> 'information' OR stage NOT IN ('transmitted', 'received', 'examining', 'usable', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    "ck_dossier_information_stage": "kind <> 'information' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'usable', 'closed', 'withdrawn')",
    "ck_dossier_kind": "kind IN ('assistance', 'provisional_arrest', 'extradition', 'consent', 'transit', 'prosecution', 'assets', 'team', 'surrender', 'transfer', 'detainee', 'proceedings', 'information', 'urgent')",
    "ck_dossier_proceedings_needs_received_on": "kind <> 'proceedings' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'taken_over', 'pending_there', 'decided', 'reverted', 'refused', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_proceedings_needs_refusal_ground": "kind <> 'proceedings' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
    "ck_dossier_proceedings_needs_signed_digest": "kind <> 'proceedings' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_proceedings_needs_transmitted_on": "kind <> 'proceedings' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'taken_over', 'pending_there', 'decided', 'reverted', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    "ck_dossier_proceedings_stage": "kind <> 'proceedings' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'taken_over', 'pending_there', 'decided', 'reverted', 'refused', 'closed', 'withdrawn')",
    "ck_dossier_prosecution_needs_received_on": "kind <> 'prosecution' OR stage NOT IN ('received', 'submitted', 'charged', 'enforcing', 'decided', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_prosecution_needs_signed_digest": "kind <> 'prosecution' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_prosecution_needs_transmitted_on": "kind <> 'prosecution' OR stage NOT IN ('transmitted', 'received', 'submitted', 'charged', 'enforcing', 'decided', 'closed') OR transmitted_on IS NOT NULL",
    "ck_dossier_prosecution_stage": "kind <> 'prosecution' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'submitted', 'charged', 'enforcing', 'decided', 'closed')",
    "ck_dossier_provisional_arrest_needs_received_on": "kind <> 'provisional_arrest' OR stage NOT IN ('received', 'examining', 'arrested', 'released', 'followed', 'refused', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_provisional_arrest_needs_refusal_ground": "kind <> 'provisional_arrest' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
    "ck_dossier_provisional_arrest_needs_signed_digest": "kind <> 'provisional_arrest' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_provisional_arrest_needs_transmitted_on": "kind <> 'provisional_arrest' OR stage NOT IN ('transmitted', 'received', 'examining', 'arrested', 'released', 'followed', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    "ck_dossier_provisional_arrest_stage": "kind <> 'provisional_arrest' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'arrested', 'released', 'followed', 'refused', 'closed', 'withdrawn')",
    "ck_dossier_side": "side IN ('requesting', 'requested')",
    "ck_dossier_surrender_needs_received_on": "kind <> 'surrender' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'in_court', 'ruled', 'consented', 'granted', 'postponed', 'lent', 'surrender_agreed', 'not_taken_over', 'released', 'surrendered', 'refused', 'lapsed', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_surrender_needs_refusal_ground": "kind <> 'surrender' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
    "ck_dossier_surrender_needs_signed_digest": "kind <> 'surrender' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_surrender_needs_transmitted_on": "kind <> 'surrender' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'in_court', 'ruled', 'consented', 'granted', 'postponed', 'lent', 'surrender_agreed', 'not_taken_over', 'released', 'surrendered', 'refused', 'lapsed', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    "ck_dossier_surrender_stage": "kind <> 'surrender' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'in_court', 'ruled', 'consented', 'granted', 'postponed', 'lent', 'surrender_agreed', 'not_taken_over', 'released', 'surrendered', 'refused', 'lapsed', 'closed', 'withdrawn')",
    "ck_dossier_team_needs_received_on": "kind <> 'team' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'agreed_there', 'at_work', 'prolongation_asked', 'ended', 'refused', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_team_needs_refusal_ground": "kind <> 'team' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
    "ck_dossier_team_needs_signed_digest": "kind <> 'team' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_team_needs_transmitted_on": "kind <> 'team' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed_there', 'at_work', 'prolongation_asked', 'ended', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    "ck_dossier_team_stage": "kind <> 'team' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed_there', 'at_work', 'prolongation_asked', 'ended', 'refused', 'closed', 'withdrawn')",
    "ck_dossier_transfer_needs_received_on": "kind <> 'transfer' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'agreed', 'arranged', 'consent_revoked', 'consent_renewed', 'transferred', 'being_enforced', 'enforced', 'refused', 'died', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_transfer_needs_refusal_ground": "kind <> 'transfer' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
    "ck_dossier_transfer_needs_signed_digest": "kind <> 'transfer' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_transfer_needs_transmitted_on": "kind <> 'transfer' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed', 'arranged', 'consent_revoked', 'consent_renewed', 'transferred', 'being_enforced', 'enforced', 'refused', 'died', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    "ck_dossier_transfer_stage": "kind <> 'transfer' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed', 'arranged', 'consent_revoked', 'consent_renewed', 'transferred', 'being_enforced', 'enforced', 'refused', 'died', 'closed', 'withdrawn')",
    "ck_dossier_transit_needs_received_on": "kind <> 'transit' OR stage NOT IN ('received', 'examining', 'authorised', 'held', 'passed', 'refused', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_transit_needs_refusal_ground": "kind <> 'transit' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
    "ck_dossier_transit_needs_signed_digest": "kind <> 'transit' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_transit_needs_transmitted_on": "kind <> 'transit' OR stage NOT IN ('transmitted', 'received', 'examining', 'authorised', 'held', 'passed', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    "ck_dossier_transit_stage": "kind <> 'transit' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'authorised', 'held', 'passed', 'refused', 'closed', 'withdrawn')",
    "ck_dossier_urgent_needs_received_on": "kind <> 'urgent' OR stage NOT IN ('received', 'examining', 'unconfirmed', 'confirmed', 'not_agreed', 'stopped', 'closed') OR received_on IS NOT NULL",
    "ck_dossier_urgent_needs_signed_digest": "kind <> 'urgent' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
    "ck_dossier_urgent_needs_transmitted_on": "kind <> 'urgent' OR stage NOT IN ('transmitted', 'received', 'examining', 'unconfirmed', 'confirmed', 'not_agreed', 'stopped', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
    "ck_dossier_urgent_stage": "kind <> 'urgent' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'unconfirmed', 'confirmed', 'not_agreed', 'stopped', 'closed', 'withdrawn')",
}


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["opened_by_id"], ["official.id"], name=op.f("fk_matter_opened_by_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
        sa.UniqueConstraint("title", name=op.f("uq_matter_title")),
    )
    with op.batch_alter_table("dossier") as dossier:
        dossier.add_column(sa.Column("matter_id", sa.Integer(), nullable=True))
        dossier.add_column(sa.Column("arises_from", sa.Uuid(), nullable=True))
        dossier.create_foreign_key(op.f("fk_dossier_matter_id_matter"), "matter", ["matter_id"], ["id"])
        dossier.create_index(op.f("ix_dossier_matter_id"), ["matter_id"])
        dossier.create_index(op.f("ix_dossier_arises_from"), ["arises_from"])
        _change(dossier, BEFORE, AFTER)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("dossier") as dossier:
        _change(dossier, AFTER, BEFORE)
        dossier.drop_index(op.f("ix_dossier_arises_from"))
        dossier.drop_index(op.f("ix_dossier_matter_id"))
        dossier.drop_constraint(op.f("fk_dossier_matter_id_matter"), type_="foreignkey")
        dossier.drop_column("arises_from")
        dossier.drop_column("matter_id")
    op.drop_table("matter")


def _change(dossier, before: dict[str, str], after: dict[str, str]) -> None:
    """Other checks: those that are gone are dropped, new ones made."""
    for name in before:
        if after.get(name) != before[name]:
            dossier.drop_constraint(op.f(name), type_="check")
    for name, rule in after.items():
        if before.get(name) != rule:
            dossier.create_check_constraint(op.f(name), rule)
