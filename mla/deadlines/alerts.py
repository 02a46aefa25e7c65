"""Whoever is on duty is told at once, also at night: of what has come in a request that cannot wait, and of a last day of ours in one.

An alert leaves the ministry's walls: it says reference, kind and what has come or is due, never who or what a case is about. It goes by
mail, by a command or to an address that the installation names; each is told once, and noted in the audit log once one way has taken it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shlex
import signal
import subprocess
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

import httpx
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, selectinload

from config import Config
from mla.deadlines.mail import send
from mla.installation import Installation
from mla.models import AuditEntry, Dossier, Official, RegisterEntry
from mla.permission import stands_in_for, visible_to
from mla.records import audit
from mla.storage.database import local_day, now
from mla.words import _

logger = logging.getLogger("mla")
for _library in ("httpx", "httpcore"):
    logging.getLogger(_library).setLevel(logging.WARNING)  # they log whole addresses, with the keys in them

NEW = timedelta(days=2)
"""What came longer ago is no news: whoever turns alerts on is not told of last year."""

PATIENCE = 30
"""Seconds that a command or an address may take."""


class NotTaken(Exception):
    """A way has not taken an alert. The message tells no secret: addresses and commands of such services hold them, and it stands in the log."""


@dataclass(frozen=True)
class Alert:
    """One thing that does not wait until the morning: the key by which it is known whether it was told, its line, and the request."""

    key: str
    line: str
    about: uuid.UUID


def ways(config: Config) -> list[Callable[[list[Alert]], None]]:
    """The ways on which this installation sends alerts; none unless it names one."""
    named = (
        (config.alert_mail, _by_mail),
        (config.alert_command, _by_command),
        (config.alert_address, _to_address),
    )
    return [lambda found, way=way: way(config, found) for given, way in named if given]  # type: ignore[misc]


def alerts(session: Session, today: date) -> list[Alert]:
    """What is to be told now and was not told before."""
    pressing = and_(RegisterEntry.open, or_(RegisterEntry.urgent, RegisterEntry.held_since.is_not(None)))
    new = and_(RegisterEntry.came > 0, RegisterEntry.came_at >= now() - NEW)
    wanted = (
        select(Dossier, RegisterEntry)
        .join(RegisterEntry, RegisterEntry.dossier_id == Dossier.id)
        .where(pressing, or_(new, RegisterEntry.our_due <= today))
        .order_by(RegisterEntry.reference)
        .options(selectinload(Dossier.record))
    )
    found = [one for dossier, entry in session.execute(wanted).all() for one in _of(dossier, entry, today)]
    if not found:
        return []
    told = {detail["key"] for detail in session.scalars(select(AuditEntry.detail).where(AuditEntry.what == "alerted"))}
    return [one for one in found if one.key not in told]


def _of(dossier: Dossier, entry: RegisterEntry, today: date) -> Iterator[Alert]:
    reference, kind = dossier.our_reference, dossier.table.title
    for event in dossier.record:
        if event.side == dossier.side or event.at < now() - NEW:
            continue
        what = dossier.table.step[event.trigger].done
        line = _("%(reference)s (%(kind)s): has come: %(what)s", reference=reference, kind=kind, what=what)
        yield Alert(f"{reference} came {event.number}", line, dossier.id)
    if entry.our_due and entry.our_due <= today:
        day = f"{entry.our_due:%d.%m.%Y}"
        line = _("%(reference)s (%(kind)s): our last day is %(day)s", reference=reference, kind=kind, day=day)
        yield Alert(f"{reference} due {entry.our_due}", line, dossier.id)


def alert(session: Session, installation: Installation) -> int:
    """Tell what is new on every way there is; returns how much was told. What no way has taken is tried again the next time."""
    config = replace(installation.config, email=installation.settings.letterhead.email)
    there = ways(config)
    found = alerts(session, local_day(now(), config.time_zone)) if there else []
    if not found or not sum(_went(way, found) for way in there):
        return 0
    for address, seen in _for_substitutes(session, config, found):
        _went(lambda some, to=address: _by_mail(replace(config, alert_mail=(to,)), some), seen)  # type: ignore[misc]
    for one in found:
        audit.note(session, "alerted", who="courier", key=one.key)
    return len(found)


def _went(way: Callable[[list[Alert]], None], found: list[Alert]) -> bool:
    try:
        way(found)
    except Exception:  # whatever it is: what another way has taken is noted, or it would be told again with every round
        logger.exception("an alert could not be sent on one way; the others are tried, and all of them again")
        return False
    return True


def _for_substitutes(session: Session, config: Config, found: list[Alert]) -> Iterator[tuple[str, list[Alert]]]:
    """Where an alert goes to an official who is absent: the address of whoever stands in, with the alerts of requests that this one may see."""
    named = {address.lower() for address in config.alert_mail}
    for one in session.scalars(select(Official).where(Official.active)):
        absent = stands_in_for(one).values()
        if one.email in named or not named & {away.official.email for away in absent}:
            continue
        wanted = select(Dossier.id).where(visible_to(one), Dossier.id.in_({alert.about for alert in found}))
        seen = set(session.scalars(wanted))
        if told := [alert for alert in found if alert.about in seen]:
            yield one.email, told


def _words(found: Iterable[Alert]) -> str:
    return "\n".join(one.line for one in found) + "\n"


def _by_mail(config: Config, found: list[Alert]) -> None:
    message = EmailMessage()
    message["From"] = config.smtp_from or config.email
    message["To"] = ", ".join(config.alert_mail)
    message["Subject"] = _("Urgent requests: this does not wait until the morning")
    message.set_content(_words(found))
    send(config, [message])


def _by_command(config: Config, found: list[Alert]) -> None:
    """The command reads the lines from its standard input; no shell stands between. Raises when it fails, or is not done in time.

    Nothing that it started outlives its time: a command that hangs would leave more of its kind behind with every round.
    """
    command = shlex.split(config.alert_command)
    running = subprocess.Popen(  # noqa: S603 - named by the installation
        command, stdin=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    )
    with running:
        try:
            running.communicate(_words(found), PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            raise NotTaken(f"{command[0]} was not done in {PATIENCE} seconds") from None
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command[0])


def _to_address(config: Config, found: list[Alert]) -> None:
    """A JSON object with the lines is posted there (a telephone service, a chat). Raises NotTaken unless it is taken, and where that takes too long."""
    told = {"installation": config.state, "alerts": [one.line for one in found]}
    try:
        asyncio.run(_post(config.alert_address, told))
    except httpx.HTTPStatusError as error:
        raise NotTaken(f"{_host(config.alert_address)} answered {error.response.status_code}") from None
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError) as error:
        raise NotTaken(f"{_host(config.alert_address)}: {type(error).__name__}") from None


def _host(address: str) -> str:
    """Of an address no more than the log may tell: neither a name and password, nor the path in which such services put their key."""
    try:
        return urlsplit(address).hostname or "an address without a host"
    except ValueError:
        return "an address that is none"


async def _post(address: str, told: Mapping[str, object]) -> None:
    """Only whether it was taken is read: what else an address says, however slowly, keeps no package waiting. Where it leads elsewhere nothing follows it."""
    async with (
        asyncio.timeout(PATIENCE),
        httpx.AsyncClient(follow_redirects=False, timeout=PATIENCE) as client,
        client.stream("POST", address, json=told) as answer,
    ):
        answer.raise_for_status()
