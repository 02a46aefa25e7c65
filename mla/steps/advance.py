"""The one door: every step of every dossier goes through `advance`.

It asks one question (may this be done?), moves the stage, changes the contents, keeps the documents, writes one
event, draws one paper, seals one package, all in the caller's transaction. If any of it fails, the caller rolls
back and the step has not happened.
"""

from __future__ import annotations

import json
import uuid
from datetime import date, datetime
from io import BytesIO
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mla.documents.reading import page_count
from mla.dossier.search import search_text
from mla.exchange.keys_on_file import signing_key
from mla.installation import Installation
from mla.lifecycle import LIFECYCLES, table_of
from mla.lifecycle.machine import StepNotOpen, move, open_steps
from mla.lifecycle.terms import Side
from mla.models import Attachment, Dossier, Event, Outgoing, Paper, Peer
from mla.one_person import done_already
from mla.package.sealing import Unacceptable, read_head, seal
from mla.permission import why_not, why_not_record
from mla.records import audit
from mla.records.digests import content_digest, event_digest
from mla.request_text.text import AttachmentText, RequestText
from mla.request_text.versions import keep_text
from mla.steps.effects import apply
from mla.steps.letter import draw_paper
from mla.steps.objections import objection
from mla.steps.references import next_reference
from mla.steps.step_taken import Deed, Upload


class NotAllowed(Exception):
    """The step may not be taken; the message is the sentence to show."""


def new_dossier(
    session: Session,
    installation: Installation,
    kind: str,
    side: Side,
    today: date,
    counterpart: str = "",
    number: uuid.UUID | None = None,
    version: int | None = None,
) -> Dossier:
    """A dossier at the start of its life, with its reference. Nothing is known of it until a first step is taken."""
    table = table_of(kind, version) if version else LIFECYCLES[kind]
    return Dossier(
        id=number or uuid.uuid4(), kind=kind, table_version=table.version, side=side.value, stage=table.start,
        counterpart=counterpart, chain_head="", title="", arises_from_abroad="", instrument=installation.law.first(), language="en", contents={}, opened_on=today,
        our_reference=next_reference(session, installation.config.state, table.letters, today.year),
        events=[], papers=[], attachments=[], persons=[], offences=[], measures=[], obligations=[], outgoing=[], involvements=[],
    )  # fmt: skip


def advance(session: Session, installation: Installation, deed: Deed) -> Event:
    """Take a step. Raises NotAllowed, StepNotOpen, PaperNotDrawn, OSError; the caller commits or rolls back."""
    dossier, step = deed.dossier, deed.step
    _ask(session, installation, deed)
    source = dossier.stage
    with session.no_autoflush:
        session.add(dossier)
        apply(deed)
        move(dossier.table, dossier.our_side, dossier, step.trigger)
        dossier.changed_at = deed.at
        number = _next_number(session, dossier)
        annexes = _keep_uploads(installation, deed, number)
        event = _record(session, deed, source, number)
        if step.brings_request:
            keep_text(installation, event)
        session.add(event)
        _chain(dossier, event)
    session.flush()
    if step.crosses and deed.ours:
        paper = _draw(session, installation, deed, event, annexes)
        _dispatch(session, installation, deed, event, paper, annexes)
    elif deed.sealed:
        _keep_paper(installation, deed, event)
    session.flush()
    return event


def _ask(session: Session, installation: Installation, deed: Deed) -> None:
    if deed.ours:
        why = why_not(deed.official, deed.dossier, deed.step, installation.law) or objection(
            session, installation, deed
        )
    elif deed.channel and deed.official:
        why = why_not_record(deed.official, deed.dossier, deed.step, installation.law)
    else:
        why = why_not(None, deed.dossier, deed.step, installation.law)
    why = why or next((no for check in deed.step.checks if (no := check(deed.dossier, deed.side, deed.weighed))), None)
    why = why or done_already(session, deed)
    if not why:
        return
    dossier = deed.dossier
    if deed.step.trigger not in open_steps(dossier.table, dossier.our_side, dossier.stage):
        raise StepNotOpen(why)
    raise NotAllowed(why)


