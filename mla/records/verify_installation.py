"""What can be proved beside the dossiers: numbers without gaps, the audit log to its end, accounts, keys on file, agreements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload

from mla.canonical import Answers
from mla.installation import Installation
from mla.instruments.agreement import code_of, digest_of
from mla.models import (
    Agreement,
    AuditEntry,
    AuditHead,
    BoundDossier,
    Comment,
    Dossier,
    Event,
    Handover,
    Identification,
    KeyOnFile,
    Official,
    Peer,
    Redaction,
    ReferenceCounter,
    Setting,
)
from mla.records import audit
from mla.records.digests import (
    bound_digest,
    comment_digest,
    countersignature_digest,
    handover_digest,
    redaction_digest,
    setting_digest,
)
from mla.records.settings import every_numbering
from mla.settings import NAMED, Given, read


def references(session: Session, installation: Installation) -> Iterator[str]:
    """Every number that was given has its request, and every request a number that was given, written as was set at some time."""
    state, patterns = installation.config.state, every_numbering(session, installation.config)
    last = {(row.series, row.year): row.last for row in session.scalars(select(ReferenceCounter))}
    there: set[tuple[str, int, int]] = set()
    for name in sorted(session.scalars(select(Dossier.our_reference))):
        given = next(filter(None, (one.read(name) for one in patterns)), None)
        which = (f"{state}-{given.letters}", given.year, given.number) if given else None
        if which is None or which in there or not 0 < which[2] <= last.get(which[:2], 0):
            yield f"{name}: this number was never given."
        else:
            there.add(which)
    for (series, year), most in sorted(last.items()):
        for number in range(1, most + 1):
            if (series, year, number) not in there:
                name = patterns[0].write(Given(series.removeprefix(f"{state}-"), year, number))
                yield f"{name}: this number was given, and there is no such request."


def settings(session: Session) -> Iterator[str]:
    """Every change of a setting says what the audit log has the digest of; none is gone, and the newest can be read."""
    noted = {entry.detail.get("setting"): entry.detail.get("sha256") for entry in _entries(session, "setting_changed")}
    last: dict[str, int] = {}
    for row in session.scalars(select(Setting).order_by(Setting.id)):
        name = f"Setting {row.name}, change {row.number}"
        if noted.pop(row.id, None) != setting_digest(row):
            yield f"{name}: what was set, by whom or why, is not what the audit log tells."
        if row.number != last.get(row.name, 0) + 1:
            yield f"{name}: it does not follow on change {last.get(row.name, 0)}."
        if row.value is not None and read(NAMED[row.name], row.value) is None:
            yield f"{name}: it cannot be read."
        last[row.name] = row.number
    yield from (f"Setting: change {number} of the audit log was made, and is gone." for number in noted)


def audit_log(session: Session) -> Iterator[str]:
    """The log's chain, from its first line to the last one that anything in the records knows of."""
    previous, hashes = "", {}
    for number, entry in enumerate(session.scalars(select(AuditEntry).order_by(AuditEntry.number)), 1):
        if entry.number != number:
            yield f"Audit log: line {number} is missing."
            return
        if entry.previous != previous or entry.hash != audit.digest(entry):
            yield f"Audit log: line {number} has been changed."
        previous = hashes[number] = entry.hash
    head = session.get(AuditHead, 1)
    if (head.number, head.hash) != (len(hashes), previous) if head else hashes:
        yield f"Audit log: it ends with line {len(hashes)}, which is not the last one that was written."
    yield from _known_to_events(session, hashes)


def _known_to_events(session: Session, hashes: dict[int, str]) -> Iterator[str]:
    """Events name the newest line of their time; the log must have it still."""
    query = select(Event.log_head, Dossier.our_reference, Event.number).join(Dossier).where(Event.log_head != "")
    for log_head, reference, event in session.execute(query.order_by(Event.id)):
        number, _, digest = log_head.partition(":")
        if not number.isdecimal() or hashes.get(int(number)) != digest:
            yield f"Audit log: line {number}, which event {event} of {reference} names, is missing or another."
            return


