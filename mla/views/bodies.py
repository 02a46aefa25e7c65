"""Courts, mechanisms, agencies and networks: what passes between each and States, on what it rests, how it is addressed."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from mla.instruments.bodies import bodies, body
from mla.languages import language_told
from mla.lifecycle import LIFECYCLES
from mla.views.context import installation
from mla.words import _

bp = Blueprint("bodies", __name__, url_prefix="/law/bodies")

SORTS = {
    "court": _("Court"),
    "mechanism": _("Residual or investigative mechanism"),
    "agency": _("Agency"),
    "network": _("Network"),
}
WAYS = {
    "asks": _("It asks States"),
    "tells": _("It tells States"),
    "asked": _("States ask it"),
    "told": _("States tell it"),
}


@bp.get("")
def index() -> str:
    """All of them."""
    return render_template("law_bodies.html", bodies=bodies(), sorts=SORTS)


@bp.get("/<code>")
def show(code: str) -> str:
    """One of them."""
    one = body(code) or abort(404)
    return render_template(
        "law_body.html", one=one, sorts=SORTS, ways=WAYS, kinds=LIFECYCLES, helps=dict(installation().law.every_measure()),
        languages=[language_told(each) for each in one.languages],
    )  # fmt: skip
