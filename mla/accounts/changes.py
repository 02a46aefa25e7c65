"""Accounts of officials: what an administrator changes at once, and what a second administrator confirms.

Roles, address, password and opening again give power, so a second administrator confirms them; closing an account
takes power away and holds at once. Nobody changes their own account, and the last administrator stays. The command
line (`mla official`) serves an installation that has but one administrator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.accounts.passwords import passwords
from mla.lifecycle.terms import Role
from mla.models import AccountChange, Official, SignIn
from mla.storage.database import now
from mla.words import _

OWN = _("Another administrator changes your account. Your password you change yourself, under “Your account”.")
LAST = _("This is the last administrator who can sign in. Make another administrator first.")


class AccountRefused(Exception):
    """The change may not be made; the message is the sentence to show."""


@dataclass(frozen=True)
class Wanted:
    """What an account is to be. `password` is a new one in clear text, or empty to keep the present one; with
    `invite` its owner gets a link to choose one."""

    email: str
    roles: Sequence[str]
    active: bool
    password: str = ""
    invite: bool = False


def propose(session: Session, by: Official, found: Official, wanted: Wanted) -> AccountChange | None:
    """Change an account, as far as one administrator may; returns what a second one has to confirm, if anything.

    Raises AccountRefused. A new account (not in the session yet) is made closed and without roles, until confirmed.
    """
    if found.id == by.id:
        raise AccountRefused(OWN)
    _keep_an_administrator(session, found, wanted.roles, wanted.active)
    if found.active and not wanted.active:
        close(session, found)
    if not _gives_power(found, wanted):
        withdraw(session, found)
        return None
    session.add(found)
    session.flush()
    return session.merge(
        AccountChange(
            official_id=found.id,
            proposed_by_id=by.id,
            at=now(),
            email=wanted.email,
            roles=list(wanted.roles),
            active=wanted.active,
            password=passwords.hash(wanted.password) if wanted.password else "",
            invite=wanted.invite,
        )
    )


def confirm(session: Session, by: Official | None, change: AccountChange) -> Official:
    """Apply what was proposed and end the account's sessions. `by` None is the command line. Raises AccountRefused."""
    if by and by.id == change.proposed_by_id:
        raise AccountRefused(_("You proposed this change. Another administrator must confirm it."))
    if by and by.id == change.official_id:
        raise AccountRefused(OWN)
    found = change.official
    taken = session.scalar(select(Official).where(Official.email == change.email, Official.id != found.id))
    if taken:
        raise AccountRefused(_("There is an account with this address already."))
    _keep_an_administrator(session, found, change.roles, change.active)
    found.email, found.roles, found.active = change.email, list(change.roles), change.active
    if change.password:
        found.password = change.password
    session.delete(change)
    end_sessions(session, found)
    return found


def withdraw(session: Session, found: Official) -> None:
    """Take back what was proposed for an account, if anything was."""
    if found.id and (change := session.get(AccountChange, found.id)):
        session.delete(change)


def close(session: Session, found: Official) -> None:
    """Let an account be used no more, from now on. Raises AccountRefused for the last administrator."""
    _keep_an_administrator(session, found, found.roles, False)
    found.active = False
    end_sessions(session, found)


def set_account(session: Session, found: Official, wanted: Wanted) -> None:
    """Change an account at once: for the command line, whose user holds the database anyway. Raises AccountRefused."""
    _keep_an_administrator(session, found, wanted.roles, wanted.active)
    found.email, found.roles, found.active = wanted.email, list(wanted.roles), wanted.active
    if wanted.password:
        found.password = passwords.hash(wanted.password)
    withdraw(session, found)
    end_sessions(session, found)


def open_sessions(session: Session, who: Official) -> list[SignIn]:
    """The sessions of an official that are neither over nor revoked, the newest first."""
    rows = select(SignIn).where(SignIn.official_id == who.id, SignIn.revoked.is_(None), SignIn.expires > now())
    return list(session.scalars(rows.order_by(SignIn.since.desc())))


def end_sessions(session: Session, who: Official, but: int | None = None) -> None:
    """End every session of an official, except one."""
    for row in open_sessions(session, who):
        if row.id != but:
            row.revoked = now()


def _gives_power(found: Official, wanted: Wanted) -> bool:
    told = (wanted.email, sorted(wanted.roles), bool(wanted.password) or wanted.invite)
    return told != (found.email, sorted(found.roles), False) or (wanted.active and not found.active)


def _keep_an_administrator(session: Session, found: Official, roles: Sequence[str], active: bool) -> None:
    """Raises AccountRefused when nobody could keep accounts afterwards. Two who try at once queue up here."""
    if active and Role.ADMINISTRATOR in roles:
        return
    everybody = session.scalars(select(Official).where(Official.active).order_by(Official.id).with_for_update()).all()
    others = (one.has(Role.ADMINISTRATOR) for one in everybody if one.id != found.id)
    if found in everybody and found.has(Role.ADMINISTRATOR) and not any(others):
        raise AccountRefused(LAST)
