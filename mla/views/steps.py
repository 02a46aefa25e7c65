"""The one view of every step of every kind: load, ask, fill the form, advance, commit, go back to the request.

This room is registered last, so that `/dossiers/<id>/<trigger>` takes only what no other room has taken.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from forms import Asked, form_for
from forms.base import retold
from forms.of_persons import name_everybody
from forms.recording import Letter
from forms.rows import grow
from mla.documents.draw import PaperNotDrawn
from mla.lifecycle import facts
from mla.lifecycle.fates import WHAT, WHOM, open_now
from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.terms import StageKind, Step
from mla.models import Dossier
from mla.permission import why_not_begin, why_not_record
from mla.steps.advance import advance
from mla.steps.annexes import BadUpload, warning
from mla.steps.proposals import Filled
from mla.steps.step_taken import NotAllowed, OurStep, RecordedStep, StepTaken, Upload
from mla.storage.database import is_race
from mla.views.chosen import (
    Chosen,
    changed_letter,
    documents,
    documents_before,
    forget_chosen,
    letter_before,
    shown_as_chosen,
)
from mla.views.comments import denied
from mla.views.conflicts import conflict, held, item_of, mark, writing_here
from mla.views.context import (
    db,
    dossier_or_404,
    installation,
    moment,
    official,
    officials,
    start_over,
    today,
)
from mla.views.embedding import may_embed
from mla.views.errors import SENTENCES, our_fault, page, why_not_kept
from mla.views.letters import prepared
from mla.views.matters import offer_linked
from mla.views.panels import drop_excuse, offer_bases, offer_paragraphs, panels, suggest
from mla.views.posted import kept_words, posted, told_by_address, typed
from mla.views.recording import CHANGE, letter_of, read_back, read_back_first
from mla.views.task_list import next_task
from mla.views.words import tell
from mla.words import _

bp = Blueprint("steps", __name__, url_prefix="/dossiers")

Answer = str | AnyResponse | Response | tuple[str, int]
CHANGED = _(
    "Somebody changed this request while you were writing. Look at it in another window; save again to keep your words."
)
BOTH = _("Somebody changed this request while you were writing. Both versions stand below; save again to keep yours.")
NOT_KEPT = _(
    "The document could not be kept just now, so the step has not happened. Your words are still here; try again."
)


@bp.route("/<uuid:dossier_id>/<trigger>", methods=["GET", "POST"])
def take_step(dossier_id: uuid.UUID, trigger: str) -> Answer:
    """Take one of our own steps."""
    dossier, step = _load(dossier_id, trigger)
    if why := why_not_begin(official(), dossier, step, installation().law):
        return _not_now(dossier, step, why)
    return _ask(dossier, step)


@bp.route("/<uuid:dossier_id>/record/<trigger>", methods=["GET", "POST"])
def record_step(dossier_id: uuid.UUID, trigger: str) -> Answer:
    """Record a step of the other State from a letter."""
    dossier, step = _load(dossier_id, trigger)
    if why := why_not_record(official(), dossier, step, installation().law):
        return _not_now(dossier, step, why)
    return _ask(dossier, step, letter_of(dossier, step))


@bp.errorhandler(OperationalError)
def _busy(error: OperationalError) -> Answer:
    """The database did not answer before the step could begin: the same page with what was typed."""
    why, status = why_not_kept(error, NOT_KEPT)
    start_over()
    if not current_user.is_authenticated:
        return page(status, *SENTENCES[status])
    dossier, step = _load(**(request.view_args or {}))
    letter = letter_of(dossier, step) if request.endpoint == "steps.record_step" else None
    try:
        return _page(dossier, step, _form(dossier, step), letter, why, status)
    except OperationalError:  # not even the page can be read
        return page(status, SENTENCES[status][0], why)


def _load(dossier_id: uuid.UUID, trigger: str) -> tuple[Dossier, Step]:
    dossier = dossier_or_404(dossier_id)
    step = dossier.table.step.get(trigger)
    if step is None or step is dossier.table.opening:
        abort(404)
    return dossier, step


def _not_now(dossier: Dossier, step: Step, why: str) -> Answer:
    """409 when the stage has passed, 403 when the official may not."""
    if step.trigger not in open_now(dossier):
        return _moved_on(dossier, why)
    raise denied(dossier, step, why)


def _moved_on(dossier: Dossier, why: str) -> Answer:
    return render_template("moved_on.html", dossier=dossier, why=why, typed=typed()), 409


def _ask(dossier: Dossier, step: Step, letter: Letter | None = None) -> Answer:
    form = _form(dossier, step)
    if letter:
        form.judged(letter.sent_on.data or today(), dossier, abroad=True)
    if request.method == "GET" or {"choose", "more", "insert", CHANGE} & request.form.keys():
        grow(form, request.form.get("more", ""))
        return _page(dossier, step, form, letter)
    form.later = form.drafting and "later" in request.form
    forms = [one for one in (letter, form) if one]
    valid = [one.validate() for one in forms]  # all of them, so that every mistake is shown at once
    if not all(valid):
        return _page(dossier, step, form, letter, status=400)
    if request.form.get("seen") != _mark(dossier, step, form):
        return _page(dossier, step, form, letter, CHANGED, 409)
    if letter and read_back_first():
        heading = _("Record from a letter: %(step)s", step=step.done)
        back = url_for("dossiers.show", dossier_id=dossier.id)
        return read_back(heading, back, letter, form, f"{dossier.our_reference} · {dossier.title}", step)
    return _take(dossier, step, form, letter)


def _form(dossier: Dossier, step: Step) -> Asked:
    """The step's form with what was posted, or with what the draft holds already."""
    words: Any = posted()
    if opened := words is None:
        before = letter_before(dossier, step)
        told = before.answers if before else held(dossier, step, request.args.get("number"))
        words = retold(told) if told else told_by_address()
    form = form_for(step.form)(words)
    form.judged(today(), dossier, abroad=request.endpoint == "steps.record_step")
    if opened and words and not {WHOM, WHAT} & set(words):
        name_everybody(form)
    form.offer(dossier, installation().law_of(dossier), officials())
    for field in form:
        if field.type == "MultipleFileField":
            field.data = request.files.getlist(field.name)
    offer_bases(dossier, step, form)
    offer_paragraphs(dossier, step, form)
    drop_excuse(dossier, form)
    offer_linked(dossier, form)
    numbered(dossier, step, form)
    if request.method == "GET" and not kept_words():
        suggest(dossier, step, form)
        form.fill_in_known(dossier)
    return form


