"""The register: every request that the official may see, filtered by stage, side, State, and whose move it is."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from mla.deadlines.due import due
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Role, StageKind
from mla.models import Dossier, Incoming, Involvement, Outgoing, Proposal
from mla.permission import visible_to
from mla.search import found_by
from mla.steps.proposals import still_open
from mla.views.agreements import to_check
from mla.views.context import db, installation, official, today
from mla.views.unread import is_new, new_among

bp = Blueprint("register_list", __name__)
PAGE = 50
FILTERS = ("stage", "side", "counterpart", "kind", "mine", "waiting", "new", "words")


@bp.get("/")
def index() -> str:
    """The register, newest change first."""
    seen = visible_to(official())
    query = _filtered(select(Dossier).where(seen))
    total = db().scalar(select(func.count()).select_from(query.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, request.args.get("page", 1, int)), pages)
    wanted = query.order_by(Dossier.changed_at.desc()).limit(PAGE).offset((page - 1) * PAGE)
    read_at_once = [selectinload(part) for part in (Dossier.record, Dossier.measures, Dossier.obligations)]
    rows = db().scalars(wanted.options(*read_at_once)).all()
    return render_template(
        "register.html",
        rows=rows,
        new=new_among(db(), official(), rows),
        page=page,
        pages=pages,
        total=total,
        asked={name: request.args[name] for name in FILTERS if request.args.get(name)},
        stages={
            s.name: s.title for table in LIFECYCLES.values() for s in table.stages if s.kind is not StageKind.UNOPENED
        },
        states=sorted(set(db().scalars(select(Dossier.counterpart).where(seen).distinct()))),
        kind_titles=[(kind, table.title) for kind, table in LIFECYCLES.items()],
        today=today(),
        post=_post_needs_attention(),
        to_sign=_letters_to_sign(),
        to_check=to_check(),
        next_due={row.id: next(iter(due(row, installation())), None) for row in rows},
    )


def _filtered(query: Select[Dossier]) -> Select[Dossier]:
    asked = request.args
    for name in ("stage", "side", "counterpart", "kind"):
        if asked.get(name):
            query = query.where(getattr(Dossier, name) == asked[name])
    if asked.get("mine"):
        mine = Dossier.involvements.any(Involvement.official_id == official().id)
        query = query.where(or_(mine, Dossier.examiner_id == official().id))
    if asked.get("waiting"):
        waiting = [
            (Dossier.kind == kind) & (Dossier.stage == stage.name) & (Dossier.side == stage.waits_for)
            for kind, table in LIFECYCLES.items()
            for stage in table.stages
            if stage.waits_for
        ]
        query = query.where(or_(*waiting))
    if asked.get("new"):
        query = query.where(is_new(official()))
    if words := asked.get("words", "").strip():
        query = query.where(found_by(words))
    return query


def _letters_to_sign() -> list[tuple[Proposal, Dossier]]:
    """The letters that colleagues have proposed and this official may sign, the oldest first."""
    proposed = (
        select(Proposal, Dossier)
        .join(Dossier, Proposal.dossier_id == Dossier.id)
        .where(Proposal.status == "proposed", visible_to(official()))
        .order_by(Proposal.at)
        .limit(PAGE)
    )
    return [
        (proposal, dossier)
        for proposal, dossier in db().execute(proposed)
        if still_open(proposal, dossier)
        and official().has(*dossier.table.step[proposal.trigger].roles)
        and proposal.other_writer(official().id) is not None
    ]


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
