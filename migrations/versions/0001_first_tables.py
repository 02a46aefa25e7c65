"""The first tables: an installation begins here."""

import sqlalchemy as sa
from alembic import op

revision = "0001_first_tables"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "incoming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("package", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=True),
        sa.Column("dossier_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("trigger", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("outcome IN ('applied', 'filed', 'refused', 'held')", name=op.f("ck_incoming_outcome")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming")),
        sa.UniqueConstraint("package", name=op.f("uq_incoming_package")),
    )
    with op.batch_alter_table("incoming", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incoming_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_incoming_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "key_on_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("since IS NULL OR until IS NULL OR since <= until", name=op.f("ck_key_on_file_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_on_file")),
    )
    with op.batch_alter_table("key_on_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_key_on_file_state"), ["state"], unique=False)

    op.create_table(
        "official",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official")),
        sa.UniqueConstraint("email", name=op.f("uq_official_email")),
    )
    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("signed", sa.Date(), nullable=True),
        sa.Column("ratified", sa.Date(), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("provisional_from", sa.Date(), nullable=True),
        sa.Column("provisional_until", sa.Date(), nullable=True),
        sa.Column("provisional_scope", sa.Text(), nullable=False),
        sa.Column("denounced_effective", sa.Date(), nullable=True),
        sa.Column("cut_off", sa.Date(), nullable=True),
        sa.Column("reservations", sa.Text(), nullable=False),
        sa.Column("annexes", sa.Text(), nullable=False),
        sa.Column("annex_cut_offs", sa.Text(), nullable=False),
        sa.Column("declarations", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint("source <> '' AND mark <> ''", name=op.f("ck_participation_sourced")),
        sa.CheckConstraint("number > 0", name=op.f("ck_participation_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint("state", "instrument", "number", name=op.f("uq_participation_state")),
    )
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participation_instrument"), ["instrument"], unique=False)

    op.create_table(
        "peer",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_fr", sa.String(), nullable=True),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("state", name=op.f("pk_peer")),
        sa.UniqueConstraint("key", name=op.f("uq_peer_key")),
    )
    op.create_table(
        "reference_counter",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_reference_counter")),
    )
    op.create_table(
        "sheet_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.CheckConstraint("source <> '' AND mark <> ''", name=op.f("ck_sheet_entry_sourced")),
        sa.CheckConstraint("number > 0", name=op.f("ck_sheet_entry_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_entry")),
        sa.UniqueConstraint("state", "topic", "measure", "number", name=op.f("uq_sheet_entry_state")),
    )
    op.create_table(
        "account_change",
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_account_change_official_id_official")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["official.id"], name=op.f("fk_account_change_proposed_by_id_official")
        ),
        sa.PrimaryKeyConstraint("official_id", name=op.f("pk_account_change")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_audit_entry_official_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("number", name=op.f("uq_audit_entry_number")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_address"), ["address"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_what"), ["what"], unique=False)

    op.create_table(
        "calendar_feed",
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_calendar_feed_official_id_official")),
        sa.PrimaryKeyConstraint("official_id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token", name=op.f("uq_calendar_feed_token")),
    )
    op.create_table(
        "matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["opened_by_id"], ["official.id"], name=op.f("fk_matter_opened_by_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
    )
    op.create_table(
        "saved_form",
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_saved_form_official_id_official")),
        sa.PrimaryKeyConstraint("official_id", "address", name=op.f("pk_saved_form")),
    )
    with op.batch_alter_table("saved_form", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_form_at"), ["at"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked", sa.DateTime(timezone=True), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_sign_in_official_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token", name=op.f("uq_sign_in_token")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_official_id"), ["official_id"], unique=False)

    op.create_table(
        "dossier",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("table_version", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("counterpart", sa.String(), nullable=False),
        sa.Column("our_reference", sa.String(), nullable=False),
        sa.Column("their_reference", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("contents", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("transmitted_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("signed_digest", sa.String(), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("refusal_ground", sa.String(), nullable=True),
        sa.Column("examiner_id", sa.Integer(), nullable=True),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("arises_from", sa.Uuid(), nullable=True),
        sa.Column("arises_from_abroad", sa.String(), server_default="", nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chain_head", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint(
            "kind <> 'assets' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'traced', 'frozen', 'confiscation_asked', 'confiscated', 'realised', 'disposed', 'lifted', 'refused', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_assets_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'assets' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'traced', 'frozen', 'confiscation_asked', 'confiscated', 'realised', 'disposed', 'lifted', 'refused', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_assets_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'assets' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
            name=op.f("ck_dossier_assets_needs_refusal_ground"),
        ),
        sa.CheckConstraint(
            "kind <> 'assets' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_assets_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'assets' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'traced', 'frozen', 'confiscation_asked', 'confiscated', 'realised', 'disposed', 'lifted', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_assets_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'assistance' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'executing', 'postponed', 'answered', 'refused', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_assistance_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'assistance' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'executing', 'postponed', 'answered', 'refused', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_assistance_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'assistance' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
            name=op.f("ck_dossier_assistance_needs_refusal_ground"),
        ),
        sa.CheckConstraint(
            "kind <> 'assistance' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_assistance_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'assistance' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'executing', 'postponed', 'answered', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_assistance_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'consent' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'consent_given', 'refused', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_consent_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'consent' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'consent_given', 'refused', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_consent_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'consent' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
            name=op.f("ck_dossier_consent_needs_refusal_ground"),
        ),
        sa.CheckConstraint(
            "kind <> 'consent' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_consent_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'consent' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'consent_given', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_consent_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'detainee' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed', 'handed_over', 'returned', 'refused', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_detainee_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'detainee' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'agreed', 'handed_over', 'returned', 'refused', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_detainee_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'detainee' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
            name=op.f("ck_dossier_detainee_needs_refusal_ground"),
        ),
        sa.CheckConstraint(
            "kind <> 'detainee' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_detainee_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'detainee' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed', 'handed_over', 'returned', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_detainee_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'extradition' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'in_court', 'ruled', 'consented', 'granted', 'postponed', 'lent', 'surrender_agreed', 'not_taken_over', 'released', 'surrendered', 'refused', 'lapsed', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_extradition_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'extradition' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'in_court', 'ruled', 'consented', 'granted', 'postponed', 'lent', 'surrender_agreed', 'not_taken_over', 'released', 'surrendered', 'refused', 'lapsed', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_extradition_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'extradition' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
            name=op.f("ck_dossier_extradition_needs_refusal_ground"),
        ),
        sa.CheckConstraint(
            "kind <> 'extradition' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_extradition_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'extradition' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'in_court', 'ruled', 'consented', 'granted', 'postponed', 'lent', 'surrender_agreed', 'not_taken_over', 'released', 'surrendered', 'refused', 'lapsed', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_extradition_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'information' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'usable', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_information_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'information' OR stage NOT IN ('received', 'examining', 'usable', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_information_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'information' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_information_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'information' OR stage NOT IN ('transmitted', 'received', 'examining', 'usable', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_information_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'laying_of_information' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'submitted', 'verdict_told', 'not_pursued', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_laying_of_information_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'laying_of_information' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_laying_of_information_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'laying_of_information' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'submitted', 'verdict_told', 'not_pursued', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_laying_of_information_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'laying_of_information' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'submitted', 'verdict_told', 'not_pursued', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_laying_of_information_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'proceedings' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'taken_over', 'pending_there', 'decided', 'reverted', 'refused', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_proceedings_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'proceedings' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'taken_over', 'pending_there', 'decided', 'reverted', 'refused', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_proceedings_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'proceedings' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
            name=op.f("ck_dossier_proceedings_needs_refusal_ground"),
        ),
        sa.CheckConstraint(
            "kind <> 'proceedings' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_proceedings_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'proceedings' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'taken_over', 'pending_there', 'decided', 'reverted', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_proceedings_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'prosecution' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'submitted', 'charged', 'enforcing', 'decided', 'closed')",
            name=op.f("ck_dossier_prosecution_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'prosecution' OR stage NOT IN ('received', 'submitted', 'charged', 'enforcing', 'decided', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_prosecution_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'prosecution' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_prosecution_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'prosecution' OR stage NOT IN ('transmitted', 'received', 'submitted', 'charged', 'enforcing', 'decided', 'closed') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_prosecution_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'provisional_arrest' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'arrested', 'released', 'followed', 'refused', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_provisional_arrest_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'provisional_arrest' OR stage NOT IN ('received', 'examining', 'arrested', 'released', 'followed', 'refused', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_provisional_arrest_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'provisional_arrest' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
            name=op.f("ck_dossier_provisional_arrest_needs_refusal_ground"),
        ),
        sa.CheckConstraint(
            "kind <> 'provisional_arrest' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_provisional_arrest_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'provisional_arrest' OR stage NOT IN ('transmitted', 'received', 'examining', 'arrested', 'released', 'followed', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_provisional_arrest_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'surrender' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'in_court', 'ruled', 'consented', 'granted', 'postponed', 'lent', 'surrender_agreed', 'not_taken_over', 'released', 'surrendered', 'refused', 'lapsed', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_surrender_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'surrender' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'in_court', 'ruled', 'consented', 'granted', 'postponed', 'lent', 'surrender_agreed', 'not_taken_over', 'released', 'surrendered', 'refused', 'lapsed', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_surrender_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'surrender' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
            name=op.f("ck_dossier_surrender_needs_refusal_ground"),
        ),
        sa.CheckConstraint(
            "kind <> 'surrender' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_surrender_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'surrender' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'in_court', 'ruled', 'consented', 'granted', 'postponed', 'lent', 'surrender_agreed', 'not_taken_over', 'released', 'surrendered', 'refused', 'lapsed', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_surrender_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'team' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed_there', 'at_work', 'prolongation_asked', 'ended', 'refused', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_team_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'team' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'agreed_there', 'at_work', 'prolongation_asked', 'ended', 'refused', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_team_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'team' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
            name=op.f("ck_dossier_team_needs_refusal_ground"),
        ),
        sa.CheckConstraint(
            "kind <> 'team' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_team_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'team' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed_there', 'at_work', 'prolongation_asked', 'ended', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_team_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'transfer' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed', 'arranged', 'consent_revoked', 'consent_renewed', 'transferred', 'being_enforced', 'enforced', 'refused', 'died', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_transfer_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'transfer' OR stage NOT IN ('received', 'examining', 'clarifying', 'consulting', 'agreed', 'arranged', 'consent_revoked', 'consent_renewed', 'transferred', 'being_enforced', 'enforced', 'refused', 'died', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_transfer_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'transfer' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
            name=op.f("ck_dossier_transfer_needs_refusal_ground"),
        ),
        sa.CheckConstraint(
            "kind <> 'transfer' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_transfer_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'transfer' OR stage NOT IN ('transmitted', 'received', 'examining', 'clarifying', 'consulting', 'agreed', 'arranged', 'consent_revoked', 'consent_renewed', 'transferred', 'being_enforced', 'enforced', 'refused', 'died', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_transfer_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'transit' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'authorised', 'held', 'passed', 'refused', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_transit_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'transit' OR stage NOT IN ('received', 'examining', 'authorised', 'held', 'passed', 'refused', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_transit_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'transit' OR stage NOT IN ('refused') OR refusal_ground IS NOT NULL",
            name=op.f("ck_dossier_transit_needs_refusal_ground"),
        ),
        sa.CheckConstraint(
            "kind <> 'transit' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_transit_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'transit' OR stage NOT IN ('transmitted', 'received', 'examining', 'authorised', 'held', 'passed', 'refused', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_transit_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'urgent' OR stage IN ('new', 'drafting', 'checking', 'signed', 'discarded', 'transmitted', 'received', 'examining', 'unconfirmed', 'confirmed', 'not_agreed', 'stopped', 'closed', 'withdrawn')",
            name=op.f("ck_dossier_urgent_stage"),
        ),
        sa.CheckConstraint(
            "kind <> 'urgent' OR stage NOT IN ('received', 'examining', 'unconfirmed', 'confirmed', 'not_agreed', 'stopped', 'closed') OR received_on IS NOT NULL",
            name=op.f("ck_dossier_urgent_needs_received_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'urgent' OR stage NOT IN ('signed') OR signed_digest IS NOT NULL",
            name=op.f("ck_dossier_urgent_needs_signed_digest"),
        ),
        sa.CheckConstraint(
            "kind <> 'urgent' OR stage NOT IN ('transmitted', 'received', 'examining', 'unconfirmed', 'confirmed', 'not_agreed', 'stopped', 'closed', 'withdrawn') OR transmitted_on IS NOT NULL",
            name=op.f("ck_dossier_urgent_needs_transmitted_on"),
        ),
        sa.CheckConstraint(
            "kind IN ('assistance', 'provisional_arrest', 'extradition', 'consent', 'transit', 'prosecution', 'assets', 'team', 'surrender', 'transfer', 'detainee', 'proceedings', 'information', 'urgent', 'laying_of_information')",
            name=op.f("ck_dossier_kind"),
        ),
        sa.CheckConstraint("side IN ('requesting', 'requested')", name=op.f("ck_dossier_side")),
        sa.ForeignKeyConstraint(["examiner_id"], ["official.id"], name=op.f("fk_dossier_examiner_id_official")),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_dossier_matter_id_matter")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["official.id"], name=op.f("fk_dossier_signed_by_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("our_reference", name=op.f("uq_dossier_our_reference")),
    )
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_arises_from"), ["arises_from"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_counterpart"), ["counterpart"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_matter_id"), ["matter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_stage"), ["stage"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("event_number", sa.Integer(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("role IN ('request', 'step', 'scan', 'internal')", name=op.f("ck_attachment_role")),
        sa.CheckConstraint(
            "role NOT IN ('scan', 'internal') OR sent_by IS NULL", name=op.f("ck_attachment_internal_stays")
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_attachment_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("dossier_id", "side", "role", "number", name=op.f("uq_attachment_dossier_id")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.String(), nullable=False),
        sa.Column("from_stage", sa.String(), nullable=False),
        sa.Column("to_stage", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("log_head", sa.String(), server_default="", nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_event_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_event_official_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("dossier_id", "number", name=op.f("uq_event_dossier_id")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_trigger"), ["trigger"], unique=False)

    op.create_table(
        "involvement",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_involvement_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_involvement_official_id_official")),
        sa.PrimaryKeyConstraint("dossier_id", "official_id", name=op.f("pk_involvement")),
    )
    op.create_table(
        "measure",
        sa.Column("authority", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome <> 'refused' OR ground IS NOT NULL", name=op.f("ck_measure_refused_with_ground")
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('done', 'done_in_part', 'impossible', 'refused')",
            name=op.f("ck_measure_outcome"),
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_measure_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("dossier_id", "number", name=op.f("uq_measure_dossier_id")),
    )
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "obligation",
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("discharged_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('use_limitation', 'death_penalty', 'return_originals', 'return_person', 'retrial', 'confidentiality', 'erasure', 'report_on_use', 'presence', 'speciality', 'other')",
            name=op.f("ck_obligation_kind"),
        ),
        sa.CheckConstraint(
            "side IN ('requesting', 'requested') AND owner IN ('requesting', 'requested')",
            name=op.f("ck_obligation_sides"),
        ),
        sa.CheckConstraint(
            "standing <> 'discharged' OR discharged_on IS NOT NULL", name=op.f("ck_obligation_discharged_on_a_day")
        ),
        sa.CheckConstraint(
            "standing IN ('offered', 'accepted', 'declined', 'dropped', 'discharged')",
            name=op.f("ck_obligation_standing"),
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_obligation_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
        sa.UniqueConstraint("dossier_id", "side", "number", name=op.f("uq_obligation_dossier_id")),
    )
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_obligation_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "offence",
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_offence_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offence")),
        sa.UniqueConstraint("dossier_id", "number", name=op.f("uq_offence_dossier_id")),
    )
    with op.batch_alter_table("offence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offence_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_person_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("dossier_id", "number", name=op.f("uq_person_dossier_id")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "outgoing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("package", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("outcome_reason", sa.String(), nullable=True),
        sa.Column("receipt", sa.LargeBinary(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_by", sa.String(), nullable=True),
        sa.CheckConstraint("outcome IS NULL OR receipt IS NOT NULL", name=op.f("ck_outgoing_outcome_by_receipt")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_outgoing_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_outgoing_event_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing")),
        sa.UniqueConstraint("dossier_id", "number", name=op.f("uq_outgoing_dossier_id")),
        sa.UniqueConstraint("package", name=op.f("uq_outgoing_package")),
    )
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outgoing_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outgoing_next_attempt"), ["next_attempt"], unique=False)

    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_paper_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_paper_event_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("dossier_id", "side", "number", name=op.f("uq_paper_dossier_id")),
        sa.UniqueConstraint("event_id", name=op.f("uq_paper_event_id")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_dossier_id"), ["dossier_id"], unique=False)

    # ### end Alembic commands ###


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_dossier_id"))

    op.drop_table("paper")
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outgoing_next_attempt"))
        batch_op.drop_index(batch_op.f("ix_outgoing_dossier_id"))

    op.drop_table("outgoing")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_dossier_id"))

    op.drop_table("person")
    with op.batch_alter_table("offence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offence_dossier_id"))

    op.drop_table("offence")
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_obligation_dossier_id"))

    op.drop_table("obligation")
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_dossier_id"))

    op.drop_table("measure")
    op.drop_table("involvement")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_trigger"))
        batch_op.drop_index(batch_op.f("ix_event_dossier_id"))
        batch_op.drop_index(batch_op.f("ix_event_at"))

    op.drop_table("event")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_dossier_id"))

    op.drop_table("attachment")
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossier_stage"))
        batch_op.drop_index(batch_op.f("ix_dossier_matter_id"))
        batch_op.drop_index(batch_op.f("ix_dossier_counterpart"))
        batch_op.drop_index(batch_op.f("ix_dossier_changed_at"))
        batch_op.drop_index(batch_op.f("ix_dossier_arises_from"))

    op.drop_table("dossier")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_official_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("saved_form", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_form_at"))

    op.drop_table("saved_form")
    op.drop_table("matter")
    op.drop_table("calendar_feed")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_what"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_at"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_address"))

    op.drop_table("audit_entry")
    op.drop_table("account_change")
    op.drop_table("sheet_entry")
    op.drop_table("reference_counter")
    op.drop_table("peer")
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participation_instrument"))

    op.drop_table("participation")
    op.drop_table("official")
    with op.batch_alter_table("key_on_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_key_on_file_state"))

    op.drop_table("key_on_file")
    with op.batch_alter_table("incoming", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incoming_dossier_id"))
        batch_op.drop_index(batch_op.f("ix_incoming_at"))

    op.drop_table("incoming")
    op.drop_table("audit_head")
    # ### end Alembic commands ###
