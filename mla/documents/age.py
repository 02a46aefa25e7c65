"""Files sealed to a key in the format `age` (age-encryption.org/v1): whoever holds the key opens them with any tool of that format.

Keys are of the kind X25519: the public one begins with “age1”, the secret one with “AGE-SECRET-KEY-1”. Nothing here is kept.
"""

from __future__ import annotations

import hashlib

import pyrage
from pyrage import x25519

from mla.words import _

HEAD = b"age-encryption.org/v1\n-> "

IN_WORDS = "identity.txt"
"""In the archive that is sealed: who the person is, to be read by people."""


class NotOpened(Exception):
    """A sealed file that this key does not open; the message says so."""


class NoKey(Exception):
    """What is no key of its kind; the message says what one looks like."""


def new_key() -> tuple[str, str]:
    """A new pair: the secret key, and the public one that belongs to it."""
    made = x25519.Identity.generate()
    return str(made), str(made.to_public())


def public_key(text: str) -> str:
    """The public key as it is written. Raises NoKey."""
    try:
        return str(x25519.Recipient.from_str(text.strip()))
    except pyrage.RecipientError as error:
        raise NoKey(
            _("This is no public key in the age format. It begins with “age1”, and has 62 characters in one line.")
        ) from error


def fingerprint(key: str) -> str:
    """A public key in short, to be read out over the telephone: eight groups of four."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))


def seal(content: bytes, key: str) -> bytes:
    """The content, sealed to a public key. Raises NoKey."""
    return bytes(pyrage.encrypt(content, [x25519.Recipient.from_str(public_key(key))]))


def unseal(sealed: bytes, secret: str) -> bytes:
    """What a sealed file holds. Raises NoKey, NotOpened."""
    try:
        key = x25519.Identity.from_str(secret.strip())
    except pyrage.IdentityError as error:
        raise NoKey("This is no secret key in the age format. It begins with AGE-SECRET-KEY-1.") from error
    try:
        return bytes(pyrage.decrypt(sealed, [key]))
    except pyrage.DecryptError as error:
        raise NotOpened(f"This key does not open the file, or the file is damaged: {error}.") from error
