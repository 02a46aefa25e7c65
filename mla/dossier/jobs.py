"""Dossiers are bound beside the web: asked for on a page, bound by the worker, which says how far it is and may be told to stop.

`ask` writes down what is wanted; `work` binds it. Whoever asked has seen what is on record; where a step was taken since, nothing
is bound. A worker that ends in between leaves the job to the next one, three times at most.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, Engine, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.documents.draw import PaperNotDrawn
from mla.dossier.binder import Certificate, Variant, bind_for
from mla.dossier.keeping import keep
from mla.installation import Installation
from mla.models import Binding, Dossier, Official
from mla.models.binding import OPEN
from mla.permission import sees
from mla.storage.database import local_day, looking, may_pass, now, open_session
from mla.storage.files import Missing
from mla.words import N_, _, as_kept, to_keep

MOST_TRIES = 3
"""So often a job is begun: one that ends its worker each time must not do so for ever."""

SILENT = timedelta(minutes=10)
"""Whoever says nothing for so long is no longer at work: no single document and no volume takes as long (`mla/documents/bounded.py`)."""

TOLD_EVERY = timedelta(seconds=1)
SHOWN = timedelta(hours=12)
"""So long a page says that a dossier could not be bound."""

MOVED_ON = N_("The request has gone on since. Look at what goes in now, and bind it again.")
NO_LONGER = N_("Whoever asked for it may not see the request any more, or the account is closed.")
NO_ROOM = N_("The bound dossier could not be written to the store: its disk is full or broken. Tell the administrator.")
ENDED = N_("The process that binds has ended several times while at it. Tell the administrator.")
BROKEN = N_(
    "Something went wrong here that should not. Tell the administrator, who finds number %(number)s in the log."
)


class Stopped(Exception):
    """Somebody said that it is no longer wanted."""


# Asked for, and stopped, on a page
def ask(
    session: Session, dossier: Dossier, variant: Variant, by: Official, at: datetime, address: str
) -> Binding:  # fmt: skip
    """Write down what is to be bound. The caller commits, and then lets the worker know."""
    choices = {**asdict(variant), "without": sorted(variant.without)}
    job = Binding(
        dossier_id=dossier.id, by_id=by.id, at=at, address=address, choices=choices, head=dossier.chain_head
    )  # fmt: skip
    session.add(job)
    session.flush()
    return job


def of(session: Session, dossier: Dossier) -> list[Binding]:
    """The jobs of a request that wait or are worked on, and those that failed not long ago, the newest first."""
    recent = (Binding.state == "failed") & (Binding.ended_at > now() - SHOWN)
    wanted = select(Binding).where(Binding.dossier_id == dossier.id, or_(Binding.state.in_(OPEN), recent))
    return list(session.scalars(wanted.order_by(Binding.id.desc())))


def stop(session: Session, job: Binding) -> bool:
    """Whether it could still be stopped. The caller commits."""
    return _passed(session, job.id, OPEN, state="cancelled", ended_at=now())


def why(job: Binding) -> str:
    """Why it was not bound, for a page to tell; empty where nothing is in its way."""
    return as_kept(job.why["told"]) if job.why else ""


# Worked on
def waiting(engine: Engine) -> list[int]:
    """The jobs that wait, the oldest first; those whose worker has fallen silent wait again, those of this machine when its worker begins (`begun`)."""
    with open_session(engine) as session:
        silent = Binding.state == "running", Binding.seen_at < now() - SILENT
        session.execute(update(Binding).where(*silent).values(state="waiting"))
        session.commit()
        return list(session.scalars(select(Binding.id).where(Binding.state == "waiting").order_by(Binding.id)))


def begun(engine: Engine) -> None:
    """A worker begins on this machine: what an earlier one had in hand waits again."""
    with open_session(engine) as session:
        mine = Binding.state == "running", Binding.host == socket.gethostname()
        session.execute(update(Binding).where(*mine).values(state="waiting"))
        session.commit()


def work(engine: Engine, installation: Installation, number: int) -> None:
    """Bind what a job asks for, unless somebody else does, or it is no longer wanted. Whatever goes wrong stands in the job."""
    if not _taken(engine, number):
        return
    try:
        _bind(engine, installation, number)
    except Stopped:
        return
    except (Missing, PaperNotDrawn) as error:
        _fail(engine, number, str(error))
    except SQLAlchemyError as error:
        if not may_pass(error):
            _fail(engine, number, _(BROKEN, number=number))
            raise
        _again(engine, number)  # the database was busy: its next turn comes within a minute
    except OSError:
        _fail(engine, number, _(NO_ROOM))
        raise
    except Exception:
        _fail(engine, number, _(BROKEN, number=number))
        raise


def _taken(engine: Engine, number: int) -> bool:
    with open_session(engine) as session:
        mine = _passed(
            session, number, ("waiting",), state="running", tries=Binding.tries + 1, seen_at=now(), host=socket.gethostname(), done=0
        )  # fmt: skip
        session.commit()
        begun_before = session.get_one(Binding, number).tries > MOST_TRIES if mine else False
    if begun_before:
        _fail(engine, number, _(ENDED))
    return mine and not begun_before


def _bind(engine: Engine, installation: Installation, number: int) -> None:
    with looking(engine) as session:
        job = session.get_one(Binding, number)
        dossier = session.get_one(Dossier, job.dossier_id)
        if dossier.chain_head != job.head:
            raise PaperNotDrawn(_(MOVED_ON))
        _may_have_it(job.by, dossier)
        variant = variant_of(job.choices)
        today = local_day(now(), installation.config.time_zone)
        books = bind_for(session, installation, dossier, today, variant, _telling(engine, number))
    with open_session(engine) as session:
        if not _passed(session, number, ("running",), state="done", ended_at=now()):
            raise Stopped
        job = session.get_one(Binding, number)
        dossier = session.scalars(select(Dossier).where(Dossier.id == job.dossier_id)).one()
        _may_have_it(job.by, dossier)
        keep(session, installation, dossier, variant, books, job.by, now(), job.address)
        session.commit()


def _may_have_it(by: Official, dossier: Dossier) -> None:
    """Minutes or days pass until it is bound: nothing is bound in the name of somebody who could not ask for it now. Raises PaperNotDrawn."""
    if not (by.active and sees(by, dossier)):
        raise PaperNotDrawn(_(NO_LONGER))


def variant_of(choices: Answers) -> Variant:
    """What was chosen, from what is kept of it."""
    certificate = choices["certificate"]
    known = dict(choices) | {
        "without": frozenset(choices["without"]), "certificate": Certificate(**certificate) if certificate else None
    }  # fmt: skip
    return Variant(**known)


def _telling(engine: Engine, number: int) -> Callable[[int, int], None]:
    """Writes down how far it is, once a second at most, and stops the work when it is no longer wanted."""
    last = datetime.min.replace(tzinfo=now().tzinfo)

    def told(done: int, all_: int) -> None:
        nonlocal last
        if now() - last < TOLD_EVERY:
            return
        last = now()
        with open_session(engine) as session:
            wanted = _passed(session, number, ("running",), done=done, all=all_, seen_at=last)
            session.commit()
        if not wanted:
            raise Stopped

    return told


def _again(engine: Engine, number: int) -> None:
    with open_session(engine) as session:
        _passed(session, number, ("running",), state="waiting")
        session.commit()


def _fail(engine: Engine, number: int, sentence: str) -> None:
    with open_session(engine) as session:
        _passed(session, number, ("running",), state="failed", ended_at=now(), why={"told": to_keep(sentence)})
        session.commit()


def _passed(session: Session, number: int, before: tuple[str, ...], **after: object) -> bool:
    """Whether a job was in one of these states, and so was changed. Of two who try at once, one does."""
    changed = session.execute(update(Binding).where(Binding.id == number, Binding.state.in_(before)).values(**after))
    return cast("CursorResult[tuple[()]]", changed).rowcount == 1
