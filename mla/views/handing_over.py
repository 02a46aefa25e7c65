"""Everything that lies with one official is handed over to another: before an absence, or when somebody leaves.

Each request is handed over by the step that its table has for it, in its own record; all of them, or none. With them goes the handover
pack (`mla/steps/handover.py`): the page shows what it will say, and asks for the remarks.
"""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from forms import form_for
from forms.base import retold
from forms.inside import REMARK, ReassignAll
from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.shared import CASEWORK
from mla.lifecycle.terms import Step
from mla.models import Dossier, Handover, Official, RegisterEntry
from mla.permission import SEES_ALL
from mla.register.query import conditions
from mla.steps.advance import NotAllowed, advance
from mla.steps.handover import READ_AT_ONCE, Block, Given, blocks, keep
from mla.steps.step_taken import OurStep
from mla.storage.database import is_race
from mla.views.context import db, installation, moment, official, officials, start_over, today
from mla.views.errors import Denied, our_fault, why_not_kept
from mla.views.handovers import shown
from mla.views.posted import posted
from mla.views.words import tell
from mla.words import _, ngettext

bp = Blueprint("handing_over", __name__, url_prefix="/desk/hand-over")

Answer = str | Response | tuple[str, int]
HANDS_OVER = "change_officer"
"""The effect of the step by which a request is handed over."""

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
    try:
        pack = _taken(whose, chosen, form)
        db().commit()
    except (NotAllowed, StepNotOpen) as error:
        return _again(number, form, str(error), 422)
    except (StaleDataError, IntegrityError) as error:
        race = isinstance(error, StaleDataError) or is_race(error)
        told = (_("One of them was changed in the meantime. Look at them again."), 409)
        return _again(number, form, *(told if race else (our_fault(error), 500)))
    except (OSError, OperationalError) as error:
        return _again(number, form, *why_not_kept(error, NOT_KEPT))
    moved = sum(one.handed for one in chosen)
    tell(ngettext("%(num)s request was handed over.", "%(num)s requests were handed over.", moved), "success")
    return redirect(url_for("handovers.show", number=pack.id))


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
    form.offer_requests(named, officials(), whose.id, beside=len(named) < len(lying))
    return form


def _taken(whose: Official, chosen: list[Block], form: ReassignAll) -> Handover:
    """Hand over each, and keep what was handed over."""
    for one in chosen:
        if one.handed:
            _hand_over(one.dossier, form)
    successor = db().get_one(Official, int(form.officer.data))
    given = Given(whose, official(), successor, moment(), request.remote_addr or "", form.reason.data or "")
    pack = keep(db(), given, chosen, form.remarks())
    if not pack.lines:
        raise NotAllowed(
            _("This colleague may see none of these requests. Choose another, or bring him or her in first.")
        )
    return pack


def _hand_over(dossier: Dossier, form: ReassignAll) -> None:
    """Take the step in one request, judged by its own form. Raises NotAllowed with the sentence that says why it cannot be."""
    step = _step(dossier)
    told = form_for(step.form)(retold({"officer": form.officer.data, "reason": form.reason.data}))
    told.judged(today(), dossier)
    told.offer(dossier, installation().law_of(dossier), officials())
    if not told.validate():
        why = _("This colleague does no such work. Choose another, or hand it over by itself.")
        raise NotAllowed(f"{dossier.our_reference}: {why}")
    advance(db(), installation(), OurStep(dossier, step, told.answers(), moment(), today(), official()))


def _step(dossier: Dossier) -> Step:
    """The step of its table; a request that goes by an earlier table has none."""
    for trigger in dossier.table.triggers(HANDS_OVER):
        return dossier.table.step[trigger]
    why = _("This request goes by an earlier life cycle. Move it to the new one first.")
    raise NotAllowed(f"{dossier.our_reference}: {why}")


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