# Documents that come with a step
def _keep_uploads(installation: Installation, deed: Deed, event_number: int) -> list[Attachment]:
    """Keep what was handed in; returns the annexes that this step carries across the border."""
    kept = [_attach(installation, deed, upload, _role(deed), event_number) for upload in deed.uploads]
    if deed.sealed:
        kept = [_attach_foreign(deed, entry, event_number) for entry in deed.sealed.manifest.get("annexes", ())]
    if not (deed.step.crosses and deed.ours):
        return kept
    leaving = [
        a
        for a in deed.dossier.attachments
        if a.side == deed.dossier.side
        and a.sent_by is None
        and ((a.role == "step" and a in kept) or a.role == "request")
    ]
    for annex in leaving:
        annex.sent_by = event_number
    return leaving


def _role(deed: Deed) -> str:
    if not deed.ours:
        return "scan"
    if deed.step.trigger == "attach":
        return "request"
    return "step" if deed.step.crosses else "internal"


def _attach(installation: Installation, deed: Deed, upload: Upload, role: str, event_number: int) -> Attachment:
    side = deed.side.value
    series = ("request", "step") if role in ("request", "step") else (role,)
    taken = [a.number for a in deed.dossier.attachments if a.side == side and a.role in series]
    attachment = Attachment(
        number=max(taken, default=0) + 1, side=side, role=role, title=upload.title, filename=upload.filename,
        media_type=upload.media_type, sha256=installation.store.keep(upload.data), size=len(upload.data), pages=upload.pages,
        event_number=event_number, sent_by=None,
    )  # fmt: skip
    deed.dossier.attachments.append(attachment)
    return attachment


def _attach_foreign(deed: Deed, entry: dict[str, Any], event_number: int) -> Attachment:
    known = {name: entry[name] for name in AttachmentText.FIELDS}
    attachment = Attachment(**known, event_number=event_number, sent_by=event_number)
    deed.dossier.attachments.append(attachment)
    return attachment


# The event
def _next_number(session: Session, dossier: Dossier) -> int:
    """The number of the next event, asked of the database so that a long story need not be read."""
    return (session.scalar(select(func.max(Event.number)).where(Event.dossier_id == dossier.id)) or 0) + 1


def _record(session: Session, deed: Deed, source: str, number: int) -> Event:
    dossier = deed.dossier
    return Event(
        dossier=dossier, dossier_id=dossier.id, number=number, trigger=deed.step.trigger, from_stage=source, to_stage=dossier.stage,
        side=deed.side.value, official_id=deed.official.id if deed.official else None, actor=deed.actor, at=deed.at,
        answers=deed.answers, channel=_channel(deed), content="", log_head=audit.head(session), previous=dossier.chain_head, hash="",
    )  # fmt: skip


def _channel(deed: Deed) -> dict[str, Any] | None:
    if deed.sealed:
        return {
            "channel": "package",
            "package": deed.sealed.sha256,
            "number": deed.sealed.manifest["number"],
            "received_on": deed.today.isoformat(),
            "sent_on": deed.sealed.manifest["on"],
            "their_reference": deed.sealed.manifest["reference"],
        }
    return deed.channel


def _chain(dossier: Dossier, event: Event) -> None:
    if event.channel and event.channel.get("their_reference"):
        dossier.their_reference = event.channel["their_reference"]
    dossier.search_text = search_text(dossier)
    event.content = content_digest(dossier)
    event.hash = event_digest(event)
    dossier.chain_head = event.hash


