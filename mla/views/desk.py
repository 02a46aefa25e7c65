"""The desk: what an official can do now, what is new, due and late, who is held, and for whoever sees everything, who has how much to do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import defer
from werkzeug.wrappers import Response

from mla.deadlines.due import state_on
from mla.deadlines.kept import ours
from mla.lifecycle.shared import CASEWORK
from mla.lifecycle.terms import Role, Step
from mla.models import Absence, Dossier, Incoming, Official, Outgoing, Proposal, RegisterEntry
from mla.news.telling import unseen
from mla.permission import SEES_ALL, stands_in_for, visible_to
from mla.register.asking import Asking, asking
from mla.register.counting import Load, counted_at, in_figures, loads
from mla.register.query import visible
from mla.register.work import places_for
from mla.steps.comments import waiting_for
from mla.steps.proposals import still_open
from mla.views.agreements import to_check
from mla.views.context import db, installation, official, officials, today
from mla.views.handovers import not_countersigned
from mla.words import _

bp = Blueprint("desk", __name__)

CAME, TURNED_BACK = {"new": "y", "state": "open"}, {"turned_back": "y", "mine": "y"}
HELD, URGENT = {"held": "y"}, {"urgent": "y"}
"""Questions that the register answers, as its address asks them."""

SHOWN = 8
"""So many requests of each sort stand on the desk itself; a link leads to all of them."""


MOST_LETTERS = 50
"""So many letters that wait for a signature stand there at most."""


@dataclass(frozen=True)
class Figure:
    """How many requests answer to a question of the register, and where they are listed."""

    title: str
    count: int
    address: str
    sort: str = ""

    @property
    def number(self) -> str:
        """As the desk prints it."""
        return in_figures(self.count)


@dataclass(frozen=True)
class Workload:
    """What lies with one official, or with nobody yet, and what may be done about it."""

    name: str
    address: str
    hand_over: str
    absence: str
    load: Load

    @property
    def figures(self) -> list[str]:
        """Under way, waiting for us, late, as the desk prints them."""
        return [in_figures(one) for one in (self.load.under_way, self.load.waiting, self.load.late)]


@bp.post("/introduced")
def introduced() -> Response:
    """Whoever signed in for the first time has read how the desk is used."""
    official().introduced = True
    db().commit()
    return redirect(url_for("desk.index"))


@bp.get("/")
def index() -> str:
    """The desk of whoever is signed in."""
    sees_all, scope = official().has(*SEES_ALL), _scope()
    questions = _asking(scope)
    late, soon = (_some(questions, {"due": which} | scope, "our_due") for which in ("late", "soon"))
    return render_template(
        "desk.html",
        figures=_figures(questions, scope),
        heads=official().unit if official().heads_unit else None,
        scope=scope,
        to_do=_to_do(),
        late=late,
        soon=soon,
        nearest={one.id: ours(entry) for one, entry in (*late, *soon)},
        state_on=state_on,
        pressing=_pressing(questions),
        came=_some(questions, CAME, "came_at", descending=True),
        turned_back=_some(questions, TURNED_BACK, "changed_at", descending=True),
        loads=_workloads(scope) if sees_all else [],
        standing_in=_standing_in(questions),
        may_hand_over=official().has(*CASEWORK),
        post=_post_needs_attention(),
        to_sign=_letters_to_sign(),
        to_check=to_check(),
        comments=waiting_for(db(), official()),
        handovers=not_countersigned(),
        today=today(),
    )


def _scope() -> dict[str, str]:
    """The question that narrows the desk to the unit of whoever heads one, unless the whole ministry is asked for."""
    who = official()
    return {"unit": str(who.unit_id)} if who.heads_unit and who.unit_id and "all" not in request.args else {}


def _asking(scope: dict[str, str]) -> Asking:
    """How the questions of the desk are answered: its figures and its lists."""
    lists = ({"due": "late"} | scope, {"due": "soon"} | scope, CAME, TURNED_BACK, HELD, URGENT)
    return asking(db(), official(), today(), [*(asked for _title, _sort, asked in _questions(scope)), *lists])


def _questions(scope: dict[str, str]) -> list[tuple[str, str, dict[str, str]]]:
    """What a glance tells: each is a question that the register answers with its list. What is new, and what lies with nobody, is of no unit."""
    scope = scope | {"state": "open"} if scope else {}  # by the index of what lies with whom
    return [
        (_("waiting for us"), "", {"waiting": "y"} | scope),
        (_("new to me"), "", CAME),
        (_("with nobody yet"), "", {"officer": "nobody"}),
        (_("late, our time"), "late", {"due": "late"} | scope),
        (_("due within a week"), "soon", {"due": "soon"} | scope),
        (_("late, their time"), "", {"due": "theirs"} | scope),
        (_("somebody is held"), "", HELD | scope),
        (_("urgent, under way"), "soon", URGENT | scope),
    ]


def _figures(questions: Asking, scope: dict[str, str]) -> list[Figure]:
    """How many requests answer to each question, and how much news there is."""
    news = Figure(
        _("news, not opened"), len(unseen(db(), official(), installation().settings.news)), url_for("news.index")
    )
    told = _questions(scope)
    return [news, *(Figure(title, questions.count(asked), _address(asked), sort) for title, sort, asked in told)]


def _address(asked: dict[str, str]) -> str:
    order = {"sort": "due"} if "due" in asked else {}
    return url_for("register_list.index", **asked, **order)  # type: ignore[arg-type]


def _to_do() -> list[Figure]:
    """The next steps that this official's roles take, each with how many requests wait for it; the most first."""
    steps = places_for(official().roles)
    found: dict[str, tuple[Step, int]] = {}
    for place, how_many in counted_at(db(), [visible(official())], steps).items():
        step = steps[place]
        found[step.trigger] = (step, found.get(step.trigger, (step, 0))[1] + how_many)
    most = sorted(found.values(), key=lambda row: (-row[1], row[0].title))
    return [Figure(step.title, n, url_for("register_list.index", step=step.trigger)) for step, n in most]


