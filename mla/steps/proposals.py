"""A letter is read before it leaves: a step of ours that is filled in waits, sealed, until it is signed or given up.

Some steps one official writes and another signs (`Step.signed`); an installation may relax that for some of them
(MLA_SIGNED_ALONE), never for a refusal, a grant or a surrender.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from mla.accounts.saved_forms import KEPT_FOR
from mla.canonical import Answers
from mla.lifecycle.fates import standing
from mla.lifecycle.terms import Signature, Step
from mla.models import Dossier, LetterShown, Official, Proposal
from mla.steps.kept_documents import from_json, to_json
from mla.steps.step_taken import Upload
from mla.storage.tokens import sealer


def needs_another(signed_alone: Collection[str], step: Step, answers: Answers) -> bool:
    """Whether a second official must sign the step. A refusal among the answers is a refusal, whatever the step is called."""
    if step.signed is Signature.ALONE:
        return False
    return step.signed is Signature.ALWAYS_BY_ANOTHER or step.trigger not in signed_alone or _refuses(answers)


def _refuses(answers: Answers) -> bool:
    rows = [answers, *(row for row in answers.get("results") or () if isinstance(row, dict))]
    return any(row.get("outcome") == "refused" for row in rows)


@dataclass(frozen=True)
class Filled:
    """What a filled form says: its answers, what of them the other State is told, the documents chosen."""

    answers: Answers
    shared: Answers
    uploads: Sequence[Upload]


def prepare(
    session: Session, secret: str, dossier: Dossier, step: Step, author: Official, filled: Filled, at: datetime
) -> Proposal:
    """Keep a filled step in place of what the same official had prepared of it before, and remove what was overtaken too long ago, of every request. The caller commits."""
    before = and_(Proposal.dossier_id == dossier.id, Proposal.trigger == step.trigger, Proposal.author_id == author.id)
    session.execute(delete(Proposal).where(or_(before, Proposal.overtaken_at < at - KEPT_FOR)))
    made = Proposal(
        dossier_id=dossier.id, trigger=step.trigger, author_id=author.id, at=at, content=_sealed(secret, filled)
    )
    session.add(made)
    session.flush()
    return made


def change(proposal: Proposal, secret: str, by: Official, filled: Filled, at: datetime) -> None:
    """What it says is written anew, by its author or by a colleague. The letters that were shown are no longer its letter."""
    proposal.content, proposal.at = _sealed(secret, filled), at
    proposal.shown.clear()
    if proposal.overtaken_at:
        proposal.overtaken_at, proposal.status = None, "prepared"
    proposal.changed_by_id = by.id if by.id != proposal.author_id else None


@dataclass(frozen=True)
class Shown:
    """A letter as it was shown: the PDF, and what it was laid out from."""

    pdf: bytes
    html: str


def keep_shown(proposal: Proposal, secret: str, to: Official, mark: str, letter: Shown) -> None:
    """Note which letter an official has been shown, and keep it for the page that shows it."""
    told = {"pdf": base64.b64encode(letter.pdf).decode(), "html": letter.html}
    sealed = _seal(secret).encrypt(json.dumps(told).encode())
    if before := proposal.shown_to(to.id):
        before.mark, before.letter = mark, sealed
    else:
        proposal.shown.append(LetterShown(official_id=to.id, mark=mark, letter=sealed))


def letter_of(secret: str, shown: LetterShown) -> Shown | None:
    """The letter as it was shown; None where the installation's secret has changed."""
    try:
        told = json.loads(_seal(secret).decrypt(shown.letter))
    except InvalidToken:
        return None
    return Shown(base64.b64decode(told["pdf"]), told["html"])


def propose(proposal: Proposal, at: datetime) -> None:
    """Lay it before a second official."""
    proposal.status, proposal.at, proposal.remark, proposal.returned_by = "proposed", at, "", None


def send_back(proposal: Proposal, by: Official, remark: str, at: datetime) -> None:
    """Return it to its author, with words."""
    proposal.status, proposal.at, proposal.remark, proposal.returned_by = "sent_back", at, remark, by


def filled_of(secret: str, proposal: Proposal) -> Filled | None:
    """What a proposal says; None where the installation's secret has changed since."""
    try:
        told = json.loads(_seal(secret).decrypt(proposal.content))
    except InvalidToken:
        return None
    return Filled(told["answers"], told["shared"], from_json(told["uploads"]))


def waiting(session: Session, dossier: Dossier) -> list[Proposal]:
    """The proposals of a request whose step is still open, the oldest first."""
    return [one for one in _of(session, dossier) if still_open(one, dossier)]


def lapsed(session: Session, dossier: Dossier, author: Official) -> list[Proposal]:
    """What this official wrote of a request before it moved on, the oldest first: it can be read, and used again."""
    found = _of(session, dossier)
    return [one for one in found if author.id in (one.author_id, one.changed_by_id) and not still_open(one, dossier)]


def still_open(proposal: Proposal, dossier: Dossier) -> bool:
    """Whether the request stands where the step can be taken; once it has moved on, nobody is asked to sign."""
    return proposal.overtaken_at is None and _can_be_taken(proposal, dossier)


def kept_until(proposal: Proposal) -> datetime:
    """Until when the words of an overtaken proposal can be read: as long as other words that were not sent."""
    return (proposal.overtaken_at or proposal.at) + KEPT_FOR


def overtake(session: Session, dossier: Dossier, at: datetime) -> None:
    """Mark the proposals that a request has left behind."""
    for one in _of(session, dossier):
        if one.overtaken_at is None and not _can_be_taken(one, dossier):
            one.overtaken_at = at


def _can_be_taken(proposal: Proposal, dossier: Dossier) -> bool:
    step = dossier.table.step.get(proposal.trigger)
    return step is not None and bool(standing(dossier) & set(step.sources))


def _of(session: Session, dossier: Dossier) -> Sequence[Proposal]:
    return session.scalars(select(Proposal).where(Proposal.dossier_id == dossier.id).order_by(Proposal.at)).all()


def _sealed(secret: str, filled: Filled) -> bytes:
    told = {"answers": filled.answers, "shared": filled.shared, "uploads": to_json(filled.uploads)}
    return _seal(secret).encrypt(json.dumps(told).encode())


def _seal(secret: str) -> Fernet:
    return sealer(secret, "proposals")
