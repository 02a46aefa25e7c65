"""Comments on a request: written, answered, resolved, opened again. Nothing of them leaves this ministry."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from forms.comments import AnswerComment, WriteComment
from mla.lifecycle.terms import StageKind, Step, Task
from mla.models import Dossier
from mla.models.comment import ON_ITEM, ON_LETTER, ON_PAPER, ON_SECTION, WHOLE
from mla.permission import blocking, held_back, why_not_begin
from mla.steps import comments
from mla.steps.comments import REOPENED, RESOLVED, SAID, Said, Thread
from mla.steps.proposals import waiting
from mla.storage.database import now, reading
from mla.views.context import db, dossier_or_404, installation, official, officials
from mla.views.errors import Denied
from mla.views.posted import posted
from mla.words import _

bp = Blueprint("comments", __name__, url_prefix="/dossiers/<uuid:dossier_id>/comments")

Answer = Response | tuple[str, int]


@dataclass(frozen=True)
class Panel:
    """The threads of a request, for a page of it, and whether its reader may write."""

    threads: Sequence[Thread]
    may_write: bool
    dossier: Dossier

    def at(self, place: str) -> list[Thread]:
        """Those that stand at one place."""
        return [one for one in self.threads if one.first.place == place]

    def within(self, task: Task) -> list[Thread]:
        """Those on a section, and on the items of its list."""
        places = f"{ON_SECTION}{task.trigger}", f"{ON_ITEM}{task.trigger}:"
        return [one for one in self.threads if one.first.place == places[0] or one.first.place.startswith(places[1])]

    def items(self, task: Task) -> list[str]:
        """The place of each item of a list, in its order."""
        return [f"{ON_ITEM}{task.trigger}:{row.id}" for row in comments.rows_of(self.dossier, task)]

    def blocking(self, step: Step) -> list[Thread]:
        """Those for which the signature of a step waits."""
        return [one for one in self.threads if one.first in blocking(one.dossier, step)]


def panel(dossier: Dossier) -> Panel:
    """What a page of a request shows of its comments."""
    return Panel(comments.threads(dossier), comments.may_comment(official()), dossier)


@bp.route("/new", methods=["GET", "POST"])
def new(dossier_id: uuid.UUID) -> Answer:
    """Comment on the place that the address names."""
    dossier = dossier_or_404(dossier_id)
    place = request.args.get("place", WHOLE)
    if not comments.is_place(dossier, place):
        abort(404)
    _may_or_deny()
    form = WriteComment(posted())
    form.offer_people(*_people(dossier))
    if request.method == "POST" and form.validate():
        made = comments.comment(db(), dossier, place, _said(form), bool(form.blocks.data), _seen(form))
        number = made.id
        db().commit()
        return redirect(url_for("comments.show", dossier_id=dossier_id, number=number))
    form.seen.data = form.seen.data or str(comments.left(db(), dossier, place))
    told = {"form": form, "dossier": dossier, "where": comments.where(dossier, place), "back": _back(dossier, place)}
    return render_template("comment_new.html", **told), 400 if form.errors else 200


@bp.route("/<int:number>", methods=["GET", "POST"])
def show(dossier_id: uuid.UUID, number: int) -> Answer:
    """A comment with its answers, and the form for another; whoever was mentioned has looked at it now."""
    dossier = dossier_or_404(dossier_id)
    thread = next((one for one in comments.threads(dossier) if one.first.id == number), None) or abort(404)
    if request.method == "POST":
        _may_or_deny()
    stands = _stands(thread)
    form = AnswerComment(posted())
    form.offer_people(*_people(dossier))
    form.offer_thread(thread.first.open, comments.may_resolve(official(), thread))
    if request.method == "POST" and form.still(stands) and form.validate():
        comments.answer(db(), thread, _said(form), _act(form))
        db().commit()
        return redirect(url_for("comments.show", dossier_id=dossier_id, number=number))
    form.seen.data = stands
    told = {"dossier": dossier, "thread": thread, "back": _back(dossier, thread.first.place)}
    page = render_template("comment.html", form=form if comments.may_comment(official()) else None, **told)
    if request.method == "GET":
        _note_looked(dossier_id, number)
    return page, 409 if form.outrun else 400 if form.errors else 200


def denied(dossier: Dossier, step: Step, why: str) -> Denied:
    """What is said where a step is not taken; with the comments for which it waits, where that is why."""
    waits = blocking(dossier, step) if why == held_back(dossier, step) else []
    return Denied(
        why, [(_brief(one.words), url_for("comments.show", dossier_id=dossier.id, number=one.id)) for one in waits]
    )


def _brief(words: str, most: int = 140) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most]} …"


def _may_or_deny() -> None:
    if not comments.may_comment(official()):
        raise Denied(_("Only an official who works on requests comments on them."))


def _people(dossier: Dossier) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Who may be asked to look: as the page lists them, and by which name each is called."""
    found = comments.who_may_be_mentioned(dossier, official(), officials())
    listed = [(str(one.id), f"{one.name}, {one.function}" if one.function else one.name) for one in found]
    return listed, {str(one.id): one.name for one in found}


