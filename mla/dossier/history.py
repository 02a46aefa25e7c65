"""The story of a dossier as its page tells it: steps taken, papers, packages, letters that were filed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.deadlines.due import Due
from mla.lifecycle.late import came_late
from mla.lifecycle.striking import DERIVED
from mla.lifecycle.terms import Step
from mla.models import Attachment, Dossier, Event, Incoming, Outgoing, Paper
from mla.words import _


@dataclass(frozen=True)
class Entry:
    """One line of the story."""

    at: datetime
    title: str
    by: str
    ours: bool
    words: str = ""
    event: Event | None = None
    paper: Paper | None = None
    outgoing: Outgoing | None = None
    attachments: tuple[Attachment, ...] = ()
    filed: Incoming | None = None
    edits: int = 0


def timeline(session: Session, dossier: Dossier, passed: Iterable[Due] = (), zone: str = "UTC") -> list[Entry]:
    """The story, newest first. Edits of the draft that follow one another are told as one line.

    Each limit that `passed` stands where its last day ended, in the time `zone` of the ministry: nobody took a step, and it happened.
    """
    told = sorted(
        [*_events(dossier), *_filed(session, dossier), *_passed(dossier, passed, zone)], key=lambda entry: entry.at
    )
    return _gathered(told)[::-1]


def _passed(dossier: Dossier, limits: Iterable[Due], zone: str) -> Iterable[Entry]:
    for one in limits:
        midnight = datetime.combine(one.on + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
        title = _("Time limit passed: %(what)s", what=one.what)
        yield Entry(midnight, title, one.at_home, one.at_home != "" or one.side is dossier.our_side, one.then)


def _events(dossier: Dossier) -> Iterable[Entry]:
    papers = {paper.event_id: paper for paper in dossier.papers}
    bag = {out.event_id: out for out in dossier.outgoing}
    for event in dossier.record:
        step = dossier.table.step[event.trigger]
        derived = bool(event.channel and event.channel.get(DERIVED))
        title = _("%(step)s (derived from a later letter)", step=step.done) if derived else step.done
        if came_late(event):
            title = _("%(step)s (too late for its stage: entered, nothing moved)", step=step.done)
        yield Entry(
            event.at, title, event.actor, event.side == dossier.side, _words(step, event.answers), event,
            papers.get(event.id), bag.get(event.id),
            tuple(a for a in dossier.attachments if a.event_number == event.number),
        )  # fmt: skip


def _words(step: Step, answers: Answers) -> str:
    """What the step's row says is quoted; of a list of questions, each."""
    told = answers.get(step.says) or ""
    return "\n\n".join(row["question"] for row in told) if isinstance(told, list) else str(told)


def _filed(session: Session, dossier: Dossier) -> Iterable[Entry]:
    late = select(Incoming).where(Incoming.dossier_id == dossier.id, Incoming.outcome.in_(("filed", "refused", "held")))
    entered = {event.channel.get("package") for event in dossier.events if event.channel}
    for package in session.scalars(late):
        if package.package in entered:
            continue
        step = dossier.table.step.get(package.trigger or "")
        name = step.done if step else _("Package")
        if package.outcome == "filed":
            title = _("%(step)s (too late, filed)", step=name)
        elif package.outcome == "refused":
            title = _("%(step)s (package refused)", step=name)
        else:
            title = _("%(step)s (held until an earlier package arrives)", step=name)
        yield Entry(package.at, title, package.sender or "", False, package.reason, filed=package)


def _gathered(entries: list[Entry]) -> list[Entry]:
    gathered: list[Entry] = []
    for entry in entries:
        last = gathered[-1] if gathered else None
        if last and _edit(entry) and _edit(last) and last.by == entry.by:
            gathered[-1] = Entry(
                entry.at, _("Draft edited"), entry.by, True, event=entry.event, edits=max(last.edits, 1) + 1
            )
        else:
            gathered.append(entry)
    return gathered


def _edit(entry: Entry) -> bool:
    event = entry.event
    if event is None or not entry.ours or event.from_stage != event.to_stage:
        return False
    return event.dossier.table.task_of(event.trigger) is not None
