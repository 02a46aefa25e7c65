"""Everything that can be proved about an installation's records: `mla verify` says what does not hold.

Recomputes the chains of every dossier and of the audit log, replays the stages against the tables, compares every
dossier with what its last event says it held, re-hashes papers, attachments and packages, checks every signature under
the key of its time. What stands beside the dossiers is proved in `verify_installation.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.installation import Installation
from mla.lifecycle import table_of
from mla.lifecycle.corrections import corrected
from mla.lifecycle.document_records import DOMESTIC
from mla.lifecycle.fates import apart, concerns, derived, first, story
from mla.lifecycle.late import came_late
from mla.lifecycle.machine import sources
from mla.lifecycle.striking import stood_before, struck_out
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side
from mla.lifecycle.text import RequestText
from mla.models import Agreement, BoundDossier, Dossier, Event, Incoming, Outgoing, Peer, Redaction
from mla.models.event import NOTED
from mla.package.keys import public_bytes
from mla.package.receipt import BadReceipt, read_receipt
from mla.package.sealing import Unacceptable, unseal
from mla.records.digests import content_digest, event_digest
from mla.records.keys_on_file import keys_of
from mla.records.verify_installation import (
    accounts,
    agreements,
    audit_log,
    bound_dossiers,
    comments,
    handovers,
    identifications,
    keys,
    redactions,
    references,
    settings,
)
from mla.search import found_as_written
from mla.storage.files import Missing


def verify(session: Session, installation: Installation) -> Iterator[str]:
    """Every fault, each in one sentence; nothing when all holds."""
    for dossier in session.scalars(select(Dossier).order_by(Dossier.our_reference)):
        yield from (f"{dossier.our_reference}: {fault}" for fault in _dossier(installation, dossier))
    known = set(session.scalars(select(Dossier.id)))
    for event in session.scalars(select(Event)):
        if event.dossier_id not in known:
            yield f"Event {event.id} belongs to no dossier."
    yield from _outgoing(session, installation)
    yield from _incoming(session, installation)
    for check in (
        settings,
        audit_log,
        accounts,
        keys,
        agreements,
        identifications,
        comments,
        handovers,
        bound_dossiers,
        redactions,
    ):
        yield from check(session)
    yield from references(session, installation)
    for bound in session.scalars(select(BoundDossier).order_by(BoundDossier.id)):
        yield from _file(installation, bound.sha256, bound.size, f"Bound dossier {bound.id}")
    for copy in session.scalars(select(Redaction).order_by(Redaction.id)):
        yield from _file(installation, copy.sha256, copy.size, f"Redacted copy {copy.id}")
    for row in session.scalars(select(Agreement)):
        for one in row.documents:
            yield from _file(
                installation, one["sha256"], one["size"], f"Agreement {row.code}: document “{one['title']}”"
            )


def _dossier(installation: Installation, dossier: Dossier) -> Iterator[str]:
    yield from _chain(dossier)
    yield from _stages(dossier)
    if dossier.record and content_digest(dossier, RequestText.of(dossier)) != dossier.record[-1].content:
        yield "what it holds is not what its last step left."
    if not found_as_written(dossier):
        yield "what its persons are found by is not their own."
    for paper in dossier.papers:
        yield from _file(installation, paper.sha256, paper.size, f"paper {paper.number} ({paper.side})")
    for annex in dossier.attachments:
        yield from _file(installation, annex.sha256, annex.size, f"attachment “{annex.title}”")
    yield from _papers(dossier)
    yield from _corrections(dossier)
    for event in dossier.record:
        for name in NOTED:
            if event.answers.get(name):
                yield from _file(installation, event.answers[name], None, f"the text that event {event.number} names")


def _chain(dossier: Dossier) -> Iterator[str]:
    previous = ""
    for number, event in enumerate(dossier.record, 1):
        if event.number != number:
            yield f"event {number} is missing."
            return
        if event.previous != previous:
            yield f"event {number} does not follow on the one before."
        if event.hash != event_digest(event):
            yield f"event {number} has been changed."
        previous = event.hash
    if previous != dossier.chain_head:
        yield "its last events are missing or were changed."


def _first_table(dossier: Dossier) -> Lifecycle:
    """The table it was opened under."""
    moves = dossier.table.triggers("change_table")
    moved = next((event.answers["before"] for event in dossier.record if event.trigger in moves), None)
    return table_of(dossier.kind, moved or dossier.table_version)


def _stages(dossier: Dossier) -> Iterator[str]:
    """Walk the events through the table again."""
    if apart(dossier):
        yield from _ways(dossier)
        return
    table = _first_table(dossier)
    stage = table.start
    for event in dossier.record:
        step = table.step.get(event.trigger)
        if step and step.effect == "change_table" and event.from_stage == stage:
            table, stage = table_of(dossier.kind, event.answers["version"]), event.to_stage
            continue
        if (
            step
            and step.effect == "put_aside"
            and event.from_stage == stage
            and event.to_stage == stood_before(dossier, event)
        ):
            stage = event.to_stage
            continue
        allowed = sources(table, dossier.our_side, step) if step else ()
        if step and came_late(event):
            if stage in allowed or not step.crosses or not event.from_stage == event.to_stage == stage:
                yield f"event {event.number} ({event.trigger}) is recorded as too late at “{stage}”, which it was not."
                return
            continue
        if event.from_stage != stage or stage not in allowed or not step or step.target(stage) != event.to_stage:
            yield f"event {event.number} ({event.trigger}) is no step that the table allows from “{stage}”."
            return
        if step.side and step.side != Side(event.side):
            yield f"event {event.number} is recorded for the wrong State."
        stage = event.to_stage
    if stage != dossier.stage:
        yield f"its events lead to “{stage}”, but it stands at “{dossier.stage}”."


def _ways(dossier: Dossier) -> Iterator[str]:
    """Walk the events again with each person of the request, where some of them were named."""
    table, stage = dossier.table, dossier.table.start
    before = first(dossier)
    for event, after in story(dossier, before):
        step = table.step.get(event.trigger)
        if (
            step and step.effect == "put_aside"
        ):  # what it took out is not among the events, and the stage is as without it
            continue
        open_at = sources(table, dossier.our_side, step) if step else ()
        moves = step is not None and step.effect == "change_table"
        may = moves or any(concerns(event.answers, one) and at in open_at for one, at in before.items())
        then = derived(table, after)
        if (event.from_stage, event.to_stage) != (stage, then) or may is came_late(event) or not step:
            yield f"event {event.number} ({event.trigger}) is no step that the table allows where its persons stand."
            return
        if step.side and step.side != Side(event.side):
            yield f"event {event.number} is recorded for the wrong State."
        before, stage = after, then
    if stage != dossier.stage:
        yield f"its events lead to “{stage}”, but it stands at “{dossier.stage}”."


def _corrections(dossier: Dossier) -> Iterator[str]:
    """Every entry is read as the newest correction of it says, and no other."""
    newest = {entry: number for number, entry in corrected(dossier)}
    for event in dossier.record:
        if event.corrected_by != newest.get(event.number):
            yield f"event {event.number} is not read as its last correction says."
    struck = dict(struck_out(dossier))
    for event in dossier.record:
        if event.struck_by != struck.get(event.number):
            yield f"event {event.number} is struck out by another entry than the record says, or by none."


def _papers(dossier: Dossier) -> Iterator[str]:
    """Every step that draws a paper has the paper of its name, numbered within its side."""
    drawn = {paper.event_id: paper for paper in dossier.papers}
    numbers: Counter[str] = Counter()
    for event in dossier.record:
        step = dossier.table.step.get(event.trigger)
        side = DOMESTIC if step and step.domestic else event.side
        if paper := drawn.get(event.id):
            numbers[side] += 1
            number = event.channel["number"] if event.channel else numbers[side]
            known = (step.paper if step else None, side, number)
            if (paper.name, paper.side, paper.number) != known:
                yield f"the paper of event {event.number} is recorded under another name, side or number."
        by_letter = event.channel and event.channel.get("channel") != "package"
        undrawn = by_letter or (side == DOMESTIC and "due_on" not in event.written)  # before there were home letters
        if step and step.paper and not undrawn and event.id not in drawn:
            yield f"the paper of event {event.number} ({event.trigger}) is missing."


def _file(installation: Installation, sha256: str, size: int | None, what: str) -> Iterator[str]:
    try:
        data = installation.store.read(sha256)
        if size is not None and len(data) != size:
            yield f"{what} has another size than on record."
    except Missing as error:
        yield f"{what}: {error}"


def _outgoing(session: Session, installation: Installation) -> Iterator[str]:
    for row in session.scalars(select(Outgoing)):
        name = f"{row.dossier.our_reference}: outgoing package {row.number}"
        if row.package:
            keys_then = _keys(session, installation, installation.config.state, row.event.at)
            yield from _sealed(installation, row.package, keys_then, row.event.trigger, row.number, name)
        if row.earlier_receipt:
            yield from _earlier(
                row.earlier_receipt, _keys(session, installation, row.dossier.counterpart), row.package, name
            )
        if row.receipt:
            try:
                receipt = read_receipt(row.receipt, *_keys(session, installation, row.dossier.counterpart))
                if (receipt.package, receipt.outcome) != (row.package, row.outcome):
                    yield f"{name}: its receipt says something else."
            except BadReceipt as error:
                yield f"{name}: {error}"


def _incoming(session: Session, installation: Installation) -> Iterator[str]:
    for row in session.scalars(select(Incoming)):
        name = f"Incoming package {row.id}"
        try:
            receipt = read_receipt(row.receipt or b"", *_keys(session, installation, installation.config.state))
            if (receipt.package, receipt.outcome) != (row.package, row.outcome):
                yield f"{name}: our receipt says something else."
        except BadReceipt as error:
            yield f"{name}: {error}"
        if row.earlier_receipt:
            yield from _earlier(
                row.earlier_receipt, _keys(session, installation, installation.config.state), row.package, name
            )
        yield from _came_in(session, installation, row, name)


def _earlier(data: bytes, known: list[bytes], package: str | None, name: str) -> Iterator[str]:
    """The receipt that a newer one took the place of is true, and of the same package."""
    try:
        if read_receipt(data, *known).package != package:
            yield f"{name}: the receipt before its last is for another package."
    except BadReceipt as error:
        yield f"{name}: {error}"


def _came_in(session: Session, installation: Installation, row: Incoming, name: str) -> Iterator[str]:
    """The package itself. Of one of unproven origin nothing was kept, and nothing was done."""
    if not row.kept:
        if row.outcome != "refused":
            yield f"{name}: it was {row.outcome}, and its sender is not on record."
        return
    if row.outcome in ("applied", "filed"):
        if session.get(Dossier, row.dossier_id) is None:
            yield f"{name}: the request to which it belongs is missing."
        keys_then = _keys(session, installation, row.sender or "", row.at)
        if not keys_then:
            yield f"{name}: the State it came from has no key on file."
        yield from _sealed(installation, row.package, keys_then, row.trigger or "", row.number or 0, name)
    else:
        yield from _file(installation, row.package, None, name)


def _keys(session: Session, installation: Installation, state: str, at: datetime | None = None) -> list[bytes]:
    """The keys under which a State signed then; the one in use, as long as none is on file."""
    if on_file := keys_of(session, state):
        return keys_of(session, state, at) if at else on_file
    if state == installation.config.state:
        return [public_bytes(installation.key)]
    peer = session.get(Peer, state)
    return [peer.key] if peer else []


def _sealed(
    installation: Installation, sha256: str, keys_then: list[bytes], trigger: str, number: int, name: str
) -> Iterator[str]:
    try:
        package = unseal(installation.store.read(sha256), installation.config.max_package)
        package.check_signature(*keys_then)
        package.check_files()
        package.check_manifest()
        if (package.manifest["trigger"], package.manifest["number"]) != (trigger, number):
            yield f"{name}: it carries another step than the one on record."
    except (Missing, Unacceptable) as error:
        yield f"{name}: {error}"
