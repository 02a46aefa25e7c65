"""Everything that lies with one official is handed over to another: before an absence, or when somebody leaves.

Each request is handed over by the step that its table has for it, in its own record; all of them, or none. With them goes the handover
pack (`mla/steps/handover.py`): the page shows what it will say, and asks for the remarks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from forms import form_for
from forms.base import retold
from forms.inside import REMARK, ReassignAll, who_deal
from mla.lifecycle import facts
from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.shared import CASEWORK
from mla.lifecycle.terms import Step
from mla.models import Dossier, Handover, Official, RegisterEntry
from mla.permission import SEES_ALL
from mla.register.query import conditions
from mla.steps.advance import advance
from mla.steps.handover import READ_AT_ONCE, Block, Given, blocks, keep
from mla.steps.step_taken import NotAllowed, OurStep
from mla.storage.database import is_race
from mla.views.context import db, installation, moment, official, officials, start_over, today
from mla.views.errors import Denied, our_fault, why_not_kept
from mla.views.handovers import shown
from mla.views.posted import posted
from mla.views.words import tell
from mla.words import _, ngettext

bp = Blueprint("handing_over", __name__, url_prefix="/desk/hand-over")

Answer = str | Response | tuple[str, int]
AT_ONCE = 100
"""So many requests are handed over in one go, those due first."""

NOT_KEPT = _("Nothing was handed over. Try again in a moment.")


@bp.route("/<int:number>", methods=["GET", "POST"])
def show(number: int) -> Answer:
    """What lies with an official, ticked, and to whom it goes."""
    whose = _whose(number)
    lying = _lying_with(whose)
    words = posted()
    form = _form(whose, lying, words)
    if request.method == "GET":
        if words is None and "requests" in form:  # what was ticked before the session ended stays as it was
            form.requests.data = [str(one.dossier.id) for one in lying if one.handed]
        return _page(whose, lying, form)
    if not form.validate():
        return _page(whose, lying, form, status=400)
    ticked = form.requests.data if "requests" in form else ()
    chosen = [one for one in lying if not one.handed or str(one.dossier.id) in (ticked or ())]
    packs: list[Handover] = []
    why, status = all_or_none(lambda: packs.append(_taken(whose, chosen, form)), NOT_KEPT)
    if why:
        return _again(number, form, why, status)
    moved = sum(one.handed for one in chosen)
    tell(ngettext("%(num)s request was handed over.", "%(num)s requests were handed over.", moved), "success")
    return redirect(url_for("handovers.show", number=packs[0].id))


def all_or_none(act: Callable[[], None], not_kept: str) -> tuple[str, int]:
    """Do what is asked of several requests and commit, or nothing of it: then the sentence that says why, and the status of the page."""
    try:
        act()
        db().commit()
    except (NotAllowed, StepNotOpen) as error:
        return str(error), 422
    except (StaleDataError, IntegrityError) as error:
        race = isinstance(error, StaleDataError) or is_race(error)
        return (
            (_("One of them was changed in the meantime. Look at them again."), 409)
            if race
            else (our_fault(error), 500)
        )
    except (OSError, OperationalError) as error:
        return why_not_kept(error, not_kept)
    return "", 200


def _whose(number: int) -> Official:
    """The official whose requests they are: oneself, or any for whoever sees every request and decides who deals with what."""
    if not official().has(*CASEWORK) or (number != official().id and not official().has(*SEES_ALL)):
        raise Denied(
            _(
                "You may hand over what lies with you. What lies with others is handed over by whoever sees every request and works on them."
            )
        )
    return db().get(Official, number) or abort(404)


def _lying_with(whose: Official) -> list[Block]:
    """What lies with this official and is under way, as far as the one who is signed in may see it, the most urgent first; then what waits elsewhere."""
    where = conditions(official(), {"officer": str(whose.id), "state": "open"}, today())
    wanted = select(RegisterEntry.dossier_id).where(*where).order_by(RegisterEntry.next_due, RegisterEntry.dossier_id)
    ids = list(db().scalars(wanted.limit(AT_ONCE)))
    there = db().scalars(select(Dossier).where(Dossier.id.in_(ids)).options(*READ_AT_ONCE)).all()
    return blocks(db(), installation(), whose, there, today())


def _form(whose: Official, lying: list[Block], words: MultiDict[str, str] | None) -> ReassignAll:
    """Which of them go, to whom, why, and what is to be remarked on each."""
    form = ReassignAll.of((str(one.dossier.id), one.dossier.our_reference) for one in lying)(words)
    form.judged(today(), None)
    named = [(str(one.dossier.id), f"{one.dossier.our_reference} {one.dossier.title}") for one in lying if one.handed]
    people = who_deal(officials(), {one.dossier.our_side for one in lying if one.handed}) if named else officials()
    form.offer_requests(named, people, whose.id, beside=len(named) < len(lying))
    return form


def _taken(whose: Official, chosen: list[Block], form: ReassignAll) -> Handover:
    """Hand over each, and keep what was handed over."""
    give((one.dossier for one in chosen if one.handed), str(form.officer.data), form.reason.data or "")
    successor = db().get_one(Official, int(form.officer.data))
    given = Given(whose, official(), successor, moment(), request.remote_addr or "", form.reason.data or "")
    pack = keep(db(), given, chosen, form.remarks())
    if not pack.lines:
        raise NotAllowed(
            _("This colleague may see none of these requests. Choose another, or bring him or her in first.")
        )
    return pack


def give(dossiers: Iterable[Dossier], officer: str, reason: str) -> None:
    """Give requests to an official, each by the step that its table has for it. Raises NotAllowed with the sentence that says of which it cannot be, and why."""
    for one in dossiers:
        try:
            _give(one, officer, reason)
        except (NotAllowed, StepNotOpen) as error:
            raise NotAllowed(f"{one.our_reference}: {error}") from error


def _give(dossier: Dossier, officer: str, reason: str) -> None:
    step, answer = _step(dossier)
    told = form_for(step.form)(retold({answer: officer, "reason": reason}))
    told.judged(today(), dossier)
    told.offer(dossier, installation().law_of(dossier), officials())
    if not told.validate():
        raise NotAllowed(_("This colleague does no such work. Choose another, or hand it over by itself."))
    advance(db(), installation(), OurStep(dossier, step, told.answers(), moment(), today(), official()))


def _step(dossier: Dossier) -> tuple[Step, str]:
    """The step of its table by which it is handed over or, as long as it lies with nobody, assigned; and the answer that names the official. A request that goes by an earlier table may have none."""
    hands_over, assigns = facts.GIVES
    effect, answer = assigns if facts.officer(dossier) is None else hands_over
    for trigger in dossier.table.triggers(effect):
        return dossier.table.step[trigger], answer
    raise NotAllowed(_("This request goes by an earlier life cycle. Move it to the new one first."))


def _again(number: int, form: ReassignAll, why: str, status: int) -> Answer:
    """The same page with what was typed, after everything was taken back."""
    start_over()
    whose = _whose(number)
    return _page(whose, _lying_with(whose), form, why, status)


def _page(whose: Official, lying: list[Block], form: ReassignAll, problem: str = "", status: int = 200) -> Answer:
    known = [one for one in lying if f"{REMARK}{one.dossier.id}" in form]  # another may have come in the meantime
    page = render_template(
        "hand_over.html", whose=whose, own=whose.id == official().id, blocks=shown((one, "") for one in known),
        form=form, problem=problem, remark=REMARK, full=sum(one.handed for one in known) == AT_ONCE, most=AT_ONCE,
        today=today(),
    )  # fmt: skip
    return page, status
