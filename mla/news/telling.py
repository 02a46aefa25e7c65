"""What a notice says, on screen and in mails: the reference, the kind of request and what has happened, never who or what a case is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from mla.deadlines.reminders import KINDS as DUES
from mla.deadlines.reminders import Reminder, mail, remember, reminders
from mla.installation import Installation
from mla.models import Dossier, Mention, Notice, NoticeWish, Official, Proposal
from mla.news.handovers import MADE, still_waits
from mla.permission import stands_in_for, visible_to
from mla.settings import UsualNews
from mla.storage.database import now
from mla.words import Words, _, day_in_words

TITLES = {
    "arrival": _("Something has come from the other State"),
    "decision": _("The other State has decided"),
    "assignment": _("A request was given to you"),
    "submission": _("A text or a letter waits for your signature"),
    "sent_back": _("A text or a letter was sent back to you"),
    "mention": _("A colleague asks you to look at a comment"),
    "due_soon": _("A time limit ends within a week"),
    "overdue": _("A time limit has ended"),
    "refused_package": _("A package was refused"),
    "handover": _("A handover pack waits for you, or was countersigned"),
}
"""What each kind of notice is called where an official chooses."""

MOST = 100
"""So many notices stand on the page, and in one mail."""


def wish_of(session: Session, official: Official, usual: UsualNews) -> NoticeWish:
    """How an official wishes to be told; as is usual in the ministry, unless he or she has said otherwise."""
    found = session.get(NoticeWish, official.id)
    told = {"not_shown": list(usual.not_shown), "not_mailed": list(usual.not_mailed), "at_once": usual.at_once}
    return found or NoticeWish(official_id=official.id, **told)


def unseen(session: Session, official: Official, usual: UsualNews) -> list[Notice]:
    """What an official has not seen of what he or she wishes to see on screen, the newest first."""
    return _open(session, official, wish_of(session, official, usual).not_shown)


def _open(session: Session, official: Official, without: Sequence[str], *more: ColumnElement[bool]) -> list[Notice]:
    """What an official has not seen and still holds, the newest first; of requests that may be seen, and no others."""
    may_see = or_(Notice.dossier_id.is_(None), Notice.dossier_id.in_(select(Dossier.id).where(visible_to(official))))
    waits = Notice.official_id == official.id, Notice.seen_at.is_(None), Notice.kind.not_in(without)
    wanted = select(Notice).where(*waits, may_see, *more).order_by(Notice.id.desc()).limit(MOST)
    return still(session, session.scalars(wanted).all())


def still(session: Session, notices: Sequence[Notice]) -> list[Notice]:
    """Those whose letter still waits, or whose comment was not looked at by whoever was asked: what a colleague has done meanwhile is no news."""
    letters = [one.number for one in notices if one.about == "letter"]
    wanted = select(Proposal.id, Proposal.status).where(Proposal.id.in_(letters), Proposal.overtaken_at.is_(None))
    waiting = {(number, WAITS.get(status)) for number, status in session.execute(wanted)} if letters else set()
    comments = [int(one.key.split()[1]) for one in notices if one.about == "comment"]
    asked = select(Mention.comment_id, Mention.official_id).where(
        Mention.comment_id.in_(comments), Mention.seen_at.is_(None)
    )
    unseen_by = {(f"comment {number}", who) for number, who in session.execute(asked)} if comments else set()
    readers = session.scalars(select(Official).where(Official.id.in_({one.official_id for one in notices})))
    meant = {one.id: {one.id, *stands_in_for(one)} for one in readers} if comments else {}
    packs = {one.number for one in notices if one.about == "handover" and one.key.endswith(MADE)}
    gone = {f"handover {number} {MADE}" for number in packs - still_waits(session, packs)} if packs else set()
    return [
        one
        for one in notices
        if (one.about not in ("letter", "comment") and one.key not in gone)
        or (one.about == "letter" and (one.number, one.kind) in waiting)
        or any((one.key, who) in unseen_by for who in meant.get(one.official_id, ()))
    ]


WAITS = {"proposed": "submission", "sent_back": "sent_back"}
"""As what a letter is told, by where it stands."""


def line(notice: Notice) -> Words:
    """What a notice says, in one line."""
    dossier = notice.dossier
    if notice.about == "handover":
        made = notice.key.endswith(MADE)
        return (
            _("A handover pack waits for you to countersign it.") if made else _("A handover pack was countersigned.")
        )
    if dossier is None:
        return _("A package that came in was refused here.")
    told = {"reference": dossier.our_reference, "kind": dossier.table.title}
    if notice.kind in ("arrival", "decision"):
        return _("%(reference)s (%(kind)s): has come: %(what)s", **told, what=_done(dossier, notice.number))
    day = day_in_words(notice.on) if notice.on else ""
    return {
        "assignment": lambda: _("%(reference)s (%(kind)s) was given to you to deal with", **told),
        "submission": lambda: _("%(reference)s (%(kind)s): waits for your signature", **told),
        "sent_back": lambda: _("%(reference)s (%(kind)s): sent back to you", **told),
        "mention": lambda: _("%(reference)s (%(kind)s): a colleague asks you to look at a comment", **told),
        "due_soon": lambda: _("%(reference)s (%(kind)s): a time limit ends on %(day)s", **told, day=day),
        "overdue": lambda: _("%(reference)s (%(kind)s): a time limit ended on %(day)s", **told, day=day),
        "refused_package": lambda: _("%(reference)s (%(kind)s): a package of ours was refused", **told),
    }[notice.kind]()


def _done(dossier: Dossier, number: int | None) -> str:
    event = next((one for one in dossier.record if one.number == number), None)
    step = dossier.table.step.get(event.trigger) if event else None
    return step.done if step else ""


# By mail
@dataclass(frozen=True)
class Letter:
    """A mail to one official, and what it tells: notices, by their rows, and limits."""

    official: Official
    message: EmailMessage
    news: Sequence[int]
    dues: list[Reminder]

    @property
    def length(self) -> int:
        """How many things it tells."""
        return len(self.news) + len(self.dues)


def letter_to(
    session: Session, installation: Installation, official: Official, today: date, limits: bool
) -> Letter | None:
    """What an official is to be mailed of what is new, with the limits that are due if they are asked for; None where there is nothing."""
    without = wish_of(session, official, installation.settings.news).not_mailed
    not_dues = Notice.mailed_at.is_(None), Notice.kind.not_in(DUES.values())
    news = _open(session, official, without, *not_dues)[::-1]
    dues = reminders(session, installation, official, today) if limits else []
    dues = [one for one in dues if DUES[one.level] not in without]
    if not (news or dues):
        return None
    message = mail(installation, official, dues, [line(one) for one in news])
    return Letter(official, message, [one.id for one in news], dues)


def note_mailed(session: Session, letter: Letter) -> None:
    """What a mail told is told. The caller commits."""
    session.execute(update(Notice).where(Notice.id.in_(letter.news)).values(mailed_at=now()))
    remember(session, letter.official, letter.dues)
