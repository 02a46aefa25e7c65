"""Invitations: nobody chooses a password for another. A link, good once and for three days, lets its owner choose one.

Whoever makes the link sees it once and hands it over; the database keeps its sha256. For an account it takes the same two
administrators as every other change that gives power, or the command line.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mla.accounts.changes import end_sessions
from mla.accounts.passwords import passwords
from mla.models import Invitation, Official
from mla.storage.database import now
from mla.storage.tokens import digest, new_token

LASTS = timedelta(days=3)


def invite(session: Session, found: Official) -> str:
    """A new link for an account, as the token in it; an earlier one is good for nothing from now on."""
    token, moment = new_token(), now()
    session.execute(delete(Invitation).where(Invitation.expires <= moment))
    session.flush()
    session.merge(Invitation(official_id=found.id, token=digest(token), since=moment, expires=moment + LASTS))
    return token


def invited(session: Session, token: str) -> Invitation | None:
    """The invitation of a link: None where it was used, replaced, is over, or its account is closed."""
    found = session.scalar(select(Invitation).where(Invitation.token == digest(token)))
    return found if found and found.expires > now() and found.official.active else None


def accept(session: Session, found: Invitation, password: str) -> Official:
    """The owner's own password holds from now on, the link is used up, and every session ends."""
    who = found.official
    who.password = passwords.hash(password)
    end_sessions(session, who)
    session.delete(found)
    return who
