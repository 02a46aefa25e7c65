"""Secrets that open something for whoever holds them: only their digest is kept."""

from __future__ import annotations

import hashlib
import secrets


def digest(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """A fresh random token."""
    return secrets.token_urlsafe(32)