def _some(
    questions: Asking, asked: dict[str, str], column: str, descending: bool = False
) -> list[tuple[Dossier, RegisterEntry]]:
    """The first few requests that answer to a question; what came last, or is due first, stands first."""
    return _read(questions.first(asked, column, SHOWN, descending))


def _read(ids: list[UUID]) -> list[tuple[Dossier, RegisterEntry]]:
    """Some requests, in this order, with what the register says of each. Their text is no part of that: no line shows it."""
    both = select(Dossier, RegisterEntry).join(RegisterEntry, RegisterEntry.dossier_id == Dossier.id)
    wanted = both.options(defer(Dossier.contents)).where(Dossier.id.in_(ids))
    there = {one.id: (one, entry) for one, entry in db().execute(wanted)} if ids else {}
    return [there[one] for one in ids]


def _pressing(questions: Asking) -> list[tuple[Dossier, RegisterEntry]]:
    """Whoever is held, those held longest first, and then whatever cannot wait."""
    held = questions.first(HELD, "held_since", SHOWN)
    urgent = questions.first(URGENT, "next_due", 2 * SHOWN)  # somebody may be held in half of them
    return _read([*held, *(one for one in urgent if one not in held)][:SHOWN])


def _workloads(scope: dict[str, str]) -> list[Workload]:
    """How much lies with each official and with nobody yet, the most first; where the unit is asked for, with each who belongs to it, be it nothing."""
    working = {one.id: one.told for one in officials()}
    everybody = [one for one in db().scalars(select(Official)) if not scope or one.unit_id == official().unit_id]
    names = {
        one.id: working.get(one.id) or _("%(name)s (no longer works on requests)", name=one.name) for one in everybody
    }
    nothing = dict.fromkeys(names.keys() & working.keys() if scope else (), Load(0, 0, 0))
    found = [
        _workload(who, names, working.keys(), load) for who, load in (nothing | loads(db(), names, today())).items()
    ]
    return sorted(found, key=lambda one: (-one.load.late, -one.load.waiting, one.name))


def _workload(who: int | None, names: dict[int, str], working: Collection[int], load: Load) -> Workload:
    gives = who and official().has(*CASEWORK)
    return Workload(
        names[who] if who else _("nobody yet"),
        url_for("register_list.index", officer=who or "nobody", state="open"),
        url_for("handing_over.show", number=who) if gives and load.under_way else "",
        url_for("absences.show", number=who) if gives and who in working else "",
        load,
    )


def _standing_in(questions: Asking) -> list[tuple[Absence, list[Figure]]]:
    """Whose work falls to this official meanwhile, with how much of it there is."""
    told = (
        (_("under way"), {"state": "open"}),
        (_("waiting for us"), {"waiting": "y"}),
        (_("late, our time"), {"due": "late"}),
    )
    found = []
    for who, away in stands_in_for(official()).items():
        figures = [(title, {"officer": str(who)} | asked) for title, asked in told]
        found.append((away, [Figure(title, questions.count(asked), _address(asked)) for title, asked in figures]))
    return found


def _letters_to_sign() -> list[tuple[Proposal, Dossier]]:
    """The letters that colleagues have proposed and this official may sign, the oldest first; at most `MOST_LETTERS`."""
    proposed = (
        select(Proposal, Dossier)
        .join(Dossier, Proposal.dossier_id == Dossier.id)
        .where(Proposal.status == "proposed", Proposal.overtaken_at.is_(None), visible_to(official()))
        .order_by(Proposal.at)
    )
    mine = (
        (proposal, dossier)
        for proposal, dossier in db().execute(proposed)
        if still_open(proposal, dossier)
        and official().has(*dossier.table.step[proposal.trigger].roles)
        and proposal.other_writer(official().id) is not None
    )
    return list(islice(mine, MOST_LETTERS))


def _post_needs_attention() -> dict[str, int]:
    """How many packages wait to go out by hand, were refused abroad, or came in and were refused."""
    if not official().has(Role.REGISTRAR):
        return {}
    by_hand = select(func.count()).where(
        Outgoing.outcome.is_(None), Outgoing.sent_on.is_(None), Outgoing.package.is_(None)
    )
    refused = select(func.count()).where(Outgoing.outcome == "refused")
    came = select(func.count()).where(Incoming.outcome.in_(("refused", "held")))
    return {"by_hand": db().scalar(by_hand) or 0, "refused": db().scalar(refused) or 0, "came": db().scalar(came) or 0}
