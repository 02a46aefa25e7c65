"""A package comes in: it is judged, and only then kept; its step is taken through the one door, or it is filed.

Every outcome is answered with a signed receipt: applied; filed (too late for the stage, harmless); refused (nothing
changed); held (an earlier package is missing, its instrument is not installed here, or a lawyer has yet to read the
agreement that it brings; it is looked at again when that is there, when the sender sends it again, or when a registrar asks).

What a State whose key is on file has signed is kept, also when it is refused: its number is used up. What is not proven
to come from one is never kept and never read whole: a row without bytes
remains of it, of MOST_STRANGERS such packages in a day at most.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import BinaryIO

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.exchange import answers as contents
from mla.exchange.answers import NotInstalled
from mla.exchange.brought import take_in
from mla.exchange.too_late import is_entered
from mla.installation import Installation
from mla.instruments.bodies import allowed
from mla.lifecycle import table_of
from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Step
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Incoming, Peer
from mla.package.receipt import Receipt, sign_receipt
from mla.package.sealing import Head, Package, Unacceptable, read_head, unseal
from mla.records.keys_on_file import keys_of, signing_key
from mla.steps.advance import advance, new_dossier
from mla.steps.step_taken import NotAllowed, PackagedStep, Sealed
from mla.storage.database import local_day

MOST_STRANGERS = 100
AHEAD = timedelta(days=1)
"""How far another State's calendar may be ahead of ours (time zones), and its clock."""

MOST_REASON = 1_000


class _Held(Exception):
    """An earlier package of the same dossier has not come in yet."""


class TooManyStrangers(Exception):
    """Today's packages of unproven origin are as many as are remembered; nothing of this one was."""


def receive(session: Session, installation: Installation, source: bytes | BinaryIO, how: str, at: datetime) -> Incoming:
    """Take in a package; `how` is "http" or "file". The caller commits. Raises TooManyStrangers over the network.

    The same bytes again give the same receipt (a replay changes nothing), unless they were held, or are only now
    known to come from a State whose key is on file.
    """
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    file.seek(0)
    name = _digest(file)
    known = session.scalar(select(Incoming).where(Incoming.package == name))
    if known and known.outcome != "held" and known.kept:
        return known
    incoming = known or Incoming(package=name, at=at, how=how, outcome="refused", reason="")
    if not incoming.kept:
        incoming.at = at
    _judge(session, installation, file, incoming, at)
    if not known and not incoming.kept and how == "http":
        _count_stranger(session, at)
    if not known:
        session.add(incoming)
    session.flush()
    if incoming.outcome in ("applied", "filed", "refused") and incoming.dossier_id:
        _take_next_held(session, installation, incoming, at)
    return incoming


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := file.read(1024 * 1024):
        digest.update(piece)
    return digest.hexdigest()


def look_again(session: Session, installation: Installation, incoming: Incoming, at: datetime) -> Incoming:
    """Judge once more a package that is held. The caller commits. Raises Missing when its bytes are gone."""
    return receive(session, installation, installation.store.read(incoming.package), incoming.how, at)


def reconsider(session: Session, installation: Installation, incoming: Incoming, at: datetime) -> Incoming:
    """Judge once more a package that was refused, because what spoke against it may be gone.

    Once it is taken in, so are those of its dossier that came after it and could not be applied, in their order. What changes is
    told to the sender by a new receipt; the one before is kept. The caller commits. Raises Missing, OSError, Busy.
    """
    if incoming.outcome != "refused" or not incoming.kept or incoming.number is None:
        raise ValueError("Only a package of its dossier that was refused is reconsidered.")
    _judge_anew(session, installation, incoming, at)
    if incoming.outcome != "refused":
        later = select(Incoming).where(
            Incoming.dossier_id == incoming.dossier_id, Incoming.sender == incoming.sender,
            Incoming.number > incoming.number, Incoming.outcome.in_(("refused", "filed")),
        )  # fmt: skip
        for one in session.scalars(later.order_by(Incoming.number)).all():
            _judge_anew(session, installation, one, at)
    return incoming


