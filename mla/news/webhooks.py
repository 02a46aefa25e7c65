"""Other systems are told of each step by an address of theirs: signed, tried again, and never waited for inside a transaction.

What is told names the request and the step, and no person and no fact; the system reads the rest by the interface, where its rights are asked.
Signed as Standard Webhooks says (HMAC-SHA256 of number, moment and body), so that the system knows whose word it is.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import uuid
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import httpx
from cryptography.fernet import InvalidToken
from sqlalchemy import Engine, Select, exists, select, update
from sqlalchemy.orm import Session
from standardwebhooks import Webhook as Signer

from config import Config
from mla.models import Dossier, Event, Official, Webhook, WebhookDelivery
from mla.permission import sees, visible_to
from mla.storage.database import looking, now, open_session
from mla.storage.tokens import sealer
from mla.words import _

logger = logging.getLogger("mla")

MARGIN = timedelta(minutes=5)
"""So far back each round looks once more: a step is entered a little after the moment that it bears."""

WAITS = tuple(timedelta(minutes=one) for one in (1, 5, 30, 120, 360, 720, 1440, 1440, 1440))
"""After how long an address that did not take it is tried again; then it is given up."""

PATIENCE, AT_ONCE = 15, 50
"""Seconds that an address has; so many steps are told in one round."""

ANSWERED = "it answered"
"""How a failure begins that was an answer: the address is there, and quick."""

UNSEEN = _("Its official does not see the request any more.")
UNNAMED = _("This installation names that host no longer (MLA_WEBHOOK_HOSTS).")
SEALED = _("The secret of this address cannot be opened: MLA_SECRET was changed. End the address, and add it again.")
WHY_NOT = {str(one): one for one in (UNSEEN, UNNAMED, SEALED)}
"""Why nothing was posted; as they are kept, and as pages tell them."""


@dataclass(frozen=True)
class Errand:
    """One step to be told: what is posted where, with which heads."""

    address: str
    body: str
    heads: Mapping[str, str]


def may_be_told(config: Config, address: str) -> bool:
    """Whether an address is one of a host that this installation names (MLA_WEBHOOK_HOSTS), and safe on the way unless it is this machine."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in ("127.0.0.1", "localhost"))
    return safe and not parts.username and host in {one.lower() for one in config.webhook_hosts}


def make(session: Session, config: Config, official: Official, name: str, address: str, at: datetime) -> str:
    """A new address; returns the secret, which is told once. The caller commits."""
    secret = f"whsec_{b64encode(secrets.token_bytes(32)).decode()}"
    sealed = sealer(config.secret_key, "webhooks").encrypt(secret.encode())
    session.add(
        Webhook(official_id=official.id, name=name, address=address, secret=sealed, since=at, looked_until=at, ended_at=None)
    )  # fmt: skip
    return secret


def of_official(session: Session, official: Official) -> list[tuple[Webhook, str]]:
    """The addresses of an official, the newest first, each with why its last attempt failed, where it did and is tried again or given up."""
    own = session.scalars(select(Webhook).where(Webhook.official_id == official.id).order_by(Webhook.id.desc()))
    return [(one, _last_failure(session, one)) for one in own]


def _last_failure(session: Session, one: Webhook) -> str:
    failed = select(WebhookDelivery.failure).where(
        WebhookDelivery.webhook_id == one.id, WebhookDelivery.taken_at.is_(None), WebhookDelivery.failure != ""
    )
    found = session.scalar(failed.order_by(WebhookDelivery.event_id.desc()).limit(1)) or ""
    return failure_told(found)


def failure_told(failure: str) -> str:
    """Why an address did not take what it was told, for whoever reads the screen; “” for nothing. It is kept in the words of the protocol."""
    if not failure or failure in WHY_NOT:
        return WHY_NOT.get(failure, failure)
    if failure.startswith(ANSWERED):
        return _("It answered with the status %(status)s.", status=failure.removeprefix(ANSWERED).strip())
    return _("It could not be reached (%(fault)s).", fault=failure)


def tell(engine: Engine, config: Config) -> int:
    """One round: find what is to be told, and tell it; returns how many steps were taken. An address that gives no answer is left for a minute, and holds up no other."""
    with open_session(engine) as session:
        _gather(session)
        session.commit()
    with looking(engine) as session:
        waiting = session.scalars(_due()).all()
    taken = 0
    for number in waiting:
        with looking(engine) as session:  # asked anew: a round may last for minutes
            errand = _errand(session, config, number)
        if errand is None:
            continue
        failure = errand if isinstance(errand, str) else _sent(errand)
        with open_session(engine) as session:
            one = session.get_one(WebhookDelivery, number)
            _note(one, failure, now())
            if failure and isinstance(errand, Errand) and not failure.startswith(ANSWERED):
                _leave(session, one.webhook_id, now())
            session.commit()
        taken += not failure
    return taken


