"""Carries waiting packages to the other State over HTTP(S) and keeps its signed receipts.

The network is never waited for inside a transaction. An unknown error is tried again; only a signed receipt is final.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from mla.database import now, open_session
from mla.exchange.receipt import BadReceipt, Receipt, read_receipt
from mla.house import House
from mla.models import Dossier, Outgoing, Peer

MOST_RECEIPT = 100_000
TIMEOUT = 60
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Errand:
    """One package to carry: which row, which bytes, where to, and whose key must sign the receipt."""

    outgoing: int
    package: str
    url: str
    key: bytes


Post = Callable[[str, bytes], bytes]


def post(url: str, data: bytes) -> bytes:
    """Hand the bytes over; returns the answer. Raises OSError."""
    request = urllib.request.Request(  # noqa: S310 - the address is on the peer's file, http or https only
        url.rstrip("/") + "/exchange/packages", data=data, headers={"Content-Type": "application/zip"}
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
        return bytes(answer.read(MOST_RECEIPT))


def carry(engine: Engine, house: House, deliver: Post = post, at: datetime | None = None) -> int:
    """Carry everything that is due, in order within each dossier. Returns how many receipts came back."""
    moment = at or now()
    count = 0
    done: set[int] = set()
    while errands := [e for e in _errands(engine, moment) if e.outgoing not in done]:
        for errand in errands:
            done.add(errand.outgoing)
            count += _run(engine, house, errand, deliver, moment)
    return count


def _errands(engine: Engine, at: datetime) -> list[Errand]:
    """The first unsettled package of every dossier whose counterpart has an address, if it is due."""
    with open_session(engine) as session:
        rows = session.execute(
            select(Outgoing, Peer)
            .join(Dossier, Outgoing.dossier_id == Dossier.id)
            .join(Peer, Peer.state == Dossier.counterpart)
            .where(Outgoing.package.is_not(None), Outgoing.outcome.is_(None), Peer.url.is_not(None), Peer.trusted)
            .order_by(Outgoing.dossier_id, Outgoing.number)
        ).all()
        first: dict[object, Errand | None] = {}
        for outgoing, peer in rows:
            due = outgoing.next_attempt is None or outgoing.next_attempt <= at
            errand = Errand(outgoing.id, outgoing.package or "", peer.url or "", peer.key) if due else None
            first.setdefault(outgoing.dossier_id, errand)
        return [errand for errand in first.values() if errand]


def _run(engine: Engine, house: House, errand: Errand, deliver: Post, at: datetime) -> int:
    try:
        answer = deliver(errand.url, house.store.read(errand.package))
        receipt = read_receipt(answer, errand.key)
        if receipt.package != errand.package:
            raise BadReceipt("The other State received other bytes than those that were sent.")
    except (OSError, ValueError, BadReceipt) as error:
        _postpone(engine, errand, str(error), at)
        return 0
    with open_session(engine) as session:
        settle(session, receipt, answer, at)
        session.commit()
    return 1


def settle(session: Session, receipt: Receipt, raw: bytes, at: datetime) -> Outgoing | None:
    """Keep a verified receipt with its package; a package that was held is tried again later."""
    outgoing = session.scalar(select(Outgoing).where(Outgoing.package == receipt.package))
    if outgoing is None or outgoing.outcome:
        return outgoing
    outgoing.attempts += 1
    outgoing.last_error = None
    if receipt.final:
        outgoing.receipt, outgoing.outcome, outgoing.outcome_reason = raw, receipt.outcome, receipt.reason
        outgoing.next_attempt = None
    else:
        outgoing.last_error = receipt.reason
        outgoing.next_attempt = at + _wait(outgoing.attempts)
    return outgoing


def _postpone(engine: Engine, errand: Errand, why: str, at: datetime) -> None:
    with open_session(engine) as session:
        outgoing = session.get_one(Outgoing, errand.outgoing)
        outgoing.attempts += 1
        outgoing.last_error = why[:500]
        outgoing.next_attempt = at + _wait(outgoing.attempts)
        session.commit()


def _wait(attempts: int) -> timedelta:
    return min(timedelta(seconds=5 * 2 ** min(attempts, 12)), LONGEST_WAIT)
