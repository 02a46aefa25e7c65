"""The labels of this ministry, kept by the administrator. On which request one stands is said by whoever works on it."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from forms.sorting import KeepLabel
from mla.models import Label
from mla.records import audit
from mla.register.sorting import rename_label
from mla.views.accounts import only_administrators
from mla.views.context import db, official
from mla.views.posted import posted
from mla.words import _

bp = Blueprint("labels", __name__, url_prefix="/accounts/labels")
bp.before_request(only_administrators)


@bp.get("")
def index() -> str:
    """Every label."""
    return render_template("labels.html", rows=_labels())


@bp.route("/new", methods=["GET", "POST"])
@bp.route("/<int:number>", methods=["GET", "POST"])
def edit(number: int | None = None) -> str | Response | tuple[str, int]:
    """Make or rename a label, or offer it no more."""
    found = (db().get(Label, number) or abort(404)) if number else None
    form = KeepLabel(posted(), obj=found)
    if request.method == "POST" and form.validate() and _free(form, found):
        one, before = found or Label(), found.name if found else ""
        one.name, one.offered = form.name.data, bool(form.offered.data)
        db().add(one)
        db().flush()
        rename_label(db(), one)
        told = {"label": one.name, "before": before, "offered": "yes" if one.offered else "no"}
        audit.note(db(), "label_changed", official(), request.remote_addr or "", **told)
        db().commit()
        return redirect(url_for("labels.index"))
    return render_template(
        "form.html", form=form, heading=form.heading, back=url_for("labels.index"), action=_("Save")
    ), 400 if form.errors else 200


def _free(form: KeepLabel, found: Label | None) -> bool:
    other = next((o for o in _labels() if o.name.casefold() == form.name.data.casefold() and o is not found), None)
    form.name.errors = [_("There is a label of this name already.")] if other else []
    return other is None


def _labels() -> list[Label]:
    return list(db().scalars(select(Label).order_by(Label.name)))
