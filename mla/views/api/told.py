"""What the interface tells of a request: what its page tells, to whom the page may be shown."""

from __future__ import annotations

from datetime import date

from flask import url_for

from mla.canonical import Answers
from mla.deadlines.due import Due, due
from mla.lifecycle.terms import Side, Step
from mla.lifecycle.text import RequestText
from mla.models import Attachment, Dossier, Event, Paper, RegisterEntry
from mla.models.register_entry import NEVER
from mla.permission import why_not_begin
from mla.views.context import installation, official

Told = Answers


def line(dossier: Dossier, entry: RegisterEntry) -> Told:
    """A request as a list tells it."""
    return _head(dossier) | {
        "move": entry.move,
        "next_due": _day(None if entry.next_due == NEVER else entry.next_due),
        "urgent": entry.urgent,
        "held_since": _day(entry.held_since),
    }


def whole(dossier: Dossier) -> Told:
    """A request with its text, history, papers, documents, time limits, and the steps that are open. Protected persons stand under their pseudonyms."""
    return _head(dossier) | {
        "text": RequestText.of(dossier).known_abroad().to_json(),
        "history": [_event(dossier, one) for one in dossier.record],
        "papers": [_paper(dossier, one) for one in dossier.papers],
        "documents": [_document(dossier, one) for one in dossier.attachments],
        "limits": [_limit(one, dossier) for one in due(dossier, installation())],
        "steps": [step_told(dossier, one) for one in open_steps(dossier)],
    }


def _head(dossier: Dossier) -> Told:
    stage = dossier.current_stage
    return {
        "id": str(dossier.id),
        "reference": dossier.our_reference,
        "their_reference": dossier.their_reference or "",
        "kind": dossier.kind,
        "side": dossier.side,
        "counterpart": dossier.counterpart,
        "instrument": dossier.instrument,
        "language": dossier.language,
        "title": dossier.title,
        "stage": {"name": stage.name, "title": stage.title, "ended": stage.ends},
        "opened_on": dossier.opened_on.isoformat(),
        "changed_at": dossier.changed_at.isoformat(),
        "version": dossier.version,
    }


def open_steps(dossier: Dossier) -> list[Step]:
    """Our steps that this official may take now and that need no letter: what leaves is read by a person first."""
    law = installation().law_of(dossier)
    steps = [one for one in dossier.table.steps if by_interface(one) and one.side in (None, dossier.our_side)]
    return [one for one in steps if why_not_begin(official(), dossier, one, law) is None]


def by_interface(step: Step) -> bool:
    """Whether a step can be taken without a person who reads its letter, and without another who signs."""
    return not (step.paper or step.crosses or step.by_command or step.brings_request)


def step_told(dossier: Dossier, step: Step) -> Told:
    """A step that is open, and where it is taken."""
    return {
        "trigger": step.trigger,
        "title": step.title,
        "href": url_for("api.take_step", dossier_id=dossier.id, trigger=step.trigger),
    }


def _event(dossier: Dossier, event: Event) -> Told:
    step = dossier.table.step.get(event.trigger)
    return {
        "number": event.number,
        "trigger": event.trigger,
        "title": step.done if step else event.trigger,
        "side": event.side,
        "by": event.actor,
        "at": event.at.isoformat(),
        "stage": event.to_stage,
        "struck_out": event.struck_by is not None,
    }


def _paper(dossier: Dossier, paper: Paper) -> Told:
    return {
        "number": paper.number,
        "side": paper.side,
        "name": paper.name,
        "language": paper.language,
        "pages": paper.pages,
        "sha256": paper.sha256,
        "href": url_for("api.paper", dossier_id=dossier.id, paper_id=paper.id),
    }


def _document(dossier: Dossier, one: Attachment) -> Told:
    return {
        "number": one.number,
        "side": one.side,
        "role": one.role,
        "title": one.title,
        "filename": one.filename,
        "media_type": one.media_type,
        "size": one.size,
        "sha256": one.sha256,
        "href": url_for("api.document_of", dossier_id=dossier.id, attachment_id=one.id),
    }


def _limit(one: Due, dossier: Dossier) -> Told:
    return {
        "on": one.on.isoformat(),
        "what": one.brief,
        "whose": "us" if one.at_home or one.side is dossier.our_side else "them",
        "article": one.article,
        "paused": one.paused,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


SIDES = [side.value for side in Side]
"""Which side we are, as the interface names it."""