def numbered(dossier: Dossier, step: Step, form: Asked) -> None:
    """A page that names an item which is not there makes a new one; there is nothing to remove."""
    task = dossier.table.task_of(step.trigger)
    if not task or "number" not in form or item_of(dossier, step, form["number"].data):
        return
    if step.trigger == task.drop:
        abort(404)
    form["number"].data = ""


def _mark(dossier: Dossier, step: Step, form: Asked) -> str:
    return mark(dossier, step, _number_of(form))


def _number_of(form: Asked) -> str | None:
    return form["number"].data if "number" in form else None


def _take(dossier: Dossier, step: Step, form: Asked, letter: Letter | None, quick: bool = True) -> Answer:
    """Take the step. Where another page of the request was saved in the same moment, try once more."""
    stage = dossier.stage
    try:
        uploads = _uploads(step, form, letter)
        next_page = _kept(dossier, step, form, letter, uploads)
        for words in filter(None, map(warning, uploads)):
            tell(words, "problem")
    except BadUpload as error:
        return _page(dossier, step, form, letter, str(error), 400)
    except (PaperNotDrawn, NotAllowed) as error:
        return _again(step, form, letter, str(error), 422)
    except StepNotOpen:
        return _outrun(step, form, letter, stage)
    except (StaleDataError, IntegrityError) as error:
        if isinstance(error, StaleDataError) or is_race(error):
            return _once_more(step, form, letter, stage) if quick else _outrun(step, form, letter, stage)
        return _again(step, form, letter, our_fault(error), 500)
    except (OSError, OperationalError) as error:
        return _again(step, form, letter, *why_not_kept(error, NOT_KEPT))
    return redirect(next_page)


def _uploads(step: Step, form: Asked, letter: Letter | None) -> Sequence[Upload]:
    """The documents that were chosen, checked. Raises BadUpload."""
    uploads = documents(_files(form, letter), form, step if letter else None)
    if step.effect == "attach_document" and not uploads:
        raise BadUpload(_("Choose a file."))
    return uploads


