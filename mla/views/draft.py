"""Drafting: start a request, and the task list."""

from __future__ import annotations

import uuid
from typing import Any, cast

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from forms import Asked, form_for
from forms.recording import Letter, TransmitRecorded
from forms.rows import grow
from forms.states import StateDropDown
from mla.contents_check.findings import findings
from mla.documents.bounded import Busy
from mla.instruments.bodies import body
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.facts import turned_back
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Role, Side, StageKind
from mla.lifecycle.text import RequestText
from mla.models import Dossier
from mla.permission import visible_to
from mla.request_text.read_back import changes_since_laid
from mla.steps.advance import advance, new_dossier
from mla.steps.annexes import BadUpload
from mla.steps.copying import take_over
from mla.steps.step_taken import OurStep, RecordedStep
from mla.views.chosen import documents, forget_chosen, shown_as_chosen
from mla.views.comments import panel
from mla.views.context import (
    db,
    dossier_or_404,
    installation,
    moment,
    official,
    posted_letter,
    start_over,
    today,
)
from mla.views.errors import BUSY, SENTENCES, Denied, page, why_not_kept
from mla.views.posted import kept_words, posted
from mla.views.recording import CHANGE, read_back, read_back_first
from mla.views.task_list import task_list
from mla.words import _, changed

bp = Blueprint("draft", __name__, url_prefix="/dossiers")

Answer = str | Response | tuple[str, int]


@bp.get("/new")
def kinds() -> str:
    """Every kind of request, to start one or to register one that came on paper."""
    if not official().has(Role.DRAFTER, Role.REGISTRAR):
        raise Denied(_("Only a drafter may start a request, and only a registrar may register one."))
    told = request.args.get("from", "")
    own = installation().config.state
    ours = {kind for kind, table in LIFECYCLES.items() if not table.only_bodies}
    if one := body(own):
        ours = {row.kind for row in one.may if row.from_it}
    return render_template("start.html", kinds=LIFECYCLES, ours=ours, before=_named(told) if told else None)


@bp.route("/new/<kind>", methods=["GET", "POST"])
def new(kind: str) -> Answer:
    """Start a request to another State."""
    table = LIFECYCLES.get(kind) or abort(404)
    if not official().has(*table.opening.roles):
        raise Denied(_("Only a drafter may start a request."))
    form = _start_form()
    if nobody := cast(StateDropDown, form["counterpart"]).nobody():
        raise Denied(nobody)
    if request.method == "POST" and form.validate():
        dossier = new_dossier(db(), installation(), kind, Side.REQUESTING, today())
        taken = OurStep(dossier, table.opening, form.answers(), moment(), today(), official())
        advance(db(), installation(), taken)
        if before := _before(form) or _copied():
            take_over(db(), installation(), before, dossier, official(), moment(), today())
        db().commit()
        return redirect(url_for("draft.tasks", dossier_id=dossier.id))
    return _start_page(form, 400 if form.errors else 200)


def _start_form() -> Asked:
    table = _table()
    form: Any = form_for(table.opening.form)(posted())
    form.judged(today(), None)
    form.offer_text(RequestText(table, instrument=installation().law.first()), installation().law.about(table.field))
    form.heading = _("Start: %(kind)s", kind=changed(table.title, lambda words: words[0].lower() + words[1:]))
    if before := _before(form):
        _prefill(form, before)
        form.arises_from.data = str(before.id)
        form.guidance = _(
            "It arises from %(reference)s, “%(title)s”. What that request says of the case, the persons and the offences is taken over; look at each section again.",
            reference=before.our_reference,
            title=before.title,
        )
    elif copied := _copied():
        _prefill(form, copied)
        form.guidance = _(
            "A copy of %(reference)s, “%(title)s”: what it says is taken over but the legal basis and the documents, and nothing links the two. Look at each section again.",
            reference=copied.our_reference,
            title=copied.title,
        )
    form.counterpart.here(installation().law, installation().config.state)
    return cast(Asked, form)


def _table() -> Lifecycle:
    """The life cycle that the address names."""
    return LIFECYCLES[str((request.view_args or {})["kind"])]


def _before(form: Any) -> Dossier | None:
    """The request out of which this one arises, if the address or the page names one that the official may see."""
    told = form.arises_from.data or request.args.get("from", "")
    return _named(told) if told else None


def _copied() -> Dossier | None:
    """The earlier request of which the new one is a plain copy, if the address names one that the official may see."""
    told = request.args.get("copy", "")
    return _named(told) if told else None


def _named(told: str) -> Dossier:
    try:
        return dossier_or_404(uuid.UUID(told))
    except ValueError:
        abort(404)


