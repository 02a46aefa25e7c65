"""Handover packs: what one says, as page and as paper; the successor countersigns; who has not yet."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as AnyResponse

from forms.inside import CountersignHandover
from mla.canonical import Answers
from mla.documents.draw import PaperNotDrawn, draw
from mla.instruments.states import state_name
from mla.languages import LETTERS
from mla.lifecycle.text import RequestText
from mla.models import Comment, Dossier, Handover, Official
from mla.steps.handover import READ_AT_ONCE, Block, countersign, packs_of, sound, waits
from mla.steps.letter_corrections import corrections
from mla.storage.database import local_day
from mla.views.context import db, installation, moment, official, start_over, today
from mla.views.errors import Denied, page, why_not_kept
from mla.views.posted import posted
from mla.views.words import tell
from mla.words import _

bp = Blueprint("handovers", __name__, url_prefix="/desk/handed-over")

Answer = str | AnyResponse | tuple[str, int]
NEWEST = 50
"""So many packs are listed."""

ON_DESK = 10
"""So many that are not countersigned stand on the desk."""

CHANGED = _("What this pack says is not what was handed over: it was changed in the database. Tell the administrator.")
NOT_KEPT = _("Your countersignature could not be kept just now. Try again in a moment.")


NOTHING: Answers = {
    "stage": "", "waits_for": "", "urgent": False, "held": [], "limits": [], "obligations": [], "tasks": [],
}  # fmt: skip
"""Of a request that stays with a colleague no more is told than what waits in it."""


@dataclass(frozen=True)
class Shown:
    """One request of a pack as it is shown: what is told, with days as days, and persons and comments as they may be shown today."""

    dossier: Dossier
    told: Answers
    handed: bool
    remark: str
    persons: dict[int, str]
    comments: dict[int, Comment]


@bp.get("")
def index() -> str:
    """The packs that this official may open, the newest first."""
    wanted = select(Handover).where(*packs_of(official())).order_by(Handover.id.desc()).limit(NEWEST)
    return render_template("handovers.html", packs=list(db().scalars(wanted)), most=NEWEST)


def not_countersigned() -> list[Handover]:
    """The packs that wait for the successor, the oldest first, as far as this official may open them."""
    wanted = select(Handover).where(*packs_of(official()), *waits()).order_by(Handover.id).limit(ON_DESK)
    return list(db().scalars(wanted))


@bp.route("/<int:number>", methods=["GET", "POST"])
def show(number: int) -> Answer:
    """One pack. The successor countersigns it here."""
    pack = _pack(number, to_change=request.method == "POST")
    form = CountersignHandover(posted()) if _may_countersign(pack) else None
    if request.method == "GET":
        return _page(pack, form)
    if pack.countersigned_at and pack.successor_id == official().id:
        return redirect(url_for("handovers.show", number=number))
    if form is None:
        raise Denied(_("Only %(name)s, to whom it was handed over, countersigns it.", name=pack.successor.name))
    if not form.validate():
        return _page(pack, form, status=400)
    if not sound(pack):
        return _page(pack, form, CHANGED, 409)
    try:
        countersign(db(), pack, moment(), request.remote_addr or "", form.remark.data or "")
        db().commit()
    except OperationalError as error:
        start_over()
        return _page(_pack(number), form, *why_not_kept(error, NOT_KEPT))
    tell(_("Countersigned. Whoever handed it over sees it."), "success")
    return redirect(url_for("handovers.show", number=number))


@bp.get("/<int:number>/pack-<language>.pdf")
def paper(number: int, language: str) -> Response | tuple[str, int]:
    """The pack to print or to file, in a language of letters; kept nowhere, for its digest tells it from any other."""
    pack = _pack(number)
    if language not in LETTERS:
        abort(404)
    zone = installation().config.time_zone
    context = {
        "reference": f"{installation().config.state}-{pack.id}", "pack": pack, "blocks": shown(_blocks_of(pack)),
        "us": installation().us, "state_name": state_name, "corrections": corrections(db()), "today": today(),
        "handed_on": local_day(pack.at, zone), "to_day": lambda at: local_day(at, zone),
        "countersigned_on": local_day(pack.countersigned_at, zone) if pack.countersigned_at else None,
    }  # fmt: skip
    try:
        drawn = draw("handover_pack", language, context)
    except PaperNotDrawn as error:
        return page(422, _("The pack cannot be drawn"), str(error))
    return send_file(io.BytesIO(drawn.pdf), mimetype="application/pdf", download_name=f"handover-{pack.id}.pdf")


def _pack(number: int, to_change: bool = False) -> Handover:
    """A pack that this official may open; to anyone else it does not exist."""
    wanted = select(Handover).where(Handover.id == number, *packs_of(official()))
    return db().scalar(wanted.with_for_update(of=Handover) if to_change else wanted) or abort(404)


def _may_countersign(pack: Handover) -> bool:
    return pack.successor_id == official().id and pack.countersigned_at is None


def _blocks_of(pack: Handover) -> list[tuple[Block, str]]:
    ids = {one.dossier_id for one in pack.lines}
    there = {one.id: one for one in db().scalars(select(Dossier).where(Dossier.id.in_(ids)).options(*READ_AT_ONCE))}
    return [(Block(there[one.dossier_id], one.told, one.handed), one.remark) for one in pack.lines]


def shown(found: Iterable[tuple[Block, str]]) -> list[Shown]:
    """What a page and a paper say of these blocks, each with its remark."""
    told = list(found)
    numbers = [one["number"] for block, _remark in told for one in block.told["comments"]]
    comments = {one.id: one for one in db().scalars(select(Comment).where(Comment.id.in_(numbers)))}
    return [Shown(one.dossier, dated(one.told), one.handed, remark, _persons(one), comments) for one, remark in told]


def _persons(block: Block) -> dict[int, str]:
    """Whoever is held, or for whom alone a limit runs or something was promised, as the request calls him or her today: somebody protected by pseudonym."""
    named = (row for part in ("limits", "obligations") for row in block.told.get(part, ()) if row["persons"])
    if not block.told.get("held") and next(named, None) is None:
        return {}
    return {one.number: str(one.name) for one in RequestText.of(block.dossier).persons}


READ: dict[str, Callable[[str], date]] = {
    "on": date.fromisoformat, "act_by": date.fromisoformat, "since": date.fromisoformat, "at": datetime.fromisoformat,
}  # fmt: skip
"""What is a day or a moment in what is told, and how it is read."""


def dated(told: Answers) -> Answers:
    """The same with days and moments in place of how they are written."""
    rows = {name: [_row(one) for one in found] for name, found in told.items() if isinstance(found, list)}
    return {**told, **rows}


def _row(row: object) -> object:
    if not isinstance(row, dict):
        return row
    return row | {name: READ[name](row[name]) for name in READ if row.get(name)}


def _page(pack: Handover, form: CountersignHandover | None, problem: str = "", status: int = 200) -> Answer:
    whole = sound(pack)
    told = render_template(
        "handover.html", pack=pack, blocks=shown(_blocks_of(pack)), form=form, languages=LETTERS, today=today(),
        problem=problem or ("" if whole else CHANGED), own=pack.by_id == official().id, mine=_is(pack.successor),
    )  # fmt: skip
    return told, status


def _is(who: Official) -> bool:
    return who.id == official().id
