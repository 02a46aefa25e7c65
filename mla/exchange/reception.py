"""A package comes in: it is checked, its dossier found, its step taken through the one door, or it is filed.

Every outcome is kept and answered with a signed receipt: applied; filed (too late for the stage, harmless); refused
(nothing changed); held (an earlier package is missing; it is looked at again when that one comes).
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mla.advance import NotAllowed, advance, new_dossier
from mla.database import local_day
from mla.deed import Deed, Sealed
from mla.exchange import contents
from mla.exchange.package import Package, Unacceptable, unseal
from mla.exchange.receipt import Receipt, sign_receipt
from mla.house import House
from mla.lifecycle import table_of
from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.terms import Lifecycle, Step
from mla.models import Dossier, Incoming, Peer

MOST_STRANGERS = 100


class _Held(Exception):
    """An earlier package of the same dossier has not come in yet."""


def receive(session: Session, house: House, data: bytes, how: str, at: datetime) -> Incoming:
    """Take in a package; `how` is "http" or "file". The caller commits.

    The same bytes again give the same receipt (a replay changes nothing), unless they were held.
    """
    name = house.store.keep(data)
    known = session.scalar(select(Incoming).where(Incoming.package == name))
    if known and known.outcome != "held":
        return known
    incoming = known or Incoming(package=name, at=at, how=how, outcome="refused", reason="")
    _judge(session, house, data, incoming, at)
    if not known:
        session.add(incoming)
    session.flush()
    if incoming.outcome in ("applied", "filed", "refused") and incoming.dossier_id:
        _take_next_held(session, house, incoming, at)
    return incoming


def welcome(session: Session, house: House, data: bytes, at: datetime) -> bool:
    """Whether a package over the network may be kept at all.

    What is refused is kept, so that it can be looked at; but nobody without a key on file may fill our disk. After
    MOST_STRANGERS packages of unproven origin in a day, only those that a known State has signed are taken.
    """
    strangers = select(func.count()).where(Incoming.sender.is_(None), Incoming.at > at - timedelta(days=1))
    if (session.scalar(strangers) or 0) < MOST_STRANGERS:
        return True
    try:
        _authenticate(session, house, unseal(data, house.config.max_package))
    except Unacceptable:
        return False
    return True


def _judge(session: Session, house: House, data: bytes, incoming: Incoming, at: datetime) -> None:
    try:
        package = unseal(data, house.config.max_package)
        peer = _authenticate(session, house, package)
        incoming.sender = peer.state
        dossier = _place(session, package, incoming)
        with session.begin_nested():
            _apply(session, house, package, dossier, at)
        incoming.outcome, incoming.reason = "applied", ""
    except StepNotOpen as late:
        incoming.outcome, incoming.reason = "filed", f"Too late for its stage. {late}"
    except _Held as held:
        incoming.outcome, incoming.reason = "held", str(held)
    except (Unacceptable, NotAllowed) as refusal:
        incoming.outcome, incoming.reason = "refused", str(refusal)
    incoming.receipt = _receipt(session, house, incoming, at)


def _authenticate(session: Session, house: House, package: Package) -> Peer:
    """The sender: known, trusted, and truly the one who signed; the files are whole; the package is for us."""
    manifest = package.manifest
    peer = session.get(Peer, manifest["sender"])
    if peer is None or not peer.trusted:
        raise Unacceptable(
            f"The sender “{manifest['sender'][:40]}” is not among the States whose keys are on file here."
        )
    package.check_signature(peer.key)
    package.check_files()
    if manifest["recipient"] != house.config.state:
        raise Unacceptable(f"The package is addressed to {manifest['recipient'][:40]}, not to this ministry.")
    return peer


def _place(session: Session, package: Package, incoming: Incoming) -> Dossier | None:
    """The dossier the package belongs to (None for a new one), after the checks of number and previous package."""
    manifest = package.manifest
    try:
        identity = uuid.UUID(manifest["dossier"])
    except ValueError as error:
        raise Unacceptable("The package names no dossier.") from error
    dossier = session.get(Dossier, identity)
    if dossier and dossier.counterpart != manifest["sender"]:
        raise Unacceptable("The package names a dossier that this State has no part in.")
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


def _apply(session: Session, house: House, package: Package, dossier: Dossier | None, at: datetime) -> None:
    manifest = package.manifest
    table = _table(manifest)
    step = table.step.get(manifest["trigger"])
    if not step or not step.crosses or (dossier and step.trigger not in dossier.table.step):
        raise Unacceptable("The package carries a step that does not exist or does not cross the border.")
    today = local_day(at, house.config.time_zone)
    if dossier is None:
        dossier = _open(session, house, manifest, step, today)
    if dossier.kind != table.kind or step.side is dossier.our_side:
        raise Unacceptable("The package carries a step that is not the sender's to take.")
    said, shared = contents.read(house, dossier, step, package)
    deed = Deed(dossier, step, said, at, today, sealed=Sealed(package.sha256, manifest, package.files), shared=shared)
    advance(session, house, deed)


def _table(manifest: dict[str, Any]) -> Lifecycle:
    """The life cycle under which the package was made."""
    try:
        return table_of(manifest["kind"], manifest["table_version"])
    except KeyError:
        raise Unacceptable(
            "The package was made under a life cycle, or a version of one, that is not known here."
        ) from None


def _open(session: Session, house: House, manifest: dict[str, Any], step: Step, today: Any) -> Dossier:
    table = _table(manifest)
    if not any(table.private(source) for source in step.sources) or step.side is None:
        raise Unacceptable("The package belongs to a dossier that is not known here.")
    number = uuid.UUID(manifest["dossier"])
    return new_dossier(session, house, table.kind, step.side.other, today, manifest["sender"], number, table.version)


def _take_next_held(session: Session, house: House, incoming: Incoming, at: datetime) -> None:
    held = session.scalar(
        select(Incoming).where(
            Incoming.outcome == "held",
            Incoming.sender == incoming.sender,
            Incoming.dossier_id == incoming.dossier_id,
            Incoming.number == (incoming.number or 0) + 1,
        )
    )
    if held:
        receive(session, house, house.store.read(held.package), held.how, at)


def _receipt(session: Session, house: House, incoming: Incoming, at: datetime) -> bytes:
    dossier = session.get(Dossier, incoming.dossier_id) if incoming.dossier_id else None
    receipt = Receipt(
        package=incoming.package,
        outcome=incoming.outcome,
        reason=incoming.reason,
        state=house.config.state,
        at=at.isoformat(),
        reference=dossier.our_reference if dossier and incoming.outcome == "applied" else "",
    )
    return sign_receipt(receipt, house.key)
