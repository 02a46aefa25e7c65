"""The register: every request that the official may see, filtered, sorted by any column, and turned page by page."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request
from sqlalchemy import select

from mla.canonical import Answers
from mla.deadlines.due import due, state_on
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.resting import RESTS
from mla.lifecycle.terms import StageKind, Step
from mla.models import Dossier, RegisterEntry
from mla.models.register_entry import NEVER
from mla.register.findable import HEAD, TEXT, find, where_it_stands
from mla.register.query import MOST, QUESTIONS, SORTS, Found, Order, conditions, count, page, states
from mla.register.work import next_steps
from mla.views.context import db, installation, official, officials, today
from mla.views.unread import new_among
from mla.words import _

bp = Blueprint("register_list", __name__)

MOST_PLACES = 3
"""At so many places a row shows the words that were looked for."""

MORE = frozenset({"step", "instrument", "officer", "urgent", "held", "turned_back"})
"""The questions that are folded away while nobody asks them."""


@bp.get("/requests")
def index() -> str:
    """The register, newest change first unless another order is asked for."""
    asked = {name: request.args[name] for name in QUESTIONS if request.args.get(name)}
    order = _order()
    words = asked.get("words", "")
    hits = find(db(), words) if words.strip() else None
    where = conditions(official(), asked, today())
    if hits:
        where.append(RegisterEntry.dossier_id.in_(hits.ids))
    found = page(db(), where, order)
    if order.place and not found.ids:  # nothing stands beyond that place any more
        found = page(db(), where, replace(order, place="", back=False))
    rows = _read(found)
    late = [one for one, entry in rows if entry.next_due < today()]
    total = count(db(), where)
    return render_template(
        "register.html",
        rows=rows,
        new=new_among(db(), official(), [one for one, _entry in rows]),
        found=found,
        total=total,
        many=total > MOST,
        most=MOST,
        asked=asked,
        more_asked=bool(asked.keys() & MORE),
        order=order,
        question=asked | _sorted_by(order),
        sorted_by=_sorted_by(order),
        today=today(),
        stands=where_it_stands(db(), found.ids, words) if hits else {},
        places=_places,
        only_newest=bool(hits and hits.many),
        never=NEVER,
        state_on=state_on,
        passed={one.id: next(iter(due(one, installation())), None) for one in late},
        rest_titles=RESTS,
        **_choices(),
    )


def _places(dossier: Dossier, told: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Where the words of the question stand in a request, but for what the row shows anyway: the place, and what stands around them."""
    entries = {f"entry:{event.number}": dossier.table.step[event.trigger].done for event in dossier.record}
    names = {TEXT: _("Text of the request"), **entries}
    return [(names[place], words) for place, words in told if place != HEAD and place in names][:MOST_PLACES]


def _read(found: Found) -> list[tuple[Dossier, RegisterEntry]]:
    """The requests of a page, in its order, with what the register says of each."""
    wanted = select(Dossier, RegisterEntry).join(RegisterEntry, RegisterEntry.dossier_id == Dossier.id)
    there = {one.id: (one, entry) for one, entry in db().execute(wanted.where(Dossier.id.in_(found.ids)))}
    return [there[one] for one in found.ids if one in there]


def _order() -> Order:
    told = request.args.get("sort", "")
    sort = told if told in SORTS else "changed"
    ways = {"asc": False, "desc": True}
    descending = ways.get(request.args.get("order", ""), SORTS[sort].descending)
    before, after = request.args.get("before", ""), request.args.get("after", "")
    return Order(sort, descending, before or after, bool(before))


def _sorted_by(order: Order) -> Answers:
    """The question that an address asks by the order of the page, where it is not the usual one."""
    usual = Order()
    way = {} if order.descending == SORTS[order.sort].descending else {"order": "desc" if order.descending else "asc"}
    return ({} if order.sort == usual.sort else {"sort": order.sort}) | way


def _choices() -> Answers:
    """What the questions of the register offer."""
    return {
        "stages": {
            s.name: s.title for table in LIFECYCLES.values() for s in table.stages if s.kind is not StageKind.UNOPENED
        },
        "states": states(db(), official()),
        "kind_titles": [(kind, table.title) for kind, table in LIFECYCLES.items()],
        "instruments": [(code, installation().law.short(code, "en")) for code in installation().law.instruments],
        "people": officials(),
        "steps_to_take": {step.trigger: step.title for step in _steps()},
    }


def _steps() -> list[Step]:
    """Every step that may be the next one here, once."""
    return list({step.trigger: step for steps in next_steps().values() for step in steps}.values())
