"""Ed25519 keys (RFC 8032): a ministry signs its packages and receipts, and is known abroad by its fingerprint."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class KeyProblem(Exception):
    """A key file is missing or is no Ed25519 key; the message says what to do."""


def new_key(path: Path) -> Ed25519PrivateKey:
    """Make a signing key and keep it in a file that only its owner can read. Raises KeyProblem if one is there."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyProblem(f"There is a key at {path} already. A signing key is never overwritten.") from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
    return key


def read_key(path: Path) -> Ed25519PrivateKey:
    """The signing key in a file. Raises KeyProblem."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise KeyProblem(f"The signing key {path} cannot be read. Make one with: mla key new {path}") from error
    except ValueError as error:
        raise KeyProblem(f"{path} holds no signing key.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyProblem(f"{path} holds a key that is not an Ed25519 key.")
    return key


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """The 32 bytes of the public key."""
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def fingerprint(public: bytes) -> str:
    """The sha256 of a public key in groups of four, to be compared over the telephone."""
    digest = hashlib.sha256(public).hexdigest()
    return " ".join(digest[i : i + 4] for i in range(0, 64, 4))


def verified(public: bytes, signature: bytes, data: bytes) -> bool:
    """Whether the signature over the data is this key's."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
