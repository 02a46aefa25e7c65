"""Documents that were chosen on a page which comes back: kept, sealed, for the official who chose them, like words.

They were checked when they were chosen. Once the form is taken, or its words are too old, nothing of them is left.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from cryptography.fernet import InvalidToken
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mla.accounts import saved_forms
from mla.canonical import Answers
from mla.models import Official, SavedForm
from mla.steps.step_taken import Upload
from mla.storage.tokens import sealer

MARK = "kept_documents"
"""Under this name a form carries the mark of the documents that were chosen on it before."""

STEPS, GROWS = 3, 2
"""Documents of so many steps are kept for one official; sealed, they grow to no more than so many times their size."""


def to_json(uploads: Iterable[Upload]) -> list[Answers]:
    """Documents as JSON."""
    return [{**asdict(one), "data": base64.b64encode(one.data).decode()} for one in uploads]


def from_json(rows: Iterable[Answers]) -> list[Upload]:
    """The same documents again."""
    return [Upload(**{**row, "data": base64.b64decode(row["data"]), "active": tuple(row["active"])}) for row in rows]


def keep(
    session: Session, secret: str, who: Official, uploads: Sequence[Upload], at: datetime, most: int
) -> str | None:
    """Keep documents; the mark under which the page finds them again, or None where no more are kept for this official.

    `most` is how large a step's documents may be, in bytes: of one official, STEPS times as much is kept at once.
    """
    if not saved_forms.room(session, who, at):
        return None
    sealed = sealer(secret, "chosen documents").encrypt(json.dumps(to_json(uploads)).encode())
    if _kept_already(session, who) + len(sealed) > STEPS * most * GROWS:
        return None
    mark = secrets.token_urlsafe(16)
    session.add(SavedForm(official_id=who.id, address=_address(mark), at=at, words=sealed))
    return mark


def kept(session: Session, secret: str, who: Official, mark: str) -> Sequence[Upload]:
    """The documents that this official chose; none where they are gone, or the secret has changed."""
    found = session.get(SavedForm, (who.id, _address(mark)))
    if found is None:
        return ()
    try:
        return from_json(json.loads(sealer(secret, "chosen documents").decrypt(found.words)))
    except InvalidToken:
        return ()


def forget(session: Session, who: Official, mark: str) -> None:
    """Forget documents whose form was taken. The caller commits."""
    saved_forms.forget(session, who, _address(mark))


def _kept_already(session: Session, who: Official) -> int:
    """How much is kept for an official, in bytes."""
    whole = select(func.sum(func.length(SavedForm.words))).where(SavedForm.official_id == who.id)
    return session.scalar(whole) or 0


def _address(mark: str) -> str:
    """Where they are kept: under no address of a page."""
    return f"documents {mark}"
