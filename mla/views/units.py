"""The units of the ministry, kept by the administrator. Which official belongs to which stands on the page of the account."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import select, update
from werkzeug.wrappers import Response

from forms import Asked
from forms.units import DropUnit, KeepUnit
from mla.models import Official, SavedView, Unit
from mla.records import audit
from mla.register.sorting import rename_unit
from mla.views.accounts import only_administrators
from mla.views.context import db, official, units
from mla.views.posted import posted
from mla.words import _, ngettext

bp = Blueprint("units", __name__, url_prefix="/accounts/units")
bp.before_request(only_administrators)

NAMES = ("name", "name_fr", "name_es")

Answer = str | Response | tuple[str, int]


@bp.get("")
def index() -> str:
    """Every unit with those who belong to it, whoever heads it first."""
    rows = [(one, _members(one)) for one in units()]
    return render_template("units.html", rows=rows)


@bp.route("/new", methods=["GET", "POST"])
@bp.route("/<int:number>", methods=["GET", "POST"])
def edit(number: int | None = None) -> Answer:
    """Make or rename a unit."""
    found = (db().get(Unit, number) or abort(404)) if number else None
    form = KeepUnit(posted(), obj=found)
    if request.method == "POST" and form.validate() and _free(form, found):
        one, before = found or Unit(), found.name if found else ""
        for name in NAMES:
            setattr(one, name, form[name].data or "")
        db().add(one)
        db().flush()
        rename_unit(db(), one)
        _note(one, before=before)
        db().commit()
        return redirect(url_for("units.index"))
    return _page(form, form.heading, _("Save"))


@bp.route("/<int:number>/remove", methods=["GET", "POST"])
def remove(number: int) -> Answer:
    """Take a unit off the list, once nobody belongs to it."""
    found = db().get(Unit, number) or abort(404)
    form, still = DropUnit(posted()), len(_members(found))
    heading = _("Remove the unit “%(name)s”", name=found.name)
    if still:
        why = ngettext(
            "%(num)s official belongs to it, closed accounts included. Choose another unit on the page of the account first.",
            "%(num)s officials belong to it, closed accounts included. Choose another unit on the pages of their accounts first.",
            still,
        )
        return _page(form, heading, _("Remove it"), why)
    if request.method == "POST":
        _note(found, removed="yes")
        shared = update(SavedView).where(SavedView.unit_id == found.id)
        db().execute(shared.values(shared="nobody", unit_id=None))
        db().delete(found)
        db().commit()
        return redirect(url_for("units.index"))
    return _page(form, heading, _("Remove it"))


def _members(one: Unit) -> list[Official]:
    found = db().scalars(select(Official).where(Official.unit_id == one.id))
    return sorted(found, key=lambda who: (not who.heads_unit, who.name))


def _free(form: KeepUnit, found: Unit | None) -> bool:
    """Whether no other unit bears the name, in small letters or in capitals."""
    other = next(
        (one for one in units() if one.name.casefold() == form.name.data.casefold() and one is not found), None
    )
    form.name.errors = [_("There is a unit of this name already.")] if other else []
    return other is None


def _page(form: Asked, heading: str, action: str, problem: str = "") -> Answer:
    status = 409 if problem else 400 if form.errors else 200
    told = {"heading": heading, "back": url_for("units.index"), "action": action, "problem": problem}
    return render_template("form.html", form=form, **told), status


def _note(one: Unit, **detail: str) -> None:
    audit.note(db(), "unit_changed", official(), request.remote_addr or "", unit=one.id, name=one.name, **detail)
