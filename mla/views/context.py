"""What a view has on its desk: the database session of this request, the installation, the official, the dossier asked for."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any, cast

from flask import abort, current_app, g, request
from flask_login import current_user
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, selectinload
from werkzeug.datastructures import MultiDict

from forms.recording import Letter
from mla.agreements.known import know
from mla.installation import Installation
from mla.models import Dossier, Official, Unit
from mla.permission import SEES_ALL, SEES_OWN, visible_to
from mla.records import audit
from mla.steps.annexes import Limits
from mla.storage.database import local_day, now, open_session, reading


def engine() -> Engine:
    """The database of this installation."""
    return cast(Engine, current_app.extensions["engine"])


def installation() -> Installation:
    """This ministry."""
    return cast(Installation, current_app.extensions["installation"])


def db() -> Session:
    """The session of this request; closed, and rolled back, when the request ends. With it comes the law of the moment."""
    if "session" not in g:
        g.session = open_session(engine())
        know(g.session, installation())
    return cast(Session, g.session)


def official() -> Official:
    """The official who is signed in."""
    return cast(Official, current_user._get_current_object())


def moment() -> datetime:
    """The moment at which this page was asked for: one for all that it does, so that no midnight falls within a step."""
    if "moment" not in g:
        g.moment = now()
    return cast(datetime, g.moment)


def today() -> date:
    """The calendar day at the ministry at that moment."""
    return local_day(moment(), installation().config.time_zone)


def dossier_or_404(dossier_id: uuid.UUID) -> Dossier:
    """The dossier, if this official may see it. To anyone else it does not exist."""
    found = db().scalar(select(Dossier).where(Dossier.id == dossier_id, visible_to(official())))
    if found is None:
        abort(404)
    return found


def officials() -> list[Official]:
    """The active officials of this ministry who may see requests, by name."""
    found = db().scalars(
        select(Official).where(Official.active).order_by(Official.name).options(selectinload(Official.absences))
    )
    return [one for one in found if one.has(*SEES_ALL, *SEES_OWN)]


def units() -> list[Unit]:
    """The units of this ministry, by name."""
    return list(db().scalars(select(Unit).order_by(Unit.name)))


def posted_letter(words: MultiDict[str, str] | None) -> Letter:
    """What was posted of the letter itself. Its names begin with “letter-”: the step it carries may ask alike."""
    letter = Letter(words, prefix="letter-")
    letter.judged(today(), None)
    letter.scan.data = request.files.getlist(letter.scan.name)
    return letter


def upload_limits() -> Limits:
    """How large documents may be in this installation."""
    config = installation().config
    return Limits(config.max_upload, config.max_step)


def start_over() -> None:
    """Take back everything. What follows only reads, so that a page about a busy database needs no turn to write."""
    db().rollback()
    reading.set(True)


def log(what: str, **detail: Any) -> None:
    """Write a line of audit about the official at work, in a transaction of its own (nothing else is kept)."""
    who = official() if current_user.is_authenticated else None
    db().rollback()
    reading.set(False)
    audit.note(db(), what, who, request.remote_addr or "", **detail)
    db().commit()
