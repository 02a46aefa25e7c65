"""Labels and priority of one request, with who gave them and when."""

from __future__ import annotations

import uuid

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import or_, select
from werkzeug.wrappers import Response

from forms.sorting import SortRequest
from mla.models import Dossier, Label
from mla.register.export import PRIORITIES
from mla.register.query import LEVELS
from mla.register.sorting import labels_on, priority_of
from mla.steps.sorting import Sorter, history, may_sort, prioritise, put_on, take_off
from mla.views.context import db, dossier_or_404, moment, official
from mla.views.errors import Denied
from mla.views.posted import posted
from mla.words import _

bp = Blueprint("sorting", __name__, url_prefix="/dossiers/<uuid:dossier_id>/sorting")


@bp.route("", methods=["GET", "POST"])
def show(dossier_id: uuid.UUID) -> Response | tuple[str, int]:
    """What is on it, what was, and the form to change it."""
    dossier = dossier_or_404(dossier_id)
    if request.method == "POST" and not may_sort(official()):
        raise Denied(_("Only an official who works on requests sorts them."))
    form = SortRequest(posted())
    on, level = labels_on(db(), [dossier.id]).get(dossier.id, []), priority_of(db(), dossier.id)
    offered = offered_labels(on)
    names = {value: name for name, value in LEVELS.items()}
    form.offer_labels([(str(one.id), one.name) for one in offered], [str(one.id) for one in on], names[level])
    if request.method == "POST" and form.validate():
        _keep(dossier, form, {str(one.id): one for one in offered})
        db().commit()
        return redirect(url_for("dossiers.show", dossier_id=dossier_id))
    labels, given = history(db(), dossier)
    page = render_template(
        "sorting.html",
        dossier=dossier,
        form=form if may_sort(official()) else None,
        labels=labels,
        given=given,
        names=PRIORITIES,
    )
    return page, 400 if form.errors else 200


def offered_labels(on: list[Label]) -> list[Label]:
    """The labels that may be put on a request, with those that are on it."""
    wanted = or_(Label.offered, Label.id.in_([one.id for one in on]))
    return list(db().scalars(select(Label).where(wanted).order_by(Label.name)))


def sorter() -> Sorter:
    """Whoever is signed in, at this moment."""
    return Sorter(official(), moment(), request.remote_addr or "")


def _keep(dossier: Dossier, form: SortRequest, offered: dict[str, Label]) -> None:
    ticked, unticked = form.changed_labels()
    put_on(db(), dossier, [offered[one] for one in sorted(ticked)], sorter())
    take_off(db(), dossier, [offered[one] for one in sorted(unticked) if one in offered], sorter())
    if form.priority.data != form.seen_priority:
        prioritise(db(), dossier, LEVELS[form.priority.data or ""], form.reason.data or "", sorter())