def _gather(session: Session) -> None:
    """Enter each step that an address is to be told of; of what its official sees, and nothing else."""
    moment = now()
    for hook in session.scalars(select(Webhook).where(Webhook.ended_at.is_(None))):
        if not hook.official.active:
            continue
        told = exists().where(WebhookDelivery.webhook_id == hook.id, WebhookDelivery.event_id == Event.id)
        since = max(hook.looked_until - MARGIN, hook.since)
        wanted = (
            select(Event.id)
            .join(Dossier, Dossier.id == Event.dossier_id)
            .where(Event.at >= since, visible_to(hook.official), ~told)
            .order_by(Event.id)
        )
        for number in session.scalars(wanted):
            session.add(WebhookDelivery(webhook_id=hook.id, event_id=number, next_attempt=moment, taken_at=None))
        hook.looked_until = moment


def _due() -> Select[uuid.UUID]:
    """What is to be told now, the longest waiting first."""
    active = select(Webhook.id).join(Webhook.official).where(Webhook.ended_at.is_(None), Official.active)
    return (
        select(WebhookDelivery.id)
        .where(WebhookDelivery.next_attempt <= now(), WebhookDelivery.webhook_id.in_(active))
        .order_by(WebhookDelivery.next_attempt)
        .limit(AT_ONCE)
    )


def _errand(session: Session, config: Config, number: uuid.UUID) -> Errand | str | None:
    """What is posted of a step; a sentence where it may not or cannot be; None where nothing is to be told there any more."""
    one = session.scalar(_due().with_only_columns(WebhookDelivery).where(WebhookDelivery.id == number))
    if one is None:
        return None
    if not sees(one.webhook.official, one.event.dossier):
        return UNSEEN
    if not may_be_told(config, one.webhook.address):
        return UNNAMED
    try:
        secret = sealer(config.secret_key, "webhooks").decrypt(one.webhook.secret).decode()
    except InvalidToken:
        return SEALED
    return _signed(one, secret)


def _signed(one: WebhookDelivery, secret: str) -> Errand:
    event, dossier = one.event, one.event.dossier
    told = {
        "type": "request.step",
        "timestamp": event.at.isoformat(),
        "data": {
            "request": str(dossier.id), "reference": dossier.our_reference, "kind": dossier.kind, "number": event.number,
            "trigger": event.trigger, "side": event.side, "stage": event.to_stage,
        },
    }  # fmt: skip
    body, at = json.dumps(told), now()
    heads = {
        "content-type": "application/json",
        "webhook-id": str(one.id),
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Signer(secret).sign(str(one.id), at, body),
    }
    return Errand(one.webhook.address, body, heads)


def _sent(one: Errand) -> str:
    """Post it; why it was not taken, where it was not. No redirect is followed, and no more of the answer is read than its status."""
    try:
        return asyncio.run(_post(one))
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError) as error:
        return type(error).__name__


async def _post(one: Errand) -> str:
    async with (
        asyncio.timeout(PATIENCE),
        httpx.AsyncClient(follow_redirects=False, timeout=PATIENCE) as client,
        client.stream("POST", one.address, content=one.body, headers=dict(one.heads)) as answer,
    ):
        return "" if answer.is_success else f"{ANSWERED} {answer.status_code}"


def _note(one: WebhookDelivery, failure: str, at: datetime) -> None:
    """Note that it was taken, or when it is tried again; after the last attempt, and what may not be told, never."""
    one.failure, one.attempts = str(failure), one.attempts + 1
    if not failure:
        one.taken_at, one.next_attempt = at, None
    else:
        again = failure != UNSEEN and one.attempts <= len(WAITS)
        one.next_attempt = at + WAITS[one.attempts - 1] if again else None


def _leave(session: Session, hook: int, at: datetime) -> None:
    """Let all that waits for an address wait a little longer: nobody is there."""
    waits = WebhookDelivery.webhook_id == hook, WebhookDelivery.next_attempt <= at
    session.execute(update(WebhookDelivery).where(*waits).values(next_attempt=at + WAITS[0]))