def _kept(dossier: Dossier, step: Step, form: Asked, letter: Letter | None, uploads: Sequence[Upload]) -> str:
    """Take the step, or lay its letter before whoever is to read it first; returns the page that comes next."""
    answers = form.answers() | ({"unfinished": True} if form.later else {})
    goes_on = _next_page(dossier, step, form)
    forget_chosen()
    if step.paper and not letter:
        filled = Filled(answers, form.shared(), uploads or documents_before(dossier, step))
        return prepared(dossier, step, filled, changed_letter())
    taken: StepTaken
    if letter:
        taken = RecordedStep(dossier, step, answers, moment(), today(), official(), letter.answers(), uploads)
    else:
        taken = OurStep(dossier, step, answers, moment(), today(), official(), uploads, form.shared())
    advance(db(), installation(), taken)
    db().commit()
    return goes_on(dossier)


def _files(form: Asked, letter: Letter | None) -> list[FileStorage]:
    return [*form.uploads(), *(letter.uploads() if letter else [])]


def _once_more(step: Step, form: Asked, letter: Letter | None, stage: str) -> Answer:
    """Somebody else saved in the same moment: if it was not this page, this one is saved after it."""
    dossier = _taken_back()
    if dossier.stage != stage or request.form.get("seen") != _mark(dossier, step, form):
        return _outrun(step, form, letter, stage)
    return _take(dossier, step, form, letter, quick=False)


def _outrun(step: Step, form: Asked, letter: Letter | None, stage: str) -> Answer:
    """Somebody else was quicker. Where the step is still open, the same page with what was typed."""
    dossier = _taken_back()
    if dossier.stage == stage:
        return _page(dossier, step, form, letter, CHANGED, 409)
    return _moved_on(dossier, _("The request was at the stage “%(stage)s”.", stage=dossier.table.stage[stage].title))


def _again(step: Step, form: Asked, letter: Letter | None, why: str, status: int) -> Answer:
    """The same page with what was typed, after everything was taken back."""
    return _page(_taken_back(), step, form, letter, why, status)


def _taken_back() -> Dossier:
    """The dossier as it is without the step (after a failed flush the one at hand can no longer be asked)."""
    db().rollback()
    return dossier_or_404((request.view_args or {})["dossier_id"])


def _next_page(dossier: Dossier, step: Step, form: Asked) -> Callable[[Dossier], str]:
    """Which page comes after a step that has not been taken yet.

    A new section of the draft leads to the next that nobody has told; one that was told before, or is to be finished
    later, back to its place on the task list.
    """
    task = dossier.table.task_of(step.trigger)
    if not task or dossier.current_stage.kind is not StageKind.DRAFT:
        return lambda dossier: url_for("dossiers.show", dossier_id=dossier.id)
    here = f"#{task.items or task.trigger}"
    known = item_of(dossier, step, _number_of(form)) if task.items else task.trigger in dossier.contents

    def goes_on(dossier: Dossier) -> str:
        if "another" in request.form:
            return url_for("steps.take_step", dossier_id=dossier.id, trigger=task.trigger)
        if not form.drafting or form.later or known or not (after := next_task(dossier, task)):
            return url_for("draft.tasks", dossier_id=dossier.id) + here
        return url_for("steps.take_step", dossier_id=dossier.id, trigger=after.trigger)

    return goes_on


def _page(
    dossier: Dossier, step: Step, form: Asked, letter: Letter | None, problem: str = "", status: int = 200
) -> Answer:
    chosen = shown_as_chosen(_files(form, letter) if status < 500 else [], step)
    task = dossier.table.task_of(step.trigger)
    drafting = task is not None and dossier.current_stage.kind is StageKind.DRAFT
    back = url_for("draft.tasks" if drafting else "dossiers.show", dossier_id=dossier.id)
    before = kept_words()
    began, now_at = before.get("seen") if before else None, _mark(dossier, step, form)
    problem = problem or (CHANGED if before and began != now_at else "")
    goes = item_of(dossier, step, _number_of(form)) if task and step.trigger == task.drop else None
    reads = step.beside_text and not step.turns_back and facts.text_open(dossier)
    both = conflict(dossier, step, form, _number_of(form)) if problem == CHANGED else None
    page = render_template(
        "step.html", dossier=dossier, step=step, form=form, letter=letter, problem=BOTH if both else problem, back=back, goes=goes, seen=now_at,
        conflict=both,
        writing=writing_here(request.full_path.rstrip("?")),
        chosen=chosen if chosen.uploads or letter or not step.paper else Chosen(documents_before(dossier, step)),
        law=installation().law_of(dossier), reads=reads, **panels(dossier, step, form),
    )  # fmt: skip
    return may_embed(page, status) if reads else (page, status)
