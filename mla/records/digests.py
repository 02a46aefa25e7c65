"""What the hashes of the record cover: everything that a dossier holds, and every event with the one before it."""

from __future__ import annotations

import hashlib

from mla.canonical import canonical
from mla.lifecycle.items import AttachmentText
from mla.lifecycle.text import RequestText
from mla.models import Attachment, BoundDossier, Comment, Dossier, Event, Handover, Obligation, Redaction, Setting

OF_A_DOSSIER = (
    "kind", "table_version", "side", "stage", "counterpart", "our_reference", "their_reference", "title", "instrument",
    "language", "contents", "opened_on", "transmitted_on", "received_on", "signed_digest", "signed_by_id",
    "refusal_ground", "examiner_id", "matter_id", "arises_from",
)  # fmt: skip
OF_A_MEASURE = ("number", "authority", "outcome", "result", "ground")
OF_AN_ATTACHMENT = (*AttachmentText.FIELDS, "event_number", "sent_by")
OF_AN_EVENT = (
    "number", "trigger", "from_stage", "to_stage", "side", "official_id", "actor", "content", "previous",
)  # fmt: skip


def content_digest(dossier: Dossier, text: RequestText) -> str:
    """The sha256 of everything a dossier holds, ours and theirs, its text as it is now among it; each event keeps it as evidence."""
    whole = {name: getattr(dossier, name) for name in OF_A_DOSSIER}
    whole |= {
        "text": text.to_json(),
        "execution": [{name: getattr(one, name) or None for name in OF_A_MEASURE} for one in dossier.measures],
        "team": sorted(one.official_id for one in dossier.involvements),
        "attachments": sorted(map(_of_an_attachment, dossier.attachments), key=str),
    }
    if hidden := [[one.number, one.answers] for one in text.persons if one.protected]:
        whole["identities"] = hidden
    if dossier.obligations:
        whole["obligations"] = [[getattr(one, name) for name in Obligation.FIELDS] for one in dossier.obligations]
    return _sha256(whole)


def _of_an_attachment(one: Attachment) -> list[object]:
    told = [getattr(one, name) for name in OF_AN_ATTACHMENT]
    return [*told, one.language] if one.language else told  # as it was before documents had a language


def event_digest(event: Event) -> str:
    """The sha256 that the `hash` of an event must equal; it covers the event before it."""
    fields = {name: getattr(event, name) for name in OF_AN_EVENT}
    fields |= {"answers": event.written, "channel": event.written_channel}
    if event.log_head:
        fields["log_head"] = event.log_head
    if event.proposed_by_id:
        fields["proposed_by_id"] = event.proposed_by_id
    return _sha256(fields | {"dossier": str(event.dossier_id), "at": event.at.isoformat()})


def comment_digest(one: Comment) -> str:
    """The sha256 of what an entry of a comment says, of whom and when, as the audit log keeps it; the place moves with its letter."""
    told = [getattr(one, name) for name in ("thread_id", "author_id", "act", "words", "blocks")]
    return _sha256([str(one.dossier_id), one.at.isoformat(), *told])


def handover_digest(pack: Handover) -> str:
    """The sha256 of all that a handover pack says: from whom to whom, by whom, when and why, and of each request in its order."""
    parties = [pack.whose_id, pack.by_id, pack.successor_id]
    lines = [[str(one.dossier_id), one.handed, one.told, one.remark] for one in pack.lines]
    return _sha256([*parties, pack.at.isoformat(), pack.reason, lines])


def countersignature_digest(pack: Handover) -> str:
    """The sha256 of what the successor has confirmed: the pack, when, and the remark."""
    return _sha256([pack.digest, pack.countersigned_at and pack.countersigned_at.isoformat(), pack.remark])


def setting_digest(row: Setting) -> str:
    """The sha256 of a change of a setting: which it was, what stands since, who said so, when and why."""
    return _sha256([row.name, row.number, row.value, row.reason, row.at.isoformat(), row.by_id])


def bound_digest(row: BoundDossier) -> str:
    """The sha256 of all that is known of a bound dossier: of which request, for what and how, by whom and when, which volume, and the PDF itself."""
    made = [str(row.dossier_id), row.purpose, row.choices, row.by_id, row.at.isoformat()]
    return _sha256([*made, row.volume, row.volumes, row.sha256, row.size, row.pages])


def redaction_digest(row: Redaction) -> str:
    """The sha256 of all that is known of a redacted copy: of which document of which request, what is black and why, by whom and when, and the copy itself."""
    made = [str(row.dossier_id), row.original, row.title, row.by_id, row.at.isoformat()]
    return _sha256(
        [*made, row.regions, row.others, row.language, row.sha256, row.size, row.pages, row.unread, row.still]
    )


def _sha256(value: object) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()
