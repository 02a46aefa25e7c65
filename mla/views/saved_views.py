"""Views of the register that officials keep: filters, order and columns by a name, for oneself, the unit or everybody."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import ColumnElement, and_, or_, select
from werkzeug.wrappers import Response

from forms import Asked
from forms.saved_views import DropView, KeepView
from mla.accounts.absences import decides_who_works
from mla.models import SavedView
from mla.models.saved_view import SHARED
from mla.permission import SEES_ALL, SEES_OWN
from mla.register.findable import LONGEST
from mla.register.query import QUESTIONS
from mla.views.context import db, moment, official
from mla.views.errors import Denied
from mla.views.posted import posted
from mla.views.register_columns import COLUMNS
from mla.words import _

bp = Blueprint("saved_views", __name__, url_prefix="/requests/views")

Answer = str | Response | tuple[str, int]

KEPT = tuple(name for name in QUESTIONS if name != "words")
"""The questions that a view keeps. Words that were looked for may be names of persons, and are kept nowhere."""

MOST = 50
"""So many views an official keeps at most."""


@bp.before_request
def _only_readers() -> None:
    if not official().has(*SEES_ALL, *SEES_OWN):
        raise Denied(_("Only an official who works on requests, or reads them, keeps views of them."))


@bp.get("")
def index() -> str:
    """The views of one's own, and those that colleagues have shared."""
    return render_template("saved_views.html", rows=[(one, may_change(one)) for one in views()])


@bp.get("/<int:number>")
def show(number: int) -> Response:
    """The register as a view asks for it."""
    found = _found(number)
    return redirect(f"{url_for('register_list.index')}?{urlencode({**found.question, 'view': found.id}, doseq=True)}")


@bp.route("/new", methods=["GET", "POST"])
def new() -> Answer:
    """Keep what the address asks."""
    return _written(None)


@bp.route("/<int:number>/change", methods=["GET", "POST"])
def change(number: int) -> Answer:
    """Rename one's own, or share it otherwise."""
    found = _found(number)
    if found.owner_id != official().id:
        raise Denied(_("Whoever made a view changes it. Open it, and save it under a name of your own."))
    return _written(found)


@bp.route("/<int:number>/remove", methods=["GET", "POST"])
def remove(number: int) -> Answer:
    """Take a view off the lists of all with whom it was shared."""
    found = _found(number)
    if not may_change(found):
        raise Denied(
            _("Whoever made a view removes it; after that account was closed, whoever decides who works on what.")
        )
    form = DropView(posted())
    if request.method == "POST":
        db().delete(found)
        db().commit()
        return redirect(url_for("saved_views.index"))
    return _page(form, _("Remove the view “%(name)s”", name=found.name), _("Remove it"))


def views() -> list[SavedView]:
    """What whoever is signed in may open, one's own first, then by name."""
    found = db().scalars(select(SavedView).where(_open_to_me()))
    return sorted(found, key=lambda one: (one.owner_id != official().id, one.name.casefold(), one.id))


def may_change(one: SavedView) -> bool:
    """Whether the official may remove it: one's own, or, where decided who works on what, that of somebody who has left."""
    return one.owner_id == official().id or (not one.owner.active and decides_who_works(official()))


def asked_now(questions: Sequence[str] = KEPT) -> dict[str, str | list[str]]:
    """What an address asks of the register: these questions, the order and the columns."""
    named = (*questions, "sort", "order")
    told: dict[str, str | list[str]] = {name: request.args[name][:LONGEST] for name in named if request.args.get(name)}
    columns = [one for one in request.args.getlist("column") if one in COLUMNS]
    return told | ({"column": columns} if columns else {})


def _open_to_me() -> ColumnElement[bool]:
    who = official()
    ours = and_(SavedView.shared == "unit", SavedView.unit_id == who.unit_id)
    return or_(SavedView.owner_id == who.id, SavedView.shared == "everybody", ours)


def _found(number: int) -> SavedView:
    """To whom it is not shared it does not exist."""
    return db().scalar(select(SavedView).where(SavedView.id == number, _open_to_me())) or abort(404)


def _written(found: SavedView | None) -> Answer:
    form = KeepView(posted(), obj=found)
    unit = official().unit
    form.offer_unit(unit.name if unit else "", found.shared if found else SHARED[0])
    if request.method == "POST" and form.validate() and _free(form, found):
        shared = form.found_by.data or SHARED[0]
        one = found or SavedView(owner_id=official().id, question=asked_now())
        one.name, one.shared, one.at = form.name.data, shared, moment()
        one.unit_id = official().unit_id if shared == "unit" else None
        db().add(one)
        db().commit()
        return redirect(url_for("saved_views.show", number=one.id))
    return _page(form, form.heading, _("Save"))


def _free(form: KeepView, found: SavedView | None) -> bool:
    mine = [one for one in views() if one.owner_id == official().id and one is not found]
    if any(one.name.casefold() == form.name.data.casefold() for one in mine):
        form.name.errors = [_("You have a view of this name already.")]
    elif len(mine) >= MOST and not found:
        form.name.errors = [_("You have %(most)s views. Remove one first.", most=MOST)]
    return not form.name.errors


def _page(form: Asked, heading: str, action: str) -> Answer:
    told = {"heading": heading, "back": url_for("saved_views.index"), "action": action}
    return render_template("form.html", form=form, **told), 400 if form.errors else 200
