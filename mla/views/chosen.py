"""What was filled in before on a page that comes back: the documents that were chosen, and a letter that is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import request
from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import FileStorage

from forms import Asked
from mla.documents.bounded import Busy
from mla.lifecycle.terms import Step
from mla.models import Dossier, Proposal
from mla.steps import kept_documents
from mla.steps.annexes import BadUpload, kinds_with, take
from mla.steps.kept_documents import MARK
from mla.steps.proposals import Filled, filled_of
from mla.steps.step_taken import Upload
from mla.storage.database import now, reading
from mla.views.context import db, installation, official, start_over, upload_limits
from mla.views.posted import posted

LEFT_OUT = "without_documents"
"""A tick leaves out the documents that a page names as chosen."""


@dataclass(frozen=True)
class Chosen:
    """The documents that a page shows as chosen before; `mark` finds them again, none where they come from a letter."""

    uploads: Sequence[Upload]
    mark: str = ""


def documents(files: Sequence[FileStorage], form: Asked | None = None, step: Step | None = None) -> Sequence[Upload]:
    """The documents of a form: those chosen now, each checked; else those chosen before. Raises BadUpload, Busy."""
    title = str(form["title"].data or "") if form and "title" in form else ""
    if files:
        return take(files, upload_limits(), title, kinds_with(step))
    return [replace(one, title=title or one.title) for one in _before()]


def shown_as_chosen(files: Sequence[FileStorage], step: Step | None = None) -> Chosen:
    """What the page shows that comes back: what was just chosen, if it can be taken, is kept; else what was before."""
    if request.method == "POST" and files and (chosen := _keep(files, step)):
        return chosen
    before = _before()
    return Chosen(before, _mark()) if before else Chosen(())


def forget_chosen() -> None:
    """The form is taken, and its documents with it. The caller commits."""
    if mark := _mark():
        kept_documents.forget(db(), official(), mark)


def left_out() -> bool:
    """Whether the official leaves out what was chosen before."""
    return LEFT_OUT in (posted() or {})


def changed_letter() -> int | None:
    """The letter that is being changed, by its number in the address."""
    return request.args.get("proposal", type=int)


def letter_before(dossier: Dossier, step: Step) -> Filled | None:
    """What was filled in before, where a letter that has not left yet is changed."""
    kept = db().get(Proposal, changed_letter() or 0)
    if kept is None or (kept.dossier_id, kept.trigger) != (dossier.id, step.trigger):
        return None
    return filled_of(installation().config.secret_key, kept)


def documents_before(dossier: Dossier, step: Step) -> Sequence[Upload]:
    """The documents that were chosen before, where a letter is changed and none is chosen anew."""
    before = letter_before(dossier, step)
    return before.uploads if before and not left_out() else ()


def _before() -> Sequence[Upload]:
    if left_out() or not (mark := _mark()):
        return ()
    return kept_documents.kept(db(), installation().config.secret_key, official(), mark)


def _mark() -> str:
    words = posted()
    return words.get(MARK, "") if words else ""


def _keep(files: Sequence[FileStorage], step: Step | None) -> Chosen | None:
    try:
        uploads = take(files, upload_limits(), kinds=kinds_with(step))
    except (BadUpload, Busy):
        return None
    db().rollback()
    reading.set(False)
    try:
        config = installation().config
        mark = kept_documents.keep(db(), config.secret_key, official(), uploads, now(), config.max_step)
        db().commit()
    except OperationalError:
        start_over()
        return None
    return Chosen(uploads, mark) if mark else None