def _judge_anew(session: Session, installation: Installation, incoming: Incoming, at: datetime) -> None:
    before = incoming.outcome, incoming.reason, incoming.receipt
    _judge(session, installation, io.BytesIO(installation.store.read(incoming.package)), incoming, at, anew=True)
    if incoming.outcome in (before[0], "held"):  # what must wait still counts as it was told
        incoming.outcome, incoming.reason, incoming.receipt = before
        return
    incoming.earlier_receipt = incoming.earlier_receipt or before[2]
    incoming.receipt_due = at
    session.flush()


def _count_stranger(session: Session, at: datetime) -> None:
    strangers = select(func.count()).where(Incoming.sender.is_(None), Incoming.at > at - timedelta(days=1))
    if (session.scalar(strangers) or 0) >= MOST_STRANGERS:
        raise TooManyStrangers


def _judge(
    session: Session,
    installation: Installation,
    file: BinaryIO,
    incoming: Incoming,
    at: datetime,
    *,
    anew: bool = False,
) -> None:
    try:
        package = _proven(session, installation, file, incoming)
        installation.store.keep(_whole(file))
        incoming.sender = package.manifest["sender"]
        dossier = _dossier_of(session, package) if anew else _place(session, package, incoming)
        package.check_manifest()
        take_in(session, installation, package, incoming, at)
        with session.begin_nested():
            taken = _read(session, installation, package, dossier, at)
            incoming.outcome, incoming.reason = _take(session, installation, taken)
    except (_Held, NotInstalled) as held:
        incoming.outcome, incoming.reason = "held", str(held)
    except (Unacceptable, NotAllowed) as refusal:
        incoming.outcome, incoming.reason = "refused", str(refusal)
    incoming.reason = " ".join(incoming.reason.split())[:MOST_REASON]
    incoming.receipt = _receipt(session, installation, incoming, at)


