"""What an official is to be reminded of: limits that are due soon or late, in the requests that the official works on.

A mail and a calendar leave the ministry's walls: they say reference and what is due, never who or what a case is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage

from icalendar import Calendar, Event
from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from mla.deadlines.due import SOON, Due, due
from mla.installation import Installation
from mla.lifecycle.facts import officer, officers
from mla.models import AuditEntry, Dossier, Involvement, Notice, Official, RegisterEntry
from mla.permission import lying_with, stands_in_for, visible_to
from mla.storage.database import now
from mla.words import _, changed, joined, ngettext

LEVELS = {"soon": _("soon"), "late": _("late")}
KINDS = {"soon": "due_soon", "late": "overdue"}
"""As which kind of notice a limit of each level is told."""


@dataclass(frozen=True)
class Reminder:
    """One limit of one request, at one level."""

    dossier: Dossier
    due: Due
    level: str
    instead_of: str = ""

    @property
    def key(self) -> str:
        """By which it is known whether it was sent: once for each limit, last day and level."""
        return f"{self.dossier.our_reference} {self.due.name} {self.due.on} {self.level}"

    @property
    def line(self) -> str:
        """What a mail says of it; once it is late, also what must now happen, in the words of the law's table."""
        told = _(
            "%(reference)s: %(what)s, %(day)s (%(level)s)",
            reference=self.dossier.our_reference,
            what=self.due.brief,
            day=f"{self.due.on:%d.%m.%Y}",
            level=LEVELS[self.level],
        )
        if self.instead_of:
            told = _("%(told)s, in place of %(name)s", told=told, name=self.instead_of)
        if self.level != "late" or not self.due.then:
            return told
        return _("%(told)s. %(then)s", told=told, then=self.due.then)


def reminders(session: Session, installation: Installation, official: Official, today: date) -> list[Reminder]:
    """What is due soon or late for this official today, and no mail has told before; also in place of whoever is absent."""
    told = {entry.detail["key"] for entry in _sent(session, official)} | _mailed(session, official)
    absent = stands_in_for(official)
    works_on = select(Involvement.dossier_id).where(Involvement.official_id == official.id)
    examines = select(Dossier.id).where(Dossier.examiner_id == official.id)
    mine = RegisterEntry.dossier_id.in_(
        union_all(works_on, examines, lying_with(absent))
    )  # each by an index of its own
    pressing = RegisterEntry.next_due <= today + timedelta(days=SOON)  # of no other a limit is late or due soon
    wanted = select(Dossier).join(RegisterEntry, RegisterEntry.dossier_id == Dossier.id).where(mine, pressing)
    found = session.scalars(wanted.where(visible_to(official)).order_by(Dossier.our_reference))
    mine_still = (one for one in found if not _handed_over(one, official))
    told_for = [(one, absent.get(officer(one) or 0)) for one in mine_still]
    every = [
        Reminder(one, limit, limit.state(today), away.official.name if away else "")
        for one, away in told_for
        for limit in due(one, installation)
    ]
    return [one for one in every if one.level in LEVELS and one.key not in told]


def _handed_over(dossier: Dossier, official: Official) -> bool:
    """Whether the official dealt with it and has handed it over: the colleague is reminded."""
    dealt = officers(dossier)
    return official.id in dealt and official.id != dealt[-1]


def _sent(session: Session, official: Official) -> Iterator[AuditEntry]:
    """What was sent by releases that noted it in the audit log."""
    yield from session.scalars(
        select(AuditEntry).where(AuditEntry.what == "reminded", AuditEntry.official_id == official.id)
    )


LIMIT = "limit "
"""How the key of a notice begins that tells of a time limit."""


def _mailed(session: Session, official: Official) -> set[str]:
    """The keys of the limits of which a mail has told the official."""
    mailed = Notice.official_id == official.id, Notice.kind.in_(KINDS.values()), Notice.mailed_at.is_not(None)
    return {key.removeprefix(LIMIT) for key in session.scalars(select(Notice.key).where(*mailed))}


def remember(session: Session, official: Official, sent: list[Reminder]) -> None:
    """Note what was mailed, so that it is mailed once. The caller commits."""
    keys = {f"{LIMIT}{one.key}": one for one in sent}
    about = Notice.official_id == official.id, Notice.key.in_(keys)
    known = {one.key: one for one in session.scalars(select(Notice).where(*about))}
    for key, one in keys.items():
        if key not in known:
            known[key] = Notice(official_id=official.id, dossier_id=one.dossier.id, kind=KINDS[one.level], key=key, on=one.due.on, at=now())  # fmt: skip
            session.add(known[key])
        known[key].mailed_at = now()


def mail(
    installation: Installation, official: Official, found: list[Reminder], news: Sequence[str] = ()
) -> EmailMessage:
    """The letter to one official: what has happened, and what is due."""
    message = EmailMessage()
    message["From"] = installation.config.smtp_from or installation.settings.letterhead.email
    message["To"] = official.email
    message["Subject"] = (
        ngettext("News of your requests (%(num)s)", "News of your requests (%(num)s)", len(news) + len(found))
        if news
        else ngettext("A time limit in your requests", "%(num)s time limits in your requests", len(found))
    )
    lines = [*news, *(one.line for one in found)]
    message.set_content(
        _(
            "%(name)s,\n\nin the requests that you work on:\n\n%(lines)s\n\nSign in to see more.\n",
            name=official.name,
            lines=joined("\n", (changed(one, "- {}".format) for one in lines)),
        )
    )
    return message


def calendar(session: Session, installation: Installation, official: Official) -> bytes:
    """Every limit that runs in the requests this official may see, as a calendar to subscribe to."""
    made = Calendar()
    made.add("prodid", "-//Mutual legal assistance//Time limits//EN")
    made.add("version", "2.0")
    for dossier in session.scalars(select(Dossier).where(visible_to(official)).order_by(Dossier.our_reference)):
        for one in due(dossier, installation):
            entry = Event()
            entry.add("uid", f"{dossier.id}-{one.name}@{installation.config.state.lower()}.mla")
            entry.add("summary", f"{dossier.our_reference}: {one.brief}")
            entry.add("dtstart", one.on)
            if one.then:
                entry.add("description", _("Once the day has passed: %(then)s", then=one.then))
            entry.add("dtstamp", now())
            made.add_component(entry)
    return bytes(made.to_ical())
