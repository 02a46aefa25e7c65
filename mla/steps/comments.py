"""Comments of officials on a request: said, answered, resolved, opened again. Rows of their own, never of the record.

Nothing here is rewritten: whoever wants to correct a comment says so in a further entry. That a comment was made, and the sha256 of
what it says, stand in the audit log, so that `mla verify` tells a change. What holds a signature back: `held_back` in `mla/permission.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, func, inspect, or_, select, union_all
from sqlalchemy.orm import Session, aliased, lazyload

from mla.lifecycle import facts
from mla.lifecycle.items import ItemText
from mla.lifecycle.terms import Role, Side, Step, Task
from mla.lifecycle.text import RequestText
from mla.models import Attachment, Comment, Dossier, Event, Measure, Mention, Offence, Official, Person, RegisterEntry
from mla.models.comment import ON_ITEM, ON_LETTER, ON_PAPER, ON_SECTION, WHOLE
from mla.permission import COMMENTS, held_back, may_be_held_back, sees, stands_in_for, visible_to
from mla.records import audit
from mla.records.digests import comment_digest
from mla.register.findable import write_comment
from mla.words import _

SAID, RESOLVED, REOPENED = "said", "resolved", "reopened"
SIGNS = {Side.REQUESTING: Role.SIGNATORY, Side.REQUESTED: Role.DECIDER}
"""Who signs in this ministry, on each side."""

MOST_WAITING = 50
"""So many comments that wait for an official stand on the desk at most."""


@dataclass(frozen=True)
class Thread:
    """A comment with its answers, the oldest first."""

    dossier: Dossier
    entries: Sequence[Comment]

    @property
    def first(self) -> Comment:
        """The comment itself."""
        return self.entries[0]

    @property
    def settled(self) -> Comment | None:
        """The entry that resolved it, where it is resolved."""
        return None if self.first.open else next(one for one in reversed(self.entries) if one.act == RESOLVED)

    @property
    def where(self) -> str:
        """What it is about, in words."""
        return where(self.dossier, self.first.place)


@dataclass(frozen=True)
class Said:
    """What an official says: the words, and whom he or she asks to look."""

    author: Official
    at: datetime
    words: str
    mentioned: Sequence[int] = ()
    address: str = ""


def threads(dossier: Dossier) -> list[Thread]:
    """Every thread of a request, the oldest first."""
    found: dict[int, list[Comment]] = {}
    for one in dossier.comments:
        found.setdefault(one.thread_id or one.id, []).append(one)
    return [Thread(dossier, entries) for entries in found.values()]


def where(dossier: Dossier, place: str) -> str:
    """A place in words."""
    table = dossier.table
    if place.startswith(ON_SECTION):
        task = table.task_of(place.removeprefix(ON_SECTION))
        return task.title if task else _("The request as a whole")
    if place.startswith(ON_ITEM):
        found = item_at(dossier, place)
        return found.heading if found else _("Something that is not in the request any more")
    if place.startswith(ON_LETTER):
        step = table.step.get(place.removeprefix(ON_LETTER))
        return _("Letter that has not left: %(step)s", step=step.title) if step else _("The request as a whole")
    if place.startswith(ON_PAPER):
        event = next((one for one in dossier.record if str(one.number) == place.removeprefix(ON_PAPER)), None)
        step = table.step.get(event.trigger) if event else None
        return _("Letter: %(step)s", step=step.done) if step else _("The request as a whole")
    return _("The request as a whole")


def item_at(dossier: Dossier, place: str) -> ItemText | None:
    """The item of a list on which somebody comments; of a protected person nothing but the pseudonym is said."""
    trigger, _colon, number = place.removeprefix(ON_ITEM).partition(":")
    task = next((one for one in dossier.table.tasks if one.items and one.trigger == trigger), None)
    rows = rows_of(dossier, task) if task else []
    row = next((one for one in rows if str(one.id) == number), None)
    return RequestText.of(dossier).item(task, row.number) if task and row else None


def rows_of(dossier: Dossier, task: Task) -> list[Person | Offence | Measure | Attachment]:
    """What a list of the text is kept in, in its order."""
    numbers = {one.number for one in RequestText.of(dossier).items(task)}
    rows = getattr(dossier, task.items or "")
    if task.documents:
        rows = [one for one in rows if one.side == "requesting" and one.role == "request"]
    return [one for one in rows if one.number in numbers]


def on_paper(step: Step) -> bool:
    """Whether an entry of this step is a letter, on which somebody may comment."""
    return step.crosses or step.paper is not None


def is_place(dossier: Dossier, place: str) -> bool:
    """Whether there is such a place in a request; of a letter that waits, whether the step has one."""
    table = dossier.table
    if place.startswith(ON_SECTION):
        return any(task.trigger == place.removeprefix(ON_SECTION) for task in table.tasks)
    if place.startswith(ON_ITEM):
        return item_at(dossier, place) is not None
    if place.startswith(ON_LETTER):
        step = table.step.get(place.removeprefix(ON_LETTER))
        return step is not None and step.paper is not None and step.side in (None, dossier.our_side)
    if place.startswith(ON_PAPER):
        letters = (one for one in dossier.record if one.trigger in table.step and on_paper(table.step[one.trigger]))
        return place.removeprefix(ON_PAPER) in {str(one.number) for one in letters}
    return place == WHOLE


def who_may_be_mentioned(dossier: Dossier, by: Official, officials: Iterable[Official]) -> list[Official]:
    """The other officials who may see the request: nobody else can be named, or learns of it."""
    return [one for one in officials if one.active and one.id != by.id and sees(one, dossier)]


def may_comment(official: Official) -> bool:
    """Whether an official who sees a request comments on it."""
    return official.has(*COMMENTS)


def may_resolve(official: Official, thread: Thread) -> bool:
    """Its author, whoever deals with the request, and whoever signs in this ministry."""
    mine = official.id in (thread.first.author_id, facts.officer(thread.dossier))
    return may_comment(official) and (mine or official.has(SIGNS[thread.dossier.our_side]))


def waits(session: Session, dossier: Dossier, step: Step) -> str | None:
    """The sentence that says which comments a signature waits for, with those of this very moment; until the caller commits nobody adds one."""
    if not may_be_held_back(step):
        return None
    _take_turns(session, dossier)
    return held_back(dossier, step)


def _take_turns(session: Session, dossier: Dossier) -> None:
    """Of two who sign and comment at once the second sees what the first has done. On SQLite all writers take turns anyway."""
    if inspect(dossier).persistent:
        if session.get_bind().dialect.name != "sqlite":
            session.execute(select(Dossier.id).where(Dossier.id == dossier.id).with_for_update())
        session.expire(dossier, ["comments"])


def left(session: Session, dossier: Dossier, place: str) -> int:
    """The number of the newest entry that sent a letter of this step; 0 where the place is no letter, or none has left."""
    about = Event.dossier_id == dossier.id, Event.trigger == place.removeprefix(ON_LETTER)
    return session.scalar(select(func.max(Event.number)).where(*about)) or 0 if place.startswith(ON_LETTER) else 0


def comment(
    session: Session, dossier: Dossier, place: str, said: Said, blocks: bool, seen: int | None = None
) -> Comment:
    """Begin a thread; on a letter that has left since the entry `seen`, it stands with that letter. The caller commits."""
    _take_turns(session, dossier)
    if seen is not None and (sent := left(session, dossier, place)) > seen:
        place = f"{ON_PAPER}{sent}"
    made = Comment(
        dossier_id=dossier.id, place=place, author_id=said.author.id, at=said.at, act=SAID, words=said.words,
        blocks=blocks, open=True,
    )  # fmt: skip
    return _keep(session, dossier, made, said)


def answer(session: Session, thread: Thread, said: Said, act: str = SAID) -> Comment:
    """Say something in a thread, resolve it, or open it again. Whoever answers has seen it. The caller commits."""
    first = thread.first
    _take_turns(session, thread.dossier)
    made = Comment(
        dossier_id=first.dossier_id, thread_id=first.id, place=first.place, author_id=said.author.id, at=said.at,
        act=act, words=said.words, blocks=False, open=False,
    )  # fmt: skip
    if act != SAID:
        first.open = act == REOPENED
    look_at(thread, said.author, said.at)
    return _keep(session, thread.dossier, made, said)


def _keep(session: Session, dossier: Dossier, made: Comment, said: Said) -> Comment:
    made.mentions = [Mention(official_id=one) for one in said.mentioned]
    session.add(made)
    session.flush()
    write_comment(session, dossier, made)
    about, words = dossier.our_reference, comment_digest(made)
    audit.note(session, "commented", said.author, said.address, dossier=about, comment=made.id, sha256=words)
    return made


def look_at(thread: Thread, official: Official, at: datetime) -> bool:
    """Note that whoever was mentioned has looked; whether there was anything to note."""
    asked = [one for entry in thread.entries for one in entry.mentions if one.official_id == official.id]
    new = [one for one in asked if one.seen_at is None]
    for one in new:
        one.seen_at = at
    return bool(new)


def go_along(event: Event) -> None:
    """What was said of a letter while it waited stands with it now that it has left."""
    then, now = f"{ON_LETTER}{event.trigger}", f"{ON_PAPER}{event.number}"
    for one in event.dossier.comments:
        if one.place == then:
            one.place = now


def waiting_for(session: Session, official: Official) -> list[tuple[Comment, Dossier]]:
    """The comments that wait for an official, the oldest first, with their requests.

    He or she was mentioned and has not looked; or a signature waits for it in a request that is his or hers to deal with, or it is
    his or her own, and somebody else spoke last. Whoever stands in is asked in place of who is absent.
    """
    ids = union_all(_asked_of(official), _blocking_for(session, official))
    wanted = (
        select(Comment, Dossier)
        .join(Dossier, Dossier.id == Comment.dossier_id)
        .where(Comment.id.in_(ids), visible_to(official))
        .order_by(Comment.at, Comment.id)
        .limit(MOST_WAITING)
        .options(lazyload(Comment.mentions))
    )
    return [(one, dossier) for one, dossier in session.execute(wanted)]


def _asked_of(official: Official) -> Select[int]:
    """The threads in which somebody asked the official to look, and he or she has not."""
    unseen = and_(Mention.official_id == official.id, Mention.seen_at.is_(None))
    return (
        select(func.coalesce(Comment.thread_id, Comment.id))
        .join(Mention, Mention.comment_id == Comment.id)
        .where(unseen)
    )


def _blocking_for(session: Session, official: Official) -> Select[int]:
    """The open threads for which a signature waits, and of which the official is to speak next.

    Of somebody who comments no longer nobody will speak next: whoever deals with the request then resolves it, or whoever signs where nobody does.
    """
    entry = aliased(Comment)
    last = (
        select(entry.author_id)
        .where(or_(entry.id == Comment.id, entry.thread_id == Comment.id))
        .order_by(entry.id.desc())
        .limit(1)
        .correlate(Comment)
        .scalar_subquery()
    )
    mine = [official.id, *stands_in_for(official)]
    deals, wrote = RegisterEntry.officer_id.in_(mine), Comment.author_id.in_(mine)
    here = [one.id for one in session.scalars(select(Official).where(Official.active)) if may_comment(one)]
    nobody = or_(RegisterEntry.officer_id.is_(None), RegisterEntry.officer_id.not_in(here))
    signs = [side for side, role in SIGNS.items() if official.has(role)]
    left_over = and_(Comment.author_id.not_in(here), or_(deals, and_(nobody, RegisterEntry.side.in_(signs))))
    turn = or_(and_(or_(deals, wrote), last != official.id), left_over)
    return (
        select(Comment.id)
        .join(RegisterEntry, RegisterEntry.dossier_id == Comment.dossier_id)
        .where(Comment.open, Comment.blocks, RegisterEntry.open, turn)
    )
