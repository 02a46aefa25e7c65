"""The signed answer to a package: applied, filed (too late for its stage), refused, or held (something is missing: see `reception`)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mla.package.keys import verified
from mla.package.schema import ReceiptEnvelope, ReceiptText, check
from mla.package.strict_json import Unclear, must_be_printable, parse
from mla.words import _

MOST_RECEIPT = 50_000
"""The most bytes that a receipt may have."""


class BadReceipt(Exception):
    """Bytes that are no receipt, or not the expected State's receipt."""


@dataclass(frozen=True)
class Receipt:
    """What became of a package (named by its sha256) at `state`. `reference` is the receiver's own."""

    package: str
    outcome: str
    reason: str
    state: str
    at: str
    reference: str = ""

    @property
    def final(self) -> bool:
        """Whether the sender need not try again."""
        return self.outcome != "held"


def sign_receipt(receipt: Receipt, key: Ed25519PrivateKey) -> bytes:
    """The receipt as bytes: its JSON text and the signature over exactly that text."""
    text = json.dumps(asdict(receipt), sort_keys=True, ensure_ascii=False)
    return json.dumps({"receipt": text, "signature": key.sign(text.encode()).hex()}).encode()


def read_receipt(data: bytes, *public: bytes) -> Receipt:
    """The receipt in these bytes, if one of these keys signed it. Raises BadReceipt."""
    receipt, text, signature = _parse(data)
    if not any(verified(key, signature, text.encode()) for key in public):
        raise BadReceipt(_("The receipt is not signed by the State that should have given it."))
    return receipt


def as_told(data: bytes) -> Receipt:
    """What a receipt on record says, its signature having been proved before. Raises BadReceipt."""
    return _parse(data)[0]


def receipt_state(data: bytes) -> str:
    """Which State the receipt claims to come from, before its signature is checked. Raises BadReceipt."""
    return _parse(data)[0].state


def _parse(data: bytes) -> tuple[Receipt, str, bytes]:
    if len(data) > MOST_RECEIPT:
        raise BadReceipt(_("This is not a receipt: it is too long."))
    try:
        envelope = check(ReceiptEnvelope, parse(data), "The receipt")
        text = parse(envelope.receipt.encode())
        must_be_printable(text)
        told = check(ReceiptText, text, "The receipt")
    except (Unclear, UnicodeEncodeError) as error:
        raise BadReceipt(_("This is not a receipt. %(why)s", why=str(error))) from error
    return Receipt(**told.model_dump()), envelope.receipt, bytes.fromhex(envelope.signature)
