"""The command line for accounts: `mla official add`, `list`, `change`, `confirm`. Whoever runs it holds the database."""

from __future__ import annotations

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

import config
from mla.accounts.changes import AccountRefused, Wanted, confirm, set_account
from mla.accounts.invitations import LASTS, invite
from mla.accounts.passwords import passwords, weakness
from mla.canonical import Answers
from mla.lifecycle.terms import Role
from mla.models import AccountChange, Official
from mla.records import audit
from mla.storage.database import open_engine, open_session
from mla.storage.tokens import new_token


@click.group()
def official() -> None:
    """Accounts."""


@official.command("add")
@click.argument("email")
@click.argument("name")
@click.option("--function", default="", help="As papers print it.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice([r.value for r in Role]))
@click.option("--invite", "invites", is_flag=True, help="Print a link by which its owner chooses the password.")
@click.option("--password", default="", help="At least 12 characters; asked for when not given.")
def official_add(email: str, name: str, function: str, roles: tuple[str, ...], invites: bool, password: str) -> None:
    """Make an account (the first administrator, for example)."""
    password = new_token() if invites else password or _asked()
    if why := weakness(password, name, email):
        raise click.ClickException(why)
    with open_session(open_engine(config.read().database_url)) as session:
        if session.scalar(select(Official).where(Official.email == email.lower())):
            raise click.ClickException(
                f"There is an account with the address {email} already: see mla official change."
            )
        hashed = passwords.hash(password)
        made = Official(name=name, function=function, email=email.lower(), roles=list(roles), password=hashed)
        session.add(made)
        audit.note(session, "account_changed", who="command line", account=email.lower(), roles=list(roles))
        link = _link(session, made) if invites else ""
        session.commit()
    click.echo(link or f"{name} can sign in as {email.lower()}.")


@official.command("list")
def official_list() -> None:
    """Show every account, its roles, and whether a change waits for a second administrator."""
    with open_session(open_engine(config.read().database_url)) as session:
        waiting = set(session.scalars(select(AccountChange.official_id)))
        for one in session.scalars(select(Official).order_by(Official.email)):
            notes = [*([] if one.active else ["closed"]), *(["a change waits"] if one.id in waiting else [])]
            click.echo(
                f"{one.email}  {', '.join(one.roles) or 'no roles'}{f'  ({chr(44).join(notes)})' if notes else ''}"
            )


@official.command("change")
@click.argument("email")
@click.option(
    "--role", "roles", multiple=True, type=click.Choice([r.value for r in Role]), help="The roles it has then."
)
@click.option("--open/--close", "active", default=None, help="Whether the account may be used.")
@click.option("--password", "ask", is_flag=True, help="Ask for a new password.")
@click.option("--invite", "invites", is_flag=True, help="Print a link by which its owner chooses a new password.")
@click.option("--new-address", default="", help="Its new e-mail address.")
def official_change(
    email: str, roles: tuple[str, ...], active: bool | None, ask: bool, invites: bool, new_address: str
) -> None:
    """Repair an account at once: roles, address, password, open or closed. What is not named stays."""
    password = _asked() if ask else ""
    with open_session(open_engine(config.read().database_url)) as session:
        found = _account(session, email)
        if password and (why := weakness(password, found.name, found.email)):
            raise click.ClickException(why)
        wanted = Wanted(
            new_address.lower() or found.email,
            roles or found.roles,
            found.active if active is None else active,
            password,
        )
        try:
            set_account(session, found, wanted)
        except AccountRefused as refused:
            raise click.ClickException(str(refused)) from refused
        _note_account(session, found, password=bool(password), invited=invites)
        link = _link(session, found) if invites else ""
        session.commit()
        click.echo(
            f"{found.email}: {', '.join(found.roles) or 'no roles'}{'' if found.active else ', closed'}. {link}".strip()
        )


@official.command("confirm")
@click.argument("email")
def official_confirm(email: str) -> None:
    """Confirm the change that an administrator proposed for an account, where there is no second one to do it."""
    with open_session(open_engine(config.read().database_url)) as session:
        change = session.get(AccountChange, _account(session, email).id)
        if change is None:
            raise click.ClickException(f"No change of {email} waits to be confirmed.")
        try:
            found = confirm(session, None, change)
        except AccountRefused as refused:
            raise click.ClickException(str(refused)) from refused
        _note_account(session, found, password=bool(change.password), proposed_by=change.proposed_by.email)
        link = _link(session, found) if change.invite else ""
        session.commit()
        click.echo(
            f"{found.email}: {', '.join(found.roles) or 'no roles'}{'' if found.active else ', closed'}. {link}".strip()
        )


def _asked() -> str:
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


def _link(session: Session, found: Official) -> str:
    """The sentence that hands the link over."""
    link = f"https://{config.read().hosts[0]}/invitation/{invite(session, found)}"
    return f"{found.name} chooses a password at {link} within {LASTS.days} days."


def _account(session: Session, email: str) -> Official:
    found = session.scalar(select(Official).where(Official.email == email.lower()))
    if found is None:
        raise click.ClickException(f"There is no account with the address {email}: see mla official list.")
    return found


def _note_account(session: Session, found: Official, **detail: object) -> None:
    told: Answers = {"account": found.email, "roles": found.roles, "active": found.active, **detail}
    audit.note(session, "account_changed", who="command line", **told)
