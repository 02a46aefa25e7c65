"""What a step would do, without doing it: the step is taken in earnest, its letter looked at, and all of it taken back.

So the letter that is shown is the letter that would be sent, drawn by the same lines of code from the same records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from mla.installation import Installation
from mla.models import Event, Paper
from mla.steps.advance import advance
from mla.steps.home_letter import reference_of
from mla.steps.letter import GoingAlong, going_along, paper_in_html
from mla.steps.step_taken import OurStep


class NotAsShown(Exception):
    """The letter would say something else than the one that was shown; nothing has been sent."""


@dataclass(frozen=True)
class Annexed:
    """A document that would go along; `size` in bytes."""

    number: int
    title: str
    filename: str
    size: int
    pages: int
    language: str


@dataclass(frozen=True)
class Rehearsed:
    """The letter as it would be sent, the documents that would go along, and the stage to which the step leads."""

    pdf: bytes
    html: str
    pages: int
    annexes: Sequence[Annexed]
    stage: str

    @property
    def mark(self) -> str:
        """What tells this letter from another one of the same step."""
        return _mark(self.html)


def rehearse(session: Session, installation: Installation, taken: OurStep) -> Rehearsed:
    """Take the step and take it back. Raises what `advance` raises; the caller's transaction holds nothing new."""
    aside, taken = installation.beside(), replace(taken, rehearsed=True)
    nested = session.begin_nested()
    try:
        event = advance(session, aside, taken)
        paper, leaving = _letter(aside, taken, event)
        return Rehearsed(
            aside.store.read(paper.sha256),
            _html(session, aside, taken, event),
            paper.pages,
            [Annexed(one.number, one.title, one.filename, one.size, one.pages, one.language) for one in leaving],
            taken.dossier.current_stage.title,
        )
    finally:
        nested.rollback()
        session.expire_all()


def send(session: Session, installation: Installation, taken: OurStep, shown: str) -> Event:
    """Take a step whose letter was shown. Raises NotAsShown where it would be another one, and what `advance` raises.

    The caller commits, or rolls back.
    """
    event = advance(session, installation, taken)
    if _mark(_html(session, installation, taken, event)) != shown:
        raise NotAsShown
    return event


def _letter(installation: Installation, taken: OurStep, event: Event) -> tuple[Paper, list[GoingAlong]]:
    paper = next(paper for paper in reversed(taken.dossier.papers) if paper.event is event)
    return paper, going_along(installation, taken.dossier, event)


def _html(session: Session, installation: Installation, taken: OurStep, event: Event) -> str:
    paper, leaving = _letter(installation, taken, event)
    reference = reference_of(taken.dossier, paper.number, taken.step.domestic)
    return paper_in_html(session, installation, taken, reference, leaving)


def _mark(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()