# The paper
def _draw(session: Session, installation: Installation, deed: Deed, event: Event, annexes: list[Attachment]) -> bytes:
    dossier = deed.dossier
    number = 1 + sum(1 for paper in dossier.papers if paper.side == dossier.side)
    drawn = draw_paper(session, installation, deed, f"{dossier.our_reference}/{number}", annexes)
    _add_paper(installation, deed, event, drawn.pdf, drawn.pages, number)
    return drawn.pdf


def _add_paper(installation: Installation, deed: Deed, event: Event, pdf: bytes, pages: int, number: int) -> None:
    assert deed.step.paper
    paper = Paper(
        event=event, name=deed.step.paper, side=deed.side.value, number=number, language=deed.dossier.language,
        sha256=installation.store.keep(pdf), size=len(pdf), pages=pages, at=deed.at,
    )  # fmt: skip
    deed.dossier.papers.append(paper)


def _keep_paper(installation: Installation, deed: Deed, event: Event) -> None:
    """Keep the other State's paper and annexes as they came."""
    assert deed.sealed
    for name, data in deed.sealed.files.items():
        installation.store.keep(data)
        if name.startswith("documents/"):
            number = int(deed.sealed.manifest["number"])
            _add_paper(installation, deed, event, data, page_count(data), number)


# The package
def _dispatch(
    session: Session, installation: Installation, deed: Deed, event: Event, paper: bytes, annexes: list[Attachment]
) -> None:
    """Put the step in the post bag: sealed for a State that has the system, as a paper to be posted otherwise."""
    dossier = deed.dossier
    number = len(dossier.outgoing) + 1
    sealed = None
    if session.get(Peer, dossier.counterpart):
        files = {f"documents/{deed.step.paper}.pdf": paper}
        files |= {_annex_name(a): installation.store.read(a.sha256) for a in annexes}
        sealed = installation.store.keep(
            _seal(session, installation, _manifest(installation, deed, event, number, annexes), files, deed.at)
        )
    dossier.outgoing.append(Outgoing(event=event, number=number, package=sealed, next_attempt=deed.at))


def _seal(
    session: Session, installation: Installation, manifest: dict[str, Any], files: dict[str, bytes], at: datetime
) -> bytes:
    """A package that every installation can open: it is opened here, as they will. Raises NotAllowed."""
    sealed = seal(manifest, files, signing_key(session, installation, at))
    try:
        read_head(BytesIO(sealed), installation.config.max_package).check_manifest()
    except Unacceptable as error:
        raise NotAllowed(f"The other State's installation could not take this in. {error}") from error
    return sealed


def _annex_name(annex: Attachment) -> str:
    suffix = annex.filename.rsplit(".", 1)[-1].lower()
    return f"attachments/{annex.side}-{annex.number:03d}.{suffix}"


def _manifest(
    installation: Installation, deed: Deed, event: Event, number: int, annexes: list[Attachment]
) -> dict[str, Any]:
    dossier = deed.dossier
    previous = dossier.outgoing[-1].package if dossier.outgoing else ""
    manifest = {
        "sender": installation.config.state,
        "recipient": dossier.counterpart,
        "dossier": str(dossier.id),
        "reference": dossier.our_reference,
        "their_reference": dossier.their_reference or "",
        "kind": dossier.kind,
        "table_version": dossier.table_version,
        "instrument": dossier.instrument,
        "instrument_digest": installation.law.digest(dossier.instrument),
        "trigger": event.trigger,
        "number": number,
        "previous": previous or "",
        "at": event.at.isoformat(),
        "on": deed.today.isoformat(),
        "actor": event.actor,
        "answers": deed.shared if deed.shared is not None else deed.answers,
        "annexes": [
            {**{name: getattr(a, name) for name in AttachmentText.FIELDS}, "file": _annex_name(a)} for a in annexes
        ],
    }
    if deed.step.brings_request:
        text = RequestText.of(dossier)
        manifest["request"], manifest["request_digest"] = text.to_json(), text.digest
    return json.loads(json.dumps(manifest))  # type: ignore[no-any-return]