def accounts(session: Session) -> Iterator[str]:
    """Every account has the roles that the newest entry of the audit log gave it."""
    given = {entry.detail.get("account"): entry.detail for entry in _entries(session, "account_changed")}
    for one in session.scalars(select(Official).order_by(Official.email)):
        entry = given.get(one.email)
        if entry is None:
            yield f"Account {one.email}: no entry of the audit log tells of it."
        elif sorted(entry.get("roles", [])) != sorted(one.roles):
            yield f"Account {one.email}: its roles were changed without an entry in the audit log."
        elif bool(entry.get("active", True)) != one.active:
            yield f"Account {one.email}: it was opened or closed without an entry in the audit log."


def keys(session: Session) -> Iterator[str]:
    """The keys on file follow on one another, and the newest of each State is the one in use."""
    newest: dict[str, KeyOnFile] = {}
    for row in session.scalars(select(KeyOnFile).order_by(KeyOnFile.id)):
        before = newest.get(row.state)
        if (before is None) != (row.since is None) or (before and before.until != row.since):
            yield f"Keys on file: those of {row.state} do not follow on one another."
        newest[row.state] = row
    for state, row in newest.items():
        peer = session.get(Peer, state)
        if row.until is not None or (peer and peer.key != row.key):
            yield f"Keys on file: the key in use of {state} is not the newest on file."
    noted = {(e.detail.get("state"), e.detail.get("key")) for e in _entries(session, "peer_changed")}
    for row in session.scalars(select(KeyOnFile).where(KeyOnFile.since.is_not(None)).order_by(KeyOnFile.id)):
        if session.get(Peer, row.state) and (row.state, row.key.hex()) not in noted:
            yield f"Keys on file: a key of {row.state} was put there without an entry in the audit log."


AGREED = {"agreement_checked", "agreement_accepted"}
"""The entries with which an agreement came into use: with them the second official, or the lawyer, signed its digest."""


def agreements(session: Session) -> Iterator[str]:
    """Every agreement in use is, word for word, the text whose digest was signed, by another official than its authors."""
    entries = [entry for what in sorted(AGREED) for entry in _entries(session, what)]
    signed = {entry.detail.get("digest"): entry for entry in entries}
    there = set()
    for row in session.scalars(select(Agreement).where(Agreement.status != "draft").order_by(Agreement.id)):
        name = f"Agreement {row.code}"
        if row.told is None or (row.code, row.digest) != (code_of(row.told), digest_of(row.told)):
            yield f"{name}: its text is not the one that was laid before a second official."
        elif (row.signed, row.in_force_from, row.ends) != _days(row.told):
            yield f"{name}: its days are not those that its text tells."
        if row.status != "accepted":
            continue
        there.add(row.digest)
        entry = signed.get(row.digest)
        if entry is None or row.checked_by is None or entry.who != row.checked_by.email:
            yield f"{name}: no entry of the audit log tells that this official checked or accepted it."
        elif row.checked_by.email in row.editors:
            yield f"{name}: whoever checked it had written in it."
    for digest, entry in signed.items():
        if digest not in there:
            yield f"Agreement {entry.detail.get('code')}: it was checked or accepted, and is not there any more."


def identifications(session: Session) -> Iterator[str]:
    """What officials said of two persons stands in the audit log as it stands here, and so does what they took back."""
    said = {entry.detail.get("identification"): entry.detail for entry in _entries(session, "persons_identified")}
    back = {entry.detail.get("identification") for entry in _entries(session, "identification_taken_back")}
    for row in session.scalars(select(Identification).order_by(Identification.id)):
        noted = said.get(row.id, {})
        if (noted.get("same"), noted.get("reason")) != (row.same, row.reason):
            yield f"Identification {row.id}: what was said of two persons is not what the audit log tells."
        if (row.taken_back_at is not None) != (row.id in back):
            yield f"Identification {row.id}: whether it was taken back is not what the audit log tells."