def _prefill(form: Any, before: Dossier) -> None:
    if request.method == "GET" and not kept_words():
        form.title.data, form.language.data = before.title, before.language
        form.counterpart.data = "" if "another" in request.args else before.counterpart
        form.instrument.data = before.instrument


def _start_page(form: Asked, status: int, problem: str = "") -> Answer:
    back = url_for("register_list.index")
    return render_template(
        "form.html", form=form, heading=form.heading, back=back, action=_("Start"), problem=problem
    ), status


@bp.get("/<uuid:dossier_id>/draft")
def tasks(dossier_id: uuid.UUID) -> str:
    """The task list: one line for each section, with how far it is."""
    dossier = dossier_or_404(dossier_id)
    if dossier.side != Side.REQUESTING:
        abort(404)
    return render_template(
        "tasks.html",
        dossier=dossier,
        text=RequestText.of(dossier),
        list=task_list(dossier, findings(db(), installation(), dossier, today())),
        editable=dossier.current_stage.kind is StageKind.DRAFT,
        turned_back=turned_back(dossier),
        since=changes_since_laid(installation(), dossier),
        comments=panel(dossier),
    )


@bp.route("/paper/<kind>", methods=["GET", "POST"])
def record(kind: str) -> Answer:
    """Register a request that another State sent on paper."""
    table = LIFECYCLES.get(kind) or abort(404)
    if not official().has(Role.REGISTRAR):
        raise Denied(_("Only a registrar may register an incoming request."))
    letter, form = _record_forms()
    if request.method == "POST" and not {"more", CHANGE} & request.form.keys() and _both_valid(letter, form):
        try:
            scans = documents(letter.uploads())
        except (BadUpload, Busy) as error:
            letter.scan.errors = [str(error)]
        else:
            if read_back_first():
                return read_back(form.heading, url_for("register_list.index"), letter, form)
            dossier = new_dossier(db(), installation(), kind, Side.REQUESTED, today(), form.counterpart.data)
            taken = RecordedStep(
                dossier, table.sending, form.answers(), moment(), today(), official(), letter.answers(), scans
            )
            advance(db(), installation(), taken)
            forget_chosen()
            db().commit()
            return redirect(url_for("dossiers.show", dossier_id=dossier.id))
    return _record_page(letter, form, 400 if form.errors or letter.errors else 200)


def _record_forms() -> tuple[Letter, TransmitRecorded]:
    letter, form = posted_letter(posted()), TransmitRecorded(posted())
    letter.beside(_registered_alike(letter, form))
    form.judged(letter.sent_on.data or today(), None, abroad=True)
    grow(form, request.form.get("more", ""))
    if request.form.get("more") == "y":
        form.persons.append_entry()
        form.offences.append_entry()
        form.measures.append_entry()
    form.offer_text(RequestText(_table()), installation().law.about(_table().field))
    form.counterpart.here(installation().law, installation().config.state)
    return letter, form


def _registered_alike(letter: Letter, form: TransmitRecorded) -> list[str]:
    """Our references of the requests of the same State and kind that came under the same reference of theirs."""
    if not letter.their_reference.data:
        return []
    same = select(Dossier.our_reference).where(
        Dossier.kind == _table().kind, Dossier.counterpart == form.counterpart.data,
        Dossier.their_reference == letter.their_reference.data, visible_to(official()),
    )  # fmt: skip
    return list(db().scalars(same.order_by(Dossier.our_reference)))


def _record_page(letter: Letter, form: TransmitRecorded, status: int, problem: str = "") -> Answer:
    back = url_for("register_list.index")
    return render_template(
        "record.html",
        form=form,
        letter=letter,
        heading=form.heading,
        back=back,
        problem=problem,
        chosen=shown_as_chosen(letter.uploads() if status < 500 else []),
    ), status


def _both_valid(letter: Letter, form: TransmitRecorded) -> bool:
    valid = [letter.validate(), form.validate()]
    return all(valid)


@bp.errorhandler(OperationalError)
@bp.errorhandler(OSError)
def _not_kept(error: Exception) -> Answer | tuple[Response, int]:
    """The database was busy or the disk full: the same page with what was typed. Nothing has happened."""
    why, status = why_not_kept(error, BUSY)
    start_over()
    if current_user.is_authenticated and request.endpoint == "draft.new":
        return _start_page(_start_form(), status, why)
    if current_user.is_authenticated and request.endpoint == "draft.record":
        return _record_page(*_record_forms(), status, why)
    return page(status, *SENTENCES[status])