def _whole(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


def _proven(session: Session, installation: Installation, file: BinaryIO, incoming: Incoming) -> Package:
    """The package, once all of it is known to be what a State whose key is on file has signed. Raises Unacceptable.

    The rest of it is read into memory only when manifest and signature are proven.
    """
    head = read_head(file, installation.config.max_package)
    _authenticate(session, installation, head, incoming)
    package = unseal(file, installation.config.max_package)
    package.check_files()
    return package


def _authenticate(session: Session, installation: Installation, head: Head, incoming: Incoming) -> None:
    """The sender: known, trusted, and truly the one who signed; the package is for us.

    What was held counts as signed under the key of the day on which it came.
    """
    manifest = head.manifest
    peer = session.get(Peer, manifest["sender"])
    if peer is None or not peer.trusted:
        raise Unacceptable(f"The sender “{manifest['sender']}” is not among the States whose keys are on file here.")
    head.check_signature(*(keys_of(session, peer.state, incoming.at) if incoming.kept else ()), peer.key)
    if manifest["recipient"] != installation.config.state:
        raise Unacceptable(f"The package is addressed to {manifest['recipient']}, not to this ministry.")


def _dossier_of(session: Session, package: Package) -> Dossier | None:
    """The dossier the package belongs to (None for a new one)."""
    dossier = session.get(Dossier, uuid.UUID(package.manifest["dossier"]))
    if dossier and dossier.counterpart != package.manifest["sender"]:
        raise Unacceptable("The package names a dossier that this State has no part in.")
    return dossier


def _place(session: Session, package: Package, incoming: Incoming) -> Dossier | None:
    """The dossier the package belongs to (None for a new one), after the checks of number and previous package."""
    manifest = package.manifest
    identity, dossier = uuid.UUID(manifest["dossier"]), _dossier_of(session, package)
    taken = session.scalars(
        select(Incoming)
        .where(Incoming.dossier_id == identity, Incoming.sender == manifest["sender"], Incoming.outcome != "held")
        .order_by(Incoming.number)
    ).all()
    last = taken[-1] if taken else None
    due = (last.number or 0) + 1 if last else 1
    incoming.trigger = manifest["trigger"]
    if manifest["number"] > due:
        incoming.dossier_id, incoming.number = identity, manifest["number"]
        raise _Held(f"Package {due} of this dossier has not come in yet.")
    if manifest["number"] < due:
        raise Unacceptable(f"Another package with the number {manifest['number']} was received before.")
    if manifest["previous"] != (last.package if last else "") and (last or manifest["previous"]):
        raise Unacceptable("The package does not follow on the one received before it.")
    incoming.dossier_id, incoming.number = identity, due
    return dossier


def _not_of_tomorrow(manifest: Answers, at: datetime) -> None:
    """A step cannot have been taken later than it is received."""
    soonest = at + AHEAD
    if datetime.fromisoformat(manifest["at"]) > soonest or date.fromisoformat(manifest["on"]) > soonest.date():
        raise Unacceptable(f"The package says that its step was taken on {manifest['on']}, which is yet to come.")


def _take(session: Session, installation: Installation, taken: PackagedStep) -> tuple[str, str]:
    """The outcome and its reason. What comes too late for its stage is entered too, and moves nothing."""
    try:
        with session.begin_nested():
            advance(session, installation, taken)
    except StepNotOpen as late:
        if is_entered(session, taken):
            with session.begin_nested():
                advance(session, installation, replace(taken, late=True))
        return "filed", f"Too late for its stage. {late}"
    return "applied", ""


def _read(
    session: Session, installation: Installation, package: Package, dossier: Dossier | None, at: datetime
) -> PackagedStep:
    """The step that a package brings. Raises Unacceptable, NotInstalled."""
    manifest = package.manifest
    _not_of_tomorrow(manifest, at)
    table = _table(manifest)
    step = table.step.get(manifest["trigger"])
    if not step or not step.crosses or (dossier and step.trigger not in dossier.table.step):
        raise Unacceptable("The package carries a step that does not exist or does not cross the border.")
    today = local_day(at, installation.config.time_zone)
    if dossier is None:
        dossier = _open(session, installation, manifest, step, today)
    if dossier.kind != table.kind or step.side is dossier.our_side:
        raise Unacceptable("The package carries a step that is not the sender's to take.")
    answers, text = contents.read(installation, dossier, step, package)
    _not_of_others(session, dossier, text)
    sealed = Sealed(package.sha256, manifest, package.files)
    return PackagedStep(dossier, step, answers, at, today, sealed, text)


def _not_of_others(session: Session, dossier: Dossier, text: RequestText | None) -> None:
    """A request may arise from another of the same two States, and from no other."""
    before = session.get(Dossier, uuid.UUID(text.arises_from)) if text and text.arises_from else None
    if before and before.counterpart != dossier.counterpart:
        raise Unacceptable("The request names as its origin another request in which the sender has no part.")


def _table(manifest: Answers) -> Lifecycle:
    """The life cycle under which the package was made."""
    try:
        return table_of(manifest["kind"], manifest["table_version"])
    except KeyError:
        raise Unacceptable(
            "The package was made under a life cycle, or a version of one, that is not known here."
        ) from None


def _open(session: Session, installation: Installation, manifest: Answers, step: Step, today: date) -> Dossier:
    table = _table(manifest)
    if not any(table.private(source) for source in step.sources) or step.side is None:
        raise Unacceptable("The package belongs to a dossier that is not known here.")
    if not allowed(table.kind, manifest["sender"], installation.config.state, table.only_bodies):
        raise Unacceptable("The sender may not ask this of the State or body that it is sent to.")
    number = uuid.UUID(manifest["dossier"])
    return new_dossier(
        session, installation, table.kind, step.side.other, today, manifest["sender"], number, table.version
    )


def _take_next_held(session: Session, installation: Installation, incoming: Incoming, at: datetime) -> None:
    held = session.scalar(
        select(Incoming).where(
            Incoming.outcome == "held",
            Incoming.sender == incoming.sender,
            Incoming.dossier_id == incoming.dossier_id,
            Incoming.number == (incoming.number or 0) + 1,
        )
    )
    if held:
        look_again(session, installation, held, at)


def _receipt(session: Session, installation: Installation, incoming: Incoming, at: datetime) -> bytes:
    dossier = session.get(Dossier, incoming.dossier_id) if incoming.dossier_id else None
    receipt = Receipt(
        package=incoming.package,
        outcome=incoming.outcome,
        reason=incoming.reason,
        state=installation.config.state,
        at=at.isoformat(),
        reference=dossier.our_reference if dossier and incoming.outcome == "applied" else "",
    )
    return sign_receipt(receipt, signing_key(session, installation, at))
