"""What there is to tell each official: found in the records beside the steps, once for each official and thing.

No step writes a notice. The courier looks at what has changed since it last looked, and a little before, so that nothing is passed
over; the key of a notice keeps anybody from being told twice. Nobody is told of a request that he or she may not see, nor of what he or she did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from mla.deadlines.reminders import KINDS, reminders
from mla.installation import Installation
from mla.lifecycle import facts
from mla.lifecycle.terms import Role, Side, Signature, Step
from mla.models import (
    Comment,
    Dossier,
    Event,
    Incoming,
    Mention,
    Notice,
    NoticeWish,
    Official,
    Outgoing,
    Proposal,
    RegisterEntry,
)
from mla.news.handovers import of_handovers
from mla.permission import sees
from mla.register.work import first_of, next_steps
from mla.settings import UsualNews
from mla.storage.database import now

OLD = timedelta(days=30)
"""A package that was sent longer ago is no news when it is refused: the post room says so all the same."""

MOST_REFUSED = 50


@dataclass(frozen=True)
class Told:
    """One thing of which one official is to be told; `about` is what its key begins with, and what its number is of; `at` is when it happened."""

    official: Official
    kind: str
    about: str
    key: str
    dossier: Dossier | None = None
    number: int | None = None
    on: date | None = None
    at: datetime | None = None


def gather(session: Session, installation: Installation, since: datetime) -> list[Notice]:
    """What has happened since a moment and was not told yet; it is only read, and kept by the caller."""
    people = list(session.scalars(select(Official).where(Official.active).order_by(Official.id)))
    found = [
        *_of_steps(session, people, since),
        *_of_letters(session, people, since),
        *_of_comments(session, people, since),
        *_of_packages(session, people, since),
        *_of_handovers(session, people, since),
    ]
    return _new(session, installation.settings.news, found)


def gather_dues(session: Session, installation: Installation, today: date) -> list[Notice]:
    """Which time limits are due soon or late today and were not told yet; kept by the caller."""
    people = session.scalars(select(Official).where(Official.active).order_by(Official.id)).all()
    return _new(
        session,
        installation.settings.news,
        [
            Told(one, KINDS[limit.level], "limit", limit.key, limit.dossier, on=limit.due.on)
            for one in people
            for limit in reminders(session, installation, one, today)
        ],
    )


# Steps
def _of_steps(session: Session, people: list[Official], since: datetime) -> Iterator[Told]:
    wanted = (
        select(Dossier)
        .join(RegisterEntry, RegisterEntry.dossier_id == Dossier.id)
        .where(RegisterEntry.changed_at >= since)
        .options(selectinload(Dossier.record), selectinload(Dossier.involvements))
    )
    for dossier in session.scalars(wanted):
        for event in dossier.events:
            step = dossier.table.step.get(event.trigger)
            if event.at >= since and step:
                for kind, whom in _told_by(dossier, event, step, people):
                    yield from _each(whom, kind, dossier, event)


def _told_by(
    dossier: Dossier, event: Event, step: Step, people: list[Official]
) -> Iterator[tuple[str, Iterable[Official]]]:
    """What an entry tells, and whom: whoever dealt with the request then, or whose the next step is, where it is still to be taken."""
    officer = facts.officer_at(dossier, event)
    mine = [one for one in people if one.id == officer]
    stands = dossier.stage == event.to_stage
    if event.side != dossier.side:
        decides = step.side is Side.REQUESTED and step.signed is not Signature.ALONE
        yield "decision" if decides else "arrival", mine or (_next(dossier, people) if stands else [])
    elif (given := facts.given_to(dossier, event)) is not None:
        yield "assignment", [one for one in people if one.id == given]
    elif step.lays_before and stands:
        yield "submission", _next(dossier, people)
    elif step.turns_back:
        yield "sent_back", mine


def _next(dossier: Dossier, people: list[Official]) -> list[Official]:
    """Those who take the next step where a request stands."""
    steps = next_steps().get((dossier.kind, dossier.side, dossier.stage), ())
    return [one for one in people if first_of(steps, one.roles)]


def _each(whom: Iterable[Official], kind: str, dossier: Dossier, event: Event) -> Iterator[Told]:
    for one in _and_substitutes(whom):
        if one.id != event.official_id:
            yield Told(one, kind, "entry", f"{dossier.id} {event.number}", dossier, event.number, at=event.at)


def _and_substitutes(whom: Iterable[Official]) -> list[Official]:
    """These, and whoever stands in for those of them who are absent, and in turn for these."""
    found = list(whom)
    for one in found:
        if (away := one.away) and away.substitute not in found:
            found.append(away.substitute)  # he or she may be absent too, and comes next
    return found


# Letters that wait
def _of_letters(session: Session, people: list[Official], since: datetime) -> Iterator[Told]:
    wanted = select(Proposal).where(Proposal.at >= since, Proposal.overtaken_at.is_(None))
    for one in session.scalars(wanted):
        step, key = one.dossier.table.step.get(one.trigger), f"{one.id} {one.at.isoformat()}"
        if step and one.status == "proposed":
            for official in people:
                if official.has(*step.roles) and one.other_writer(official.id) is not None:
                    yield Told(official, "submission", "letter", key, one.dossier, one.id, at=one.at)
        elif one.status == "sent_back":
            for official in _and_substitutes([one.author]):
                yield Told(official, "sent_back", "letter", key, one.dossier, one.id, at=one.at)


# Comments
def _of_comments(session: Session, people: list[Official], since: datetime) -> Iterator[Told]:
    wanted = (
        select(Mention.official_id, Comment.id, Comment.at, func.coalesce(Comment.thread_id, Comment.id), Dossier)
        .join(Comment, Comment.id == Mention.comment_id)
        .join(Dossier, Dossier.id == Comment.dossier_id)
        .where(Comment.at >= since, Mention.seen_at.is_(None))
    )
    there = {one.id: one for one in people}
    for official, comment, at, thread, dossier in session.execute(wanted):
        for one in _and_substitutes([there[official]] if official in there else ()):
            yield Told(one, "mention", "comment", str(comment), dossier, thread, at=at)


# Packages
def _of_packages(session: Session, people: list[Official], since: datetime) -> Iterator[Told]:
    """What was refused abroad, to the registry and to whoever deals with the request; what we refused, to the registry."""
    registry = [one for one in people if one.has(Role.REGISTRAR)]
    ours = select(Outgoing).where(Outgoing.outcome == "refused").order_by(Outgoing.id.desc()).limit(MOST_REFUSED)
    for sent in session.scalars(ours):
        if sent.event.at >= now() - OLD:
            officer = facts.officer(sent.dossier)
            for one in _and_substitutes(one for one in people if one in registry or one.id == officer):
                yield Told(one, "refused_package", "sent", str(sent.id), sent.dossier, sent.id)
    theirs = select(Incoming).where(Incoming.at >= since, Incoming.outcome == "refused")
    for came in session.scalars(theirs):
        for one in registry:
            yield Told(one, "refused_package", "came", str(came.id), None, came.id, at=came.at)


# Handover packs
def _of_handovers(session: Session, people: list[Official], since: datetime) -> Iterator[Told]:
    for one, pack, what, at in of_handovers(session, people, since):
        yield Told(one, "handover", "handover", f"{pack.id} {what}", None, pack.id, at=at)


# What is new
def _new(session: Session, usual: UsualNews, found: list[Told]) -> list[Notice]:
    """What was not told yet, is wished for, and is about a request that the official may see."""
    keys = {f"{one.about} {one.key}" for one in found}
    rows = session.execute(select(Notice.official_id, Notice.key).where(Notice.key.in_(keys)))
    known = {(official, key) for official, key in rows}
    wishes = {one.official_id: {*one.not_shown} & {*one.not_mailed} for one in session.scalars(select(NoticeWish))}
    unless_said = {*usual.not_shown} & {*usual.not_mailed}
    new: dict[tuple[int, str], Notice] = {}
    for one in found:
        which = one.official.id, f"{one.about} {one.key}"
        may = one.official.active and (one.dossier is None or sees(one.official, one.dossier))
        if may and which not in known and one.kind not in wishes.get(one.official.id, unless_said):
            new.setdefault(which, _notice(one, which[1]))
    return sorted(new.values(), key=lambda one: one.at)


def _notice(one: Told, key: str) -> Notice:
    about = one.dossier.id if one.dossier else None
    return Notice(
        official_id=one.official.id, dossier_id=about, kind=one.kind, key=key, number=one.number, on=one.on, at=one.at or now(),
    )  # fmt: skip