def comments(session: Session) -> Iterator[str]:
    """What officials said to each other is what the audit log has the digest of; a comment is open unless its thread was resolved last."""
    noted = {entry.detail.get("comment"): entry.detail.get("sha256") for entry in _entries(session, "commented")}
    last: dict[int, str] = {}
    rows = session.scalars(select(Comment).order_by(Comment.id).options(lazyload(Comment.mentions))).all()
    for row in rows:
        if noted.pop(row.id, None) != comment_digest(row):
            yield f"Comment {row.id}: what it says, or who said it, is not what the audit log tells."
        if row.thread_id and row.act != "said":
            last[row.thread_id] = row.act
    for row in rows:
        if row.thread_id is None and row.open is (last.get(row.id) == "resolved"):
            yield f"Comment {row.id}: whether it is open is not what its answers tell."
    yield from (f"Comment {number}: it was made, and is gone." for number in noted)


def handovers(session: Session) -> Iterator[str]:
    """Every handover pack says what the audit log has the digest of, and was countersigned as the log tells, by the successor."""
    made = {entry.detail.get("handover"): entry.detail.get("sha256") for entry in _entries(session, "handover_made")}
    signed = {entry.detail.get("handover"): entry for entry in _entries(session, "handover_countersigned")}
    for pack in session.scalars(select(Handover).order_by(Handover.id)):
        if not made.pop(pack.id, None) == pack.digest == handover_digest(pack):
            yield f"Handover pack {pack.id}: what it says is not what the audit log tells."
        entry = signed.pop(pack.id, None)
        told = (entry.official_id, entry.detail.get("sha256")) if entry else None
        stands = (pack.successor_id, countersignature_digest(pack)) if pack.countersigned_at else None
        if told != stands:
            yield f"Handover pack {pack.id}: whether and how it was countersigned is not what the audit log tells."
    yield from (f"Handover pack {number}: it was made, and is gone." for number in (*made, *signed))


def bound_dossiers(session: Session) -> Iterator[str]:
    """Every dossier that was bound is what the audit log tells: for which purpose, by whom, with which digest; none is gone."""
    made = {entry.detail.get("bound"): entry for entry in _entries(session, "dossier_bound")}
    for row in session.scalars(select(BoundDossier).order_by(BoundDossier.id)):
        entry = made.pop(row.id, None)
        told = (entry.official_id, entry.detail.get("sha256")) if entry else None
        if told != (row.by_id, bound_digest(row)):
            yield f"Bound dossier {row.id}: what it is, for what, or who had it bound, is not what the audit log tells."
    yield from (f"Bound dossier {number}: it was made, and is gone." for number in made)


def redactions(session: Session) -> Iterator[str]:
    """Every redacted copy is what the audit log tells: of which document, what is black and why, by whom, with which digest; none is gone."""
    made = {entry.detail.get("redaction"): entry for entry in _entries(session, "document_redacted")}
    for row in session.scalars(select(Redaction).order_by(Redaction.id)):
        entry = made.pop(row.id, None)
        told = (entry.official_id, entry.detail.get("sha256")) if entry else None
        if told != (row.by_id, redaction_digest(row)):
            yield f"Redacted copy {row.id}: of what it is, what was blacked out and why, or by whom, is not what the audit log tells."
    yield from (f"Redacted copy {number}: it was made, and is gone." for number in made)


def _days(told: Answers) -> tuple[date | None, date | None, date | None]:
    signed, begins, ends = (told.get(name) for name in ("signed", "in_force_from", "ends"))
    return tuple(date.fromisoformat(day) if day else None for day in (signed, begins, ends))  # type: ignore[return-value]


def _entries(session: Session, what: str) -> list[AuditEntry]:
    return list(session.scalars(select(AuditEntry).where(AuditEntry.what == what).order_by(AuditEntry.number)))
