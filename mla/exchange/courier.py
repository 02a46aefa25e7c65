"""Carries waiting packages to the other State over HTTP(S) and keeps its signed receipts.

The network is never waited for inside a transaction. An unknown error is tried again; only a signed receipt is final.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

import httpx
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from mla.installation import Installation
from mla.models import Dossier, Incoming, Outgoing, Peer
from mla.package.receipt import MOST_RECEIPT, BadReceipt, Receipt, as_told, read_receipt
from mla.storage.database import now, open_session
from mla.words import _

LONGEST_WAIT = timedelta(hours=1)
DEADLINE, SLOWEST = 60.0, 64 * 1024
"""A delivery may take this many seconds, and a further one for every so many bytes of the package."""

AT_ONCE = 8
"""To so many States packages are carried side by side, so that one that is slow keeps nobody else waiting."""

logger = logging.getLogger("mla")


@dataclass(frozen=True)
class Errand:
    """One package to carry: which row, which bytes, where to, and whose key must sign the receipt."""

    outgoing: int
    package: str
    state: str
    url: str
    key: bytes


Post = Callable[[str, bytes], bytes]


def post(url: str, data: bytes) -> bytes:
    """Hand the bytes over; returns the answer. Raises OSError, also when all of it took too long."""
    try:
        return asyncio.run(_post(url.rstrip("/") + "/exchange/packages", data))
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
        raise OSError(str(error) or type(error).__name__) from error


async def _post(url: str, data: bytes) -> bytes:
    """Where an answer leads elsewhere it is not followed: the address is what an administrator put on file."""
    headers = {"Content-Type": "application/zip", "Accept-Encoding": "identity"}
    async with (
        asyncio.timeout(DEADLINE + len(data) / SLOWEST),
        httpx.AsyncClient(follow_redirects=False, timeout=DEADLINE) as client,
        client.stream("POST", url, content=data, headers=headers) as answer,
    ):
        if answer.status_code != HTTPStatus.OK:
            raise OSError(f"The other installation answered {answer.status_code} {answer.reason_phrase}.")
        found = b""
        async for piece in answer.aiter_raw():
            found += piece
            if len(found) > MOST_RECEIPT:
                raise OSError("The other installation answered with more than any receipt has.")
        return found


def carry(
    engine: Engine, installation: Installation, deliver: Post = post, at: datetime | None = None, only: str = ""
) -> int:
    """Carry everything that is due (or what is due to one State `only`), in order within each dossier. Returns how many receipts came back.

    Each State on its own: whatever goes wrong with one is logged, tried again later, and keeps no other waiting.
    """
    moment = at or now()
    _carry_receipts(engine, deliver, moment, only)
    states = [state for state in _due_states(engine) if only in ("", state)]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return sum(pool.map(lambda state: _carry_to(engine, installation, state, deliver, moment), states))


def _carry_to(engine: Engine, installation: Installation, state: str, deliver: Post, at: datetime) -> int:
    """Carry what is due to one State. Raises nothing."""
    count = 0
    done: set[int] = set()
    try:
        while errands := [e for e in _errands(engine, state, at) if e.outgoing not in done]:
            for errand in errands:
                done.add(errand.outgoing)
                count += _run(engine, installation, errand, deliver, at)
    except Exception:  # no State, and no fault of ours with one, may stop what goes to the others
        logger.exception("the courier could not go on with %s; it tries again", state)
    return count


def _carry_receipts(engine: Engine, deliver: Post, at: datetime, only: str) -> None:
    """Tell other States what was reconsidered. One that cannot be reached is told later."""
    with open_session(engine) as session:
        told = select(Incoming.id, Incoming.receipt, Peer.url).join(Peer, Peer.state == Incoming.sender)
        told = told.where(Peer.state == only) if only else told
        due = [
            (row[0], row[1], row[2])
            for row in session.execute(told.where(Incoming.receipt_due <= at, Peer.url.is_not(None), Peer.trusted))
        ]
    for number, receipt, url in due:
        try:
            deliver(url or "", receipt or b"")
            again = None
        except OSError as error:
            logger.warning("a receipt could not be carried: %s", error)
            again = at + LONGEST_WAIT
        with open_session(engine) as session:
            session.get_one(Incoming, number).receipt_due = again
            session.commit()


def _due_states(engine: Engine) -> list[str]:
    """The States that have an address, and for which something waits."""
    with open_session(engine) as session:
        rows = select(Peer.state).distinct().join(Dossier, Peer.state == Dossier.counterpart)
        rows = rows.join(Outgoing, Outgoing.dossier_id == Dossier.id).where(*WAITING)
        return list(session.scalars(rows.order_by(Peer.state)))


WAITING = (Outgoing.package.is_not(None), Outgoing.outcome.is_(None), Peer.url.is_not(None), Peer.trusted)
"""What the courier carries, and to whom."""


def _errands(engine: Engine, state: str, at: datetime) -> list[Errand]:
    """The first unsettled package of every dossier with a State, if it is due."""
    with open_session(engine) as session:
        rows = session.execute(
            select(Outgoing, Peer)
            .join(Dossier, Outgoing.dossier_id == Dossier.id)
            .join(Peer, Peer.state == Dossier.counterpart)
            .where(*WAITING, Peer.state == state)
            .order_by(Outgoing.dossier_id, Outgoing.number)
        ).all()
        first: dict[object, Errand | None] = {}
        for outgoing, peer in rows:
            due = outgoing.next_attempt is None or outgoing.next_attempt <= at
            errand = Errand(outgoing.id, outgoing.package or "", state, peer.url or "", peer.key) if due else None
            first.setdefault(outgoing.dossier_id, errand)
        return [errand for errand in first.values() if errand]


def _run(engine: Engine, installation: Installation, errand: Errand, deliver: Post, at: datetime) -> int:
    try:
        answer = deliver(errand.url, installation.store.read(errand.package))
        receipt = read_receipt(answer, errand.key)
        if receipt.package != errand.package:
            raise BadReceipt(_("The other State received other bytes than those that were sent."))
        if receipt.state != errand.state:
            raise BadReceipt(_("The receipt names another State than the one that should have given it."))
    except Exception as error:  # whatever the other side does, it ends here
        if not isinstance(error, OSError | BadReceipt):
            logger.exception("a delivery to %s failed in an unforeseen way; it is tried again", errand.state)
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
        return _told_again(outgoing, receipt, raw) if outgoing else None
    outgoing.attempts += 1
    outgoing.last_error = None
    if receipt.final:
        outgoing.receipt, outgoing.outcome, outgoing.outcome_reason = raw, receipt.outcome, receipt.reason
        outgoing.next_attempt = None
    else:
        outgoing.last_error = receipt.reason
        outgoing.next_attempt = at + _wait(outgoing.attempts)
        for earlier in outgoing.dossier.outgoing:  # it may wait for one that was lost
            if earlier.number < outgoing.number and not earlier.settled:
                earlier.next_attempt, earlier.last_error = at, receipt.reason
    return outgoing


def _told_again(outgoing: Outgoing, receipt: Receipt, raw: bytes) -> Outgoing:
    """The other State reconsidered what it had answered: its newer word holds, and the one before is kept. An older one changes nothing."""
    known = as_told(outgoing.receipt) if outgoing.receipt else None
    newer = known is not None and datetime.fromisoformat(receipt.at) > datetime.fromisoformat(known.at)
    if newer and receipt.final and receipt.outcome != outgoing.outcome:
        outgoing.earlier_receipt = outgoing.earlier_receipt or outgoing.receipt
        outgoing.receipt, outgoing.outcome, outgoing.outcome_reason = raw, receipt.outcome, receipt.reason
    return outgoing


def _postpone(engine: Engine, errand: Errand, why: str, at: datetime) -> None:
    with open_session(engine) as session:
        outgoing = session.get_one(Outgoing, errand.outgoing)
        outgoing.attempts += 1
        outgoing.last_error = "".join(c for c in why if c.isprintable())[:500]
        outgoing.next_attempt = at + _wait(outgoing.attempts)
        session.commit()


def _wait(attempts: int) -> timedelta:
    return min(timedelta(seconds=5 * 2 ** min(attempts, 12)), LONGEST_WAIT)
