"""Help: how each kind of request lives, and whether the installation is alive."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, abort, render_template
from sqlalchemy import text

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.picture import mermaid
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side, Step
from mla.views import codes
from mla.views.context import db
from mla.words import _, joined

bp = Blueprint("help", __name__)


@bp.get("/help")
def index() -> str:
    """Every kind of request."""
    return render_template("help.html", kinds=LIFECYCLES)


@bp.get("/help/<kind>")
def kind(kind: str) -> str:
    """The life cycle of one kind."""
    table = LIFECYCLES.get(kind) or abort(404)
    return render_template(
        "help_kind.html", table=table, rows=[_row(table, step) for step in table.steps], mermaid=mermaid(table)
    )


SIDES = {Side.REQUESTING: _("the requesting State"), Side.REQUESTED: _("the requested State")}
"""Whose step it is."""


def _row(table: Lifecycle, step: Step) -> tuple[str, ...]:
    """A step in words: its title, from and to which stage it leads, whose it is, who takes it, its letter, whether it crosses the border."""
    return (
        step.title,
        _sources(table, step),
        table.stage[step.to].title if step.to else _("stays"),
        SIDES[step.side] if step.side else _("either"),
        joined(", ", map(codes.role, step.roles)),
        codes.words(step.paper) if step.paper else "",
        _("yes") if step.crosses else "",
    )


def _sources(table: Lifecycle, step: Step) -> str:
    if len(step.sources) == len(table.stages) - 1:
        return _("any")
    sources = _titles(table, step.sources)
    if not step.crossed:
        return sources
    return _("%(stages)s (crossing a letter: %(crossed)s)", stages=sources, crossed=_titles(table, step.crossed))


def _titles(table: Lifecycle, stages: Iterable[str]) -> str:
    return joined(", ", (table.stage[name].title for name in stages))


@bp.get("/health")
def health() -> Response:
    """For the machine that watches the service: 200 when the database answers."""
    db().execute(text("SELECT 1"))
    return Response("ok\n", mimetype="text/plain")
