"""Matters: the requests of one investigation as one story; and what links a request to others."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from sqlalchemy import or_, select

from forms import Asked
from forms.matters import FileInMatter, FollowOn
from mla.canonical import Answers
from mla.deadlines.due import due
from mla.deadlines.met_late import passed_in
from mla.dossier.history import timeline
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Matter, Official
from mla.permission import matters_visible_to, visible_to
from mla.related import asked_twice, competing, pairs
from mla.steps.linking import earlier_than
from mla.views.context import db, installation, official, today
from mla.views.posted import kept_words

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


def offer_linked(dossier: Dossier, form: Asked) -> None:
    """Fill the choices of matters and of earlier requests with those that the official may know of."""
    if isinstance(form, FileInMatter):
        form.offer_matters(matters_known(official()))
    elif isinstance(form, FollowOn):
        form.offer_requests(earlier_than(db(), dossier, visible_to(official())))
        if request.method == "GET" and not kept_words():
            form.earlier.data = str(dossier.arises_from or "")


@bp.get("/matters/<int:number>")
def show(number: int) -> str:
    """One matter: its requests, what is due, and what happened, in the order of time."""
    matter = db().get(Matter, number) or abort(404)
    dossiers = _dossiers(matter)
    if not dossiers:
        abort(404)
    zone = installation().config.time_zone
    story = [
        (entry, one)
        for one in dossiers
        for entry in timeline(db(), one, passed_in(one, installation(), today()), zone)
        if not entry.edits
    ]
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


def linked(who: Official, dossier: Dossier) -> Answers:
    """What the page of a request shows of others: before it, after it, about the same person, in the same matter."""
    before = [Dossier.id == dossier.arises_from] if dossier.arises_from else []
    about = or_(*before, Dossier.arises_from == dossier.id)
    related = list(db().scalars(select(Dossier).where(about, visible_to(who))))
    found = pairs(db(), dossier, visible_to(who))
    named = dict.fromkeys(pair.dossier for pair in found if pair.same)
    same = sorted(named, key=lambda one: (one.changed_at, str(one.id)), reverse=True)
    return {
        "before": [one for one in related if one.id == dossier.arises_from],
        "after": [one for one in related if one.arises_from == dossier.id],
        "same": [one for one in same if one not in related],
        "open": len([pair for pair in found if pair.open]),
        "said": any(pair.said for pair in found),
        "twice": asked_twice(
            dossier,
            list(dict.fromkeys([*same, *(pair.dossier for pair in found if pair.open and pair.weighed.likely)])),
        ),
        "rivals": [
            one for one in competing(dossier, same) if one is not dossier and not one.current_stage.kind.decided
        ],
    }
