"""Receipts that come by themselves: carried by hand, or sent because another State reconsidered what it had refused."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mla.exchange.courier import settle
from mla.models import Outgoing, Peer
from mla.package.receipt import BadReceipt, Receipt, read_receipt, receipt_state
from mla.words import _


def take_receipt(session: Session, data: bytes, at: datetime) -> tuple[Outgoing, Receipt]:
    """Keep a receipt with its package. The caller commits. Raises BadReceipt."""
    peer = session.get(Peer, receipt_state(data))
    if peer is None:
        raise BadReceipt(_("The receipt comes from a State whose key is not on file here."))
    receipt = read_receipt(data, peer.key)
    found = settle(session, receipt, data, at)
    if found is None or found.dossier.counterpart != peer.state:
        raise BadReceipt(_("The receipt is for a package that was not sent from here to that State."))
    return found, receipt
