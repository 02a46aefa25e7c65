"""The identity of a protected person, shown only after an act that gives its reason and stands in the audit log.

Whoever may write in the draft may then take off what was recorded wrongly; that stands in the audit log too.
"""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from forms.inside import RemoveFromIdentity, ShowIdentity
from mla.lifecycle.items import PersonText
from mla.lifecycle.sealed_identity import SEALS
from mla.lifecycle.terms import Step
from mla.lifecycle.text import RequestText
from mla.models import Dossier
from mla.permission import why_not_begin
from mla.records import audit
from mla.request_text.apply import TOLD_ANEW
from mla.request_text.read_back import identity_lines, identity_parts
from mla.steps.advance import advance
from mla.steps.step_taken import OurStep
from mla.views.context import db, dossier_or_404, installation, log, moment, official, start_over, today
from mla.views.errors import Denied
from mla.views.posted import posted
from mla.views.words import tell
from mla.words import _

bp = Blueprint("identity", __name__, url_prefix="/dossiers")

Answer = str | Response | tuple[str, int]
CHANGED = _("Somebody changed this person while the page was open. Look at the identity again.")


@bp.route("/<uuid:dossier_id>/persons/<int:person>/identity", methods=["GET", "POST"])
def show(dossier_id: uuid.UUID, person: int) -> Answer:
    """Ask for the reason; then say who it is, once, on this page."""
    dossier, found = _found(dossier_id, person)
    form = ShowIdentity(posted())
    if request.method == "POST" and form.validate():
        log("identity_shown", dossier=dossier.our_reference, person=person, reason=form.reason.data)
        return _shown(*_found(dossier_id, person), RemoveFromIdentity(reason=form.reason.data))
    heading = _("Show the identity of %(name)s", name=found.name)
    return render_template(
        "form.html", form=form, heading=heading, back=_back(dossier), action=_("Show the identity")
    ), 400 if form.errors else 200


@bp.post("/<uuid:dossier_id>/persons/<int:person>/identity/remove")
def remove(dossier_id: uuid.UUID, person: int) -> Answer:
    """Take off what was ticked on the page that showed the identity."""
    dossier, found = _found(dossier_id, person)
    step = _told_by(dossier)
    if why := why_not_begin(official(), dossier, step, installation().law):
        raise Denied(why)
    form = RemoveFromIdentity(request.form)
    if not ShowIdentity(request.form).validate():  # nobody was shown it on the way here
        return redirect(url_for("identity.show", dossier_id=dossier_id, person=person))
    form.removed.choices = identity_parts(installation().law, RequestText.of(dossier), found)
    if form.seen.data != found.mark:
        return _shown(dossier, found, form, CHANGED, 409)
    if not form.validate():
        return _shown(dossier, found, form, status=400)
    try:
        _take_off(dossier, step, found, form)
    except StaleDataError:
        start_over()
        return _shown(*_found(dossier_id, person), form, CHANGED, 409)
    tell(_("Removed. That you removed it, and why, stands in the audit log."), "success")
    return redirect(url_for("steps.take_step", dossier_id=dossier_id, trigger=step.trigger, number=person))


def _take_off(dossier: Dossier, step: Step, person: PersonText, form: RemoveFromIdentity) -> None:
    """The person is told anew without what was ticked; what the page of the person shows stays as it is."""
    removed = sorted(form.removed.data or ())
    changed = person.without_parts(removed)
    unready = {name: value for name, value in person.answers.items() if name in ("unfinished", "missing")}
    told = {**person.shown(), **unready, **changed, "number": str(person.number), TOLD_ANEW: sorted(changed)}
    audit.note(
        db(), "identity_changed", official(), request.remote_addr or "", dossier=dossier.our_reference,
        person=person.number, removed=removed, reason=form.reason.data,
    )  # fmt: skip
    advance(db(), installation(), OurStep(dossier, step, told, moment(), today(), official()))
    db().commit()


def _found(dossier_id: uuid.UUID, person: int) -> tuple[Dossier, PersonText]:
    """The protected person; of one that was not ours to protect, the other ministry knows who it is."""
    dossier = dossier_or_404(dossier_id)
    found = next((one for one in RequestText.of(dossier).persons if one.number == person and one.protected), None)
    if found is None:
        abort(404)
    if dossier.side != "requesting":
        raise Denied(_("The identity was not sent with the request. Ask the contact named in it, by secure means."))
    return dossier, found


def _shown(
    dossier: Dossier, person: PersonText, form: RemoveFromIdentity, problem: str = "", status: int = 200
) -> Answer:
    law, text = installation().law, RequestText.of(dossier)
    form.removed.choices = identity_parts(law, text, person)
    form.seen.data = person.mark
    page = render_template(
        "identity.html", name=person.name, told=identity_lines(law, text, person), back=_back(dossier), form=form,
        dossier=dossier, person=person, problem=problem, why_not=why_not_begin(official(), dossier, _told_by(dossier), law),
        seals=_sealed_by(dossier),
    )  # fmt: skip
    return page, status


def _told_by(dossier: Dossier) -> Step:
    """The step that tells a person."""
    task = dossier.table.list_of("persons") or abort(404)
    return dossier.table.step[task.trigger]


def _sealed_by(dossier: Dossier) -> Step | None:
    """The step that seals an identity to an authority, where this official may take it now."""
    steps = (dossier.table.step[trigger] for trigger in dossier.table.triggers(SEALS))
    return next((one for one in steps if not why_not_begin(official(), dossier, one, installation().law)), None)


def _back(dossier: Dossier) -> str:
    return url_for("dossiers.show", dossier_id=dossier.id)
