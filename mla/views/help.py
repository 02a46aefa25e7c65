"""Help: how each kind of request lives, and whether the installation is alive."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template
from sqlalchemy import text

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.picture import mermaid, rows
from mla.views.context import db

bp = Blueprint("help", __name__)


@bp.get("/help")
def index() -> str:
    """Every kind of request."""
    return render_template("help.html", kinds=LIFECYCLES)


@bp.get("/help/<kind>")
def kind(kind: str) -> str:
    """The life cycle of one kind."""
    table = LIFECYCLES.get(kind) or abort(404)
    return render_template("help_kind.html", table=table, rows=list(rows(table)), mermaid=mermaid(table))


@bp.get("/health")
def health() -> Response:
    """For the machine that watches the service: 200 when the database answers."""
    db().execute(text("SELECT 1"))
    return Response("ok\n", mimetype="text/plain")
