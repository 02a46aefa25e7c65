"""The rounds in which officials are told: what is new is gathered, kept, and mailed. The network is never waited for inside a transaction."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused

from sqlalchemy import Engine, Select, and_, false, or_, select

from mla.agreements.known import know
from mla.deadlines.alerts import NEW
from mla.deadlines.mail import send
from mla.installation import Installation
from mla.models import NoticeWish, Official
from mla.news.gathering import gather, gather_dues
from mla.news.telling import Letter, letter_to, note_mailed
from mla.settings import UsualNews
from mla.storage.database import local_day, looking, now, open_session

logger = logging.getLogger("mla")

MARGIN = timedelta(minutes=5)
"""So far back each round looks once more: a step is entered a little after the moment that it bears, drawing its letter included."""

OF_ONE = (SMTPRecipientsRefused, SMTPDataError, SMTPNotSupportedError, ValueError)
"""What is wrong with one mail, or with its address: the others are sent. Anything else is wrong with the mail server, which is not asked again at once."""

PAUSE = 20.0
"""Seconds between two rounds of the courier: news need not come within the second, and each round reads what has changed."""


@dataclass(frozen=True)
class Looked:
    """Until when a round has looked at the records, and on which day at the time limits."""

    until: datetime
    day: date | None = None


def first() -> Looked:
    """Before the first round: what happened longer ago than news lasts is told to nobody."""
    return Looked(now() - NEW)


def tell(engine: Engine, installation: Installation, looked: Looked) -> Looked:
    """One round of the courier: keep what is new, and mail it to whoever wishes to be told at once. Returns from where the next one goes on."""
    moment = now()
    today = local_day(moment, installation.config.time_zone)
    keep(engine, installation, looked.until, today if today != looked.day else None)
    if installation.config.smtp_host:
        with looking(engine) as session:
            know(session, installation)
            at_once = session.scalars(_wish_mails_at_once(installation.settings.news)).all()
        for one in at_once:
            try:
                _mail(engine, installation, one, today, today != looked.day)
            except OF_ONE:
                logger.exception("a mail with news could not be sent; it is tried again, and the others are sent")
            except OSError:
                logger.exception("the mail server took no news; it is tried again")
                break  # it may take half a minute to say so, for each
    return Looked(moment - MARGIN, today)


def _wish_mails_at_once(usual: UsualNews) -> Select[int]:
    """The officials who wish so, and where that is usual those who have chosen nothing."""
    chosen = select(NoticeWish.official_id)
    wish = Official.id.in_(chosen.where(NoticeWish.at_once))
    silent = and_(Official.active, Official.id.not_in(chosen)) if usual.at_once else false()
    return select(Official.id).where(or_(wish, silent)).order_by(Official.id)


def remind(engine: Engine, installation: Installation) -> Iterator[tuple[str, int]]:
    """Once a day: mail each official what is new and due, and say to whom how much.

    Raises OSError at a mail server that fails, with what was sent before noted; what is wrong with one mail (`OF_ONE`) it raises once the others are sent.
    """
    today = local_day(now(), installation.config.time_zone)
    keep(engine, installation, now() - NEW, today)
    with looking(engine) as session:
        everybody = session.scalars(select(Official.id).where(Official.active).order_by(Official.id)).all()
    failed: Exception | None = None
    for one in everybody:
        try:
            letter = _mail(engine, installation, one, today, limits=True)
        except OF_ONE as error:
            failed = error
            continue
        if letter:
            yield letter.official.email, letter.length
    if failed:
        raise failed


def keep(engine: Engine, installation: Installation, since: datetime, today: date | None) -> int:
    """Keep what has happened since a moment, and what is due today where a day is given; returns how much is new."""
    with looking(engine) as session:
        know(session, installation)
        found = gather(session, installation, since)
        found += gather_dues(session, installation, today) if today else []
    with open_session(engine) as session:
        session.add_all(found)
        session.commit()
    return len(found)


def _mail(engine: Engine, installation: Installation, official: int, today: date, limits: bool) -> Letter | None:
    with looking(engine) as session:
        know(session, installation)
        who = session.get(Official, official)
        letter = letter_to(session, installation, who, today, limits) if who and who.active else None
    if letter is None:
        return None
    send(installation.config, [letter.message])
    with open_session(engine) as session:
        note_mailed(session, letter)
        session.commit()
    return letter
