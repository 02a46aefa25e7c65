"""Where a request stands in its life cycle: drawn and in words, as this State sees it and as the other State sees it.

A page of this ministry alone. What it says the other State sees is told from what crossed (`mla/lifecycle/course.py`).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template

from mla.instruments.states import state_told
from mla.lifecycle.case_file import EventRecord
from mla.lifecycle.course import Dated, Move, Reached, course, course_abroad, moves
from mla.lifecycle.fates import fates, first, names, story
from mla.lifecycle.terms import Side, Stage
from mla.lifecycle.text import RequestText
from mla.models import Dossier
from mla.models.event import day_of
from mla.views.context import dossier_or_404, installation
from mla.views.life_cycle_drawing import Whose, drawing
from mla.words import _

bp = Blueprint("life_cycle", __name__, url_prefix="/dossiers/<uuid:dossier_id>/life-cycle")


@dataclass(frozen=True)
class OnesCourse:
    """Where one person, or one thing, stands: the number, the name, the stages passed, and the present one."""

    number: int
    name: str
    passed: tuple[Reached, ...]
    stage: Stage


@bp.get("")
def show(dossier_id: uuid.UUID) -> str:
    """The life cycle of one request."""
    dossier = dossier_or_404(dossier_id)
    ours, theirs = course(dossier, _dated()), course_abroad(dossier, _dated())
    whose, whose_abroad = _whose(dossier, _("our move")), _whose(dossier, _move_of(installation().config.state))
    return render_template(
        "life_cycle.html",
        dossier=dossier,
        views=[
            ("ours", ours, drawing(ours, whose), whose),
            ("theirs", theirs, drawing(theirs, whose_abroad), whose_abroad),
        ],
        persons=each_one(dossier),
    )


def _dated() -> Dated:
    zone = installation().config.time_zone

    def dated(event: EventRecord) -> date:
        return day_of(event, zone)

    return dated


def _whose(dossier: Dossier, us: str) -> Whose:
    """Whose move something is, in words."""

    def whose(side: Side | None) -> str:
        if side is None:
            return _("move of either State")
        return us if side is dossier.our_side else _move_of(dossier.counterpart)

    return whose


def _move_of(code: str) -> str:
    return _("move of %(state)s", state=state_told(code))


def each_one(dossier: Dossier) -> list[OnesCourse]:
    """The way of each person, or thing, where they go different ways; nothing while all of them stand where the request stands."""
    where = fates(dossier)
    called = {one.number: one.name for one in RequestText.of(dossier).persons} if not dossier.table.property else {}
    called = called or names(dossier)
    passed: dict[int, list[Reached]] = {number: [] for number in where}
    for event, found in story(dossier, first(dossier)) if where else ():
        for number, name in found.items():
            ways = passed[number]
            if name in dossier.table.stage and not (ways and ways[-1].stage.name == name):
                ways.append(Reached(dossier.table.stage[name], _dated()(event)))
    return [
        OnesCourse(number, called.get(number, ""), tuple(passed[number]), dossier.table.stage[name])
        for number, name in where.items()
    ]


@dataclass(frozen=True)
class Place:
    """For the page of the request: since when it stands where it stands, and which moves may follow, ours and those of the other State."""

    since: date | None
    ours: list[Move]
    theirs: list[Move]


def place_of(dossier: Dossier) -> Place:
    """Where a request stands, in short."""
    came = [event for event in dossier.events if event.to_stage == dossier.stage != event.from_stage]
    found = moves(dossier)
    return Place(
        _dated()(came[-1]) if came else None,
        [move for move in found if move.side in (None, dossier.our_side)],
        [move for move in found if move.side is dossier.our_side.other],
    )
