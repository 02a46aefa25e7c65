"""A letter leaves: its step is sealed as a package for a State that has the system, or waits to be posted as a paper."""

from __future__ import annotations

import json
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.installation import Installation
from mla.instruments.agreement import texts_of
from mla.lifecycle.facts import further_bases
from mla.lifecycle.items import AttachmentText
from mla.lifecycle.text import RequestText
from mla.models import Attachment, Event, Outgoing, Peer
from mla.package.sealing import Unacceptable, read_head, seal
from mla.records.keys_on_file import signing_key
from mla.steps.step_taken import NotAllowed, OurStep
from mla.words import _


class Leaving(NamedTuple):
    """A letter on its way: the PDF, its annexes, and the installation of the other State, where that has the system."""

    pdf: bytes
    annexes: list[Attachment]
    peer: Peer | None


def dispatch(session: Session, installation: Installation, taken: OurStep, event: Event, letter: Leaving) -> None:
    """Put the step in the post bag: sealed for a State that has the system, as a paper to be posted otherwise."""
    dossier, annexes = taken.dossier, letter.annexes
    number = len(dossier.outgoing) + 1
    sealed = None
    if letter.peer:
        files = {f"documents/{taken.step.paper}.pdf": letter.pdf}
        files |= {_annex_name(a): installation.store.read(a.sha256) for a in annexes}
        files |= {name: installation.store.read(one["sha256"]) for name, one in texts_of(_brought(installation, taken))}
        sealed = installation.store.keep(
            _seal(session, installation, _manifest(installation, taken, event, number, annexes), files, taken.at)
        )
    dossier.outgoing.append(Outgoing(event=event, number=number, package=sealed, next_attempt=taken.at))


def _seal(
    session: Session, installation: Installation, manifest: Answers, files: dict[str, bytes], at: datetime
) -> bytes:
    """A package that every installation can open: it is opened here, as they will. Raises NotAllowed."""
    sealed = seal(manifest, files, signing_key(session, installation, at))
    try:
        read_head(BytesIO(sealed), installation.config.max_package).check_manifest()
    except Unacceptable as error:
        raise NotAllowed(_("The other State's installation could not take this in. %(error)s", error=error)) from error
    return sealed


def _brought(installation: Installation, taken: OurStep) -> list[Answers]:
    """The agreements between the two States on which a request rests, which go along: the other may not know them yet."""
    if not taken.step.brings_request:
        return []
    known, bases = installation.law.agreements, (taken.dossier.instrument, *further_bases(taken.dossier))
    return [known[code] for code in dict.fromkeys(bases) if code in known]


def _annex_name(annex: Attachment) -> str:
    suffix = annex.filename.rsplit(".", 1)[-1].lower()
    return f"attachments/{annex.side}-{annex.number:03d}.{suffix}"


def _manifest(
    installation: Installation, taken: OurStep, event: Event, number: int, annexes: list[Attachment]
) -> Answers:
    dossier = taken.dossier
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
        "on": taken.today.isoformat(),
        "actor": event.actor,
        "answers": taken.answers_abroad,
        "annexes": [{**AttachmentText.of_file(a).to_json(), "file": _annex_name(a)} for a in annexes],
    }
    if taken.step.brings_request:
        text = RequestText.of(dossier)
        manifest["request"], manifest["request_digest"] = text.to_json(), text.digest
    if agreements := _brought(installation, taken):
        manifest["agreements"] = agreements
    return json.loads(json.dumps(manifest))  # type: ignore[no-any-return]
