"""The ministry's own paragraphs: read and kept by whoever writes requests or answers them."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from forms import Asked
from forms.paragraphs import DropParagraph, WriteParagraph, places
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Role
from mla.models import Paragraph
from mla.records import audit
from mla.storage.database import now
from mla.views.context import db, installation, official, today
from mla.views.errors import Denied
from mla.views.posted import kept_words, posted
from mla.words import _

bp = Blueprint("paragraphs", __name__, url_prefix="/paragraphs")

WRITERS = (Role.DRAFTER, Role.SIGNATORY, Role.EXAMINER, Role.DECIDER)
ASKED = ("place", "kind", "measure", "language", "title", "text")

Answer = str | Response | tuple[str, int]


@bp.before_request
def _only_writers() -> None:
    if not official().has(*WRITERS):
        raise Denied(_("Only an official who writes requests or answers them keeps paragraphs."))


@bp.get("")
def index() -> str:
    """Every paragraph, by the question to which it is offered."""
    rows = db().scalars(select(Paragraph).order_by(Paragraph.place, Paragraph.title, Paragraph.id)).all()
    return render_template(
        "paragraphs.html",
        rows=rows,
        places=dict(places(tuple(LIFECYCLES.values()))),
        kinds=LIFECYCLES,
        measures=dict(installation().law.every_measure()),
    )


@bp.route("/new", methods=["GET", "POST"])
def new() -> Answer:
    """Write another."""
    return _written(None)


@bp.route("/<int:number>", methods=["GET", "POST"])
def change(number: int) -> Answer:
    """Change one."""
    return _written(db().get(Paragraph, number) or abort(404))


@bp.route("/<int:number>/remove", methods=["GET", "POST"])
def remove(number: int) -> Answer:
    """Take one off the list."""
    found = db().get(Paragraph, number) or abort(404)
    form = DropParagraph(posted())
    if request.method == "POST":
        _note("paragraph_removed", found)
        db().delete(found)
        db().commit()
        return redirect(url_for("paragraphs.index"))
    return _page(form, _("Remove “%(title)s”", title=found.title), _("Remove it"), 200)


def _written(found: Paragraph | None) -> Answer:
    form = WriteParagraph(posted())
    form.judged(today(), None)
    form.offer_places(LIFECYCLES, installation().law.every_measure())
    stands = found.changed_at.isoformat() if found else ""
    if request.method == "POST" and form.validate() and form.still(stands):
        told = {name: str(form[name].data or "") for name in ASKED}
        one = found or Paragraph()
        for name, value in {**told, "changed_at": now(), "changed_by_id": official().id}.items():
            setattr(one, name, value)
        db().add(one)
        _note("paragraph_kept", one)
        db().commit()
        return redirect(url_for("paragraphs.index"))
    if request.method == "GET" and found and not kept_words():
        for name in ASKED:
            form[name].data = getattr(found, name)
    form.seen.data = stands
    status = 409 if form.outrun else 400 if form.errors else 200
    return _page(form, form.heading, _("Save"), status)


def _page(form: Asked, heading: str, action: str, status: int) -> Answer:
    back = url_for("paragraphs.index")
    return render_template("form.html", form=form, heading=heading, back=back, action=action), status


def _note(what: str, one: Paragraph) -> None:
    audit.note(db(), what, official(), request.remote_addr or "", title=one.title, place=one.place)
