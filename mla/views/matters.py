"""Matters: the requests of one investigation as one story; and what links a request to others."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, render_template
from sqlalchemy import or_, select

from mla.canonical import Answers
from mla.deadlines.due import due
from mla.dossier.history import timeline
from mla.lifecycle.facts import last_said
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Matter, Official
from mla.permission import matters_visible_to, visible_to
from mla.related import asked_twice, competing, pairs
from mla.views.context import db, dossier_or_404, installation, official, today

bp = Blueprint("matters", __name__)


@bp.get("/matters")
def index() -> str:
    """Every matter in which this official may see a request."""
    found = matters_known(official())
    counts = {matter.id: len(_dossiers(matter)) for matter in found}
    return render_template("matters.html", matters=found, counts=counts)


def matters_known(who: Official) -> list[Matter]:
    """The matters that an official may know of, by title."""
    return list(db().scalars(select(Matter).where(matters_visible_to(who)).order_by(Matter.title, Matter.id)))


@bp.get("/matters/<int:number>")
def show(number: int) -> str:
    """One matter: its requests, what is due, and what happened, in the order of time."""
    matter = db().get(Matter, number) or abort(404)
    dossiers = _dossiers(matter)
    if not dossiers:
        abort(404)
    story = [(entry, one) for one in dossiers for entry in timeline(db(), one) if not entry.edits]
    return render_template(
        "matter.html",
        matter=matter,
        dossiers=dossiers,
        by_id={one.id: one for one in dossiers},
        story=sorted(story, key=lambda pair: pair[0].at, reverse=True),
        due=sorted(((d, one) for one in dossiers for d in due(one, installation())), key=lambda pair: pair[0].on),
        persons={p.name for one in dossiers for p in RequestText.of(one).persons if not p.protected},
        today=today(),
    )


def _dossiers(matter: Matter) -> list[Dossier]:
    wanted = select(Dossier).where(Dossier.matter_id == matter.id, visible_to(official()))
    return list(db().scalars(wanted.order_by(Dossier.opened_on, Dossier.our_reference)))


@bp.get("/dossiers/<uuid:dossier_id>/competing")
def compete(dossier_id: uuid.UUID) -> str:
    """Requests for the same person, side by side on what the treaty tells the requested State to weigh."""
    dossier = dossier_or_404(dossier_id)
    rivals = competing(dossier, [pair.dossier for pair in pairs(db(), dossier, visible_to(official())) if pair.same])
    if not rivals:
        abort(404)
    return render_template(
        "competing.html",
        dossier=dossier,
        rivals=rivals,
        texts={one.id: RequestText.of(one) for one in rivals},
        last_said=last_said,
        law=installation().law_of(dossier),
    )


def linked(who: Official, dossier: Dossier) -> Answers:
    """What the page of a request shows of others: before it, after it, about the same person, in the same matter."""
    about = or_(Dossier.id == dossier.arises_from, Dossier.arises_from == dossier.id)
    related = list(db().scalars(select(Dossier).where(about, visible_to(who))))
    found = pairs(db(), dossier, visible_to(who))
    same = list(dict.fromkeys(pair.dossier for pair in found if pair.same))
    return {
        "before": [one for one in related if one.id == dossier.arises_from],
        "after": [one for one in related if one.arises_from == dossier.id],
        "same": [one for one in same if one not in related],
        "open": len([pair for pair in found if pair.open]),
        "said": any(pair.said for pair in found),
        "twice": asked_twice(
            dossier, list(dict.fromkeys(p.dossier for p in found if p.same or (p.open and p.weighed.likely)))
        ),
        "rivals": competing(dossier, same),
    }
