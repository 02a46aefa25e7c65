"""The handover pack: all that lies with an official, request by request, as it stands when it is handed over; countersigned by the successor.

It is a row of its own beside the records and never leaves this ministry. Persons and comments stand in it by number: whoever reads it sees
of them what a page shows on that day, so that nobody who is protected is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from mla.canonical import Answers
from mla.deadlines.due import Due, due
from mla.installation import Installation
from mla.lifecycle import facts
from mla.lifecycle.fates import names
from mla.lifecycle.for_whom import for_whom
from mla.lifecycle.held import counted, periods
from mla.lifecycle.resting import resting
from mla.models import Comment, Dossier, Handover, HandoverLine, Official, Proposal, RegisterEntry
from mla.permission import SEES_ALL, sees, visible_to
from mla.records import audit
from mla.records.digests import countersignature_digest, handover_digest
from mla.register.entry import is_urgent, move_of
from mla.steps.comments import waiting_for, where
from mla.steps.obligations import OPEN_OR_BINDING
from mla.steps.proposals import still_open
from mla.words import changed

READ_AT_ONCE = [
    selectinload(part)
    for part in (
        Dossier.record, Dossier.persons, Dossier.offences, Dossier.measures, Dossier.attachments, Dossier.obligations,
    )
]  # fmt: skip
"""What is told of a request is read for all of them at once."""

MOST_BESIDE = 100
"""So many letters of an official at most, in requests of colleagues, stand in a pack."""


@dataclass(frozen=True)
class Block:
    """What a pack is to say of one request; `handed` as on `HandoverLine`."""

    dossier: Dossier
    told: Answers
    handed: bool = True


@dataclass(frozen=True)
class Given:
    """Who hands over what lies with whom, to whom, when, from which address and why."""

    whose: Official
    by: Official
    successor: Official
    at: datetime
    address: str
    reason: str


def blocks(
    session: Session, installation: Installation, whose: Official, dossiers: Sequence[Dossier], today: date
) -> list[Block]:
    """These requests, which lie with an official, the most urgent first; then those of colleagues in which something waits for him or her."""
    ids = [one.id for one in dossiers]
    letters, said = _letters(session, whose, ids), waiting_for(session, whose)
    found = [(_pressing(one, limits, today), one, limits) for one in dossiers for limits in [due(one, installation)]]
    found.sort(key=lambda row: (row[0], row[1].our_reference))
    own = [Block(one, _told(one, limits, today) | _waiting(one, letters, said)) for _pressing_on, one, limits in found]
    elsewhere = {one.id: one for one in (*(each.dossier for each in letters), *(dossier for _one, dossier in said))}
    beside = sorted((one for one in elsewhere.values() if one.id not in ids), key=lambda one: one.our_reference)
    return [*own, *(Block(one, _waiting(one, letters, said), handed=False) for one in beside)]


def _pressing(dossier: Dossier, limits: list[Due], today: date) -> tuple[bool, date]:
    """By what the most urgent stands first: the nearest last day; of whoever is held, and of what cannot wait, today."""
    days = [one.on for one in limits if not (one.paused or one.protects)]
    if is_urgent(dossier) or next(_held(dossier, today), None):
        days.append(today)
    return not days, min(days, default=date.max)


def _told(dossier: Dossier, limits: list[Due], today: date) -> Answers:
    open_tasks = facts.open_tasks(dossier) if facts.text_open(dossier) else []
    rests = resting(dossier)
    return {
        "stage": str(dossier.current_stage.title),
        "waits_for": "rests" if rests else move_of(dossier, rests),
        "urgent": is_urgent(dossier),
        "held": list(_held(dossier, today)),
        "limits": [_limit(one, dossier) for one in limits if not one.name.startswith("obligation-")],
        "obligations": [
            {
                "name": one.name, "kind": one.kind, "words": one.words, "period": one.period, "status": one.status,
                "on": one.due_on.isoformat() if one.due_on else "",
                "whose": "us" if one.owner == dossier.side else "them", "persons": list(for_whom(dossier, one.words)),
            }
            for one in dossier.obligations if one.status in OPEN_OR_BINDING
        ],
        "tasks": [str(one) for one in open_tasks],
    }  # fmt: skip


def _held(dossier: Dossier, today: date) -> Iterator[Answers]:
    """Every person who is held for a request, by number: since when, and for how many days."""
    for person in dossier.persons if dossier.table.liberty else ():
        custody = counted(periods(dossier, person.number), today)
        if custody.since:
            yield {"person": person.number, "since": custody.since.isoformat(), "days": custody.days}


def _limit(one: Due, dossier: Dossier) -> Answers:
    """A time limit that runs: its last day, whose time it is, what is to be done, for whom of several persons, and where that stands."""
    people = names(dossier) if dossier.table.per_person else {}
    whom = [number for number, name in people.items() if f"{number}. {name}" in one.what]
    called = ": " + ", ".join(f"{number}. {people[number]}" for number in whom)
    what = changed(one.what, lambda words: words.removesuffix(called)) if whom else one.what
    whose = "home" if one.at_home else "us" if one.side is dossier.our_side else "them"
    return {
        "on": one.on.isoformat(), "act_by": one.act_by.isoformat() if one.act_by and one.act_by != one.on else "",
        "whose": whose, "what": what, "persons": whom, "article": one.article, "source": one.source, "paused": one.paused,
    }  # fmt: skip


def _waiting(dossier: Dossier, letters: list[Proposal], said: list[tuple[Comment, Dossier]]) -> Answers:
    """The letters of a request that have not left, and the comments that wait for the official."""
    return {
        "letters": [
            {
                "number": one.id, "step": str(dossier.table.step[one.trigger].title), "status": one.status,
                "author": (one.changed_by or one.author).name, "at": one.at.isoformat(),
            }
            for one in letters if one.dossier_id == dossier.id
        ],
        "comments": [
            {"number": one.id, "where": str(where(dossier, one.place)), "blocks": one.blocks and one.open}
            for one, about in said if about.id == dossier.id
        ],
    }  # fmt: skip


def _letters(session: Session, whose: Official, ids: Sequence[object]) -> list[Proposal]:
    """The letters that have not left of these requests, and those that the official wrote in requests of colleagues; the oldest first."""
    wrote = or_(Proposal.author_id == whose.id, Proposal.changed_by_id == whose.id)
    wanted = (
        select(Proposal)
        .join(Proposal.dossier)
        .where(Proposal.overtaken_at.is_(None), or_(Proposal.dossier_id.in_(ids), and_(wrote, visible_to(whose))))
        .order_by(Proposal.at)
        .limit(len(ids) * 10 + MOST_BESIDE)
        .options(contains_eager(Proposal.dossier).selectinload(Dossier.record))
        .options(joinedload(Proposal.author), joinedload(Proposal.changed_by))
    )
    return [one for one in session.scalars(wanted) if still_open(one, one.dossier)]


def keep(session: Session, given: Given, lines: Sequence[Block], remarks: Mapping[str, str]) -> Handover:
    """Keep what is handed over, with the remark for each request, by its id. The caller commits.

    What waits in a request of a colleague is told where the successor may see that request.
    """
    pack = Handover(
        whose=given.whose, by=given.by, successor=given.successor, whose_id=given.whose.id, by_id=given.by.id,
        successor_id=given.successor.id, at=given.at, reason=given.reason, digest="",
    )  # fmt: skip
    told = (one for one in lines if one.handed or sees(given.successor, one.dossier))
    pack.lines = [
        HandoverLine(
            place=place, dossier=one.dossier, dossier_id=one.dossier.id, handed=one.handed, told=one.told,
            remark=remarks.get(str(one.dossier.id), ""),
        )
        for place, one in enumerate(told, 1)
    ]  # fmt: skip
    pack.digest = handover_digest(pack)
    session.add(pack)
    session.flush()
    audit.note(session, "handover_made", given.by, given.address, handover=pack.id, sha256=pack.digest)
    return pack


def sound(pack: Handover) -> bool:
    """Whether a pack says what it said when it was made."""
    return pack.digest == handover_digest(pack)


def countersign(session: Session, pack: Handover, at: datetime, address: str, remark: str) -> None:
    """The successor has read it and takes over. The caller commits."""
    pack.countersigned_at, pack.remark = at, remark
    signature = countersignature_digest(pack)
    about, words = pack.id, pack.digest
    audit.note(session, "handover_countersigned", pack.successor, address, handover=about, pack=words, sha256=signature)


def packs_of(official: Official) -> list[ColumnElement[bool]]:
    """The packs that an official may open: his or her own, or any for whoever sees every request; and every request in it may be seen."""
    if official.has(*SEES_ALL):
        return []
    party = or_(*(one == official.id for one in (Handover.whose_id, Handover.by_id, Handover.successor_id)))
    hidden = HandoverLine.dossier_id.not_in(select(Dossier.id).where(visible_to(official)))
    return [party, ~exists().where(HandoverLine.handover_id == Handover.id, hidden)]


def waits() -> list[ColumnElement[bool]]:
    """A pack waits to be countersigned while something of it lies with the successor; what was handed on since has a pack of its own."""
    own = exists().where(HandoverLine.handover_id == Handover.id, HandoverLine.handed)
    there = (
        select(RegisterEntry.dossier_id)
        .join(HandoverLine, HandoverLine.dossier_id == RegisterEntry.dossier_id)
        .where(HandoverLine.handover_id == Handover.id, HandoverLine.handed)
        .where(RegisterEntry.open, RegisterEntry.officer_id == Handover.successor_id)
        .correlate(Handover)
        .exists()
    )
    return [Handover.countersigned_at.is_(None), or_(~own, there)]
