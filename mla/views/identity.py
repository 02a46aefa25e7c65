"""The identity of a protected person, shown only after an act that gives its reason and stands in the audit log."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, render_template, request, url_for

from forms.inside import ShowIdentity
from mla.lifecycle.text import RequestText
from mla.request_text.read_back import identity_lines
from mla.views.context import dossier_or_404, installation, log
from mla.views.errors import Denied
from mla.views.posted import posted
from mla.words import _

bp = Blueprint("identity", __name__, url_prefix="/dossiers")


@bp.route("/<uuid:dossier_id>/persons/<int:person>/identity", methods=["GET", "POST"])
def show(dossier_id: uuid.UUID, person: int) -> str | tuple[str, int]:
    """Ask for the reason; then say who it is, once, on this page."""
    dossier = dossier_or_404(dossier_id)
    named = RequestText.of(dossier).persons
    found = next((one for one in named if one.number == person and one.protected), None)
    if found is None:
        abort(404)
    if dossier.side != "requesting":
        raise Denied(_("The identity was not sent with the request. Ask the contact named in it, by secure means."))
    form = ShowIdentity(posted())
    back = url_for("dossiers.show", dossier_id=dossier.id)
    if request.method == "POST" and form.validate():
        told = identity_lines(installation().law, RequestText.of(dossier), found)
        log("identity_shown", dossier=dossier.our_reference, person=person, reason=form.reason.data)
        return render_template("identity.html", name=found.name, told=told, back=back)
    heading = _("Show the identity of %(name)s", name=found.name)
    return render_template(
        "form.html", form=form, heading=heading, back=back, action=_("Show the identity")
    ), 400 if form.errors else 200
