"""The way of an agreement: drafted, laid before a second official, checked or sent back; or come from abroad, accepted or declined.

A version that was accepted is never changed: what is to be otherwise is a new version, which takes the same way.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mla.agreements.as_file import answers_of
from mla.agreements.entered import ABROAD, FILE, told_of
from mla.agreements.faults import faults
from mla.agreements.known import newest_of
from mla.canonical import Answers
from mla.installation import Installation
from mla.instruments.agreement import code_of, digest_of, read_agreement
from mla.models import Agreement, Official
from mla.records import audit
from mla.words import _


class NotNow(Exception):
    """It cannot be done as things stand; the message says why."""


def begun(way: str, who: Official, at: datetime, line: uuid.UUID | None = None, number: int = 1) -> Agreement:
    """A draft with nothing in it yet."""
    return Agreement(
        line=line or uuid.uuid4(), number=number, state="", status="draft", way=way, title="", answers={}, documents=[],
        entered_by=who, entered_by_id=who.id, editors=[who.email], entered_at=at, remark="",
    )  # fmt: skip


def write(row: Agreement, answers: Answers, who: Official) -> None:
    """Keep what was typed, however unfinished."""
    _must_be(row, "draft")
    row.answers, row.state, row.title = answers, answers.get("other") or "", answers.get("title_en") or ""
    _written_by(row, who)


def attach(row: Agreement, document: Answers, who: Official) -> None:
    """Put the text of the agreement beside what is told, as a document that is in the store."""
    _must_be(row, "draft")
    row.documents = [*row.documents, document]
    _written_by(row, who)


def detach(row: Agreement, place: int, who: Official) -> None:
    """Take a document away again."""
    _must_be(row, "draft")
    row.documents = [one for number, one in enumerate(row.documents) if number != place]
    _written_by(row, who)


def as_told(session: Session, installation: Installation, row: Agreement) -> tuple[Answers, list[str]]:
    """What a version tells, and all that still stands against laying it before a second official."""
    if row.status != "draft":
        return row.told or {}, []
    before = version_before(session, row)
    follows = before.code if before else ""
    us = installation.config.state
    told, wrong = told_of(row.way, row.answers, row.documents, us, installation.law, follows or "")
    if told and before and before.told and told["states"] != before.told["states"]:
        wrong = [*wrong, _("A new version is between the same two States.")]
    if told and not wrong and session.scalar(select(Agreement.id).where(Agreement.code == code_of(told))):
        wrong = [_("The very same is kept already.")]
    return told, wrong


def lay(session: Session, installation: Installation, row: Agreement, who: Official, at: datetime) -> None:
    """Lay a draft before a second official: from now on its text stands. Raises NotNow."""
    _must_be(row, "draft")
    told, wrong = as_told(session, installation, row)
    if wrong:
        raise NotNow(" ".join(wrong))
    _tells(row, told)
    row.status, row.laid_at, row.remark = "laid", at, ""
    _written_by(row, who)


def send_back(row: Agreement, who: Official, remark: str) -> None:
    """Give it back to whoever wrote it, with words. Raises NotNow."""
    _must_be(row, "laid")
    row.status, row.remark = "draft", f"{who.name}: {remark}"
    row.code = row.digest = row.told = None


def may_check(row: Agreement, who: Official) -> str | None:
    """Why this official cannot be the second one, or None."""
    return _("You have written in it yourself: another official checks it.") if who.email in row.editors else None


def check(session: Session, row: Agreement, who: Official, digest: str, at: datetime, address: str = "") -> None:
    """The second official has held it against the text: it is used from now on. Raises NotNow."""
    _must_be(row, "laid")
    if why := may_check(row, who):
        raise NotNow(why)
    _accept(session, row, who, digest, at)
    audit.note(session, "agreement_checked", who, address, **of_version(row))


def accept(session: Session, row: Agreement, who: Official, digest: str, at: datetime, address: str = "") -> None:
    """A lawyer here accepts what came from abroad, also after it was declined. Raises NotNow."""
    _must_be(row, "arrived", "declined")
    _accept(session, row, who, digest, at)
    audit.note(session, "agreement_accepted", who, address, **of_version(row))


def decline(row: Agreement, who: Official, remark: str, at: datetime) -> None:
    """A lawyer here declines what came from abroad; every request under it is refused with these words. Raises NotNow."""
    _must_be(row, "arrived")
    row.status, row.remark = "declined", remark
    row.checked_by, row.checked_by_id, row.checked_at = who, who.id, at


def new_version(session: Session, installation: Installation, row: Agreement, who: Official, at: datetime) -> Agreement:
    """A draft of the version that is to follow; of one from abroad as a file. Raises NotNow where one is under way."""
    _must_be(row, "accepted")
    if open_version(session, row):
        raise NotNow(_("A new version of it is under way already."))
    abroad = row.way == ABROAD
    made = begun(FILE if abroad else row.way, who, at, row.line, _next_number(session, row.line))
    made.state, made.title, made.documents = row.state, row.title, row.documents
    made.answers = answers_of(row.told or {}, installation.config.state) if abroad else row.answers
    return made


def ended(
    session: Session, installation: Installation, row: Agreement, end: tuple[date, str], who: Official, at: datetime
) -> Agreement:
    """A new version that says nothing new but the `end`, its day and how, laid before a second official at once. Raises NotNow."""
    ends, remark = end
    made = new_version(session, installation, row, who, at)
    told: Answers = {**(row.told or {}), "ends": ends.isoformat(), "follows": row.code}
    told["remarks"] = f"{told.get('remarks', '')}\n{remark}".strip()
    if wrong := faults(told, installation.law.shipped):
        raise NotNow(" ".join(wrong))
    made.answers = {**made.answers, "ends": told["ends"], "remarks": told["remarks"]}
    _tells(made, told)
    made.status, made.laid_at = "laid", at
    return made


def version_before(session: Session, row: Agreement) -> Agreement | None:
    """The newest version that was accepted before this one."""
    return session.scalar(
        select(Agreement)
        .where(Agreement.line == row.line, Agreement.number < row.number, Agreement.accepted.is_not(None))
        .order_by(Agreement.number.desc())
        .limit(1)
    )


def open_version(session: Session, row: Agreement) -> Agreement | None:
    """The version of the same agreement that is not settled yet."""
    unsettled = Agreement.status.in_(("draft", "laid", "arrived"))
    return session.scalar(select(Agreement).where(Agreement.line == row.line, unsettled).limit(1))


def is_newest(session: Session, row: Agreement) -> bool:
    """Whether no later version was accepted."""
    same = select(Agreement).where(Agreement.line == row.line, Agreement.accepted.is_not(None))
    return [one.id for one in newest_of(session.scalars(same))] == [row.id]


def arrived(session: Session, told: Answers, sender: str, at: datetime) -> Agreement:
    """What came from abroad, kept until a lawyer has read it; beside the version that it follows, where that is known."""
    before = session.scalar(select(Agreement).where(Agreement.code == (told.get("follows") or "-")))
    line = before.line if before else uuid.uuid4()
    row = Agreement(
        line=line, number=_next_number(session, line), state=sender, status="arrived", way=ABROAD, title=told["name"]["en"],
        answers={}, documents=told.get("documents") or [], editors=[], entered_at=at, remark="",
    )  # fmt: skip
    _tells(row, told)
    session.add(row)
    return row


def of_version(row: Agreement) -> Answers:
    """How the audit log names a version."""
    return {"agreement": row.id, "code": row.code or "", "digest": row.digest or "", "title": row.title}


def _next_number(session: Session, line: uuid.UUID) -> int:
    return (session.scalar(select(func.max(Agreement.number)).where(Agreement.line == line)) or 0) + 1


def _tells(row: Agreement, told: Answers) -> None:
    read = read_agreement(told)
    row.told, row.code, row.digest = told, code_of(told), digest_of(told)
    row.signed, row.in_force_from, row.ends = read.signed, read.in_force_from, read.ends
    row.title = read.name.en


def _accept(session: Session, row: Agreement, who: Official, digest: str, at: datetime) -> None:
    if digest != row.digest:
        raise NotNow(_("It is not the text any more that you have read. Read it again."))
    row.status, row.accepted = "accepted", (session.scalar(select(func.max(Agreement.accepted))) or 0) + 1
    row.checked_by, row.checked_by_id, row.checked_at, row.remark = who, who.id, at, ""


def _written_by(row: Agreement, who: Official) -> None:
    row.editors = sorted({*row.editors, who.email})


def _must_be(row: Agreement, *statuses: str) -> None:
    if row.status not in statuses:
        raise NotNow(_("It has moved on in the meantime: look at it again."))
