"""Drafting: start a request, and the task list."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms import form_for
from forms.recording import Letter, TransmitRecorded
from mla.advance import advance, new_dossier
from mla.database import now
from mla.deed import Deed
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Role, Side
from mla.uploads import BadUpload, take
from mla.views.desk import db, dossier_or_404, house, official, today
from mla.views.errors import Denied

room = Blueprint("draft", __name__, url_prefix="/dossiers")


@room.route("/new/<kind>", methods=["GET", "POST"])
def new(kind: str) -> str | Response | tuple[str, int]:
    """Start a request to another State."""
    table = LIFECYCLES.get(kind) or abort(404)
    if not official().has(*table.step["open"].roles):
        raise Denied("Only a drafter may start a request.")
    form = form_for("Open")(request.form)
    form.offer(None, house().law)
    if request.method == "POST" and form.validate():
        dossier = new_dossier(db(), house(), kind, Side.REQUESTING, today())
        deed = Deed(dossier, table.step["open"], form.said(), now(), today(), official())
        advance(db(), house(), deed)
        db().commit()
        return redirect(url_for("draft.tasks", number=dossier.id))
    return render_template(
        "form.html", form=form, heading=form.heading, back=url_for("register_list.index"), action="Start"
    ), 400 if form.errors else 200


@room.get("/<uuid:number>/draft")
def tasks(number: uuid.UUID) -> str:
    """The task list: one line for each section, with how far it is."""
    dossier = dossier_or_404(number)
    if dossier.side != Side.REQUESTING:
        abort(404)
    return render_template("tasks.html", dossier=dossier, editable=dossier.stage == "drafting")


@room.route("/paper/<kind>", methods=["GET", "POST"])
def record(kind: str) -> str | Response | tuple[str, int]:
    """Register a request that another State sent on paper."""
    table = LIFECYCLES.get(kind) or abort(404)
    if not official().has(Role.REGISTRAR):
        raise Denied("Only a registrar may register an incoming request.")
    letter, form = Letter(request.form), TransmitRecorded(request.form)
    letter.scan.data = request.files.getlist("scan")
    if request.method == "POST" and form.more.data:
        form.persons.append_entry()
        form.measures.append_entry()
    form.offer(None, house().law)
    if request.method == "POST" and not form.more.data and _both_valid(letter, form):
        try:
            scans = take(letter.uploads(), house().config.max_upload)
        except BadUpload as error:
            letter.scan.errors = [str(error)]
        else:
            dossier = new_dossier(db(), house(), kind, Side.REQUESTED, today(), form.counterpart.data)
            deed = Deed(dossier, table.step["transmit"], form.said(), now(), today(), official(), scans, letter.said())
            advance(db(), house(), deed)
            db().commit()
            return redirect(url_for("dossiers.show", number=dossier.id))
    return render_template(
        "record.html", form=form, letter=letter, heading=form.heading, back=url_for("register_list.index")
    ), 400 if form.errors or letter.errors else 200


def _both_valid(letter: Letter, form: TransmitRecorded) -> bool:
    valid = [letter.validate(), form.validate()]
    return all(valid)