def _said(form: WriteComment | AnswerComment) -> Said:
    return Said(official(), now(), form.words.data or "", form.asked_to_look, request.remote_addr or "")


def _seen(form: WriteComment) -> int | None:
    """The newest letter of its step that had left when the page was opened, where the page says so."""
    told = form.seen.data or ""
    return int(told) if told.isdecimal() and len(told) < 10 else None


def _act(form: AnswerComment) -> str:
    if "resolve" in form and form.resolve.data:
        return RESOLVED
    return REOPENED if "open_again" in form and form.open_again.data else SAID


def _stands(thread: Thread) -> str:
    """What tells a comment that was resolved or opened again from what the page showed."""
    return str(max((one.id for one in thread.entries if one.act != SAID), default=0))


def _back(dossier: Dossier, place: str) -> str:
    """The page on which the place stands."""
    if place.startswith(ON_PAPER):
        return url_for("dossiers.entry", dossier_id=dossier.id, number=int(place.removeprefix(ON_PAPER)))
    if place.startswith((ON_SECTION, ON_ITEM)) and dossier.current_stage.kind in (StageKind.DRAFT, StageKind.SIGNATURE):
        return url_for("dossiers.check", dossier_id=dossier.id)
    if place.startswith(ON_LETTER) and (letter := _letter(dossier, place.removeprefix(ON_LETTER))):
        return url_for("letters.show", dossier_id=dossier.id, proposal=letter)
    return url_for("dossiers.show", dossier_id=dossier.id, _anchor="comments")


def _letter(dossier: Dossier, trigger: str) -> int | None:
    """The letter of a step that waits, the newest, where this official may read it."""
    step = dossier.table.step.get(trigger)
    if step is None or why_not_begin(official(), dossier, step, installation().law):
        return None
    found = (one.id for one in reversed(waiting(db(), dossier)) if one.trigger == trigger)
    return next(found, None)


def _note_looked(dossier_id: uuid.UUID, number: int) -> None:
    """From now on whoever was mentioned here has looked. Where the database is busy it stays on the desk: reading never fails for that."""
    thread = next(one for one in comments.threads(dossier_or_404(dossier_id)) if one.first.id == number)
    asked = {one.official_id for entry in thread.entries for one in entry.mentions if one.seen_at is None}
    if official().id not in asked:
        return
    db().rollback()
    reading.set(False)
    try:
        thread = next(one for one in comments.threads(dossier_or_404(dossier_id)) if one.first.id == number)
        comments.look_at(thread, official(), now())
        db().commit()
    except OperationalError:
        db().rollback()
    finally:
        reading.set(True)
